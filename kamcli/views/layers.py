"""One layer of receivables by currency: sums by age, each customer's part, and that they agree (R-PAY-02, R-PAY-03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from kamcli.model.answers import ZERO, Ageing, AgeingLine, Slot, Unallocated
from kamcli.model.ledgers import Debtor
from kamcli.rules.receivables import Span, spans
from kamcli.views.book import Book


@dataclass(frozen=True, slots=True)
class Bucket:
    """Documents of one age and their balance; `to_day` is None for the oldest, open bucket."""

    from_day: int
    to_day: int | None
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What one customer owes in one currency; `name` and `owner` are "" where the book has none."""

    customer_id: str
    name: str
    owner: str
    outstanding: Decimal
    overdue: Decimal
    max_days: int
    not_due: Slot
    no_due_date: Slot
    buckets: tuple[Bucket, ...]
    credits: Slot
    unallocated: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """All debts in one currency: outstanding = not_due + no_due_date + overdue, and overdue = the sum of the buckets.

    `credits` says how much of that are credit notes, `unallocated` what money stands beside and settles nothing.
    """

    outstanding: Decimal
    not_due: Slot
    no_due_date: Slot
    overdue: Decimal
    unallocated: Decimal
    credits: Slot
    buckets: tuple[Bucket, ...]
    customers: tuple[Debt, ...]


Layers = Mapping[str, Layer]


def layers(book: Book, found: Ageing, debtor: Debtor, edges: tuple[int, ...]) -> Layers:
    """One layer by currency; a currency of loose money alone is there with nothing outstanding (R-PAY-03)."""
    lines = tuple(line for line in found.lines if line.debtor is debtor)
    loose = tuple(each for each in found.unallocated if each.debtor is debtor)
    currencies = sorted({line.currency for line in lines} | {each.currency for each in loose})
    return MappingProxyType(
        {
            currency: layer(
                book,
                tuple(line for line in lines if line.currency == currency),
                tuple(each for each in loose if each.currency == currency),
                edges,
            )
            for currency in currencies
        }
    )


def layer(book: Book, lines: tuple[AgeingLine, ...], loose: tuple[Unallocated, ...], edges: tuple[int, ...]) -> Layer:
    """The sums of one currency of one layer; customers with the most overdue first, loose money alone last."""
    ages = spans(edges)
    owing = {line.customer_id for line in lines}
    beside: dict[str, Decimal] = {}
    for each in loose:
        beside[each.customer_id] = beside.get(each.customer_id, ZERO) + each.amount
    lines = (*lines, *(settled_line(each, len(ages)) for each in sorted(beside) if each not in owing))
    debts = tuple(debt(book, line, beside.get(line.customer_id, ZERO), ages) for line in lines)
    totals = summed(line.buckets for line in lines)
    not_due, no_due_date = total(line.not_due for line in lines), total(line.no_due_date for line in lines)
    overdue = sum((each.amount for each in totals), ZERO)
    return Layer(
        outstanding=reconciled(debts, not_due.amount + no_due_date.amount + overdue),
        not_due=not_due,
        no_due_date=no_due_date,
        overdue=overdue,
        unallocated=sum(beside.values(), ZERO),
        credits=total(line.credits for line in lines),
        buckets=buckets(totals, ages),
        customers=tuple(sorted(debts, key=lambda each: (-each.overdue, -each.outstanding, each.customer_id))),
    )


def settled_line(customer_id: str, ages: int) -> AgeingLine:
    """The line of a customer who owes nothing and whose money stands beside."""
    return AgeingLine(customer_id, "", Debtor.customer, Slot(), Slot(), (Slot(),) * ages, Slot(), 0)


def reconciled(debts: Iterable[Debt], by_age: Decimal) -> Decimal:
    """The total, which the customers and the ages must agree on."""
    by_customer = sum((each.outstanding for each in debts), ZERO)
    if by_customer != by_age:
        raise AssertionError(f"receivables do not reconcile: {by_customer} by customer, {by_age} by age")
    return by_age


def debt(book: Book, line: AgeingLine, unallocated: Decimal, ages: tuple[Span, ...]) -> Debt:
    """One customer's row."""
    row = book.columns.find("customer", line.customer_id)
    overdue = sum((each.amount for each in line.buckets), ZERO)
    return Debt(
        customer_id=line.customer_id,
        name=(row and row.name) or "",
        owner=(row and row.owner) or "",
        outstanding=line.not_due.amount + line.no_due_date.amount + overdue,
        overdue=overdue,
        max_days=line.max_days,
        not_due=line.not_due,
        no_due_date=line.no_due_date,
        buckets=buckets(line.buckets, ages),
        credits=line.credits,
        unallocated=unallocated,
    )


def buckets(slots: Iterable[Slot], ages: tuple[Span, ...]) -> tuple[Bucket, ...]:
    return tuple(Bucket(*age, slot.count, slot.amount) for slot, age in zip(slots, ages, strict=True))


def summed(rows: Iterable[tuple[Slot, ...]]) -> tuple[Slot, ...]:
    """Column by column."""
    return tuple(total(column) for column in zip(*rows, strict=True))


def total(slots: Iterable[Slot]) -> Slot:
    slots = tuple(slots)
    return Slot(sum(each.count for each in slots), sum((each.amount for each in slots), ZERO))
