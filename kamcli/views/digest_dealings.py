"""The digest on dealing with customers: visits, executives, call-backs (section 12), birthdays, festivals (13)."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kamcli.clocks.base import Due, Facts
from kamcli.clocks.contact import birthday, festival, half_of, named_half
from kamcli.clocks.contacts import HELD, visited_on
from kamcli.clocks.workdays import plus_days
from kamcli.model.choices import AccessLevel, ServiceLevel
from kamcli.model.contact import CallbackState
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed
from kamcli.views.edits import new_customers, watched_changes
from kamcli.views.executive_visits import Relation, executive_visits
from kamcli.views.names import customer_name
from kamcli.views.service_record import in_scope
from kamcli.views.trips import DROPPED

GREETED = ("CK-24", "CK-34")  # clocks that stand in a section of their own
BIRTHDAY, FESTIVAL = Say("生日", "birthday"), Say("节日", "festival")


class VisitCount(NamedTuple):
    """The visits of one person: made since the last digest, planned until the next."""

    visitor: str
    done: int
    planned: int


class CallbackHalf(NamedTuple):
    """The half of a month that runs: how many customers are to be called back, how many were, who was not yet."""

    period: Say
    last: dt.date
    asked: int
    done: int
    missing: tuple[str, ...]


class Greeting(NamedTuple):
    """A birthday or festival; `name` is "" where the digest may not name people, never an address."""

    day: dt.date
    what: Say
    name: str
    customer: str
    owner: str | None


def dealings(
    book: Book,
    policy: Policy,
    part: Callable[[Callable[[], Any]], Any],
    days: tuple[dt.date, dt.date, dt.date],
    most: AccessLevel,
) -> dict[str, Any]:
    """What came and changed, visits, executives, call-backs, greetings; `part` notes what is not configured."""
    since, today, until = days
    return {
        "new": new_customers(book, since, today),
        "changed": part(lambda: watched_changes(book, policy, most)),
        "visits": visit_counts(book, since, today, until),
        "executives": part(lambda: executives_due(book, policy, today, until, most)) or (),
        "callbacks": part(lambda: callback_half(book, policy, today)),
        "greetings": greetings(book, policy, today, until, most),
    }


def visit_counts(book: Book, since: dt.date, today: dt.date, until: dt.date) -> tuple[VisitCount, ...]:
    """Who made and who plans visits; one that several make counts for each."""
    done: dict[str, int] = {}
    planned: dict[str, int] = {}
    for row in book.columns.rows("visit"):
        day = visited_on(row)
        held = row.state in HELD
        gathered, first, last = (done, plus_days(since, 1), today) if held else (planned, today, until)
        if day is None or not first <= day <= last or row.state in DROPPED:
            continue
        for each in row.visitors or ():
            gathered[each] = gathered.get(each, 0) + 1
    people = sorted({*done, *planned}, key=lambda each: (-done.get(each, 0), -planned.get(each, 0), each))
    return tuple(VisitCount(each, done.get(each, 0), planned.get(each, 0)) for each in people)


def executives_due(
    book: Book, policy: Policy, today: dt.date, until: dt.date, most: AccessLevel
) -> tuple[Relation, ...]:
    """With whom executives should meet by the next digest, and those of the first level whom they never met."""
    found = executive_visits(book, policy, today, most)
    return tuple(each for each in found.relations if _should_meet(each, until))


def _should_meet(each: Relation, until: dt.date) -> bool:
    if each.due is None:
        return each.level == ServiceLevel.L1 and each.cycle_months is not None
    return each.due <= until


def callback_half(book: Book, policy: Policy, today: dt.date) -> CallbackHalf:
    """The call-backs of the half that runs (R-VIS-11)."""
    first, last = half_of(today)
    rows = in_scope(book, policy)
    made = {
        row.customer
        for row in book.columns.rows("callback")
        if row.state == CallbackState.done and row.done_on and first <= row.done_on <= today
    }
    period = Say(named_half(first, "上", "下"), named_half(first, "H1", "H2"))
    missing = tuple(customer_name(book, row.id) for row in rows if row.id not in made)
    return CallbackHalf(period, last, len(rows), len(rows) - len(missing), missing)


def greetings(book: Book, policy: Policy, today: dt.date, until: dt.date, most: AccessLevel) -> tuple[Greeting, ...]:
    """Birthdays and festivals from today to `until`, in the order of their days."""
    facts = Facts(columns=book.columns, organisation=book.organisation, workdays=book.workdays)
    named = allowed(AccessLevel.pers, most)
    found = (
        *_of(book, birthday(facts, policy, today), BIRTHDAY, named=named),
        *_of(book, festival(facts, policy, today), FESTIVAL, named=True),
    )
    return tuple(sorted((each for each in found if each.day <= until), key=lambda each: (each.day, each.customer)))


def _of(book: Book, dues: Iterator[Due], what: Say, *, named: bool) -> Iterator[Greeting]:
    for due, day in ((each, each.last.date) for each in dues if each.last is not None):
        owner = due.owners[0] if due.owners else None
        yield Greeting(day, what, due.about.zh if named else "", customer_name(book, due.customer_id), owner)
