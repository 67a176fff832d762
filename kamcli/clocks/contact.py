"""Clocks of dealing with a customer: rhythm of contacts, information, call-backs, birthdays, festivals, executives."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import NOTHING_TO_ADD, Due, Facts, is_live, live_customers, owners_of
from kamcli.clocks.contacts import Contact, by_customer, service_level
from kamcli.clocks.workdays import Day, after_days, after_months, plus_days, plus_months
from kamcli.model.columns import Row
from kamcli.model.contact import ContactPurpose
from kamcli.model.customer import KaStatus, Lifecycle
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.policy_contact import CallbackMode, CallbackScope
from kamcli.model.visit import ExecutiveVisitState, VisitKind

NEVER = Say("还没有这样的联络记录", "no such contact is on record")
NEVER_MET = Say("还没有高层互访过", "executives have never met")
LEAP_DAY = (2, 29)
NEW = (Lifecycle.lead, Lifecycle.candidate)


def first_contact(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-02: every new customer that somebody was given, until that one has talked to it."""
    length = policy.assign.first_contact_days
    talks = by_customer(facts.columns)
    for row in live_customers(facts):
        given = row.assignments[-1] if row.assignments else None
        if given is None or row.lifecycle_status not in NEW:
            continue
        talked = (each for each in talks.get(row.id, ()) if given.assignee in each.people and each.day >= given.date)
        if next(talked, None) is None:
            last = after_days(facts.workdays, policy.calendar, given.date, length)
            yield Due(row.id, "customer", row.id, (given.assignee,), given.date, last)


def rhythm(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-43: every live customer, from its last contact, by service level."""
    lengths = policy.contact.rhythm_days
    talks = by_customer(facts.columns)
    for row in live_customers(facts):
        level = service_level(row, policy)
        if level is not None and level in lengths:
            about = Say(f"{level.zh}服务", f"service {level.en}")
            yield _since(facts, policy, row, _last(talks.get(row.id, ())), lengths[level], about)


def information(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-44: every key account, from the last useful information that it was given."""
    length = policy.contact.information_days
    talks = by_customer(facts.columns)
    for row in _key_accounts(facts):
        given = (each for each in talks.get(row.id, ()) if each.purpose == ContactPurpose.information_given)
        yield _since(facts, policy, row, _last(tuple(given)), length)


def _since(
    facts: Facts, policy: Policy, row: Row, start: dt.date | None, length: int, about: Say = NOTHING_TO_ADD
) -> Due:
    """A deadline so many days after a start; one that never started can't be computed, and says so."""
    owners = owners_of(facts, row.id)
    if start is None:
        return Due(row.id, "customer", row.id, owners, None, None, NEVER)
    return Due(
        row.id, "customer", row.id, owners, start, after_days(facts.workdays, policy.calendar, start, length), about
    )


def _last(talks: tuple[Contact, ...]) -> dt.date | None:
    return talks[-1].day if talks else None


def _key_accounts(facts: Facts) -> Iterator[Row]:
    return (row for row in live_customers(facts) if row.ka_status == KaStatus.approved)


# ---------------------------------------------------------------------------------------------------------- call-backs


def callback(facts: Facts, policy: Policy, today: dt.date) -> Iterator[Due]:
    """CK-13: the half of a month that runs and the one before it, or so many days since the last call-back (TV-27)."""
    rules = policy.callback
    interval, mode, scope = rules.interval_days, rules.mode, rules.scope
    made = _called_back(facts)
    for row in _key_accounts(facts) if scope == CallbackScope.key_accounts else live_customers(facts):
        days = made.get(row.id, ())
        if mode == CallbackMode.interval:
            yield _since(facts, policy, row, max(days, default=None), interval)
        else:
            yield from _halves(facts, row, days, today)


def _halves(facts: Facts, row: Row, days: tuple[dt.date, ...], today: dt.date) -> Iterator[Due]:
    known = row.recorded_at.date() if row.recorded_at else None
    running = half_of(today)
    for first, last in (half_of(plus_days(running[0], -1)), running):
        if (known is None or known <= first) and not any(first <= day <= last for day in days):
            about = Say(named_half(first, "上", "下"), named_half(first, "H1", "H2"))
            yield Due(row.id, "customer", row.id, _caller(facts, row), first, Day(last), about)


def half_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the half of the month that a day lies in: 1 to 15, 16 to the end."""
    if day.day <= 15:  # noqa: PLR2004 the calendar's own half
        return day.replace(day=1), day.replace(day=15)
    return day.replace(day=16), plus_days(plus_months(day.replace(day=1), 1), -1)


def named_half(day: dt.date, first: str, second: str) -> str:
    """The name of the half that a day lies in: `2026-11上`, `2026-11-H1`."""
    dash = "-" if first.isascii() else ""
    return f"{day:%Y-%m}{dash}{first if half_of(day)[0].day == 1 else second}"


def _caller(facts: Facts, row: Row) -> tuple[str, ...]:
    """The service specialist calls back, else the owner."""
    return (row.service_specialist,) if row.service_specialist else owners_of(facts, row.id)


def _called_back(facts: Facts) -> dict[str, tuple[dt.date, ...]]:
    """Customer -> days on which it was called back, by a call-back or a visit of that kind."""
    found: dict[str, tuple[dt.date, ...]] = {}
    for customer, talks in by_customer(facts.columns).items():
        found[customer] = tuple(
            each.day for each in talks if each.record.kind == "callback" or each.purpose == VisitKind.callback
        )
    return found


# ---------------------------------------------------------------------------------------------------- days to think of


def birthday(facts: Facts, _: Policy, today: dt.date) -> Iterator[Due]:
    """CK-24: the next birthday of everyone who is still there; 29 Feb is kept on 28 Feb, and none is ever late."""
    for table in facts.columns.rows("people"):
        for person in table.persons if is_live(facts, table.id) else ():
            day = next_birthday(person.birth_date or "", today) if person.left_on is None else None
            if day is not None:
                about = Say(person.name, person.name)
                yield Due(person.id, "people", table.id, owners_of(facts, table.id), None, Day(day), about)


def next_birthday(birth_date: str, today: dt.date) -> dt.date | None:
    """The next day that a date of birth comes round, today included; None where only the year or month is known."""
    try:
        born = dt.date.fromisoformat(birth_date)
    except ValueError:
        return None
    for year in (today.year, today.year + 1):
        leap = (born.month, born.day) == LEAP_DAY
        day = dt.date(year, born.month, 28 if leap else born.day)
        if day >= today:
            return day
    return None


def festival(facts: Facts, _: Policy, today: dt.date) -> Iterator[Due]:
    """CK-34: the festivals of the greeting plans that are still to come."""
    for row in facts.columns.rows("greeting_plan"):
        if row.date and row.date >= today:
            about = Say(row.festival or "", row.festival or "")
            yield Due(
                row.id, "greeting_plan", "", (row.recorded_by,) if row.recorded_by else (), None, Day(row.date), about
            )


def executives(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-33: customers of the levels that have a cycle, from the last mutual visit that took place."""
    cycles = policy.exec_visit.cycle_months
    for row in live_customers(facts):
        level = service_level(row, policy)
        if level is None or level not in cycles:
            continue
        done = [each for each in facts.columns.rows("executive_visit") if each.customer == row.id and each.done_on]
        done = sorted((each for each in done if each.state == ExecutiveVisitState.done), key=lambda each: each.done_on)
        owners = owners_of(facts, row.id)
        if not done:
            yield Due(row.id, "customer", row.id, owners, None, None, NEVER_MET)
        else:
            months = done[-1].cycle_months or cycles[level]
            last = after_months(facts.workdays, policy.calendar, done[-1].done_on, months)
            yield Due(row.id, "customer", row.id, owners, done[-1].done_on, last)
