"""Letters to a customer (F-76): introduction, invitation, festival greeting, dunning, cover of minutes."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, OpenItem, OpenItemsQuestion, Question
from kamcli.model.basics import AddressKind
from kamcli.model.customer import Customer
from kamcli.model.ledgers import Debtor
from kamcli.model.minutes import Minutes
from kamcli.model.money import capitals
from kamcli.model.people import Person, PersonKind
from kamcli.model.policy import Policy
from kamcli.model.promise import Agreement
from kamcli.rules.receivables import days_over
from kamcli.states.roster import roster_of
from kamcli.views.book import Book

WRITTEN_TO = (PersonKind.contact, PersonKind.principal, PersonKind.manager, PersonKind.legal_rep)
POSTED_TO = (AddressKind.office, AddressKind.registered)


class Party(NamedTuple):
    """Who writes, or who is written to; what the book does not say is ""."""

    firm: str
    name: str
    position: str
    address: str
    phone: str
    email: str


class Owed(NamedTuple):
    """One overdue document; `days` since it fell due."""

    invoice_no: str
    issued_on: dt.date
    due_on: dt.date
    balance: Decimal
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The merge fields of every letter; those that a letter does not need are empty.

    `owed` are overdue documents in the company's currency with their `total`; `kit` is the material that goes along.
    """

    as_of: dt.date
    customer_id: str
    to: Party
    sender: Party
    kit: tuple[str, ...]
    festival: str
    owed: tuple[Owed, ...]
    total: Decimal
    in_capitals: str
    currency: str
    met_on: dt.date | None = None
    place: str = ""
    topics: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()


def no_questions(_: Policy, __: dt.date, ___: Any) -> tuple[Question[Any], ...]:
    """Most letters ask the ledgers nothing."""
    return ()


def owed_questions(_: Policy, today: dt.date, record: Customer) -> tuple[OpenItemsQuestion, ...]:
    """What the customer has not paid in time."""
    return (OpenItemsQuestion(today, today - dt.timedelta(days=1), customer_id=record.id),)


def letter(book: Book, answers: Answers, policy: Policy, today: dt.date, record: Customer) -> Letter:
    """A letter to a customer; of what it owes only where that was asked."""
    question = owed_questions(policy, today, record)[0]
    owed = tuple(_owed(_items(answers, question), policy.company.currency, today))
    total = sum((each.balance for each in owed), Decimal(0))
    return Letter(
        as_of=today,
        customer_id=record.id,
        to=_customer(book, record.id),
        sender=_owner(book, record.owner),
        kit=tuple(_kit(book)),
        festival=_festival(book, today),
        owed=owed,
        total=total,
        in_capitals=capitals(total) if total > 0 else "",
        currency=policy.company.currency,
    )


def _items(answers: Answers, question: OpenItemsQuestion) -> tuple[OpenItem, ...]:
    """What the customer owes; nothing where it was not asked, or there is no invoice ledger."""
    if question not in answers:
        return ()
    found = answers[question]
    return found.items if found else ()


def cover(book: Book, _: Answers, policy: Policy, today: dt.date, record: Minutes) -> Letter:
    """The letter that goes with minutes and asks for the receipt (R-VIS-05)."""
    return Letter(
        as_of=today,
        customer_id=record.customer or "",
        to=_customer(book, record.customer or ""),
        sender=_owner(book, record.drafted_by),
        kit=(),
        festival="",
        owed=(),
        total=Decimal(0),
        in_capitals="",
        currency=policy.company.currency,
        met_on=record.met_on,
        place=record.place or "",
        topics=record.topics,
        agreements=record.agreements,
    )


def _customer(book: Book, customer_id: str) -> Party:
    row = book.columns.find("customer", customer_id)
    people = book.columns.find("people", customer_id)
    person = _written_to(people.persons if people is not None else ())
    return Party(
        firm=(row and row.name) or customer_id,
        name=person.name if person else "",
        position=(person and person.position) or "",
        address=next(iter((row and row.addresses) or ()), ""),
        phone="",
        email="",
    )


def _written_to(persons: Iterable[Person]) -> Person | None:
    """The contact first, then who leads; nobody who has left."""
    here = [each for each in persons if each.left_on is None]
    ranked = (
        (WRITTEN_TO.index(kind), each.id, each) for each in here for kind in each.person_kinds if kind in WRITTEN_TO
    )
    return min(ranked, key=lambda one: one[:2], default=(0, "", None))[2]


def _owner(book: Book, staff_id: str | None) -> Party:
    staff = roster_of(book.columns).staff.get(staff_id or "")
    if staff is None:
        return Party(book.policy.company.name, "", "", "", "", "")
    unit = next((each.name for each in book.organisation.units if each.id == staff.unit), "")
    return Party(book.policy.company.name, staff.name, unit, "", staff.phone or "", staff.email)


def _kit(book: Book) -> Iterator[str]:
    """The names of the material that the policy's kit lists, as far as the book has it."""
    known = {row.code: row.name for row in book.columns.rows("material")}
    kit = book.policy.visit.kit if "visit" in book.policy.__dict__ else ()
    yield from (known.get(code) or code for code in kit)


def _festival(book: Book, today: dt.date) -> str:
    """The next festival of the greeting plans, "" where none is planned."""
    coming = (
        (row.date, row.festival or "") for row in book.columns.rows("greeting_plan") if row.date and row.date >= today
    )
    return min(coming, default=(today, ""))[1]


def _owed(items: Iterable[OpenItem], currency: str, today: dt.date) -> Iterator[Owed]:
    for item in items:
        if item.balance > 0 and item.currency == currency and item.debtor is Debtor.customer and item.due_on:
            yield Owed(item.invoice_no, item.issued_on, item.due_on, item.balance, days_over(item.due_on, today))
