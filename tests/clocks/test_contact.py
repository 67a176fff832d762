"""Clocks of dealing with customers: who was talked to when, and what comes next."""

import datetime as dt
from collections.abc import Callable

import pytest

from kamcli.clocks.base import Facts
from kamcli.clocks.contact import half_of, named_half, next_birthday
from kamcli.clocks.contacts import contacts
from kamcli.clocks.engine import missed, read_clocks
from kamcli.clocks.register import BY_ID
from kamcli.model.policy import Policy

MakeFacts = Callable[..., Facts]
MakePolicy = Callable[..., Policy]
STRATEGIC = "{revenue_share: {assigned: strategic, date: 2025-01-01, by: x, basis: y}}"
NEW = "lifecycle_status: candidate, assignments: [{assignee: li.na, date: 2025-03-03, by: he.min, reason: balanced}]"


def told(facts: Facts, policy: Policy, clock: str, today: str) -> list[str]:
    """`record last-day days-over` of everything that the clock runs for, `record ?` where it can't be computed."""
    reading = read_clocks(facts, policy, dt.date.fromisoformat(today), (BY_ID[clock],))
    assert reading.stopped == ()
    running = [f"{each.due.record} {each.last.date} {each.days_over}" for each in reading.running]
    return running + [f"{each.due.record} ?" for each in reading.unknown]


def call(day: str, purpose: str = "need", by: str = "li.na") -> str:
    return f"{{customer: C0001, at: {day}T09:00:00+08:00, by: {by}, channel: phone, purpose: {purpose}}}"


# -------------------------------------------------------------------------------------------------------------- CK-02


@pytest.mark.parametrize(
    ("log", "today", "expected"),
    [
        ("", "2025-03-10", ["C0001 2025-03-10 0"]),
        ("", "2025-03-11", ["C0001 2025-03-10 1"]),  # TV-23: movable from the eleventh on
        (call("2025-03-10"), "2025-03-11", []),
        (call("2025-03-10", by="he.min"), "2025-03-11", ["C0001 2025-03-10 1"]),
        (call("2025-03-02"), "2025-03-11", ["C0001 2025-03-10 1"]),
    ],
)
def test_the_new_owner_talks_within_a_week(
    facts: MakeFacts, policy: MakePolicy, log: str, today: str, expected: list[str]
) -> None:
    logs = f", contact_log: {{CL-1: {log}}}" if log else ""
    assert told(facts(f"{{customer: {{C0001: {{{NEW}}}}}{logs}}}"), policy(), "CK-02", today) == expected


@pytest.mark.parametrize("state", ["active", "lost"])
def test_only_new_customers_wait_for_a_first_talk(facts: MakeFacts, policy: MakePolicy, state: str) -> None:
    text = f"{{customer: {{C0001: {{{NEW.replace('candidate', state)}}}}}}}"
    assert told(facts(text), policy(), "CK-02", "2025-04-01") == []


# ------------------------------------------------------------------------------------------------------ CK-43 and CK-44


@pytest.mark.parametrize(
    ("customer", "log", "expected"),
    [
        (f"tiers: {STRATEGIC}", call("2025-03-01"), ["C0001 2025-03-31 1"]),
        ("tiers: {}", call("2025-03-01"), ["C0001 2025-05-30 -59"]),
        ("tiers: {}", call("2025-03-01", "greeting", "nobody"), ["C0001 2025-05-30 -59"]),
    ],
)
def test_contacts_keep_the_rhythm_of_the_service_level(
    facts: MakeFacts, policy: MakePolicy, customer: str, log: str, expected: list[str]
) -> None:
    text = f"{{customer: {{C0001: {{{customer}}}}}, contact_log: {{CL-1: {log}}}}}"
    assert told(facts(text), policy(), "CK-43", "2025-04-01") == expected


def test_a_visit_and_a_call_back_are_contacts_too(facts: MakeFacts, policy: MakePolicy) -> None:
    visit = "{customer: C0001, state: met, returned_at: 2025-03-05T09:00:00+08:00, visitors: [li.na]}"
    planned = "{customer: C0001, state: planned, planned_at: 2025-03-20T09:00:00+08:00, visitors: [li.na]}"
    back = "{customer: C0001, state: done, done_on: 2025-03-08, by: li.na}"
    text = f"{{customer: {{C0001: {{tiers: {STRATEGIC}}}}}, visit: {{VS-1: {visit}, VS-2: {planned}}}"
    assert told(facts(f"{text}}}"), policy(), "CK-43", "2025-04-01") == ["C0001 2025-04-04 -3"]
    assert told(facts(f"{text}, callback: {{CB-1: {back}}}}}"), policy(), "CK-43", "2025-04-01") == [
        "C0001 2025-04-07 -6"
    ]


def test_what_never_began_cannot_be_late(facts: MakeFacts, policy: MakePolicy) -> None:
    text = "{customer: {C0001: {ka_status: approved}}}"
    assert told(facts(text), policy(), "CK-43", "2025-04-01") == ["C0001 ?"]
    assert told(facts(text), policy(), "CK-44", "2025-04-01") == ["C0001 ?"]


def test_key_accounts_get_information(facts: MakeFacts, policy: MakePolicy) -> None:
    logs = f"{{CL-1: {call('2025-01-01', 'information_given')}, CL-2: {call('2025-03-01')}}}"
    text = f"{{customer: {{C0001: {{ka_status: approved}}, C0002: {{}}}}, contact_log: {logs}}}"
    assert told(facts(text), policy(), "CK-44", "2025-04-02") == ["C0001 2025-04-01 1"]


def test_an_entry_without_a_time_is_no_contact(facts: MakeFacts) -> None:
    made = facts("{contact_log: {CL-1: {customer: C0001}}, visit: {VS-1: {customer: C0001, state: met}}}")
    assert list(contacts(made.columns)) == []


# -------------------------------------------------------------------------------------------------------------- CK-13

BACK = "{callback: {CB-1: {customer: C0001, state: done, done_on: DAY}}, customer: {C0001: {ka_status: approved}}}"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-15", ["C0001 2025-03-31 11"]),  # TV-27: the fifteenth counts for the first half
        ("2025-03-16", ["C0001 2025-04-15 -4"]),  # and the sixteenth for the second
        ("2025-04-11", ["C0001 2025-03-31 11"]),
    ],
)
def test_every_half_of_a_month_has_its_call_back(
    facts: MakeFacts, policy: MakePolicy, day: str, expected: list[str]
) -> None:
    found = told(facts(BACK.replace("DAY", day)), policy(), "CK-13", "2025-04-11")
    assert [each for each in found if each in expected] == expected
    assert ("C0001 2025-03-31 11" in found) is (day != "2025-03-16")
    assert ("C0001 2025-04-15 -4" in found) is (day != "2025-04-11")


def test_a_customer_of_this_half_owes_nothing_for_the_last(facts: MakeFacts, policy: MakePolicy) -> None:
    text = "{customer: {C0001: {ka_status: approved, recorded_at: 2025-03-20T09:00:00+08:00}}}"
    assert told(facts(text), policy(), "CK-13", "2025-04-11") == ["C0001 2025-04-15 -4"]


def test_the_specialist_calls_back(facts: MakeFacts, policy: MakePolicy) -> None:
    text = "{customer: {C0001: {ka_status: approved, owner: li.na, service_specialist: mo.fei}}}"
    reading = read_clocks(facts(text), policy(), dt.date(2025, 4, 11), (BY_ID["CK-13"],))
    assert {each.due.owners for each in reading.running} == {("mo.fei",)}
    assert missed(reading)[0].due.about == ("2025-03下", "2025-03-H2")


def test_call_backs_at_intervals(facts: MakeFacts, policy: MakePolicy) -> None:
    given = policy().model_dump(warnings=False)
    given["callback"] = {"mode": "interval", "interval_days": 15, "scope": "all"}
    made = Policy.model_validate({key: given[key] for key in ("callback", "calendar")})
    text = "{callback: {CB-1: {customer: C0001, state: done, done_on: 2025-03-20}}, customer: {C0001: {}, C0002: {}}}"
    assert told(facts(text), made, "CK-13", "2025-04-11") == ["C0001 2025-04-04 7", "C0002 ?"]


@pytest.mark.parametrize(
    ("day", "first", "last", "name"),
    [
        ("2025-02-15", "2025-02-01", "2025-02-15", "2025-02-H1"),
        ("2025-02-16", "2025-02-16", "2025-02-28", "2025-02-H2"),
        ("2024-02-29", "2024-02-16", "2024-02-29", "2024-02-H2"),
        ("2025-12-31", "2025-12-16", "2025-12-31", "2025-12-H2"),
    ],
)
def test_halves_of_a_month(day: str, first: str, last: str, name: str) -> None:
    given = dt.date.fromisoformat(day)
    assert half_of(given) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert named_half(given, "H1", "H2") == name


# --------------------------------------------------------------------------------------------- CK-24, CK-33 and CK-34


@pytest.mark.parametrize(
    ("born", "today", "expected"),
    [
        ("1980-03-09", "2025-03-09", "2025-03-09"),
        ("1980-03-09", "2025-03-10", "2026-03-09"),
        ("1980-02-29", "2025-02-27", "2025-02-28"),
        ("1980-02-29", "2024-02-28", "2024-02-28"),
        ("1980-03", "2025-03-10", None),
        ("1980", "2025-03-10", None),
        ("", "2025-03-10", None),
    ],
)
def test_birthdays_come_round(born: str, today: str, expected: str | None) -> None:
    found = next_birthday(born, dt.date.fromisoformat(today))
    assert (found.isoformat() if found else None) == expected


def test_nobody_congratulates_who_has_left(facts: MakeFacts, policy: MakePolicy) -> None:
    persons = "[{id: C0001-P1, name: Ada, birth_date: 1980-04-05}, {id: C0001-P2, name: Bo, left_on: 2025-01-01}]"
    text = f"{{people: {{C0001: {{persons: {persons}}}}}, customer: {{C0001: {{}}}}}}"
    assert told(facts(text), policy(), "CK-24", "2025-04-01") == ["C0001-P1 2025-04-05 -4"]
    gone = text.replace("C0001: {}}", "C0001: {lifecycle_status: lost}}")
    assert told(facts(gone), policy(), "CK-24", "2025-04-01") == []


@pytest.mark.parametrize(("today", "expected"), [("2025-10-06", ["GP-1 2025-10-06 0"]), ("2025-10-07", [])])
def test_a_festival_that_is_over_is_not_late(
    facts: MakeFacts, policy: MakePolicy, today: str, expected: list[str]
) -> None:
    text = "{greeting_plan: {GP-1: {festival: mid_autumn, date: 2025-10-06, recorded_by: li.na}, GP-2: {}}}"
    assert told(facts(text), policy(), "CK-34", today) == expected


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ("", ["C0001 ?"]),
        ("EX-1: {customer: C0001, state: done, done_on: 2025-01-31}", ["C0001 2025-07-31 1"]),
        ("EX-1: {customer: C0001, state: done, done_on: 2025-01-31, cycle_months: 12}", ["C0001 2026-01-31 -183"]),
        ("EX-1: {customer: C0001, state: planned, planned_on: 2025-09-01}", ["C0001 ?"]),
    ],
)
def test_executives_meet_by_level(facts: MakeFacts, policy: MakePolicy, visits: str, expected: list[str]) -> None:
    customers = f"{{C0001: {{tiers: {STRATEGIC}}}, C0002: {{}}}}"
    text = f"{{customer: {customers}, executive_visit: {{{visits}}}}}"
    assert told(facts(text), policy(), "CK-33", "2025-08-01") == expected
