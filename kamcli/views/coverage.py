"""How broadly the sales manager tours (R-CON-09): how many active customers he saw, and how much of it went to one."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.contacts import HELD, visited_on
from kamcli.clocks.workdays import plus_days, plus_months
from kamcli.model.answers import Answers, Question
from kamcli.model.choices import Role
from kamcli.model.customer import Lifecycle
from kamcli.model.money import reaches, share
from kamcli.model.policy import Policy
from kamcli.states.roster import posts, roster_of
from kamcli.views.book import Book
from kamcli.views.names import customer_name

ACTIVE = (Lifecycle.active, Lifecycle.watch)
MONTHS = 12


class Seen(NamedTuple):
    """A customer whom the manager visited; `share_pct` of all his visits, `too_much` above the policy's most."""

    customer_id: str
    customer: str
    visits: int
    last_visit: dt.date
    share_pct: str
    too_much: bool


class Unseen(NamedTuple):
    """An active customer whom the manager did not visit."""

    customer_id: str
    customer: str
    owner: str | None
    key_account: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """The twelve months of one manager; `coverage_pct` None where no customer is active, `too_few` then too."""

    manager: str
    visits: int
    covered: int
    active: int
    coverage_pct: str | None
    too_few: bool | None
    seen: tuple[Seen, ...]
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """From `since` to `as_of`, both included; both limits are in percent, exactly reaching them will do."""

    as_of: dt.date
    since: dt.date
    min_pct: Decimal
    max_pct: Decimal
    tours: tuple[Tour, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of visits."""
    return ()


def coverage(book: Book, _: Answers, policy: Policy, today: dt.date) -> Coverage:
    """The tours of everybody who is sales manager today."""
    limits = (policy.visit.manager_coverage_min_pct, policy.visit.manager_max_share_pct)
    since = plus_days(plus_months(today, -MONTHS), 1)
    roster = roster_of(book.columns)
    managers = (who for who in sorted(roster.staff) if posts(roster, who, Role.sales_manager, today))
    tours = tuple(_tour(book, who, since, today, limits) for who in managers)
    return Coverage(as_of=today, since=since, min_pct=limits[0], max_pct=limits[1], tours=tours)


def _tour(book: Book, who: str, first: dt.date, last: dt.date, limits: tuple[Decimal, Decimal]) -> Tour:
    """The visits of one manager: those that he took part in."""
    days: dict[str, list[dt.date]] = {}
    for row in book.columns.rows("visit"):
        day = visited_on(row) if row.state in HELD and who in (row.visitors or ()) else None
        if day is not None and first <= day <= last:
            days.setdefault(row.customer or "", []).append(day)
    active = [row for row in book.columns.rows("customer") if row.lifecycle_status in ACTIVE]
    covered, all_ = Decimal(sum(row.id in days for row in active)), Decimal(len(active))
    return Tour(
        manager=who,
        visits=sum(map(len, days.values())),
        covered=int(covered),
        active=len(active),
        coverage_pct=share(covered, all_, limits[:1]) if active else None,
        too_few=not reaches(covered, all_, limits[0]) if active else None,
        seen=_seen(book, days, limits[1]),
        unseen=_unseen(book, days, active),
    )


def _seen(book: Book, days: dict[str, list[dt.date]], most: Decimal) -> tuple[Seen, ...]:
    """By customer, the most visited first."""
    total = Decimal(sum(map(len, days.values())))
    found = (
        Seen(
            customer,
            customer_name(book, customer),
            len(visited),
            max(visited),
            share(Decimal(len(visited)), total),
            len(visited) * 100 > total * most,
        )
        for customer, visited in days.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.visits, each.customer_id)))


def _unseen(book: Book, days: dict[str, list[dt.date]], active: list[Any]) -> tuple[Unseen, ...]:
    """Key accounts first."""
    found = (
        Unseen(row.id, customer_name(book, row.id), row.owner, row.ka_status == "approved")
        for row in active
        if row.id not in days
    )
    return tuple(sorted(found, key=lambda each: (not each.key_account, each.customer_id)))
