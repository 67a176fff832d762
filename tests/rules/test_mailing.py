"""BOOK-15: whether the digest can be mailed as policy asks."""

from types import MappingProxyType
from typing import Any

import pytest

from kamcli.model.columns import Columns, Row
from kamcli.model.organisation import Staff
from kamcli.model.policy import Policy
from kamcli.rules.mailing import is_address, mail_unready

MAIL = {"server": "smtp.x.example", "port": "465", "tls": "implicit", "sender": "kam@x.example", "only_from": "a:/b"}
STAFF = {"id": "ada", "name": "Ada", "unit": "u", "email": "ada@x.example", "roles": []}
ADA = {"staff": "ada", "max_class": "conf"}


def columns(**changed: str) -> Columns:
    person = Staff.model_validate(STAFF | changed)
    row = Row("organisation", "organisation", "organisation.yaml", {"staff": (person,), "units": ()})
    return Columns(MappingProxyType({"organisation": MappingProxyType({"organisation": row})}))


def found(recipients: list[dict[str, str]], mail: dict[str, str] | None, known: Columns | None = None) -> list[Any]:
    digest = {"max_class": "conf", "recipients": recipients}
    policy = Policy.model_validate({"digest": digest, **({"mail": mail} if mail is not None else {})})
    assert mail_unready.book is not None
    return [(each.variant, each.at) for each in mail_unready.book(known or columns(), policy)]


def test_complete_settings_and_known_recipients_are_fine() -> None:
    assert found([ADA, {"role": "rep", "max_class": "int"}, {"email": "b@x.example", "max_class": "int"}], MAIL) == []


def test_nothing_is_asked_where_nobody_is_to_get_mail() -> None:
    assert found([], None) == []


@pytest.mark.parametrize("key", MAIL)
def test_what_is_missing_is_named(key: str) -> None:
    assert found([ADA], {name: value for name, value in MAIL.items() if name != key}) == [("lacks", ("mail",))]


def test_without_the_group_everything_is_missing() -> None:
    assert [variant for variant, _ in found([ADA], None)] == ["lacks"] * len(MAIL)


@pytest.mark.parametrize(
    ("changed", "variants"),
    [
        ({"tls": "plain"}, [("plain", ("mail", "tls"))]),
        ({"tls": "plain", "server": "localhost"}, []),
        ({"tls": "plain", "server": "127.0.0.1", "user": "kam"}, [("plain", ("mail", "tls"))]),
        ({"sender": "kam <kam@x.example>"}, [("sender", ("mail", "sender"))]),
    ],
)
def test_settings_that_would_leak_or_be_refused(changed: dict[str, str], variants: list[Any]) -> None:
    assert found([ADA], MAIL | changed) == variants


@pytest.mark.parametrize(
    ("recipient", "variants"),
    [
        ({"max_class": "int"}, ["one"]),
        ({"staff": "ada", "email": "b@x.example", "max_class": "int"}, ["one"]),
        ({"staff": "zoe", "max_class": "int"}, ["staff"]),
        ({"email": "b@x.example, c@x.example", "max_class": "int"}, ["address"]),
        ({"staff": "ada", "max_class": "pub"}, ["public"]),
        ({"staff": "ada", "max_class": "pers"}, ["above"]),
        ({"email": "?", "max_class": "pers"}, ["address", "above"]),
    ],
)
def test_recipients_who_cannot_be_served(recipient: dict[str, str], variants: list[str]) -> None:
    assert found([recipient], MAIL) == [(each, ("digest", "recipients", 0)) for each in variants]


def test_the_roster_may_hold_an_address_that_mail_cannot_carry() -> None:
    assert found([ADA], MAIL, columns(email="ada@x.example, all@x.example")) == [
        ("address", ("digest", "recipients", 0))
    ]


@pytest.mark.parametrize("text", ["a@b", "first.last+tag@sub.firm.example", "o'hara@firm.example"])
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@b",
        "a@",
        "a@b c",
        "a b@c",
        "a@b\n",
        "a@b\r\nBcc: c@d",
        "a@b,c@d",
        "A <a@b>",
        "甲@b",
        "a@公司",
        "a@b>",
        f"{'a' * 65}@b",
        f"a@{'b' * 260}",
    ],
)
def test_no_address(text: str) -> None:
    assert not is_address(text)
