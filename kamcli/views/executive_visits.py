"""Mutual visits of executives (高层互访计划, F-58): who was seen when, what came of it, and when the next is due."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.clocks.base import Due, Facts
from kamcli.clocks.contact import executives
from kamcli.clocks.contacts import service_level
from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel, ServiceLevel
from kamcli.model.columns import Row
from kamcli.model.policy import Policy
from kamcli.model.visit import ExecutiveVisitState, VisitDirection
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed
from kamcli.views.names import customer_name, staff_names
from kamcli.views.people_there import attendee

AHEAD = (ExecutiveVisitState.planned, ExecutiveVisitState.confirmed)


class Meeting(NamedTuple):
    """A visit that is planned: `ours` and `theirs` are names, empty below the class of personal data."""

    id: str
    state: Choice | None
    planned_on: dt.date | None
    direction: VisitDirection | None
    purpose: str | None
    place: str | None
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    ours_count: int
    theirs_count: int
    overdue: bool


class Relation(NamedTuple):
    """A customer with a cycle (CK-33), or with whom executives met; `due` None = never met, or no cycle.

    `days_over` counts after `due`, 0 or less = in time.
    """

    customer_id: str
    customer: str
    level: ServiceLevel | None
    owner: str | None
    cycle_months: int | None
    last_visit: dt.date | None
    outcome: str | None
    due: dt.date | None
    days_over: int | None
    planned: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveVisits:
    """Level 1 first, in a level those whom nobody ever met, then by the day that the next is due.

    Dates, purposes, places and outcomes are confidential, participants personal: below these classes they are left out.
    """

    as_of: dt.date
    most: AccessLevel
    relations: tuple[Relation, ...]
    late: int
    never: int


def questions(_: Policy, __: dt.date) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of visits."""
    return ()


def report(book: Book, _: Answers, policy: Policy, today: dt.date, max_class: str = "") -> ExecutiveVisits:
    """The plan as a report has it: the ledgers answer nothing."""
    return executive_visits(book, policy, today, max_class)


def executive_visits(book: Book, policy: Policy, today: dt.date, max_class: str = "") -> ExecutiveVisits:
    """The plan up to a class ("" = `digest.max_class`); empty below confidential."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    found = tuple(_relations(book, policy, today, most)) if allowed(AccessLevel.conf, most) else ()
    with_cycle = [each for each in found if each.cycle_months is not None]
    return ExecutiveVisits(
        as_of=today,
        most=most,
        relations=tuple(sorted(found, key=_urgency)),
        late=sum((each.days_over or 0) > 0 for each in with_cycle),
        never=sum(each.last_visit is None for each in with_cycle),
    )


def _urgency(each: Relation) -> tuple[bool, str, dt.date, str]:
    level = each.level.value if each.level else "~"
    return each.cycle_months is None, level, each.due or dt.date.min, each.customer_id


def dues(book: Book, policy: Policy, today: dt.date) -> dict[str, Due]:
    """Customer -> its deadline by CK-33; a customer without a cycle has none."""
    facts = Facts(columns=book.columns, organisation=book.organisation, workdays=book.workdays)
    return {each.customer_id: each for each in executives(facts, policy, today)}


def _relations(book: Book, policy: Policy, today: dt.date, most: AccessLevel) -> Iterator[Relation]:
    deadlines = dues(book, policy, today)
    by_customer: dict[str, list[Row]] = {}
    for row in book.columns.rows("executive_visit"):
        by_customer.setdefault(row.customer or "", []).append(row)
    for customer_id in dict.fromkeys((*deadlines, *sorted(by_customer))):
        visits = by_customer.get(customer_id, [])
        yield _relation(book, policy, today, most, (customer_id, deadlines.get(customer_id), visits))


def _relation(
    book: Book, policy: Policy, today: dt.date, most: AccessLevel, of: tuple[str, Due | None, list[Row]]
) -> Relation:
    customer_id, due, visits = of
    row = book.columns.find("customer", customer_id)
    level = service_level(row, policy) if row else None
    done = [each for each in visits if each.state == ExecutiveVisitState.done and each.done_on]
    last = max(done, key=lambda each: each.done_on, default=None)
    day = due.last.date if due and due.last else None
    return Relation(
        customer_id,
        customer_name(book, customer_id),
        level,
        row.owner if row else None,
        ((last and last.cycle_months) or policy.exec_visit.cycle_months[level]) if due and level else None,
        last.done_on if last else None,
        last.result if last else None,
        day,
        (today - day).days if day else None,
        tuple(_meeting(book, each, today, most) for each in visits if each.state in AHEAD),
    )


def _meeting(book: Book, row: Row, today: dt.date, most: AccessLevel) -> Meeting:
    people, named = staff_names(book), allowed(AccessLevel.pers, most)
    ours, theirs = row.our_participants or (), row.their_participants or ()
    return Meeting(
        row.id,
        row.state,
        row.planned_on,
        row.visit_direction,
        row.purpose,
        row.place,
        tuple(people.get(each, each) for each in ours) if named else (),
        tuple(attendee(book, each).name for each in theirs) if named else (),
        len(ours),
        len(theirs),
        row.planned_on is not None and row.planned_on < today,
    )
