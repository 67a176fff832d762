"""Delivery to a real server: encrypted or not at all, one refusal is one recipient's, no fault is an exception."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kamcli.model.mailing import Outcome, State
from kamcli.model.policy_company import Mail
from kamcli.output.smtp import Access, Postman
from tests.smtp_server import PASSWORD, USER, Server, serving

NOTE = b"Subject: x\r\n\r\nhello\r\n"
FROM = "kam@firm.example"
Serve = Callable[..., Server]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(serving(tmp_path / "server", **options))


def postman(
    server: Server, tls: str, *, password: str = PASSWORD, user: str | None = USER, known: bool = True
) -> Postman:
    given = {"server": "localhost", "port": str(server.port), "tls": tls, **({"user": user} if user else {})}
    return Postman(Access(Mail.model_validate(given), password, server.ca_file if known else None))


def delivered(post: Postman, *addresses: str) -> list[Outcome]:
    try:
        return [post.deliver(FROM, address, NOTE) for address in addresses]
    finally:
        post.close()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_refusal_is_one_recipients_and_the_others_get_theirs(serve: Serve, tls: str) -> None:
    server = serve(tls=tls)
    server.control(
        rcpt={"b@x.example": "550 5.1.1 no such user", "c@x.example": "421 going away"},
        data={"d@x.example": "451 later"},
    )

    told = delivered(postman(server, tls), *(f"{each}@x.example" for each in "abcde"))

    assert told == [
        Outcome(State.sent),
        Outcome(State.failed, "550 5.1.1 no such user"),
        Outcome(State.deferred, "421 going away"),
        Outcome(State.deferred, "451 later"),
        Outcome(State.sent),
    ]
    assert [(each.address, each.login) for each in server.got] == [("a@x.example", True), ("e@x.example", True)]


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail(serve: Serve, tls: str) -> None:
    server = serve(tls=tls)

    (told,) = delivered(postman(server, tls, known=False), "a@x.example")

    assert told.state is State.deferred
    assert told.why.startswith("certificate: ")
    assert (server.logins, server.got) == (0, [])


def test_a_wrong_password_is_tried_once_for_all(serve: Serve) -> None:
    server = serve()

    told = delivered(postman(server, "implicit", password="wrong"), "a@x.example", "b@x.example")  # noqa: S106 a wrong one

    assert {(each.state, each.why[:3]) for each in told} == {(State.deferred, "535")}
    assert (server.logins, server.got) == (2, [])  # LOGIN and PLAIN, once each and not for every recipient


def test_without_encryption_on_offer_nothing_is_sent(serve: Serve) -> None:
    server = serve(tls="plain", login=False)

    (told,) = delivered(postman(server, "starttls", user=None), "a@x.example")

    assert told.state is State.deferred
    assert "STARTTLS" in told.why
    assert server.got == []


def test_a_server_on_this_machine_may_do_without(serve: Serve) -> None:
    server = serve(tls="plain", login=False)

    assert delivered(postman(server, "plain", user=None), "a@x.example") == [Outcome(State.sent)]


def test_a_refused_sender_is_a_matter_of_the_settings(serve: Serve) -> None:
    server = serve(tls="plain", login=True)  # it wants a login, which policy does not give

    (told,) = delivered(postman(server, "plain", user=None), "a@x.example")

    assert (told.state, told.why[:3]) == (State.deferred, "530")


@pytest.mark.parametrize("server", ["nowhere.invalid", "a..b", "127.0.0.1"])
def test_where_no_server_answers_everybody_waits(server: str) -> None:
    mail = Mail.model_validate({"server": server, "port": "9", "tls": "implicit"})

    told = delivered(Postman(Access(mail, "", None)), "a@x.example", "b@x.example")

    assert [each.state for each in told] == [State.deferred, State.deferred]
    assert all(each.why and "\n" not in each.why for each in told)


def test_a_missing_root_certificate_is_said(serve: Serve, tmp_path: Path) -> None:
    mail = Mail.model_validate({"server": "localhost", "port": str(serve().port), "tls": "implicit"})

    (told,) = delivered(Postman(Access(mail, "", tmp_path / "lost.pem")), "a@x.example")

    assert told.state is State.deferred
    assert told.why


def test_a_server_that_hangs_up_is_called_again_for_the_next(serve: Serve) -> None:
    server = serve(tls="plain", login=False)
    post = postman(server, "plain", user=None)
    assert post.deliver(FROM, "a@x.example", NOTE).state is State.sent
    assert post.line is not None
    assert post.line.sock is not None
    post.line.sock.shutdown(2)

    told = delivered(post, "b@x.example", "c@x.example")

    assert [each.state for each in told] == [State.deferred, State.sent]
