import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kamcli.clocks.base import Clock, Facts, Unit
from kamcli.clocks.engine import missed, read_clocks
from kamcli.clocks.register import BY_ID, CLOCKS
from kamcli.model.answers import OpenItem
from kamcli.model.ledgers import Debtor
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy
from kamcli.rules.register import RULES

MakeFacts = Callable[..., Facts]
MakePolicy = Callable[..., Policy]

OWNER = {"owner": "li.na", "tiers": {}}


def late(facts: Facts, policy: Policy, clock: str, today: str) -> list[str]:
    """`record last-day days-over` of what the clock finds missed on that day."""
    reading = read_clocks(facts, policy, dt.date.fromisoformat(today), (BY_ID[clock],))
    assert reading.stopped == ()
    return [f"{each.due.record} {each.last.date} {each.days_over}" for each in missed(reading)]


def running(facts: Facts, policy: Policy, clock: str, today: str) -> list[str]:
    """`record last-day owners` of everything that the clock runs for."""
    reading = read_clocks(facts, policy, dt.date.fromisoformat(today), (BY_ID[clock],))
    return [f"{each.due.record} {each.last.date} {','.join(each.due.owners)}".rstrip() for each in reading.running]


def invoice(number: str, due_on: str, amount: str = "1000", allocated: str = "0") -> OpenItem:
    due = dt.date.fromisoformat(due_on) if due_on else None
    issued = dt.date(2025, 2, 8)
    return OpenItem("C0001", number, issued, due, Decimal(amount), Decimal(allocated), "CNY", "", Debtor.customer)


# ------------------------------------------------------------------------------------------------------------ the table


def test_ids_are_unique_and_in_order() -> None:
    ids = [clock.id for clock in CLOCKS]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)
def test_a_row_says_everything_in_both_languages(clock: Clock) -> None:
    assert all((clock.title.zh, clock.title.en, clock.consequence.zh, clock.consequence.en))


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)
def test_what_asks_for_a_deadline_can_be_explained(clock: Clock) -> None:
    assert clock.rule in {clock.id, *(rule.id for rule in RULES)}


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)
def test_the_named_parameter_is_the_one_that_is_read(clock: Clock, facts: MakeFacts, policy: MakePolicy) -> None:
    key = clock.length.parameter
    assert parameter(policy(), key)
    some = "{customer: {C0001: {verified_on: 2026-01-01}}}"
    reading = read_clocks(facts(some), policy(without=key), dt.date(2026, 3, 1), (clock,))
    if clock.id != "CK-42":  # it needs a pending approval: tests/clocks/test_approval.py
        assert [stopped.parameter for stopped in reading.stopped] == [key]
    with pytest.raises(NotConfigured):
        parameter(policy(without=key), key)


@pytest.mark.parametrize("clock", [clock for clock in CLOCKS if clock.length.unit is Unit.notice], ids=lambda c: c.id)
def test_a_missing_group_names_the_clocks_own_parameter(clock: Clock, facts: MakeFacts, policy: MakePolicy) -> None:
    group = clock.length.parameter.partition(".")[0]
    reading = read_clocks(facts(), policy(without=group), dt.date(2026, 3, 1), (clock,))
    assert [stopped.parameter for stopped in reading.stopped] == [clock.length.parameter]


# ------------------------------------------------------------------------------------------------------------- CK-12


@pytest.mark.parametrize(("today", "found"), [("2025-03-10", []), ("2025-03-11", ["V1 2025-03-10 1"])])
def test_payment_due_day_is_in_time(
    facts: MakeFacts, policy: MakePolicy, today: str, found: list[str]
) -> None:  # TV-31
    assert late(facts("", (invoice("V1", "2025-03-10"),)), policy(), "CK-12", today) == found


def test_only_what_is_owed_by_a_day_can_be_late(facts: MakeFacts, policy: MakePolicy) -> None:
    items = (invoice("V2", ""), invoice("V3", "2025-01-31", "-500"), invoice("V4", "2025-01-31", "900", "900"))
    assert running(facts("", items), policy(), "CK-12", "2026-01-01") == []


def test_an_invoice_belongs_to_the_account_owner(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts("{customer: {C0001: {owner: li.na}}}", (invoice("V1", "2025-03-10", "1000", "400"),))
    reading = read_clocks(told, policy(), dt.date(2025, 3, 4), (BY_ID["CK-12"],))
    (each,) = reading.running
    assert (each.due.owners, each.due.customer_id, each.due.start) == (("li.na",), "C0001", dt.date(2025, 2, 8))
    assert each.due.about == ("尚欠 600.00 CNY", "600.00 CNY owed")
    assert each.remind_on == dt.date(2025, 3, 3)


def test_without_an_invoice_ledger_nothing_is_due(facts: MakeFacts, policy: MakePolicy) -> None:
    assert running(facts(), policy(), "CK-12", "2026-01-01") == []


# ------------------------------------------------------------------------------------------------------ CK-20 and CK-29


@pytest.mark.parametrize(("today", "found"), [("2026-06-30", []), ("2026-07-01", ["C0001 2026-06-30 1"])])
def test_a_file_is_fresh_on_its_last_day(facts: MakeFacts, policy: MakePolicy, today: str, found: list[str]) -> None:
    assert late(facts("{customer: {C0001: {verified_on: 2026-01-01}}}"), policy(), "CK-20", today) == found


def test_a_file_is_as_old_as_its_last_verification(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(
        """
        customer:
          C0001: {owner: li.na, recorded_at: "2025-01-05T23:30:00+08:00", verified_on: 2026-02-01}
          C0002: {owner: li.na, recorded_at: "2025-01-05T23:30:00+08:00"}
        """
    )
    assert running(told, policy(), "CK-20", "2026-03-01") == ["C0002 2025-07-04 li.na", "C0001 2026-07-31 li.na"]


@pytest.mark.parametrize("state", ["lost", "bad", "closed", "archived", "rejected"])
def test_nothing_new_is_asked_of_a_customer_that_ended(facts: MakeFacts, policy: MakePolicy, state: str) -> None:
    tiers = "{demand: {assigned: A, date: 2020-01-01, by: li.na, basis: x}}"
    licence = "{business_licence: {licence_no: x, valid_until: 2020-01-01}}"
    told = facts(
        f"""
        customer: {{C0001: {{lifecycle_status: {state}, verified_on: 2020-01-01, tiers: {tiers}, basics: {licence}}}}}
        document: {{D1: {{customer: C0001, doc_type: tax_registration, valid_until: 2020-01-01}}}}
        """
    )
    assert [running(told, policy(), clock, "2026-01-01") for clock in ("CK-20", "CK-29", "CK-40")] == [[], [], []]


def test_a_file_without_any_date_is_not_computable(facts: MakeFacts, policy: MakePolicy) -> None:
    reading = read_clocks(facts("{customer: {C0001: {}}}"), policy(), dt.date(2026, 1, 1), (BY_ID["CK-20"],))
    assert [each.due.record for each in reading.unknown] == ["C0001"]
    assert reading.running == ()


@pytest.mark.parametrize(
    ("tiers", "assessment", "last"),
    [
        ("demand: {assigned: A, date: 2025-03-10, by: li.na, basis: x}", "", ["C0001 2026-03-10"]),
        ("demand: {assigned: A, date: 2024-02-29, by: li.na, basis: x}", "", ["C0001 2025-02-28"]),
        ("value: {assigned: L1, date: 2025-03-10, by: li.na, basis: x}", "2025-06-01", ["C0001 2026-06-01"]),
        ("value: {assigned: L1, date: 2025-03-10, by: li.na, basis: x}", "2024-06-01", ["C0001 2026-03-10"]),
        ("demand: {assigned: A, date: 2025-03-10, by: li.na, basis: x}", "2025-06-01", ["C0001 2026-03-10"]),
        (
            "demand: {assigned: A, date: 2025-03-10, by: li.na, basis: x, valid_until: 2025-12-31}",
            "",
            ["C0001 2025-12-31"],
        ),
    ],
)
def test_every_tier_is_assessed_again(
    facts: MakeFacts, policy: MakePolicy, tiers: str, assessment: str, last: list[str]
) -> None:
    assessed = f"{{GA1: {{customer: C0001, assessed_on: {assessment}}}}}" if assessment else "{}"
    told = facts(f"{{customer: {{C0001: {{tiers: {{{tiers}}}}}}}, value_assessment: {assessed}}}")
    assert running(told, policy(), "CK-29", "2026-03-01") == last


# ------------------------------------------------------------------------------------------------------ CK-31 and CK-40


@pytest.mark.parametrize(
    ("state", "runs"),
    [
        ("draft", False),
        ("submitted", False),
        ("signed_chain", False),
        ("approved", True),
        ("signed_by_both", True),
        ("in_force", True),
        ("fulfilled", False),
        ("expired", False),
        ("terminated", False),
        ("rejected", False),
    ],
)
def test_only_running_contracts_expire(facts: MakeFacts, policy: MakePolicy, state: str, runs: bool) -> None:  # noqa: FBT001
    told = facts(f"{{contract: {{CN1: {{state: {state}, effective_to: 2026-03-31}}}}}}")
    assert running(told, policy(), "CK-31", "2026-03-31") == (["CN1 2026-03-31"] if runs else [])
    assert late(told, policy(), "CK-31", "2026-03-31") == []
    assert late(told, policy(), "CK-31", "2026-04-01") == (["CN1 2026-03-31 1"] if runs else [])


def test_a_contract_ends_with_its_running_amendment(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(
        """
        contract:
          CN1: {state: in_force, effective_to: 2026-03-31}
          CN2: {state: approved, effective_to: 2026-12-31, amends: CN1}
          CN3: {state: draft, effective_to: 2027-12-31, amends: CN2}
        """
    )
    assert running(told, policy(), "CK-31", "2026-03-01") == ["CN2 2026-12-31"]


def test_a_paper_is_valid_on_its_last_day_and_renewed_by_a_later_one(facts: MakeFacts, policy: MakePolicy) -> None:
    told = facts(
        """
        customer:
          C0001: {owner: li.na, basics: {business_licence: {licence_no: x, valid_until: 2026-03-01}}}
          C0002: {basics: {business_licence: {licence_no: y, valid_until: 2026-03-02}}}
        document:
          D1: {customer: C0001, doc_type: business_licence, valid_until: 2030-01-01}
          D2: {customer: C0001, doc_type: tax_registration, valid_until: 2026-02-28}
          D3: {customer: C0001, doc_type: tax_registration}
          D4: {customer: C0001, doc_type: other, title: ISO 9001, valid_until: 2026-02-27}
          D5: {customer: C0001, doc_type: other, title: 安全生产许可证, valid_until: 2027-01-01}
        """
    )
    assert late(told, policy(), "CK-40", "2026-03-01") == ["D4 2026-02-27 2", "D2 2026-02-28 1"]
    assert running(told, policy(), "CK-40", "2026-03-01") == [
        "D4 2026-02-27 li.na",
        "D2 2026-02-28 li.na",
        "C0002 2026-03-02",
        "D5 2027-01-01 li.na",
        "D1 2030-01-01 li.na",
    ]
