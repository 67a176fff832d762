"""Who gets the digest: roles by the day, an address once, nobody beyond the digest's own class."""

import datetime as dt

import pytest

from kamcli.model.organisation import Post, Staff
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.states.roster import Roster
from kamcli.views.mailing import audience, due, sender, settings, week

DAY = dt.date(2026, 11, 20)
MAIL = {"server": "smtp.x.example", "port": "465", "tls": "implicit", "sender": "kam@x.example", "only_from": "a:/b"}


def person(name: str, role: str, since: str = "2020-01-01", **more: str) -> Staff:
    told = {"id": name, "name": name.title(), "unit": "u", "email": f"{name}@x.example"}
    return Staff.model_validate(told | more | {"roles": [Post.model_validate({"role": role, "valid_from": since})]})


STAFF = (
    person("ada", "rep"),
    person("ben", "rep"),
    person("cam", "rep", since="2027-01-01"),
    person("dee", "rep", left_on="2026-11-19"),
    person("eve", "oem", email="甲@x.example"),
)
ROSTER = Roster({each.id: each for each in STAFF}, {"u": None}, {}, {}, frozenset())


def policy(*recipients: dict[str, str], **mail: str) -> Policy:
    digest = {"weekday": "wed", "max_class": "conf", "recipients": list(recipients)}
    return Policy.model_validate({"digest": digest, "mail": MAIL | mail, "company": {"language": "zh"}})


def test_a_role_is_whoever_holds_it_that_day_and_is_still_there() -> None:
    found = audience(policy({"role": "rep", "max_class": "int"}), ROSTER, DAY)

    assert [(each.address, each.name, each.most.value, each.lang) for each in found.mailboxes] == [
        ("ada@x.example", "Ada", "int", "zh"),
        ("ben@x.example", "Ben", "int", "zh"),
    ]
    assert found.refused == ()


def test_an_address_counts_once_and_the_first_line_wins() -> None:
    found = audience(
        policy(
            {"staff": "ada", "max_class": "pers", "language": "en"},
            {"email": "ADA@x.example", "max_class": "int"},
            {"role": "rep", "max_class": "int"},
        ),
        ROSTER,
        DAY,
    )

    assert [(each.address, each.most.value, each.lang) for each in found.mailboxes] == [
        ("ada@x.example", "conf", "en"),
        ("ben@x.example", "int", "zh"),
    ]


def test_who_cannot_be_mailed_to_is_named() -> None:
    lines = (
        {"staff": "dee", "max_class": "int"},
        {"staff": "zoe", "max_class": "int"},
        {"email": "nobody", "max_class": "int"},
        {"role": "oem", "max_class": "int"},
        {"role": "rep", "max_class": "pub"},
        {"max_class": "int"},
    )
    found = audience(policy(*lines), ROSTER, DAY)

    assert found.mailboxes == ()
    assert [each.named for each in found.refused] == ["dee", "zoe", "nobody", "Eve", "业务员", "?"]


def test_the_settings_are_given_or_named() -> None:
    assert settings(policy()).server == "smtp.x.example"
    assert sender(policy()) == "kam@x.example"
    for key in MAIL:
        lacking = Policy.model_validate({"mail": {name: value for name, value in MAIL.items() if name != key}})
        with pytest.raises(NotConfigured) as caught:
            settings(lacking)
        assert caught.value.parameter == f"mail.{key}"
    with pytest.raises(NotConfigured):
        settings(policy(tls="plain"))


@pytest.mark.parametrize("given", [None, {}, {"sender": "x"}])
def test_a_sender_is_needed_for_writing_too(given: dict[str, str] | None) -> None:
    with pytest.raises(NotConfigured) as caught:
        sender(Policy.model_validate({"mail": given} if given is not None else {}))
    assert caught.value.parameter == "mail.sender"


def test_the_week_begins_on_monday_and_mail_on_its_weekday() -> None:
    days = [dt.date(2026, 12, 28) + dt.timedelta(n) for n in range(7)]

    assert {week(day) for day in days} == {"2026-W53"}
    assert [due(policy(), day) for day in days] == [False, False, True, True, True, True, True]
    assert week(dt.date(2027, 1, 4)) == "2027-W01"
