"""Contacts of a customer out of logs, visits and call-backs: when, by whom, what for; they stop several clocks."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kamcli.model.base import Choice
from kamcli.model.choices import Channel, ServiceLevel
from kamcli.model.columns import Columns, Row
from kamcli.model.contact import CallbackState
from kamcli.model.policy import Policy
from kamcli.model.visit import VisitState

HELD = (VisitState.met, VisitState.logged, VisitState.closed)  # a visit in one of these states took place


class Contact(NamedTuple):
    """One contact: the record that tells of it, the day, our people, how and what for."""

    record: Row
    customer: str
    day: dt.date
    people: tuple[str, ...]
    channel: Channel | None
    purpose: Choice | None


def contacts(columns: Columns) -> Iterator[Contact]:
    """Every contact of the book: entries of the log, visits that took place, call-backs that were made."""
    for row in columns.rows("contact_log"):
        if row.customer and row.at:
            yield Contact(row, row.customer, row.at.date(), (row.by,) if row.by else (), row.channel, row.purpose)
    for row in columns.rows("visit"):
        if row.customer and row.state in HELD and (day := visited_on(row)):
            yield Contact(row, row.customer, day, row.visitors or (), Channel.visit, row.visit_kind)
    for row in columns.rows("callback"):
        if row.customer and row.done_on and row.state == CallbackState.done:
            yield Contact(row, row.customer, row.done_on, (row.by,) if row.by else (), row.channel, None)


def visited_on(row: Row) -> dt.date | None:
    """The day of a visit: of its return, else of its departure, else the planned one."""
    moment: dt.datetime | None = row.returned_at or row.departed_at or row.planned_at
    return moment.date() if moment else None


def by_customer(columns: Columns) -> dict[str, tuple[Contact, ...]]:
    """Customer -> its contacts, the oldest first."""
    found: dict[str, list[Contact]] = {}
    for each in sorted(contacts(columns), key=lambda one: (one.day, one.record.id)):
        found.setdefault(each.customer, []).append(each)
    return {customer: tuple(each) for customer, each in found.items()}


def service_level(row: Row, policy: Policy) -> ServiceLevel | None:
    """The service level of the tier assigned under the primary scheme, of `none` where there is none (R-GRD-19)."""
    tier = (row.tiers or {}).get(policy.tier.primary_scheme)
    level = str(tier.assigned) if tier else "none"
    return next((served for earns, served in policy.tier.to_service_level.items() if earns == level), None)
