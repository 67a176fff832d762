import datetime as dt
from collections.abc import Callable

import pytest

from kamcli.clocks.base import Facts
from kamcli.clocks.engine import Running, coming, missed, read_clocks, reminders
from kamcli.clocks.register import BY_ID, CLOCKS
from kamcli.clocks.workdays import Day
from kamcli.model.finding import Severity
from kamcli.model.policy import Policy

MakeFacts = Callable[..., Facts]
MakePolicy = Callable[..., Policy]

CONTRACTS = """
contract:
  CN1: {state: in_force, effective_to: 2026-03-01}
  CN2: {state: in_force, effective_to: 2026-03-08}
  CN3: {state: in_force, effective_to: 2026-04-30}
  CN4: {state: in_force, effective_to: 2026-05-08}
  CN5: {state: in_force}
  CN6: {state: in_force, effective_to: 9999-12-31}
"""


def ids(found: tuple[Running, ...]) -> list[str]:
    return [each.due.record for each in found]


@pytest.mark.parametrize(
    ("today", "late", "week", "reminded"),
    [
        ("2026-02-28", [], ["CN1"], ["CN1", "CN2"]),
        ("2026-03-01", [], ["CN1", "CN2"], ["CN1", "CN2", "CN3"]),
        ("2026-03-08", ["CN1"], ["CN2"], ["CN2", "CN3"]),
        ("2026-03-09", ["CN1", "CN2"], [], ["CN3", "CN4"]),
    ],
)
def test_late_coming_and_reminded(
    facts: MakeFacts, policy: MakePolicy, today: str, late: list[str], week: list[str], reminded: list[str]
) -> None:
    day = dt.date.fromisoformat(today)
    reading = read_clocks(facts(CONTRACTS), policy(), day, (BY_ID["CK-31"],))
    assert ids(missed(reading)) == late
    assert ids(coming(reading, 7)) == week
    assert ids(reminders(reading, day)) == reminded


def test_a_reminder_weighs_less_than_a_missed_deadline(facts: MakeFacts, policy: MakePolicy) -> None:
    reading = read_clocks(facts(CONTRACTS), policy(), dt.date(2026, 3, 2), (BY_ID["CK-31"],))
    weights = {each.due.record: each.severity for each in reading.running}
    assert (weights["CN1"], weights["CN2"]) == (Severity.warning, Severity.information)


def test_what_cannot_be_computed_is_told(facts: MakeFacts, policy: MakePolicy) -> None:
    reading = read_clocks(facts(CONTRACTS), policy(), dt.date(2026, 3, 2), (BY_ID["CK-31"],))
    assert [(each.due.record, each.due.about.en) for each in reading.unknown] == [("CN5", "effective_to is not known")]


def test_a_recorded_end_is_missed_also_where_no_notice_is_configured(facts: MakeFacts, policy: MakePolicy) -> None:
    told = policy(without="contract.expiry_lead_days")
    reading = read_clocks(facts(CONTRACTS), told, dt.date(2026, 3, 2), (BY_ID["CK-31"],))
    assert ids(missed(reading)) == ["CN1"]
    assert reminders(reading, dt.date(2026, 3, 2)) == ()
    assert [each.parameter for each in reading.stopped] == ["contract.expiry_lead_days"]


def test_an_empty_policy_stops_every_clock_and_invents_no_length(facts: MakeFacts) -> None:
    reading = read_clocks(facts("{customer: {C0001: {verified_on: 2020-01-01}}}"), Policy(), dt.date(2026, 3, 2))
    assert reading.running == ()
    assert {each.clock.id: each.parameter for each in reading.stopped} == {
        clock.id: clock.length.parameter for clock in CLOCKS
    }


def test_a_deadline_in_an_unpublished_year_is_provisional(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(
        """
        contract: {CN1: {revision: 1, amount: 1, state: submitted, effective_to: 2027-12-31}}
        signoff:
          CN1/r1-submit-office_manager: {version: 1, book: b1, subject: CN1, revision: 1, digest: CN1, amount: 1,
            band: 1, act: submit, role: office_manager, by: he.min, at: "2026-12-30T16:00:00+08:00", policy: p}
        """
    )
    reading = read_clocks(told, policy(), dt.date(2026, 12, 31), (BY_ID["CK-42"],))
    assert [each.last for each in reading.running] == [Day(dt.date(2027, 1, 5), provisional=True)]


def test_the_longest_overdue_comes_first(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(
        "{customer: {B: {verified_on: 2025-01-01}, A: {verified_on: 2025-01-01}, C: {verified_on: 2024-01-01}}}"
    )
    assert ids(read_clocks(told, policy(), dt.date(2026, 3, 2)).running) == ["C", "A", "B"]
