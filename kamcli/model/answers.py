"""Ledger questions and their answers: frozen tables that the store computes and that clocks, rules and views read."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from kamcli.model.base import Choice, auto
from kamcli.model.finding import KamError
from kamcli.model.ledgers import Debtor

A = TypeVar("A")
ZERO = Decimal(0)


class SalesLine(NamedTuple):
    """What one customer bought of one product in one currency; `gross_profit` is None when a row doesn't give it."""

    customer_id: str
    currency: str
    product: str
    amount: Decimal
    gross_profit: Decimal | None
    rows: int


class SalesMonth(NamedTuple):
    """Sales of one calendar month (`month` is its first day) in one currency."""

    month: dt.date
    currency: str
    amount: Decimal
    rows: int


class Sales(NamedTuple):
    """Sales of a period; `first` and `last` are the first and last day that has a row, None when there is none."""

    first: dt.date | None
    last: dt.date | None
    lines: tuple[SalesLine, ...]
    months: tuple[SalesMonth, ...]


class OpenItem(NamedTuple):
    """An invoice that is not settled; a credit note has a negative amount, `due_on` None means that none was agreed."""

    customer_id: str
    invoice_no: str
    issued_on: dt.date
    due_on: dt.date | None
    amount: Decimal
    allocated: Decimal
    currency: str
    contract_id: str
    debtor: Debtor

    @property
    def balance(self) -> Decimal:
        """What is still owed (R-PAY-01)."""
        return self.amount - self.allocated


class OverAllocation(NamedTuple):
    """An invoice to which more was allocated than its amount; `excess` has the sign of the amount (R-PAY-01)."""

    customer_id: str
    invoice_no: str
    currency: str
    amount: Decimal
    allocated: Decimal
    debtor: Debtor

    @property
    def excess(self) -> Decimal:
        return self.allocated - self.amount


class Loose(Choice):
    """Why money is not allocated."""

    no_invoice_no = auto(), "未写发票号", "no invoice number"
    unknown_invoice = auto(), "发票号不存在", "no such invoice by that day"
    repeated_invoice = auto(), "发票号重复", "the invoice number is not unique"
    other_currency = auto(), "币种与发票不同", "currency differs from the invoice's"
    excess = auto(), "超额分配", "more than the invoice's amount"


class Unallocated(NamedTuple):
    """Money received that settles no invoice: listed, never spread, beside the layer `debtor` (R-PAY-01)."""

    customer_id: str
    currency: str
    amount: Decimal
    rows: int
    reason: Loose
    debtor: Debtor


class OpenItems(NamedTuple):
    """The open items of a day, ordered by customer, due date and number."""

    items: tuple[OpenItem, ...]
    over_allocated: tuple[OverAllocation, ...]
    unallocated: tuple[Unallocated, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """How many documents, and their balance."""

    count: int = 0
    amount: Decimal = ZERO


class AgeingLine(NamedTuple):
    """One customer's open balances in one currency and layer, by age; `buckets` follow the edges of the question.

    A credit note lies in the bucket of its age with its negative balance, `credits` repeats how much of all that is.
    `max_days` is the age of the oldest overdue document that is still owed, 0 when none is.
    """

    customer_id: str
    currency: str
    debtor: Debtor
    not_due: Slot
    no_due_date: Slot
    buckets: tuple[Slot, ...]
    credits: Slot
    max_days: int


class Ageing(NamedTuple):
    """The receivables of a day: sums by customer, currency and layer, ordered by them; and the money beside."""

    lines: tuple[AgeingLine, ...]
    over_allocated: tuple[OverAllocation, ...]
    unallocated: tuple[Unallocated, ...]


class Booked(Choice):
    """What a line of an account is."""

    invoice = auto(), "发票"
    credit_note = auto(), "红字发票"
    payment = auto(), "付款"


class AccountLine(NamedTuple):
    """An invoice (`debit`, negative for a credit note) or a payment (`credit`); `number` is that of the invoice."""

    day: dt.date
    what: Booked
    number: str
    debit: Decimal
    credit: Decimal


class Account(NamedTuple):
    """What a customer owed before a period, and every line of the period in the order of days."""

    opening: Decimal
    lines: tuple[AccountLine, ...]


class Question(Generic[A]):
    """Something that the ledgers can answer; `A` is the answer's type."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SalesQuestion(Question[Sales]):
    """Sales from `first` to `last`, both inclusive, None = open; of one customer when `customer_id` is given."""

    first: dt.date | None = None
    last: dt.date | None = None
    customer_id: str = ""


@dataclass(frozen=True, slots=True)
class AgeingQuestion(Question[Ageing]):
    """Receivables of what was issued and paid on or before `as_of`; `edges` are `receivables.buckets` (R-PAY-02)."""

    as_of: dt.date
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenItemsQuestion(Question[OpenItems]):
    """Single open items as of a day: those due from `due_from` to `due_by`, both inclusive, None = open.

    An item without a due date is among them only when both are None. Of one customer when `customer_id` is given.
    """

    as_of: dt.date
    due_by: dt.date | None = None
    due_from: dt.date | None = None
    customer_id: str = ""


@dataclass(frozen=True, slots=True)
class AccountQuestion(Question[Account]):
    """The account of one customer in one currency from `first` to `last`, both inclusive.

    Documents that our own office owes (IV-02) are not the customer's, nor is the money that settles them.
    """

    customer_id: str
    currency: str
    first: dt.date
    last: dt.date


def _none() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked -> what the ledgers say. None means that there is no such ledger, which is not zero.

    Reading the answer of a ledger that holds an unreadable row raises a KamError with the places: a partial sum is
    never an answer.
    """

    found: Mapping[Question[Any], Any] = field(default_factory=_none)
    refused: Mapping[Question[Any], KamError] = field(default_factory=_none)

    def __getitem__(self, question: Question[A]) -> A | None:
        """The answer of a question that was asked; KeyError when it was not."""
        if question in self.refused:
            raise self.refused[question]
        answer: A | None = self.found[question]
        return answer

    def __iter__(self) -> Iterator[Question[Any]]:
        return iter((*self.found, *self.refused))

    def __contains__(self, question: object) -> bool:
        """Whether the question was asked."""
        return question in self.found or question in self.refused
