"""What goes on between a customer and us: who answers for it, last contacts, promises, needs, what is planned."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from kamcli.clocks.contacts import Contact, by_customer
from kamcli.clocks.promise import promises
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel, Channel
from kamcli.model.columns import Row
from kamcli.model.contact import CallbackState
from kamcli.model.contract import Party
from kamcli.model.customer import AssignReason
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS
from kamcli.model.need import ResponseStage
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.visit import ExecutiveVisitState, VisitState
from kamcli.states.ownership import Ownership
from kamcli.states.process import PROCESSES
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed
from kamcli.views.ownership import conflicts, ownership

LAST = 5  # contacts that a page tells of; the others are in the list
COMING_VISIT = (VisitState.planned, VisitState.slip_filled, VisitState.approved, VisitState.handed_in)
COMING_EXECUTIVES = (ExecutiveVisitState.planned, ExecutiveVisitState.confirmed)


class Assigned(NamedTuple):
    """Who was given the customer, when, by whom and why; staff ids."""

    on: dt.date
    assignee: str
    by: str
    reason: AssignReason


class Talk(NamedTuple):
    """One contact: `people` are our staff ids, `theirs` names at the customer, `what` came of it in its own words."""

    on: dt.date
    record: str
    kind: str
    people: tuple[str, ...]
    theirs: tuple[str, ...]
    channel: Channel | None
    purpose: Choice | None
    what: tuple[str, ...]


class Pledge(NamedTuple):
    """An open promise; `party` made it, `owners` see to it on our side; `days_over` is 0 while it is in time."""

    text: str
    party: Party
    record: str
    owners: tuple[str, ...]
    due: dt.date
    days_over: int


class OpenNeed(NamedTuple):
    """A need that is not closed; its stage is number `step` of `steps`."""

    id: str
    text: str | None
    kind: Choice | None
    clarity: Choice | None
    stage: ResponseStage | None
    step: int
    steps: int
    owner: str | None
    due: dt.date | None
    days_over: int


class Planned(NamedTuple):
    """What is arranged from today on: a visit, a call-back (without a day of its own), a visit of executives."""

    on: dt.date | None
    record: str
    kind: str
    state: Choice | None
    people: tuple[str, ...]
    what: tuple[str, ...]

    @property
    def label(self) -> Say:
        """What is arranged: a visit, a call-back, a visit of executives."""
        return KINDS[self.kind].label


class Talks(NamedTuple):
    """The last contacts, and how many persons lie above the class that is printed."""

    last: tuple[Talk, ...]
    withheld: int


def assigned(row: Row) -> tuple[Assigned, ...]:
    """To whom a customer was given, the latest first."""
    found = (Assigned(each.date, each.assignee, each.by, each.reason) for each in row.assignments or ())
    return tuple(reversed(tuple(found)))


def whose(row: Row, book: Book, policy: Policy, today: dt.date) -> Ownership | None:
    """Where its ownership stands (SM-14), a conflict that nobody decided first; None where that is not configured."""
    with suppress(NotConfigured):
        open_ones = (each for each in conflicts(book, policy) if each.winner is None)
        disputed = any(row.id in (each.first.customer_id, each.second.customer_id) for each in open_ones)
        return ownership(row, book, policy, today, disputed=disputed)
    return None


def talks(book: Book, customer_id: str, today: dt.date, most: AccessLevel) -> Talks:
    """The last contacts until today, the latest first; persons at the customer only where their class is printed."""
    until = [each for each in by_customer(book.columns).get(customer_id, ()) if each.day <= today]
    last, named = tuple(reversed(until[-LAST:])), allowed(AccessLevel.pers, most)
    theirs = tuple(_theirs(book, each.record) for each in last)
    told = tuple(_talk(each, names if named else ()) for each, names in zip(last, theirs, strict=True))
    return Talks(told, 0 if named else sum(map(len, theirs)))


def _talk(each: Contact, theirs: tuple[str, ...]) -> Talk:
    row = each.record
    return Talk(each.day, row.id, row.kind, each.people, theirs, each.channel, each.purpose, _what(row))


def _what(row: Row) -> tuple[str, ...]:
    """What was said, what came of a visit (or was to come of it), what a call-back brought up."""
    if row.kind == "contact_log":
        return (row.content,) if row.content else ()
    if row.kind == "callback":
        return tuple(each.text for each in row.issues or ())
    return (row.result,) if row.result else row.objectives or ()


def _theirs(book: Book, row: Row) -> tuple[str, ...]:
    """Whom we talked to, by name; by id where the people's file has nobody of that id."""
    if row.kind == "contact_log":
        return (_named(book, row.customer, row.person),) if row.person else ()
    hosts = (row.hosts or ()) if row.kind == "visit" else ()
    names = (_named(book, row.customer, each.person) if each.person else each.name or "" for each in hosts)
    return tuple(name for name in names if name)


def _named(book: Book, customer_id: str | None, person_id: str) -> str:
    people = book.columns.find("people", customer_id)
    persons: tuple[Any, ...] = (people.persons or ()) if people else ()
    return next((each.name for each in persons if each.id == person_id and each.name), person_id)


def pledges(book: Book, customer_id: str, today: dt.date) -> tuple[Pledge, ...]:
    """What is promised and open, ours first, then theirs, by the day."""
    mine = [each for each in promises(book.columns) if each.record.customer == customer_id]
    mine.sort(key=lambda each: (each.party != Party.us, each.due, each.record.id))
    return tuple(
        Pledge(each.text, each.party, each.record.id, each.owners, each.due, _over(each.due, today)) for each in mine
    )


def needs(book: Book, customer_id: str, today: dt.date) -> tuple[OpenNeed, ...]:
    """The needs that are not closed, by their day."""
    rows = [row for row in book.columns.rows("need") if row.customer == customer_id]
    opened = (row for row in rows if row.response_stage != ResponseStage.closed)
    return tuple(_need(row, today) for row in sorted(opened, key=lambda row: (row.due or dt.date.max, row.id)))


def _need(row: Row, today: dt.date) -> OpenNeed:
    line = PROCESSES["need"].line
    step = line.index(row.response_stage) + 1 if row.response_stage else 0
    return OpenNeed(
        row.id,
        row.text,
        row.values["kind"],  # the row's own `kind` is the kind of record
        row.clarity,
        row.response_stage,
        step,
        len(line),
        row.owner,
        row.due,
        _over(row.due, today) if row.due else 0,
    )


def planned(book: Book, customer_id: str, today: dt.date) -> tuple[Planned, ...]:
    """What is arranged with the customer, by the day; what has no day comes last."""
    found = [each for each in _arranged(book) if each[0] == customer_id and (each[1].on or today) >= today]
    return tuple(sorted((each for _, each in found), key=lambda each: (each.on or dt.date.max, each.record)))


def _arranged(book: Book) -> Iterator[tuple[str | None, Planned]]:
    for row in book.columns.rows("visit"):
        if row.state in COMING_VISIT:
            day = row.planned_at.date() if row.planned_at else None
            yield row.customer, Planned(day, row.id, "visit", row.state, row.visitors or (), row.objectives or ())
    for row in book.columns.rows("callback"):
        if row.state == CallbackState.planned:
            caller = (row.by,) if row.by else ()
            yield (
                row.customer,
                Planned(None, row.id, "callback", row.state, caller, (row.period,) if row.period else ()),
            )
    for row in book.columns.rows("executive_visit"):
        if row.state in COMING_EXECUTIVES:
            ours, what = row.our_participants or (), (row.purpose,) if row.purpose else ()
            yield row.customer, Planned(row.planned_on, row.id, "executive_visit", row.state, ours, what)


def _over(due: dt.date, today: dt.date) -> int:
    return max((today - due).days, 0)
