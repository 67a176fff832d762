"""Receivables by age (应收账款账龄, F-51): two layers, each by currency, with the customers and the money beside."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kamcli.model.answers import (
    ZERO,
    Ageing,
    AgeingLine,
    AgeingQuestion,
    Answers,
    OpenItem,
    OpenItemsQuestion,
    OverAllocation,
    Question,
    Slot,
    Unallocated,
)
from kamcli.model.finding import Say
from kamcli.model.ledgers import Debtor
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.receivables import Span, near_due, spans
from kamcli.views.book import Book

NO_LEDGER = Say("没有应收台账(ledgers/invoices)", "there is no invoice ledger (ledgers/invoices)")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingView:
    """Receivables of a day; both layers by currency are None where they can't be computed, and `reason` says why.

    `near_due` is what falls due within `receivables.lead_days`, None where that is not configured.
    """

    as_of: dt.date
    reason: Say | None
    receivables: Layers | None
    office_receivables: Layers | None
    near_due: tuple[OpenItem, ...] | None = None
    over_allocated: tuple[OverAllocation, ...] = ()
    unallocated: tuple[Unallocated, ...] = ()


def ageing_question(policy: Policy, today: dt.date) -> AgeingQuestion:
    """NotConfigured where policy.yaml gives no buckets."""
    return AgeingQuestion(today, policy.receivables.buckets)


def near_due_question(policy: Policy, today: dt.date) -> OpenItemsQuestion:
    """NotConfigured where policy.yaml gives no lead days."""
    return OpenItemsQuestion(today, today + dt.timedelta(days=policy.receivables.lead_days), today)


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """What the view needs to know; what is not configured is not asked."""
    asked: list[Question[Any]] = []
    for question in (ageing_question, near_due_question):
        try:
            asked.append(question(policy, today))
        except NotConfigured:
            continue
    return tuple(asked)


QUESTIONS = questions


def ageing(book: Book, answers: Answers, policy: Policy, today: dt.date) -> AgeingView:
    """Receivables as of today (R-PAY-01 ... R-PAY-04); KamError where a ledger can't be read."""
    try:
        question = ageing_question(policy, today)
    except NotConfigured as missing:
        return AgeingView(as_of=today, reason=missing.say, receivables=None, office_receivables=None)
    found = answers[question]
    if found is None:
        return AgeingView(as_of=today, reason=NO_LEDGER, receivables=None, office_receivables=None)
    return AgeingView(
        as_of=today,
        reason=None,
        receivables=layers(book, found, Debtor.customer, question.edges),
        office_receivables=layers(book, found, Debtor.office, question.edges),
        near_due=soon(answers, policy, today),
        over_allocated=found.over_allocated,
        unallocated=found.unallocated,
    )


def soon(answers: Answers, policy: Policy, today: dt.date) -> tuple[OpenItem, ...] | None:
    """What falls due soon, None where not configured (R-PAY-04)."""
    try:
        found = answers[near_due_question(policy, today)]
    except NotConfigured:
        return None
    return near_due(found, policy, today) if found else ()


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
    """The sums of one currency of one layer; customers with the most overdue first."""
    ages = spans(edges)
    beside: dict[str, Decimal] = {}
    for each in loose:
        beside[each.customer_id] = beside.get(each.customer_id, ZERO) + each.amount
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
        buckets=buckets(totals or (Slot(),) * len(ages), ages),
        customers=tuple(sorted(debts, key=lambda each: (-each.overdue, -each.outstanding, each.customer_id))),
    )


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
