"""The reconciliation statement to sign and seal (对账单, F-23): what it says, and the ledgers' lines beside it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from kamcli.model.answers import Account, AccountQuestion, Answers, Booked, Question
from kamcli.model.base import Choice
from kamcli.model.policy import Policy
from kamcli.model.reconciliation import Reconciliation
from kamcli.views.book import Book


class Line(NamedTuple):
    """An invoice or payment of the period; the amount that it has not is None, `balance` is what is owed then."""

    day: dt.date
    what: Booked
    number: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal


class Sums(NamedTuple):
    """Opening plus debits less credits is the closing balance."""

    opening: Decimal | None
    debits: Decimal | None
    credits: Decimal | None
    closing: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`stated` is what the record says, `booked` what the ledgers say (None without an invoice ledger or a period).

    `difference` is the closing balance less that of the ledgers (RS-03), None where one of them is unknown.
    """

    as_of: dt.date
    id: str
    state: Choice | None
    customer_id: str
    customer: str
    currency: str
    period_from: dt.date | None
    period_to: dt.date | None
    stated: Sums
    booked: Sums | None
    difference: Decimal | None
    lines: tuple[Line, ...]
    signed_by_us_on: dt.date | None
    signed_by_them_on: dt.date | None
    sealed_by_them: bool | None


def questions(policy: Policy, _: dt.date, record: Reconciliation) -> tuple[Question[Account], ...]:
    """The customer's account in the period, in the company's currency."""
    if not record.customer or record.period_from is None or record.period_to is None:
        return ()
    return (AccountQuestion(record.customer, policy.company.currency, record.period_from, record.period_to),)


def statement(book: Book, answers: Answers, policy: Policy, today: dt.date, record: Reconciliation) -> Statement:
    """The statement beside the ledgers; KamError where a ledger can't be read."""
    found = next((answers[each] for each in questions(policy, today, record)), None)
    row = book.columns.find("customer", record.customer)
    booked = _sums(found) if found else None
    return Statement(
        as_of=today,
        id=record.id,
        state=record.state,
        customer_id=record.customer or "",
        customer=(row and row.name) or record.customer or "",
        currency=policy.company.currency,
        period_from=record.period_from,
        period_to=record.period_to,
        stated=Sums(record.opening, record.debits, record.credits, record.closing),
        booked=booked,
        difference=_less(record.closing, booked.closing if booked else None),
        lines=_lines(found) if found else (),
        signed_by_us_on=record.signed_by_us_on,
        signed_by_them_on=record.signed_by_them_on,
        sealed_by_them=record.sealed_by_them,
    )


def _less(stated: Decimal | None, booked: Decimal | None) -> Decimal | None:
    return None if stated is None or booked is None else stated - booked


def _sums(found: Account) -> Sums:
    debits = sum((each.debit for each in found.lines), Decimal(0))
    credited = sum((each.credit for each in found.lines), Decimal(0))
    return Sums(found.opening, debits, credited, found.opening + debits - credited)


def _lines(found: Account) -> tuple[Line, ...]:
    """The lines with the balance after each; the first figure of the running sum is the opening balance."""
    running = tuple(accumulate((each.debit - each.credit for each in found.lines), initial=found.opening))
    return tuple(
        Line(
            each.day,
            each.what,
            each.number,
            None if each.what == Booked.payment else each.debit,
            each.credit if each.what == Booked.payment else None,
            balance,
        )
        for each, balance in zip(found.lines, running[1:], strict=True)
    )
