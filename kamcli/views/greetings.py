"""Birthdays and festivals that come (节日/生日提醒, F-72): whom to greet, when, how, and whether it was done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.clocks.contact import next_birthday
from kamcli.clocks.workdays import plus_days
from kamcli.model.answers import Answers, Question
from kamcli.model.choices import Channel
from kamcli.model.columns import Columns
from kamcli.model.contact import ContactPurpose
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views.audience import Audience, audience
from kamcli.views.book import Book
from kamcli.views.names import customer_name


class Birthday(NamedTuple):
    """Somebody's birthday: name and day only, never the year (CT-19)."""

    day: dt.date
    days_left: int
    person: str
    name: str
    customer_id: str
    customer: str
    owner: str | None
    done: bool


class Festival(NamedTuple):
    """A festival of the greeting plans: whom it means, and how many of them were greeted since the notice began."""

    day: dt.date
    days_left: int
    plan: str
    festival: str | None
    rule: str | None
    audience: Audience
    channel: Channel | None
    template: str | None
    greeted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Greetings:
    """What comes within the policy's notice, the nearest first; `not_configured` names what policy.yaml lacks."""

    as_of: dt.date
    birthdays: tuple[Birthday, ...]
    festivals: tuple[Festival, ...]
    not_configured: tuple[str, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[object], ...]:
    """The ledgers know no birthdays."""
    return ()


def greetings(book: Book, _: Answers, policy: Policy, today: dt.date) -> Greetings:
    """The list of a day."""
    gaps: list[str] = []
    birthdays: tuple[Birthday, ...] = ()
    festivals: tuple[Festival, ...] = ()
    try:
        birthdays = tuple(sorted(_birthdays(book, today, policy.contact.birthday_lead_days), key=lambda each: each[:3]))
    except NotConfigured as missing:
        gaps.append(missing.parameter)
    try:
        lead = policy.contact.festival_lead_days
        festivals = tuple(sorted(_festivals(book, policy, today, lead), key=lambda each: each[:3]))
    except NotConfigured as missing:
        gaps.append(missing.parameter)
    return Greetings(as_of=today, birthdays=birthdays, festivals=festivals, not_configured=tuple(dict.fromkeys(gaps)))


def _birthdays(book: Book, today: dt.date, lead: int) -> Iterator[Birthday]:
    greeted = _greeted(book.columns, today, lead)
    for table in book.columns.rows("people"):
        row = book.columns.find("customer", table.id)
        for person in table.persons if row is not None and row.lifecycle_status not in ENDED else ():
            day = next_birthday(person.birth_date or "", today) if person.left_on is None else None
            if day is not None and (day - today).days <= lead:
                owner = row.owner if row is not None else None
                customer = customer_name(book, table.id)
                done = (table.id, person.id) in greeted
                yield Birthday(day, (day - today).days, person.id, person.name, table.id, customer, owner, done)


def _festivals(book: Book, policy: Policy, today: dt.date, lead: int) -> Iterator[Festival]:
    greeted = {customer for customer, _ in _greeted(book.columns, today, lead)}
    for row in book.columns.rows("greeting_plan"):
        if row.date is not None and 0 <= (left := (row.date - today).days) <= lead:
            meant = audience(row.audience_rule, book, policy, today)
            done = sum(customer in greeted for customer, _ in meant.customers)
            rule, channel, template = row.audience_rule, row.channel, row.template
            yield Festival(row.date, left, row.id, row.festival, rule, meant, channel, template, done)


def _greeted(columns: Columns, today: dt.date, lead: int) -> frozenset[tuple[str, str | None]]:
    """Customer and person of the greetings since the notice of what comes today or later can have begun."""
    since = plus_days(today, -lead)
    return frozenset(
        (row.customer, row.person)
        for row in columns.rows("contact_log")
        if row.purpose == ContactPurpose.greeting and row.at is not None and since <= row.at.date() <= today
    )
