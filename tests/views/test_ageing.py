"""The ageing view: two layers by currency, sums that reconcile, and why there is none."""

import datetime as dt
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from kamcli.model.answers import (
    Ageing,
    AgeingLine,
    AgeingQuestion,
    Answers,
    Loose,
    OpenItem,
    OpenItems,
    OpenItemsQuestion,
    Slot,
    Unallocated,
)
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import KamError, Say
from kamcli.model.ledgers import Debtor
from kamcli.model.parameters import NotConfigured
from kamcli.views.ageing import AgeingView, Bucket, ageing, itemised, questions
from kamcli.views.layers import reconciled

TODAY = dt.date(2026, 6, 30)
POLICY: Any = SimpleNamespace(receivables=SimpleNamespace(buckets=(30,), lead_days=7))
BOOK: Any = SimpleNamespace(
    columns=Columns({"customer": {"C1": Row("customer", "C1", "", {"name": "甲公司", "owner": "lin.he"})}})
)
FIRST, SOON = questions(POLICY, TODAY)


def slot(count: int, amount: int) -> Slot:
    return Slot(count, Decimal(amount))


def line(customer: str, currency: str, debtor: Debtor, *slots: Slot, days: int = 0) -> AgeingLine:
    return AgeingLine(customer, currency, debtor, slots[0], slots[1], slots[2:4], slots[4], days)


LINES = (
    line("C1", "CNY", Debtor.customer, slot(1, 10), slot(1, 20), slot(2, 30), slot(1, 40), Slot(), days=45),
    line("C1", "CNY", Debtor.office, slot(1, 7), Slot(), Slot(), Slot(), Slot()),
    line("C2", "CNY", Debtor.customer, Slot(), Slot(), slot(2, 90), slot(1, -5), slot(1, -5), days=3),
)
LOOSE = (
    Unallocated("C1", "CNY", Decimal(3), 1, Loose.no_invoice_no, Debtor.customer),
    Unallocated("C1", "CNY", Decimal(2), 1, Loose.excess, Debtor.customer),
    Unallocated("C9", "USD", Decimal(1), 1, Loose.unknown_invoice, Debtor.customer),
)
NEAR = OpenItem("C1", "F1", TODAY, dt.date(2026, 7, 7), Decimal(10), Decimal(0), "CNY", "", Debtor.customer)


def view(found: Any = Ageing(LINES, (), LOOSE), near: Any = OpenItems((NEAR,), (), ())) -> AgeingView:  # noqa: B008 frozen
    return ageing(BOOK, Answers(MappingProxyType({FIRST: found, SOON: near})), POLICY, TODAY)


def test_questions() -> None:
    assert AgeingQuestion(TODAY, (30,)) == FIRST
    assert OpenItemsQuestion(TODAY, dt.date(2026, 7, 7), TODAY) == SOON


def test_sums_by_layer_and_currency() -> None:
    found = view()
    assert found.receivables is not None
    cny = found.receivables["CNY"]
    assert (cny.not_due, cny.no_due_date, cny.credits) == (slot(1, 10), slot(1, 20), slot(1, -5))
    assert cny.buckets == (Bucket(1, 30, 4, Decimal(120)), Bucket(31, None, 2, Decimal(35)))
    assert tuple(map(int, (cny.overdue, cny.outstanding, cny.unallocated))) == (155, 185, 5)
    assert [(each.customer_id, int(each.overdue), each.max_days) for each in cny.customers] == [
        ("C2", 85, 3),
        ("C1", 70, 45),
    ]
    first = cny.customers[1]
    assert (first.name, first.owner, int(first.outstanding), int(first.unallocated)) == ("甲公司", "lin.he", 100, 5)
    assert cny.customers[0].name == ""
    usd = found.receivables["USD"]
    assert (int(usd.outstanding), int(usd.unallocated), len(usd.buckets)) == (0, 1, 2)
    assert [(each.customer_id, int(each.unallocated)) for each in usd.customers] == [("C9", 1)]
    assert found.office_receivables is not None
    assert {name: layer.outstanding for name, layer in found.office_receivables.items()} == {"CNY": 7}
    assert found.near_due == (NEAR,)


def test_customers_and_ages_that_disagree_are_an_error_of_the_program() -> None:
    debts = (view().receivables or {})["CNY"].customers
    assert reconciled(debts, Decimal(185)) == 185
    with pytest.raises(AssertionError, match=r"receivables do not reconcile: 185 by customer, 184 by age"):
        reconciled(debts, Decimal(184))


def test_single_documents_only_where_asked_for() -> None:
    assert view().items is None
    *_, question = itemised(POLICY, TODAY)
    found = {FIRST: Ageing(LINES, (), LOOSE), SOON: None, question: OpenItems((NEAR,), (), ())}
    assert ageing(BOOK, Answers(found), POLICY, TODAY).items == (NEAR,)


def test_without_a_ledger() -> None:
    found = view(None, None)
    assert (found.receivables, found.office_receivables) == (None, None)
    assert found.reason == Say("没有应收台账（ledgers/invoices）", "there is no invoice ledger (ledgers/invoices)")


class Unset:
    """Receivables of a policy that gives one parameter only."""

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    def __getattr__(self, name: str) -> Any:
        raise NotConfigured(f"receivables.{name}")


def test_what_is_not_configured_is_not_asked() -> None:
    policy: Any = SimpleNamespace(receivables=Unset(lead_days=7))
    assert questions(policy, TODAY) == (SOON,)
    found = ageing(BOOK, Answers(), policy, TODAY)
    assert found.receivables is None
    assert found.reason
    assert "receivables.buckets" in found.reason.en
    policy = SimpleNamespace(receivables=Unset(buckets=(30,)))
    assert questions(policy, TODAY) == (FIRST,)
    assert ageing(BOOK, Answers({FIRST: Ageing((), (), ())}), policy, TODAY).near_due is None


def test_an_unreadable_ledger_is_no_answer() -> None:
    answers = Answers({}, {FIRST: KamError(Say("坏", "broken"))})
    with pytest.raises(KamError, match="broken"):
        ageing(BOOK, answers, POLICY, TODAY)
