"""Receivables: allocation, the first overdue day, bucket edges, what falls due soon."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from kamcli.model.answers import OpenItem, OpenItems, OverAllocation
from kamcli.model.ledgers import Debtor
from kamcli.rules.receivables import Settled, Span, bucket, days_over, near_due, over_allocated, settled, spans

EDGES = (30, 60, 90)
TODAY = dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("amount", "paid", "allocated", "excess"),
    [
        (100, 0, 0, 0),
        (100, 40, 40, 0),
        (100, 100, 100, 0),
        (100, 130, 100, 30),
        (100, -20, -20, 0),  # money given back is owed again
        (-50, 0, 0, 0),
        (-50, -20, -20, 0),
        (-50, -70, -50, -20),
        (0, 5, 0, 5),
    ],
)
def test_at_most_the_amount_is_allocated(amount: int, paid: int, allocated: int, excess: int) -> None:
    assert settled(Decimal(amount), Decimal(paid)) == Settled(Decimal(allocated), Decimal(excess))


@pytest.mark.parametrize(("today", "days"), [("2025-03-09", 0), ("2025-03-10", 0), ("2025-03-11", 1)])
def test_the_due_day_is_not_overdue(today: str, days: int) -> None:
    assert days_over(dt.date(2025, 3, 10), dt.date.fromisoformat(today)) == days  # TV-31


@pytest.mark.parametrize(
    ("days", "position"), [(1, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (9999, 3)]
)
def test_an_edge_belongs_to_the_younger_bucket(days: int, position: int) -> None:
    assert bucket(days, EDGES) == position
    span = spans(EDGES)[position]
    assert span.from_day <= days <= (span.to_day or days)


def test_spans() -> None:
    assert spans(EDGES) == (Span(1, 30), Span(31, 60), Span(61, 90), Span(91, None))
    assert spans(()) == (Span(1, None),)


def item(number: str, due: str, amount: int = 10) -> OpenItem:
    due_on = dt.date.fromisoformat(due) if due else None
    return OpenItem("C1", number, TODAY, due_on, Decimal(amount), Decimal(0), "CNY", "", Debtor.customer)


def test_near_due() -> None:
    policy: Any = SimpleNamespace(receivables=SimpleNamespace(lead_days=7))
    items = (
        *(item("late", "2026-06-29"), item("last", "2026-07-07"), item("today", "2026-06-30")),
        *(item("far", "2026-07-08"), item("never", ""), item("credit", "2026-07-01", -5)),
        item("settled", "2026-07-01", 0),
    )
    assert [each.invoice_no for each in near_due(OpenItems(items, (), ()), policy, TODAY)] == ["today", "last"]


def test_over_allocation_names_all_figures() -> None:
    over = OverAllocation("C1", "F1", "CNY", Decimal("10.000000"), Decimal("12.500000"), Debtor.customer)
    (problem,) = over_allocated(OpenItems((), (over,), ()))
    assert (problem.record, problem.kind) == ("C1", "customer")
    assert problem.figures == {
        "invoice": "F1",
        "currency": "CNY",
        "amount": "10.00",
        "allocated": "12.50",
        "excess": "2.50",
    }
