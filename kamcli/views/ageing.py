"""Receivables by age (应收账款账龄, F-51): two layers, each by currency, with the customers and the money beside."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kamcli.model.answers import (
    AgeingQuestion,
    Answers,
    OpenItem,
    OpenItemsQuestion,
    OverAllocation,
    Question,
    Unallocated,
)
from kamcli.model.finding import Say
from kamcli.model.ledgers import Debtor
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.receivables import near_due
from kamcli.views.book import Book
from kamcli.views.layers import Bucket, Debt, Layer, Layers, layers, total

__all__ = ["AgeingView", "Bucket", "Debt", "Layer", "Layers", "ageing", "itemised", "questions", "total"]

NO_LEDGER = Say("没有应收台账（ledgers/invoices）", "there is no invoice ledger (ledgers/invoices)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingView:
    """Receivables of a day; both layers by currency are None where they can't be computed, and `reason` says why.

    `near_due` is what falls due within `receivables.lead_days`, None where that is not configured; `items` are the
    single overdue documents by customer and due date, None where they were not asked for (`itemised`).
    """

    as_of: dt.date
    reason: Say | None
    receivables: Layers | None
    office_receivables: Layers | None
    near_due: tuple[OpenItem, ...] | None = None
    over_allocated: tuple[OverAllocation, ...] = ()
    unallocated: tuple[Unallocated, ...] = ()
    items: tuple[OpenItem, ...] | None = None


def ageing_question(policy: Policy, today: dt.date) -> AgeingQuestion:
    """NotConfigured where policy.yaml gives no buckets."""
    return AgeingQuestion(today, policy.receivables.buckets)


def near_due_question(policy: Policy, today: dt.date) -> OpenItemsQuestion:
    """NotConfigured where policy.yaml gives no lead days."""
    return OpenItemsQuestion(today, today + dt.timedelta(days=policy.receivables.lead_days), today)


def overdue_question(today: dt.date) -> OpenItemsQuestion:
    return OpenItemsQuestion(today, today - dt.timedelta(days=1))


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """What the view needs to know; what is not configured is not asked."""
    asked: list[Question[Any]] = []
    for question in (ageing_question, near_due_question):
        try:
            asked.append(question(policy, today))
        except NotConfigured:
            continue
    return tuple(asked)


def itemised(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """The same and every overdue document: of a large ledger there are many, so only a report that lists them asks."""
    return (*questions(policy, today), overdue_question(today))


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
        items=items(answers, today),
    )


def items(answers: Answers, today: dt.date) -> tuple[OpenItem, ...] | None:
    question = overdue_question(today)
    if question not in answers:
        return None
    found = answers[question]
    return found.items if found else None


def soon(answers: Answers, policy: Policy, today: dt.date) -> tuple[OpenItem, ...] | None:
    """What falls due soon, None where not configured (R-PAY-04)."""
    try:
        found = answers[near_due_question(policy, today)]
    except NotConfigured:
        return None
    return near_due(found, policy, today) if found else ()
