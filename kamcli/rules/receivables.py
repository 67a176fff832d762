"""Receivables (货款): what an invoice still owes, how old it is, and which is due soon (R-PAY-01 ... R-PAY-04)."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.answers import OpenItem, OpenItems, OverAllocation
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.money import exact
from kamcli.model.policy import Policy
from kamcli.rules.base import computed, family


class Span(NamedTuple):
    """The days of one ageing bucket, both inclusive; `to_day` is None for the oldest one, which is open."""

    from_day: int
    to_day: int | None


class Settled(NamedTuple):
    """What was allocated to an invoice, and what of the money was more than its amount."""

    allocated: Decimal
    excess: Decimal


def settled(amount: Decimal, paid: Decimal) -> Settled:
    """Allocate at most the amount, a credit note's at most its negative amount; the rest is excess (R-PAY-01)."""
    over = paid > amount if amount >= 0 else paid < amount
    return Settled(amount, paid - amount) if over else Settled(paid, Decimal(0))


def spans(edges: tuple[int, ...]) -> tuple[Span, ...]:
    """The buckets of `receivables.buckets`: 30, 60 -> 1-30, 31-60, 61 and more (R-PAY-02)."""
    starts = (1, *(edge + 1 for edge in edges))
    return tuple(Span(first, last) for first, last in zip(starts, (*edges, None), strict=True))


def days_over(due_on: dt.date, today: dt.date) -> int:
    """Calendar days since the due date; the due day itself is 0 and not overdue (R-PAY-02)."""
    return max((today - due_on).days, 0)


def bucket(days: int, edges: tuple[int, ...]) -> int:
    """The position of the bucket that an age of one day or more lies in; the edge belongs to the younger one."""
    return sum(edge < days for edge in edges)


def over_allocated(answer: OpenItems) -> Iterator[Problem]:
    """Invoices to which more was paid than their amount (R-PAY-01)."""
    return (over_allocation(each) for each in answer.over_allocated)


def over_allocation(each: OverAllocation) -> Problem:
    amounts = {"amount": each.amount, "allocated": each.allocated, "excess": each.excess}
    figures = {"invoice": each.invoice_no, "currency": each.currency}
    figures |= {name: exact(amount) for name, amount in amounts.items()}
    return Problem((), figures, each.customer_id, "customer")


def near_due(answer: OpenItems, policy: Policy, today: dt.date) -> tuple[OpenItem, ...]:
    """What falls due from today on within `receivables.lead_days`, soonest first; credit notes left out (R-PAY-04)."""
    last = today + dt.timedelta(days=policy.receivables.lead_days)
    soon = (each for each in answer.items if each.due_on and today <= each.due_on <= last and each.balance > 0)
    return tuple(sorted(soon, key=lambda each: (each.due_on or today, each.customer_id, each.invoice_no)))


OVER_ALLOCATION = family(
    "R-PAY-01",
    title=Say(
        "每张发票的余额 = 金额 - 已分配的回款；超额分配是错误",
        "an invoice's balance is its amount less the money allocated; over-allocation is an error",
    ),
    say=Say(
        "发票 {invoice} 金额 {amount} {currency}，却分配了 {allocated}；多出的 {excess} 列为未分配",
        "invoice {invoice} of {amount} {currency} was allocated {allocated}; the excess of {excess} stays unallocated",
    ),
    spec="R-PAY-01",
)
RECEIVABLES = (
    OVER_ALLOCATION,
    computed(
        "R-PAY-02",
        title=Say("到期日次日起算逾期，按账龄分段列示", "overdue from the day after the due date, listed by age"),
        parameters=("receivables.buckets",),
    ),
    computed(
        "R-PAY-03",
        title=Say(
            "办事处欠公司、客户欠我方两层分列，不相加",
            "what the office owes and what the customer owes are two layers, never added",
        ),
    ),
    computed(
        "R-PAY-04",
        title=Say("临近到期的货款提前提示", "money that falls due soon is pointed out"),
        severity=Severity.information,
        parameters=("receivables.lead_days",),
    ),
)
