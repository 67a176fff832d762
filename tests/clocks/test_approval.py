import datetime as dt
from collections.abc import Callable

import pytest

from kamcli.clocks.base import Facts
from kamcli.clocks.engine import Running, read_clocks
from kamcli.clocks.register import BY_ID
from kamcli.model.policy import Policy

MakeFacts = Callable[..., Facts]
MakePolicy = Callable[..., Policy]

DELEGATION = """
delegation:
  DL1: {grantor: tao.jing, delegate: li.na, role: ka_department, valid_from: 2025-03-01, valid_to: 2025-03-10,
        document: DC1, reason: 出差}
"""
REVOCATION = 'revocation: {DL1.revoked: {delegation: DL1, by: tao.jing, at: "2025-03-05T09:00:00+08:00"}}'

CONTRACT = """
customer: {C0001: {owner: li.na}}
contract: {CN1: {customer: C0001, revision: 1, amount: 50000, state: submitted, recorded_by: li.na}}
signoff:
  CN1/r1-submit-office_manager: {version: 1, book: b1, subject: CN1, revision: 1, digest: CN1, amount: 50000, band: 1,
    act: submit, role: office_manager, by: he.min, at: "2025-04-03T16:00:00+08:00", policy: p}
"""
SIGNED = """
  CN1/r1-sign-office_manager: {version: 1, book: b1, subject: CN1, revision: 1, digest: CN1, amount: 50000, band: 1,
    act: sign, role: office_manager, by: mo.fei, at: "2025-04-07T09:00:00+08:00", policy: p,
    after: [CN1/r1-submit-office_manager]}
"""


def clock(id: str, facts: Facts, policy: Policy, today: str) -> tuple[Running, ...]:
    reading = read_clocks(facts, policy, dt.date.fromisoformat(today), (BY_ID[id],))
    assert (reading.stopped, reading.unknown) == ((), ())
    return reading.running


@pytest.mark.parametrize(("today", "left"), [("2025-03-01", [-9]), ("2025-03-10", [0]), ("2025-03-11", [])])
def test_a_delegation_covers_its_last_day_and_is_then_over(
    facts: MakeFacts, policy: MakePolicy, today: str, left: list[int]
) -> None:  # TV-16
    assert [each.days_over for each in clock("CK-39", facts(DELEGATION), policy(), today)] == left


def test_a_delegation_is_its_grantors_to_renew(facts: MakeFacts, policy: MakePolicy) -> None:
    (each,) = clock("CK-39", facts(DELEGATION), policy(), "2025-03-04")
    assert (each.due.owners, each.remind_on) == (("tao.jing",), dt.date(2025, 3, 3))
    assert each.due.about.zh == "李娜 li.na 代行大客户管理部"


def test_a_revoked_delegation_is_over(facts: MakeFacts, policy: MakePolicy) -> None:
    assert clock("CK-39", facts(DELEGATION + REVOCATION), policy(), "2025-03-04") == ()


def test_a_step_is_due_in_working_days_after_the_one_before(facts: MakeFacts, policy: MakePolicy) -> None:
    (first,) = clock("CK-42", facts(CONTRACT), policy(), "2025-04-09")  # 4 April is a holiday
    assert (first.due.start, first.last.date, first.days_over) == (dt.date(2025, 4, 3), dt.date(2025, 4, 9), 0)
    (signed,) = clock("CK-42", facts(CONTRACT + SIGNED), policy(), "2025-04-11")
    assert (signed.due.start, signed.last.date, signed.days_over) == (dt.date(2025, 4, 7), dt.date(2025, 4, 10), 1)


def test_a_step_waits_for_those_who_may_take_it(facts: MakeFacts, policy: MakePolicy) -> None:
    (first,) = clock("CK-42", facts(CONTRACT), policy(), "2025-04-04")
    assert (first.due.owners, first.due.customer_id) == (("he.min", "mo.fei"), "C0001")
    (signed,) = clock("CK-42", facts(CONTRACT + SIGNED), policy(), "2025-04-08")
    assert (signed.due.owners, signed.due.about.zh) == (("tao.jing",), "待大客户管理部批准")


def test_a_signoff_in_the_way_goes_back_to_who_prepared_it(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(CONTRACT.replace("digest: CN1", "digest: other"))
    (each,) = clock("CK-42", told, policy(), "2025-04-08")
    assert (each.due.owners, each.due.about.en) == (
        ("li.na",),
        "a sign-off does not count: a new revision has to be submitted",
    )


def test_what_nobody_submitted_does_not_wait(facts: MakeFacts, policy: MakePolicy) -> None:
    assert clock("CK-42", facts(CONTRACT.partition("signoff:")[0]), policy(), "2025-04-30") == ()


@pytest.mark.parametrize("key", ["approval.step_workdays", "calendar.start_day_counts"])
def test_without_its_parameters_the_clock_is_named(facts: MakeFacts, policy: MakePolicy, key: str) -> None:
    reading = read_clocks(facts(CONTRACT), policy(without=key), dt.date(2025, 4, 30), (BY_ID["CK-42"],))
    assert [each.parameter for each in reading.stopped] == [key]
