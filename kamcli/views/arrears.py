"""Receivables for the digest: one line a currency and layer, and what has grown older since the last digest."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.answers import OpenItem, OpenItems
from kamcli.model.ledgers import Debtor
from kamcli.rules.receivables import Span, bucket, days_over, spans
from kamcli.views.ageing import Layers
from kamcli.views.book import Book
from kamcli.views.names import customer_name


class Arrears(NamedTuple):
    """What is owed in one currency; `office` is the layer of the offices, which is never added (R-PAY-03)."""

    currency: str
    office: bool
    outstanding: Decimal
    overdue: Decimal
    unallocated: Decimal
    customers: int


class Aged(NamedTuple):
    """A document that has passed an ageing edge; `before` is None where it was not overdue yet (R-PAY-02)."""

    customer_id: str
    customer_name: str
    invoice_no: str
    office: bool
    balance: Decimal
    currency: str
    days_over: int
    before: Span | None
    now: Span


def arrears(layers: Layers | None, *, office: bool) -> tuple[Arrears, ...]:
    """A line for each currency; `customers` counts those with something overdue."""
    return tuple(
        Arrears(
            currency,
            office,
            one.outstanding,
            one.overdue,
            one.unallocated,
            sum(debt.overdue > 0 for debt in one.customers),
        )
        for currency, one in (layers or {}).items()
    )


def aged(book: Book, items: OpenItems, edges: tuple[int, ...], since: dt.date, today: dt.date) -> tuple[Aged, ...]:
    """What moved into an older bucket after `since`, the oldest first; credit notes are nobody's debt."""
    found = (each for item in items.items if item.balance > 0 for each in _moved(book, item, edges, since, today))
    return tuple(sorted(found, key=lambda each: (-each.days_over, each.customer_id, each.invoice_no)))


def _moved(book: Book, item: OpenItem, edges: tuple[int, ...], since: dt.date, today: dt.date) -> Iterator[Aged]:
    if item.due_on is None:
        return
    then, now = days_over(item.due_on, since), days_over(item.due_on, today)
    if now and (not then or bucket(then, edges) != bucket(now, edges)):
        ages = spans(edges)
        before = ages[bucket(then, edges)] if then else None
        yield Aged(
            item.customer_id,
            customer_name(book, item.customer_id),
            item.invoice_no,
            item.debtor is Debtor.office,
            item.balance,
            item.currency,
            now,
            before,
            ages[bucket(now, edges)],
        )
