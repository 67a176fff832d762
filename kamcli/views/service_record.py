"""The service record (客户服务记录表, F-34): what came up at call-backs, who was told, how often we called."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.clocks.contact import half_of
from kamcli.clocks.workdays import plus_days
from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.columns import Row
from kamcli.model.contact import CallbackState, Issue
from kamcli.model.customer import KaStatus
from kamcli.model.policy import Policy
from kamcli.model.policy_contact import CallbackScope
from kamcli.views.book import Book
from kamcli.views.names import customer_name

TENTH = Decimal("0.1")


class ServiceIssue(NamedTuple):
    """What a customer brought up; `hours` from then until the responsible unit was told, None while nobody was.

    It is open until the customer was told what came of it; `days_open` counts until then or until today.
    """

    callback: str
    customer_id: str
    customer: str
    text: str
    reported_at: dt.datetime
    unit: str
    notified_at: dt.datetime | None
    hours: Decimal | None
    handled_on: dt.date | None
    result: str | None
    told_on: dt.date | None
    open: bool
    days_open: int


class CallbackLine(NamedTuple):
    """A call-back of the half of a month that runs or of the one before it."""

    id: str
    customer_id: str
    customer: str
    period: str
    channel: Choice | None
    by: str | None
    done_on: dt.date | None
    state: Choice | None
    issues: int


class CallbackCount(NamedTuple):
    """The call-backs of a customer in the year; `by_now` is its part of the year's number, rounded down."""

    customer_id: str
    customer: str
    caller: str | None
    done: int
    by_now: int
    per_year: int

    @property
    def short(self) -> int:
        """How many are missing by now."""
        return max(self.by_now - self.done, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """Every open issue and those of the year, call-backs of this half of a month and the last, the year's counts.

    `first_on` is the first call-back on record: what was not recorded before it counts as missing, too.
    """

    as_of: dt.date
    year: int
    issues: tuple[ServiceIssue, ...]
    open: int
    first_on: dt.date | None
    since: dt.date
    callbacks: tuple[CallbackLine, ...]
    counts: tuple[CallbackCount, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of call-backs."""
    return ()


def service_record(book: Book, _: Answers, policy: Policy, today: dt.date) -> ServiceRecord:
    """The service record of a day."""
    found = [each for row in book.columns.rows("callback") for each in _issues(book, row, today)]
    kept = [each for each in found if each.open or each.reported_at.year == today.year]
    since = half_of(plus_days(half_of(today)[0], -1))[0]
    return ServiceRecord(
        as_of=today,
        year=today.year,
        issues=tuple(sorted(kept, key=lambda each: (not each.open, -each.days_open, each.callback))),
        open=sum(each.open for each in kept),
        first_on=min((row.done_on for row in book.columns.rows("callback") if row.done_on), default=None),
        since=since,
        callbacks=tuple(_recent(book, since, today)),
        counts=tuple(sorted(_counts(book, policy, today), key=lambda each: (-each.short, each.customer_id))),
    )


def _issues(book: Book, row: Row, today: dt.date) -> Iterator[ServiceIssue]:
    for issue in row.issues or ():
        reported = issue.reported_at.date()
        if reported <= today:
            told = issue.told_customer_on
            yield ServiceIssue(
                callback=row.id,
                customer_id=row.customer or "",
                customer=customer_name(book, row.customer),
                text=issue.text,
                reported_at=issue.reported_at,
                unit=issue.responsible_unit,
                notified_at=issue.notified_at,
                hours=_hours(issue),
                handled_on=issue.handled_on,
                result=issue.result,
                told_on=told,
                open=told is None,
                days_open=((told or today) - reported).days,
            )


def _hours(issue: Issue) -> Decimal | None:
    """Hours with one decimal."""
    if issue.notified_at is None:
        return None
    minutes = (issue.notified_at - issue.reported_at) // dt.timedelta(minutes=1)
    return (Decimal(minutes) / 60).quantize(TENTH)


def _recent(book: Book, since: dt.date, today: dt.date) -> Iterator[CallbackLine]:
    """The call-backs made since a day, the latest first, and behind them those that are planned."""
    rows = [row for row in book.columns.rows("callback") if row.done_on is None or since <= row.done_on <= today]
    for row in sorted(rows, key=lambda each: (each.done_on is None, -(each.done_on or today).toordinal(), each.id)):
        yield CallbackLine(
            row.id,
            row.customer or "",
            customer_name(book, row.customer),
            row.period or "",
            row.channel,
            row.by,
            row.done_on,
            row.state,
            len(row.issues or ()),
        )


def in_scope(book: Book, policy: Policy) -> tuple[Row, ...]:
    """The live customers whom policy wants called back."""
    every = policy.callback.scope == CallbackScope.all
    rows = (row for row in book.columns.rows("customer") if row.lifecycle_status not in ENDED)
    return tuple(row for row in rows if every or row.ka_status == KaStatus.approved)


def _counts(book: Book, policy: Policy, today: dt.date) -> Iterator[CallbackCount]:
    per_year, first = policy.callback.per_year, today.replace(month=1, day=1)
    days = (today.replace(month=12, day=31) - first).days + 1
    by_now = per_year * ((today - first).days + 1) // days
    made: dict[str, int] = {}
    for row in book.columns.rows("callback"):
        if row.state == CallbackState.done and row.done_on and first <= row.done_on <= today:
            made[row.customer or ""] = made.get(row.customer or "", 0) + 1
    for row in in_scope(book, policy):
        caller = row.service_specialist or row.owner
        yield CallbackCount(row.id, customer_name(book, row.id), caller, made.get(row.id, 0), by_now, per_year)
