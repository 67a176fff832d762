"""What is late, what comes and whose turn it is (逾期与提醒清单, F-52): receivables and every clock of the register."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kamcli.clocks.engine import Running, coming, missed, reminders
from kamcli.model.answers import ZERO, Answers, Question, Slot, Unallocated
from kamcli.model.finding import Say
from kamcli.model.ledgers import Debtor
from kamcli.model.policy import Policy
from kamcli.views import ageing as receivables
from kamcli.views.ageing import Debt, Layer, Layers, ageing, total
from kamcli.views.book import Book
from kamcli.views.deadlines import (
    ClockLine,
    Group,
    Silent,
    by_customer,
    by_owner,
    items_question,
    lines,
    not_computable,
    not_configured,
    reading_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueView:
    """The state of a day: `clocks` are the missed ones and, where asked for, those that come; the longest late first.

    `reminders` are those not in `clocks` of which the policy's own notice has begun. Both layers of receivables, by
    currency, are None where they can't be computed, and `reason` says why.
    """

    as_of: dt.date
    reason: Say | None
    receivables: Layers | None
    office_receivables: Layers | None
    unallocated: tuple[Unallocated, ...]
    clocks: tuple[ClockLine, ...]
    reminders: tuple[ClockLine, ...] = ()
    not_configured: tuple[Silent, ...] = ()
    not_computable: tuple[Silent, ...] = ()

    @property
    def missed(self) -> tuple[ClockLine, ...]:
        return tuple(line for line in self.clocks if line.days_over > 0)

    @property
    def coming(self) -> tuple[ClockLine, ...]:
        """What is due from today on, the nearest first."""
        return tuple(line for line in self.clocks if line.days_over <= 0)

    @property
    def by_owner(self) -> tuple[Group, ...]:
        """What is missed, by each person whose turn it is."""
        return by_owner(self.missed)

    @property
    def by_customer(self) -> tuple[Group, ...]:
        """What is missed, by customer."""
        return by_customer(self.missed)


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """What the view needs to know of the ledgers."""
    return (*receivables.questions(policy, today), items_question(today))


QUESTIONS = questions


def overdue(book: Book, answers: Answers, policy: Policy, today: dt.date, ahead: int | None = None) -> OverdueView:
    """Receivables and clocks as of today; `ahead` adds what is due within so many days, today included.

    KamError where a ledger can't be read.
    """
    reading = reading_of(book, answers, policy, today)
    owed = ageing(book, answers, policy, today)
    near = coming(reading, ahead) if ahead is not None else ()
    return OverdueView(
        as_of=today,
        reason=owed.reason,
        receivables=owed.receivables,
        office_receivables=owed.office_receivables,
        unallocated=owed.unallocated,
        clocks=lines((*missed(reading), *near), book, policy),
        reminders=lines((each for each in reminders(reading, today) if _beyond(each, ahead)), book, policy),
        not_configured=tuple(not_configured(each) for each in reading.stopped),
        not_computable=tuple(not_computable(each) for each in reading.unknown),
    )


def _beyond(each: Running, ahead: int | None) -> bool:
    return ahead is None or -each.days_over > ahead


def of_customer(view: OverdueView, customer_id: str) -> OverdueView:
    """What concerns one customer."""
    return _narrowed(view, lambda line: line.customer_id == customer_id, frozenset((customer_id,)))


def of_owner(view: OverdueView, staff_id: str, book: Book) -> OverdueView:
    """What waits for one person, and what the customers owe whom that person looks after."""
    mine = frozenset(row.id for row in book.columns.rows("customer") if row.owner == staff_id)
    return _narrowed(view, lambda line: any(owner.id == staff_id for owner in line.owners), mine)


def _narrowed(view: OverdueView, keep: Callable[[ClockLine], bool], customers: frozenset[str]) -> OverdueView:
    loose = tuple(each for each in view.unallocated if each.customer_id in customers)
    return replace(
        view,
        receivables=_layers(view.receivables, Debtor.customer, loose, customers),
        office_receivables=_layers(view.office_receivables, Debtor.office, loose, customers),
        unallocated=loose,
        clocks=tuple(line for line in view.clocks if keep(line)),
        reminders=tuple(line for line in view.reminders if keep(line)),
        not_computable=tuple(each for each in view.not_computable if each.customer_id in customers),
    )


def _layers(
    layers: Layers | None, debtor: Debtor, loose: tuple[Unallocated, ...], customers: frozenset[str]
) -> Layers | None:
    """The currencies in which these customers owe anything, or in which their money lies loose."""
    if layers is None:
        return None
    found: dict[str, Layer] = {}
    for currency, layer in layers.items():
        debts = tuple(debt for debt in layer.customers if debt.customer_id in customers)
        beside = tuple(each.amount for each in loose if each.debtor is debtor and each.currency == currency)
        if debts or beside:
            found[currency] = replace(_layer(layer, debts), unallocated=sum(beside, ZERO))
    return MappingProxyType(found)


def _layer(layer: Layer, debts: tuple[Debt, ...]) -> Layer:
    """The sums over some of the customers."""
    ages = range(len(layer.buckets))
    slots = [total(Slot(debt.buckets[n].count, debt.buckets[n].amount) for debt in debts) for n in ages]
    return replace(
        layer,
        outstanding=sum((debt.outstanding for debt in debts), ZERO),
        not_due=total(debt.not_due for debt in debts),
        no_due_date=total(debt.no_due_date for debt in debts),
        overdue=sum((debt.overdue for debt in debts), ZERO),
        credits=total(debt.credits for debt in debts),
        buckets=tuple(
            replace(old, count=new.count, amount=new.amount) for old, new in zip(layer.buckets, slots, strict=True)
        ),
        customers=debts,
    )
