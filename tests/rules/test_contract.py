import pytest

from kamcli.model.contract import Contract
from kamcli.rules import contract, required
from kamcli.rules.base import Rule
from tests.states.conftest import policy_of, read

YES = "{clear: true, lawful: true, compliant: true, in_our_interest: true, reviewer: mo, date: 2025-01-01}"


def found(rule: Rule, text: str) -> list[str]:
    """`place: sentence` for each problem of a contract."""
    assert rule.record is not None
    record = Contract.model_validate({"id": "CN-1", **read(text)})
    return [
        f"{'.'.join(map(str, each.at))}: {rule.says[each.variant].read('en', each.figures)}"
        for each in rule.record(record, policy_of())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state: draft", []),
        ("state: clause_reviewed", ["clause_review: there is no clause review"]),
        (f"state: clause_reviewed\nclause_review: [{YES}]", []),
        (
            f"state: in_force\nclause_review: [{YES}, {YES.replace('lawful: true', 'lawful: false')}]",
            ["clause_review.1: the clause review says no to: lawful"],
        ),
        ("state: rejected", []),
    ],
)
def test_clauses_are_reviewed_before_signing(text: str, expected: list[str]) -> None:
    assert found(contract.clauses_unreviewed, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed_on: 2025-01-02\neffective_from: 2025-01-02\neffective_to: 2025-01-02", []),
        (
            "signed_on: 2025-01-03\neffective_from: 2025-01-02",
            ["signed_on: signed on 2025-01-03, after it takes effect on 2025-01-02"],
        ),
        (
            "effective_from: 2025-01-02\neffective_to: 2025-01-01",
            ["effective_to: it takes effect on 2025-01-02, after its end on 2025-01-01"],
        ),
        ("effective_to: 2025-01-01\nsigned_on: 2025-02-01", []),
    ],
)
def test_dates_are_in_order(text: str, expected: list[str]) -> None:
    assert found(contract.dates_or_sum_off, text) == expected


@pytest.mark.parametrize(("amount", "off"), [("100.00", False), ("100.01", False), ("99.99", False), ("100.02", True)])
def test_items_add_up_to_a_fen(amount: str, *, off: bool) -> None:
    items = ", ".join(f"{{product: p, qty: 1, price: 1, amount: {each}}}" for each in (60, 40))
    text = f"amount: {amount}\nitems: [{items}]"
    told = "amount: the items add up to 100.00, the amount is 100.02"
    assert found(contract.dates_or_sum_off, text) == ([told] if off else [])


def test_items_of_an_unknown_amount_are_not_compared() -> None:
    assert found(contract.dates_or_sum_off, "items: [{product: p, qty: 1, price: 1, amount: 60}]") == []


@pytest.mark.parametrize(("price", "below"), [("10.00", False), ("9.99", True)])
def test_price_at_the_floor_is_fine(price: str, *, below: bool) -> None:
    text = f"floor_prices: [{{product: a, floor_price: 10, contract_price: {price}}}]"
    told = "the price of a is 9.99, below the floor 10.00; it also needs the approval of: sales director"
    assert found(contract.price_below_floor, text) == ([f"floor_prices.0.contract_price: {told}"] if below else [])


def test_what_a_state_asks_for() -> None:
    missing = found(required.field_missing, "state: signed_by_both")
    assert "signed_on: the state signed by both asks for Signed on" in missing
    assert "clause_review: the state signed by both asks for Clause review" in missing
    earlier = found(required.field_missing, "state: approved")
    assert not any(each.startswith(("signed_on", "our_signatory")) for each in earlier)
    assert any(each.startswith("amount") for each in found(required.field_missing, ""))


def test_what_nobody_can_find_out_is_not_asked_for() -> None:
    assert not any(each.startswith("title") for each in found(required.field_missing, "unknown: [title]"))


def test_draft_is_only_warned() -> None:
    from kamcli.model.finding import Severity

    check = required.field_missing.record
    assert check is not None
    severities = {
        state: {each.severity for each in check(Contract.model_validate({"id": "CN-1", "state": state}), policy_of())}
        for state in ("draft", "submitted")
    }
    assert severities == {"draft": {Severity.warning}, "submitted": {None}}


@pytest.mark.parametrize(("state", "asked"), [("approved", False), ("in_force", True)])
def test_what_follows_an_approval_is_asked_for_in_the_next_state(state: str, *, asked: bool) -> None:
    from kamcli.model.application import Application

    check = required.field_missing.record
    assert check is not None
    missing = check(Application.model_validate({"id": "AP-1", "state": state}), policy_of())
    assert any(each.at == ("post_approval_report",) for each in missing) is asked
