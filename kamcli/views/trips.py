"""Who goes where, day by day (出访计划, F-33): the visits of a person or an office in a day, a week or a month."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.policy import Policy
from kamcli.model.spelling import near_ids
from kamcli.model.visit import VisitState
from kamcli.model.visit_plan import VisitMethod
from kamcli.states.roster import roster_of, within
from kamcli.views.book import Book
from kamcli.views.campaign import Progress, plans_in, progress
from kamcli.views.names import customer_name, staff_names, unit_names
from kamcli.views.span import Span, span_asked
from kamcli.views.tour import Stop, stop_of

DROPPED = (VisitState.cancelled, VisitState.expired)
GOING = (VisitMethod.on_site, VisitMethod.event)  # a call is no trip
EVERYBODY = Say("全公司", "everybody")


class Trip(NamedTuple):
    """A visit that is planned or was made; `record` is its slip, else the plan that asks for it."""

    date: dt.date
    at: str
    stop: Stop
    customer_id: str
    customer: str
    goals: tuple[str, ...]
    visitors: tuple[str, ...]
    kind: Choice | None
    state: Choice | None
    record: str


class TripDay(NamedTuple):
    """The trips of one day in the order of the route."""

    date: dt.date
    trips: tuple[Trip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trips:
    """The plan of `who`, a person or a unit by name, and how far the plans have come that touch the span."""

    as_of: dt.date
    who: Say
    span: Span
    days: tuple[TripDay, ...]
    count: int
    without_slip: int
    plans: tuple[Progress, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of visits."""
    return ()


def trips(book: Book, _: Answers, policy: Policy, today: dt.date, who: str = "", period: str = "") -> Trips:
    """The trips of a person or a unit (staff or unit id, "" = everybody) in a span ("" = the week of today).

    KamError where there is no such person, unit or span.
    """
    span = span_asked(period, today)
    name, people = whom(book, who)
    found = sorted(_all(book, span, people), key=lambda each: (each.date, each.stop.order, each.at, each.record))
    days = dict.fromkeys(each.date for each in found)
    mine = (row for row in plans_in(book, span) if people is None or any(each.visitor in people for each in row.lines))
    return Trips(
        as_of=today,
        who=name,
        span=span,
        days=tuple(TripDay(day, tuple(each for each in found if each.date == day)) for day in days),
        count=len(found),
        without_slip=sum(each.state is None for each in found),
        plans=tuple(progress(book, policy, today, row) for row in mine),
    )


def whom(book: Book, who: str) -> tuple[Say, frozenset[str] | None]:
    """The name of a person or a unit, and the staff ids that belong to it; None for everybody."""
    if not who:
        return EVERYBODY, None
    people, units = staff_names(book), unit_names(book)
    if who in people:
        return Say(people[who], people[who]), frozenset((who,))
    if who not in units:
        raise refuse(
            "没有编号为 {who} 的员工或单位{near}",
            "there is no member of staff or unit {who}{near}",
            code=Exit.ASKED_WRONGLY,
            who=who,
            near=near_ids(who, (*people, *units)),
        )
    roster = roster_of(book.columns)
    there = (each.id for each in book.organisation.staff if within(roster, each.unit, who))
    return Say(units[who], units[who]), frozenset(there)


def _all(book: Book, span: Span, people: frozenset[str] | None) -> Iterator[Trip]:
    """Slips first; a line of a plan only where no slip has come of it."""
    slips = tuple(_slips(book, span))
    covered = {(each.date, each.customer_id, person) for each in slips for person in each.visitors}
    lines = (each for each in _lines(book, span) if (each.date, each.customer_id, each.visitors[0]) not in covered)
    for each in (*slips, *lines):
        if people is None or not people.isdisjoint(each.visitors):
            yield each


def _slips(book: Book, span: Span) -> Iterator[Trip]:
    for row in book.columns.rows("visit"):
        if row.planned_at is None or row.state in DROPPED or not span.holds(row.planned_at.date()):
            continue
        yield Trip(
            date=row.planned_at.date(),
            at=f"{row.planned_at:%H:%M}",
            stop=stop_of(book, row.customer),
            customer_id=row.customer or "",
            customer=customer_name(book, row.customer),
            goals=row.objectives or (),
            visitors=row.visitors or (),
            kind=row.visit_kind,
            state=row.state,
            record=row.id,
        )


def _lines(book: Book, span: Span) -> Iterator[Trip]:
    for row in plans_in(book, span):
        for line in row.lines or ():
            if span.holds(line.date) and line.method in GOING:
                yield Trip(
                    date=line.date,
                    at="",
                    stop=stop_of(book, line.customer, line.route_sequence),
                    customer_id=line.customer,
                    customer=customer_name(book, line.customer),
                    goals=(line.purpose,),
                    visitors=(line.visitor,),
                    kind=line.method,
                    state=None,
                    record=row.id,
                )
