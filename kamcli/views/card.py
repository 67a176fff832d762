"""One customer on a page (客户管理卡, F-10): what the file says in brief, and what the ledgers and clocks add to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Row
from kamcli.model.contract import ContractState
from kamcli.model.customer import Customer
from kamcli.model.finding import Say
from kamcli.model.money import share
from kamcli.model.people import PersonKind
from kamcli.model.policy import Policy
from kamcli.rules.completeness import CATEGORIES, completeness
from kamcli.states.approval import Standing, standings
from kamcli.views import overdue as deadlines
from kamcli.views.ageing import Debt, Layers
from kamcli.views.book import Book
from kamcli.views.card_facts import BRIEF, TERMS, Fact, allowed, shown
from kamcli.views.deadlines import ClockLine, lines, reading_of
from kamcli.views.names import customer_name, unit_names
from kamcli.views.sales import SalesGlance, sales_glance, sales_questions

ENDED = (ContractState.fulfilled, ContractState.expired, ContractState.terminated, ContractState.rejected)


class Category(NamedTuple):
    """One of the four categories in brief; `share_pct` is its completeness, None where nothing is required."""

    id: str
    label: Say
    filled: int
    required: int
    share_pct: str | None
    facts: tuple[Fact, ...]


class Contact(NamedTuple):
    """A person at the customer: name and position only, numbers stay in the people's file (R-PRV-02)."""

    name: str
    position: str | None
    kinds: tuple[PersonKind, ...]
    our_counterpart: str | None


class Task(NamedTuple):
    """An open problem or countermeasure; `days_over` is 0 where the day has not passed or none was set."""

    text: str
    owner: str | None
    since: dt.date | None
    due: dt.date | None
    days_over: int


class OpenContract(NamedTuple):
    """A contract that has not ended, and where its approval stands."""

    id: str
    contract_no: str | None
    title: str | None
    amount: Decimal | None
    state: Choice | None
    effective_to: dt.date | None
    approval: Say


class Owed(NamedTuple):
    """What the customer owes in one currency; `office` is the other layer, which is never added (R-PAY-03)."""

    currency: str
    office: bool
    debt: Debt


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`most` is the highest class that is printed, `withheld` how many filled fields lie above it.

    `credit_limit` and the amounts are None where they may not be printed; `owed` and `sales` are None without a ledger.
    """

    as_of: dt.date
    customer_id: str
    name: str
    customer: Row
    office: str
    parent: str
    categories: tuple[Category, ...]
    total_pct: str | None
    terms: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    problems: tuple[Task, ...]
    countermeasures: tuple[Task, ...]
    contracts: tuple[OpenContract, ...]
    owed: tuple[Owed, ...] | None
    sales: SalesGlance | None
    dates: tuple[ClockLine, ...]
    most: AccessLevel
    withheld: int


def questions(policy: Policy, today: dt.date, customer_id: str) -> tuple[Question[Any], ...]:
    """What the card asks the ledgers."""
    return (*deadlines.questions(policy, today), *sales_questions(policy, today, customer_id))


def card(book: Book, answers: Answers, policy: Policy, today: dt.date, customer: Customer) -> Card:
    """The card of a customer, up to `digest.max_class`; KamError where a ledger can't be read."""
    most = policy.digest.max_class
    row = book.columns.find("customer", customer.id)
    if row is None:
        raise KeyError(customer.id)
    found = {name: shown(customer, name, BRIEF[name], most) for name in BRIEF}
    terms = shown(customer, "transactions", TERMS, most)
    counted = {each.category: each for each in completeness(customer)}
    inside = allowed(AccessLevel.conf, most)
    return Card(
        as_of=today,
        customer_id=row.id,
        name=row.name or row.id,
        customer=row,
        office=unit_names(book).get(row.office or "", row.office or ""),
        parent=customer_name(book, row.parent_customer),
        categories=tuple(
            _category(name, counted[name].filled, counted[name].required, found[name].facts) for name in BRIEF
        ),
        total_pct=_share(
            sum(each.filled for each in counted.values()), sum(each.required for each in counted.values())
        ),
        terms=terms.facts,
        contacts=_contacts(book, row.id) if inside else (),
        problems=_tasks(row.problems, today) if inside else (),
        countermeasures=_tasks(row.countermeasures, today) if inside else (),
        contracts=_contracts(book, policy, row.id) if inside else (),
        owed=_owed(book, answers, policy, today, row.id) if inside else (),
        sales=sales_glance(answers, policy, today, row.id) if inside else None,
        dates=_dates(book, answers, policy, today, row.id),
        most=most,
        withheld=sum(each.withheld for each in (*found.values(), terms)),
    )


def _category(name: str, filled: int, required: int, facts: tuple[Fact, ...]) -> Category:
    return Category(name, CATEGORIES[name].label, filled, required, _share(filled, required), facts)


def _share(filled: int, required: int) -> str | None:
    return share(Decimal(filled), Decimal(required)) if required else None


def _contacts(book: Book, customer_id: str) -> tuple[Contact, ...]:
    """Who is still there."""
    people = book.columns.find("people", customer_id)
    persons = (people.persons or ()) if people else ()
    present = (each for each in persons if each.left_on is None)
    return tuple(Contact(each.name or "", each.position, each.person_kinds, each.our_counterpart) for each in present)


def _tasks(tasks: Iterable[Any] | None, today: dt.date) -> tuple[Task, ...]:
    """What is still open, the most urgent first."""
    opened = [each for each in tasks or () if getattr(each, "closed_on", None) is None]
    opened = [each for each in opened if getattr(each, "done_on", None) is None]
    opened.sort(key=lambda each: each.due or dt.date.max)
    return tuple(
        Task(each.text, each.owner, getattr(each, "since", None), each.due, _over(each.due, today)) for each in opened
    )


def _over(due: dt.date | None, today: dt.date) -> int:
    return max((today - due).days, 0) if due else 0


def _contracts(book: Book, policy: Policy, customer_id: str) -> tuple[OpenContract, ...]:
    rows = [row for row in book.columns.rows("contract") if row.customer == customer_id and row.state not in ENDED]
    ids = {row.id for row in rows}
    stands = {each.subject.id: each for each in standings(book.columns, policy) if each.subject.id in ids}
    return tuple(
        OpenContract(row.id, row.contract_no, row.title, row.amount, row.state, row.effective_to, said(stands[row.id]))
        for row in sorted(rows, key=lambda row: (row.effective_to or dt.date.max, row.id))
    )


def said(standing: Standing) -> Say:
    """Where an approval stands, in words."""
    turn = standing.next
    if standing.complete:
        return Say("审批已完成", "approved")
    if standing.closed is not None:
        act = standing.closed.act
        return Say(f"已{act.zh}", f"closed: {act.en}")
    if turn is not None:
        return Say(f"待{turn.role.zh}{turn.act.zh}", f"waits for {turn.role.en} to {turn.act.en}")
    return Say("签署有问题，须重新提交", "a sign-off does not count: submit anew")


def _owed(book: Book, answers: Answers, policy: Policy, today: dt.date, customer_id: str) -> tuple[Owed, ...] | None:
    view = deadlines.of_customer(deadlines.overdue(book, answers, policy, today), customer_id)
    if view.receivables is None or view.office_receivables is None:
        return None
    return (*_layer(view.receivables, office=False), *_layer(view.office_receivables, office=True))


def _layer(layers: Layers, *, office: bool) -> tuple[Owed, ...]:
    return tuple(Owed(currency, office, debt) for currency, one in layers.items() for debt in one.customers)


def _dates(book: Book, answers: Answers, policy: Policy, today: dt.date, customer_id: str) -> tuple[ClockLine, ...]:
    """Every clock that runs for this customer, the next day first; what is late stands on top."""
    running = reading_of(book, answers, policy, today).running
    mine = sorted((each for each in running if each.due.customer_id == customer_id), key=lambda each: each.last.date)
    return lines(mine, book, policy)
