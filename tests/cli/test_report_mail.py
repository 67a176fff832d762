"""`kam report digest --mail` and `--eml` as cron and people run them, against a real server."""

import email
import email.policy
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kamcli.cli.report_mail import called
from kamcli.model.choices import AccessLevel
from kamcli.views.mailing import Mailbox
from tests.cli.conftest import git
from tests.small_book import made
from tests.smtp_server import PASSWORD, USER, Server, serving

HOME = Path(__file__).parents[2]
ADA, BEN, CAM, DEE = (f"{name}@firm.example" for name in ("ada", "ben", "cam", "dee"))
EVERYBODY = (ADA, BEN, CAM, DEE)
FRIDAY, SUNDAY, MONDAY = "2026-11-20", "2026-11-22", "2026-11-23"
LETTER = "sent to "


class Post(NamedTuple):
    """A small book that mails to a server; `state` is where its outbox lies."""

    records: Path
    server: Server
    state: Path

    @property
    def outbox(self) -> Path:
        (found,) = (self.state / "kam").iterdir()
        return found

    @property
    def states(self) -> dict[str, str]:
        """This outbox: the state of each week and recipient."""
        told = (json.loads(path.read_text()) for path in self.outbox.glob("*.json"))
        return {f"{each['week']} {each['address']}": each["state"] for each in told}


def settings(records: Path, **given: str) -> None:
    """Write settings into the mail group of policy.yaml, or `recipients` into that of the digest."""
    policy = records / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    for key, value in given.items():
        line = f"  {key}: {value}"
        text, n = re.subn(rf"^  {key}:.*$", lambda _, line=line: line, text, flags=re.MULTILINE)  # type: ignore[misc]
        assert n, key
    policy.write_text(text, encoding="utf-8")


def recipients(*addresses: str, most: str = "conf") -> str:
    return f"[{', '.join(f'{{email: {each}, max_class: {most}}}' for each in addresses)}]"


@pytest.fixture
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("server") / "it"
        yield lambda **options: stack.enter_context(serving(folder, **options))


@pytest.fixture
def post(
    home: Path,
    serve: Callable[..., Server],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Post:
    """The book, committed, its server and its outbox."""
    server, records, state = serve(), made(home), tmp_path_factory.mktemp("state")
    settings(
        records,
        recipients=recipients(*EVERYBODY),
        server="localhost",
        port=str(server.port),
        user=USER,
        sender=USER,
        ca_file=str(server.ca_file),
        only_from=f"'{platform.node()}:{home}'",
    )
    git(home, "add", ".")
    git(home, "commit", "-qm", "book")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setenv("KAM_SMTP_PASSWORD", PASSWORD)
    return Post(records, server, state)


def started(post: Post, *arguments: str, day: str = FRIDAY, **env: str) -> subprocess.Popen[str]:
    """A run of its own process, as cron starts one."""
    command = [sys.executable, "-m", "kamcli", "report", "digest", "--mail", f"--as-of={day}", "--lang=en", *arguments]
    return subprocess.Popen(
        command,
        cwd=post.records.parent,
        env=os.environ | {"PYTHONPATH": str(HOME)} | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def ids(server: Server) -> dict[str, list[str]]:
    """The Message-IDs that each recipient got, in order."""
    found: dict[str, list[str]] = {}
    for each in server.got:
        found.setdefault(each.address, []).append(str(read(each.content)["Message-ID"]))
    return found


# --- once a week, whatever happens ----------------------------------------------------------------------------------


def test_everybody_gets_the_weeks_digest_once_however_often_cron_calls(post: Post, kam: Any) -> None:
    first = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")
    again = kam("-q", "report", "digest", "--mail", f"--as-of={FRIDAY}")
    sunday = kam("report", "digest", "--mail", f"--as-of={SUNDAY}", "--lang=en")

    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [f"{LETTER}{each}" for each in EVERYBODY]
    assert again == (0, "", "")
    assert (sunday.code, sunday.out) == (0, "")
    assert sunday.err.count("sent this week") == 4
    assert post.server.addresses == list(EVERYBODY)
    assert all(each.login and each.sender == USER for each in post.server.got)


def test_the_next_week_is_another_digest(post: Post, kam: Any) -> None:
    for day in (FRIDAY, MONDAY):
        assert kam("report", "digest", "--mail", f"--as-of={day}").code == 0

    assert post.server.addresses == [*EVERYBODY, *EVERYBODY]
    assert all(len(set(found)) == 2 for found in ids(post.server).values())


def test_it_goes_out_from_its_weekday_on_and_a_missed_day_is_caught_up(post: Post, kam: Any) -> None:
    settings(post.records, weekday="wed")
    early = kam("report", "digest", "--mail", "--as-of=2026-11-17", "--lang=en")
    late = kam("report", "digest", "--mail", "--as-of=2026-11-19", "--lang=en")

    assert (early.code, early.out) == (0, "")
    assert "goes out from wed on" in early.err
    assert late.out.count(LETTER) == 4
    assert "as of 2026-11-19" in text_of(post), "with the state of the day"


def test_a_name_with_a_line_end_is_told_on_one_line() -> None:
    told = called(Mailbox(ADA, "Ada\r\nkam: sent to everybody", AccessLevel.conf, "en"), "en")

    assert told.splitlines() == [f"Ada\\u000d\\nkam: sent to everybody <{ADA}> (conf, English)"]


def test_a_name_with_a_line_end_is_refused_before_anybody_is_written_to(post: Post, kam: Any) -> None:
    organisation = post.records / "organisation.yaml"
    text, n = re.subn(
        r"name: \S.*$", r'name: "Ada\\r\\nBcc: evil@x.example"', organisation.read_text("utf-8"), flags=re.MULTILINE
    )
    assert n
    organisation.write_text(text, encoding="utf-8")
    ran = kam("report", "digest", "--eml", "letters/", f"--as-of={FRIDAY}", "--lang=en")

    assert "U+000D [YAML-02]" in ran.err
    assert not any(line.startswith("Bcc") for line in (ran.out + ran.err).splitlines())


def text_of(post: Post, place: int = 0) -> str:
    part = read(post.server.got[place].content).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_one_refused_recipient_does_not_stop_the_others(post: Post, kam: Any) -> None:
    post.server.control(rcpt={BEN: "550 5.1.1 no such user"}, data={CAM: "451 4.7.1 later"})
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert ran.code == 5
    assert ran.out.splitlines() == [f"{LETTER}{ADA}", f"{LETTER}{DEE}"]
    assert ran.err.splitlines() == [
        f"kam: not sent to {BEN}: 550 5.1.1 no such user; mend it, then send with --retry",
        f"kam: not sent to {CAM}: 451 4.7.1 later; the next run tries again",
    ]

    post.server.release()
    later = kam("report", "digest", "--mail", f"--as-of={SUNDAY}", "--lang=en")
    assert later[:2] == (0, f"{LETTER}{CAM}\n")
    assert "refused (550 5.1.1 no such user)" in kam("report", "digest", "--mail", f"--as-of={SUNDAY}", "--lang=en").err
    mended = kam("report", "digest", "--mail", f"--as-of={SUNDAY}", "--lang=en", "--retry")
    assert mended[:2] == (0, f"{LETTER}{BEN}\n")
    assert all(len(found) == 1 for found in ids(post.server).values())


def test_what_waits_over_the_weeks_end_gives_way_to_the_new_week(post: Post, kam: Any) -> None:
    post.server.control(data={CAM: "451 later"})
    kam("report", "digest", "--mail", f"--as-of={FRIDAY}")
    post.server.release()
    settings(post.records, weekday="tue")
    monday = kam("report", "digest", "--mail", f"--as-of={MONDAY}", "--lang=en")
    assert monday[:2] == (0, f"{LETTER}{CAM}\n"), "the old week's is still the latest"

    post.server.control(data={ADA: "451 later"})
    kam("report", "digest", "--mail", "--as-of=2026-11-24", "--lang=en")
    post.server.release()
    kam("report", "digest", "--mail", "--as-of=2026-12-01", "--lang=en")

    assert post.states[f"2026-W48 {ADA}"] == "superseded"
    assert post.states[f"2026-W49 {ADA}"] == "sent"


def test_an_earlier_week_whose_place_was_taken_is_not_said_to_go_out(post: Post, kam: Any) -> None:
    earlier, later = ("report", "digest", "--mail", f"--as-of={FRIDAY}"), f"--as-of={MONDAY}"
    post.server.control(data=dict.fromkeys(EVERYBODY, "451 later"))
    assert kam(*earlier).code == 5
    post.server.control(data=dict.fromkeys(EVERYBODY, "550 never"))
    assert kam("report", "digest", "--mail", later).code == 5

    for lang, words in (("en", "none is sent: the digest of 2026-W48 took its place"), ("zh", "不寄：2026-W48 的")):
        ran = kam(*earlier, f"--lang={lang}")
        assert (ran.code, ran.out, ran.err.count(words)) == (0, "", 4)
        assert "to be sent" not in ran.err
        assert "要寄" not in ran.err
        assert kam(*earlier, "--dry-run", f"--lang={lang}").out.count(words) == 4
    assert post.server.addresses == []


def test_a_dry_run_tells_of_what_waits_of_another_week(post: Post, kam: Any) -> None:
    post.server.control(data={CAM: "451 later"})
    kam("report", "digest", "--mail", f"--as-of={MONDAY}")
    dry = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--dry-run", "--lang=en")

    assert (
        f"2026-W48  <{CAM}> (conf, English)  not delivered yet, to be tried again (451 later)" in dry.out.splitlines()
    )


def test_who_is_no_longer_a_recipient_gets_nothing_that_waited(post: Post, kam: Any) -> None:
    post.server.control(data={CAM: "451 later", DEE: "451 later"})
    kam("report", "digest", "--mail", f"--as-of={FRIDAY}")
    post.server.release()
    settings(post.records, recipients=f"[{{email: {CAM}, max_class: int}}]")
    kam("report", "digest", "--mail", f"--as-of={SUNDAY}")

    assert (post.states[f"2026-W47 {DEE}"], post.server.addresses[-1]) == ("withdrawn", CAM)
    assert "143,000.00" not in text_of(post, -1), "what waited is held to the class that policy gives now"
    assert "143,000.00" in text_of(post)


@pytest.mark.parametrize("point", [f"{what} {n}" for n in range(1, 5) for what in ("RCPT", "DATA")])
def test_a_kill_loses_nobody_and_a_repeat_is_the_same_message(post: Post, point: str) -> None:
    post.server.control(hold=point)
    with started(post) as killed:
        post.server.wait_until_held()
        killed.send_signal(signal.SIGKILL)
    post.server.release()
    with started(post, day=SUNDAY) as again:
        _, err = again.communicate(timeout=60)

    assert (again.returncode, err) == (0, "")
    found = ids(post.server)
    assert set(found) == set(EVERYBODY)
    assert all(len(set(each)) == 1 for each in found.values())
    assert sum(map(len, found.values())) <= len(EVERYBODY) + 1
    assert set(post.states.values()) == {"sent"}
    bytes_of = {(each.address, each.content) for each in post.server.got}
    assert len(bytes_of) == len(EVERYBODY), "the same bytes"


def test_two_runs_at_once_send_one_digest(post: Post) -> None:
    post.server.control(hold="DATA 2")
    with started(post) as first:
        post.server.wait_until_held()
        with started(post) as second:
            post.server.release()
            codes = {first.wait(60), second.wait(60)}

    assert codes <= {0, 4}
    assert sorted(post.server.addresses) == sorted(EVERYBODY)


# --- what stops it before anything is sent --------------------------------------------------------------------------


def test_a_copy_of_the_book_does_not_mail(post: Post, kam: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy") / "book"
    shutil.copytree(post.records.parent, copy)
    ran = kam("-C", copy, "report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, ran.out, post.server.got) == (4, "", [])
    here, there = (f"{platform.node()}:{folder}" for folder in (post.records.parent, copy))
    assert ran.err.splitlines() == [
        f"kam: this book sends no mail: policy lets it go out from {here}, and this is {there}",
        f"  try: if it is to send, write a line under mail: only_from: {there}",
    ]


def test_a_book_on_another_machine_does_not_mail(post: Post, kam: Any) -> None:
    settings(post.records, only_from=f"'elsewhere:{post.records.parent}'")
    assert kam("report", "digest", "--mail", f"--as-of={FRIDAY}").code == 4
    settings(post.records, only_from=f"'*:{post.records.parent}'")
    assert kam("report", "digest", "--mail", f"--as-of={FRIDAY}").code == 0


@pytest.mark.parametrize("key", ["server", "port", "tls", "sender", "only_from"])
def test_a_missing_setting_is_named_with_the_line_to_write(post: Post, kam: Any, key: str) -> None:
    settings(post.records, **{key: ""})
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, len(ran.err.splitlines())) == (4, 2)
    assert f"mail.{key}" in ran.err
    assert f"write a line under mail: {key}: " in ran.err
    assert "BOOK-15" in kam("check", "--lang=en").out


@pytest.mark.parametrize("key", ["weekday", "mail_if_empty", "recipients"])
def test_a_missing_parameter_of_the_digest_is_not_configured(post: Post, kam: Any, key: str) -> None:
    settings(post.records, **{key: ""})
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, post.server.got) == (4, [])
    assert f"digest.{key}" in ran.err
    assert re.search(rf"add a line under digest: {key}: \S", kam("check", "--lang=en").out)


def test_nothing_leaves_in_the_clear(post: Post, kam: Any) -> None:
    settings(post.records, server="mail.firm.example", tls="plain", user="")
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert ran.code == 4
    assert "mail.tls" in ran.err


def test_a_password_comes_from_a_command_where_the_environment_has_none(
    post: Post, kam: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAM_SMTP_PASSWORD")
    lost = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")
    settings(post.records, password_command="'false'")  # noqa: S106 a command
    failing = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")
    settings(post.records, password_command=f"'printf \"{PASSWORD}\\n\"'")
    given = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (lost.code, failing.code, given.code) == (4, 4, 0)
    assert "KAM_SMTP_PASSWORD" in lost.err
    assert "exit 1" in failing.err
    assert PASSWORD not in lost.err + failing.err + given.out + given.err


def test_a_wrong_password_leaves_everybody_waiting(post: Post, kam: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_SMTP_PASSWORD", "wrong")
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")
    monkeypatch.setenv("KAM_SMTP_PASSWORD", PASSWORD)

    assert (ran.code, ran.out) == (5, "")
    assert ran.err.count("535") == 4
    assert kam("report", "digest", "--mail", f"--as-of={SUNDAY}").code == 0
    assert post.server.addresses == list(EVERYBODY)


def test_a_recipient_who_cannot_be_mailed_is_said_and_the_others_get_theirs(post: Post, kam: Any) -> None:
    settings(
        post.records,
        recipients=f"[{{email: 'x@y.example, {CAM}', max_class: conf}}, {{staff: nobody, max_class: conf}}, "
        f"{{role: sales_director, max_class: int}}, {{email: {ADA}, max_class: conf, language: zh}}]",
    )
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert ran.code == 5
    assert len(ran.err.splitlines()) == 2
    assert ADA in post.server.addresses
    assert CAM not in post.server.addresses
    assert str(read(post.server.got[-1].content)["Subject"]).startswith("每周简报 2026-W47")


def test_nothing_to_say_nothing_sent(post: Post, kam: Any) -> None:
    for each in (path for path in post.records.iterdir() if path.is_dir()):
        shutil.rmtree(each)
    quiet = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")
    settings(post.records, mail_if_empty="true")
    asked = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (quiet.code, quiet.out) == (0, "")
    assert quiet.err.count("nothing needs attention") == 4
    assert asked.out.count(LETTER) == 4


# --- where cron runs ------------------------------------------------------------------------------------------------


def test_it_runs_in_an_empty_environment(post: Post) -> None:
    bare = {"KAM_SMTP_PASSWORD": PASSWORD, "PYTHONPATH": str(HOME), "XDG_STATE_HOME": str(post.state)}
    command = [sys.executable, "-m", "kamcli", "report", "digest", "--mail", f"--as-of={FRIDAY}"]
    paths = {"PATH": os.environ["PATH"]}
    ran = subprocess.run(command, cwd=post.records.parent, env=bare | paths, capture_output=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert post.server.addresses == list(EVERYBODY)


def test_without_xdg_the_state_lies_in_the_home_folder(
    post: Post, kam: Any, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("somebody")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(home))

    assert kam("report", "digest", "--mail", f"--as-of={FRIDAY}").code == 0
    (folder,) = (home / ".local/state/kam").iterdir()
    assert (folder.stat().st_mode & 0o777, len(list(folder.glob("*.json")))) == (0o700, 4)
    assert not list(folder.glob("*.eml")), "what was sent is not kept"


def test_the_state_never_lies_in_the_book(post: Post, kam: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(post.records / "state"))
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, post.server.got) == (4, [])
    assert "XDG_STATE_HOME" in ran.err
    assert git(post.records.parent, "status", "--porcelain") == ""


def test_a_state_that_cannot_be_kept_sends_nothing(post: Post, kam: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (post.state / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(post.state / "file"))
    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, post.server.got) == (4, [])
    assert "XDG_STATE_HOME" in ran.err


# --- looking before sending -----------------------------------------------------------------------------------------


def test_a_dry_run_tells_who_would_get_what_and_writes_nothing(post: Post, kam: Any) -> None:
    ran = kam("report", "digest", "--mail", "--dry-run", f"--as-of={FRIDAY}", "--lang=en")

    assert (ran.code, ran.err, post.server.got) == (0, "", [])
    assert ran.out.splitlines() == [f"2026-W47  <{each}> (conf, English)  to be sent" for each in EVERYBODY]
    assert list(post.state.iterdir()) == []


def test_one_recipient_can_be_chosen(post: Post, kam: Any) -> None:
    assert kam("report", "digest", "--mail", f"--to={BEN}", f"--as-of={FRIDAY}").code == 0
    unknown = kam("report", "digest", "--mail", "--to=zoe", f"--as-of={FRIDAY}", "--lang=en")
    assert kam("report", "digest", "--mail", f"--as-of={FRIDAY}").code == 0

    assert post.server.addresses == [BEN, ADA, CAM, DEE]
    assert unknown.code == 2
    assert BEN in unknown.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_commit_and_day_give_the_same_bytes(post: Post, kam: Any, lang: str, tmp_path_factory: Any) -> None:
    out = tmp_path_factory.mktemp("out")
    for name in ("one", "two"):
        assert kam("report", "digest", "--eml", f"{out / name}/", f"--as-of={FRIDAY}", f"--lang={lang}").code == 0
    one, two = ({path.name: path.read_bytes() for path in (out / name).iterdir()} for name in ("one", "two"))

    assert one == two
    assert set(one) == {f"{each}.eml" for each in EVERYBODY}
    head = git(post.records.parent, "rev-parse", "HEAD").strip()
    found = read(one[f"{ADA}.eml"])
    assert found["X-Kam-Head"] == head
    assert str(found["Date"]) == "Fri, 20 Nov 2026 00:00:00 +0800"
    for subtype in ("plain", "html"):
        part = found.get_body((subtype,))
        assert part is not None
        assert head in part.get_content()
        assert "proof level 0" in part.get_content().casefold()


def test_a_file_holds_the_first_recipients_message_and_it_is_the_one_that_is_mailed(
    post: Post, kam: Any, tmp_path_factory: Any
) -> None:
    out = tmp_path_factory.mktemp("out") / "digest.eml"
    ran = kam("report", "digest", "--eml", out, f"--as-of={FRIDAY}", "--lang=en")
    kam("report", "digest", "--mail", f"--as-of={FRIDAY}")

    assert (ran.code, ran.out) == (0, "")
    assert "3 more recipients" in ran.err
    assert out.read_bytes() == post.server.got[0].content


@pytest.mark.parametrize(
    "arguments",
    [
        ("ageing", "--mail"),
        ("digest", "--mail", "--eml=x"),
        ("digest", "--mail", "--format=html"),
        ("digest", "--eml=x", "--max-class=int"),
        ("digest", "--mail", "--out=x"),
        ("digest", "--dry-run"),
        ("digest", "--to=x"),
        ("--mail",),
    ],
)
@pytest.mark.usefixtures("post")
def test_what_does_not_go_together_is_refused(kam: Any, arguments: tuple[str, ...]) -> None:
    assert kam("report", *arguments, f"--as-of={FRIDAY}").code == 2


def test_a_server_that_is_not_there_is_named_in_chinese(post: Post, kam: Any) -> None:
    settings(post.records, port="9")

    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=zh")

    assert ran.code == 5
    assert f"没寄给 {ADA}：localhost:9 对方拒绝连接；看 policy.yaml“邮件”下的服务器、端口" in ran.err
    assert "refused" not in ran.err


def test_a_certificate_that_nobody_knows_is_told_in_chinese(post: Post, kam: Any) -> None:
    settings(post.records, ca_file="")

    ran = kam("report", "digest", "--mail", f"--as-of={FRIDAY}", "--lang=zh")

    assert ran.code == 5
    assert f"localhost:{post.server.port} " in ran.err
    assert "证书" in ran.err
    assert "certificate" not in ran.err
