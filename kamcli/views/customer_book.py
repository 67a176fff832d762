"""The list of customers we trade with (客户名簿, F-29) and the register of customer resources (F-28)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.clocks.contacts import by_customer
from kamcli.model.answers import Answers
from kamcli.model.base import Choice
from kamcli.model.columns import Row
from kamcli.model.customer import KaStatus, Lifecycle, SourceChannel
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.tier import questions
from kamcli.views.worth import Worth, worth

__all__ = ["CustomerBook", "Resources", "customer_book", "questions", "resources"]

NOTHING = Worth(0, None, None, None)


class Listed(NamedTuple):
    """One customer of the list; `last_contact` is None where none is on record."""

    customer_id: str
    code: str | None
    name: str
    owner: str | None
    status: Lifecycle | None
    ka_status: KaStatus | None
    tier: Say | None
    last_contact: dt.date | None
    sales: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerBook:
    """Every customer by its code, those without one by their id; who has left stands apart (R-DAT-12)."""

    as_of: dt.date
    currency: str
    customers: tuple[Listed, ...]
    left: tuple[Listed, ...]


class Resource(NamedTuple):
    """One customer as a source of business: where it came from, what it needs."""

    customer_id: str
    name: str
    industry: str | None
    region: str | None
    situation: str | None
    logistics: str | None
    demand: Say | None
    source: SourceChannel | None
    collected_on: dt.date | None
    owner: str | None


class Source(NamedTuple):
    """How many customers came by one channel (R-DAT-06)."""

    label: Say
    customers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Live customers by demand level, then by region and name; `sources` the most frequent first."""

    as_of: dt.date
    customers: tuple[Resource, ...]
    sources: tuple[Source, ...]


def customer_book(book: Book, answers: Answers, policy: Policy, today: dt.date) -> CustomerBook:
    """The list of a day."""
    known = worth(book, answers, policy, today)
    talks = by_customer(book.columns)
    rows = sorted(book.columns.rows("customer"), key=lambda row: (row.code is None, row.code or "", row.id))
    found = []
    for row in rows:
        days = [each.day for each in talks.get(row.id, ()) if each.day <= today]
        found.append((row.lifecycle_status in ENDED, _listed(row, known.get(row.id, NOTHING), max(days, default=None))))
    return CustomerBook(
        as_of=today,
        currency=policy.company.currency,
        customers=tuple(each for gone, each in found if not gone),
        left=tuple(each for gone, each in found if gone),
    )


def _listed(row: Row, known: Worth, last: dt.date | None) -> Listed:
    return Listed(
        row.id, row.code, row.name, row.owner, row.lifecycle_status, row.ka_status, known.tier, last, known.sales
    )


def resources(book: Book, answers: Answers, policy: Policy, today: dt.date) -> Resources:
    """The register of a day."""
    known = worth(book, answers, policy, today)
    live = [row for row in book.columns.rows("customer") if row.lifecycle_status not in ENDED]
    found = [_resource(row, known.get(row.id, NOTHING).demand) for row in live]
    found.sort(key=lambda each: (each.demand is None, each.demand or ("", ""), each.region or "", each.name))
    return Resources(as_of=today, customers=tuple(found), sources=_sources(live))


def _resource(row: Row, demand: Say | None) -> Resource:
    return Resource(
        row.id,
        row.short_name or row.name,
        row.industry,
        row.region,
        row.business_situation,
        row.logistics_demand,
        demand,
        row.source_channel,
        row.collected_on,
        row.owner,
    )


def _sources(rows: list[Row]) -> tuple[Source, ...]:
    counts: Counter[Choice | None] = Counter(row.source_channel for row in rows)
    unknown = Say("没有写明", "not said")
    named = ((Say(each.zh, each.en) if each is not None else unknown, n) for each, n in counts.items())
    return tuple(Source(*each) for each in sorted(named, key=lambda pair: (-pair[1], pair[0].en)))
