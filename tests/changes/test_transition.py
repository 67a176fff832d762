import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kamcli.changes.approve import next_file_no
from kamcli.changes.change import Put
from kamcli.changes.direction import direction
from kamcli.changes.guards import errors, guarded, with_rows
from kamcli.changes.transition import Taken, after, assignment, move, stamped
from kamcli.model.columns import Columns
from kamcli.model.contract import Contract
from kamcli.model.customer import Customer
from kamcli.model.finding import KamError
from kamcli.model.kinds import KINDS
from kamcli.states.chain import Direction
from tests.states.conftest import World, policy_of, read

DAY = dt.date(2025, 6, 1)
SIGNED = "signed_on: 2025-03-09\nour_signatory: dir\ntheir_signatory: P1\n"


def judged(policy: str, text: str = "") -> Any:
    """The outcome of approved -> signed_by_both."""
    world = World(policy_of(policy))
    row = world.contract("5", f"state: approved\n{text}")
    record = Contract.model_validate({"id": "CN-1", **read(f"state: approved\n{text}")})
    step = move(row, "signed_by_both")
    return guarded(step, after(row, record, world.columns, step), world.policy, DAY)


def ids(outcome: Any) -> set[str]:
    return {rule.id for rule, _ in outcome.found}


def test_what_this_version_can_not_check_never_passes_silently() -> None:
    outcome = judged("", SIGNED)
    assert "R-CTR-03" in ids(outcome)
    assert "R-CTR-03" in {rule.id for rule, _ in errors(outcome.found, policy_of())}
    assert outcome.waived == ()


@pytest.mark.parametrize(
    ("waiver", "holds"),
    [
        ("{rule: R-CTR-03, reason: seen}", True),
        ("{rule: R-CTR-03, reason: seen, until: 2025-06-01}", True),
        ("{rule: R-CTR-03, reason: seen, until: 2025-05-31}", False),
        ("{rule: R-CTR-04, reason: seen}", False),
    ],
)
def test_waiver_by_name_until_its_last_day(waiver: str, *, holds: bool) -> None:
    outcome = judged(f"waivers: [{waiver}]", SIGNED)
    assert ("R-CTR-03" not in ids(outcome)) is holds
    assert [each.en for each in outcome.waived] == (
        ["R-CTR-03 is not checkable in this version, waived: seen"] if holds else []
    )


@pytest.mark.parametrize(("kind", "asked"), [("purchase_sale", False), ("supply", True)])
def test_twin_contract_is_asked_for_supply_alone(kind: str, *, asked: bool) -> None:
    assert ("R-SEL-09" in ids(judged("", f"{SIGNED}kind: {kind}"))) is asked


def test_guard_without_its_parameter_does_not_pass() -> None:
    world = World(policy_of())
    row = world.contract("5", "state: signed_by_both")
    record = Contract.model_validate({"id": "CN-1", "state": "signed_by_both"})
    step = move(row, "in_force")
    policy = policy_of("approval: {bands: []}").model_copy(update={"book_id": "b1"})
    del policy.__dict__["book_id"]
    outcome = guarded(step, after(row, record, world.columns, step), policy, DAY)
    assert "GATE-01" in ids(outcome)


def test_move_takes_either_language() -> None:
    row = World().contract("5", "state: draft")
    assert move(row, "条款已审") == move(row, "clause_reviewed")


@pytest.mark.parametrize("word", ["in_force", "nonsense", ""])
def test_move_without_a_step(word: str) -> None:
    with pytest.raises(KamError, match="kam move can make it: clause reviewed"):
        move(World().contract("5", "state: draft"), word)


@pytest.mark.parametrize(("word", "option"), [("returned", " --return"), ("rejected", " --reject"), ("approved", "")])
def test_what_signing_decides_is_not_moved(word: str, option: str) -> None:
    with pytest.raises(KamError) as refused:
        move(World().contract("5", "state: submitted"), word)
    assert refused.value.hint is not None
    assert refused.value.hint.en == f"kam approve CN-1{option}"


def test_new_round_opens_the_next_revision() -> None:
    row = World().contract("5", "state: returned")
    step = move(row, "draft")
    edits = assignment(row, step).edits
    assert [(each.at, getattr(each, "value", "")) for each in edits] == [(("state",), "draft"), (("revision",), "2")]


def test_rows_are_put_in_place() -> None:
    world = World()
    world.contract("5")
    other = World().contract("6")
    columns = with_rows(world.columns, other)
    found = columns.find("contract", "CN-1")
    assert found is other
    assert with_rows(Columns(), other).rows("contract") == (other,)


@pytest.mark.parametrize(
    ("used", "number"),
    [
        ((), "BA-2026-0001"),
        (("BA-2026-0007", "BA-2025-0099", "BA-2026-x", "other"), "BA-2026-0008"),
        (("BA-2026-9999",), "BA-2026-10000"),
    ],
)
def test_next_filing_number(used: tuple[str, ...], number: str) -> None:
    assert next_file_no(used, 2026) == number


def customer(limit: str | None, days: str | None, discount: str = "0") -> Customer:
    terms = None if days is None else {"payment_method": "open_account", "credit_days": days, "discount": discount}
    return Customer.model_validate(
        {"id": "C1", "name": "F", "transactions": {"credit_limit": limit, "trade_terms": terms} if limit else None}
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (customer("5", "30"), customer("5", "30"), Direction.tighten),
        (customer("5", "30"), customer("4", "30"), Direction.tighten),
        (customer("5", "30"), customer("5", "29"), Direction.tighten),
        (customer("5", "30"), customer("5.01", "30"), Direction.loosen),
        (customer("5", "30"), customer("4", "31"), Direction.loosen),
        (customer("5", "30"), customer("4", "30", "1"), Direction.loosen),
        (customer("5", "30"), customer("4", None), Direction.loosen),
        (customer(None, None), customer("4", "30"), Direction.loosen),
    ],
)
def test_direction(before: Customer, now: Customer, expected: Direction) -> None:
    assert direction(before, now) is expected


def test_amount_that_a_step_is_judged_by_is_the_new_one() -> None:
    world = World()
    row = world.contract("5", "state: draft")
    step = move(row, "clause_reviewed")
    record = Contract.model_validate({"id": "CN-1", "state": "draft", "amount": Decimal(5)})
    then = after(row, record, world.columns, step)
    assert (then.row.state, then.record.state, row.state) == ("clause_reviewed", "clause_reviewed", "draft")


def test_what_a_state_asks_for_stops_a_step_that_nobody_signs() -> None:
    made = World()
    row = made.add("visit", "VS-1", "state: planned\ncustomer: C0001")
    record = KINDS["visit"].model.model_validate({"id": "VS-1", "state": "planned", "customer": "C0001"})
    step = move(row, "slip_filled")
    then = after(row, record, made.columns, step)

    stopping = errors(guarded(step, then, made.policy, DAY).found, made.policy)

    assert {problem.at for _, problem in stopping} >= {("slip_no",), ("objectives",)}


DAY_OF_VISIT = dt.datetime(2025, 3, 10, 9, 5, 30, tzinfo=dt.UTC)


def test_a_step_writes_down_who_took_it_and_when_where_nobody_has() -> None:
    made = World()
    row = made.add("visit", "VS-1", "state: slip_filled\nslip_no: 8")
    record = KINDS["visit"].model.model_validate({"id": "VS-1", "state": "slip_filled", "slip_no": "8"})
    step = move(row, "已批准")

    stamps = stamped(step, record, Taken("kay", DAY_OF_VISIT))

    assert assignment(row, step, stamps).edits == (
        Put(("state",), "approved"),
        Put(("approved_by",), "kay"),
        Put(("approved_at",), "2025-03-10T09:05:30+00:00"),
    )
    assert stamped(step, record.model_copy(update={"approved_by": "dir"}), Taken(None, DAY_OF_VISIT)) == {
        "approved_at": DAY_OF_VISIT
    }


def test_a_customer_moves_along_its_own_field_and_needs_what_the_step_needs() -> None:
    made = World()
    row = made.add("customer", "C0001", "name: Firm\nlifecycle_status: active")
    record = Customer.model_validate({"id": "C0001", "name": "Firm", "lifecycle_status": "active"})
    step = move(row, "watch")
    then = after(row, record, made.columns, step)

    assert then.row.lifecycle_status == "watch"
    assert assignment(row, step).edits == (Put(("lifecycle_status",), "watch"),)
    assert [problem.at for _, problem in errors(guarded(step, then, made.policy, DAY).found, made.policy)] == [
        ("transactions", "problems")
    ]


@pytest.mark.parametrize(("nature", "asked"), [("ordinary_company", True), ("individual", False), (None, True)])
def test_the_short_way_is_for_natures_that_need_no_selection(nature: str | None, *, asked: bool) -> None:
    made = World(policy_of("selection: {required_for: [ordinary_company]}"))
    told = f"\nnature: {nature}" if nature else ""
    row = made.add("customer", "C0001", f"name: Firm\nlifecycle_status: lead{told}")
    record = Customer.model_validate({"id": "C0001", "name": "Firm"})
    step = move(row, "active")

    assert ("R-SEL-12" in ids(guarded(step, after(row, record, made.columns, step), made.policy, DAY))) is asked


def test_what_has_ended_moves_nowhere() -> None:
    row = World().add("visit", "VS-1", "state: closed")
    with pytest.raises(KamError, match="this is the end"):
        move(row, "planned")
    with pytest.raises(KamError, match="has no process"):
        move(World().add("document", "DC-1", ""), "planned")
