"""Runs the register: which deadlines are missed, which come, and which clocks can't run."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kamcli.clocks.base import Clock, Due, Facts, Unit
from kamcli.clocks.register import CLOCKS
from kamcli.clocks.workdays import Day, plus_days
from kamcli.model.finding import Severity
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy

Register = tuple[Clock, ...]


class Running(NamedTuple):
    """A clock that runs for a record; `days_over` are calendar days after the last day in time, 0 or less = in time."""

    clock: Clock
    due: Due
    last: Day
    days_over: int
    remind_on: dt.date | None

    @property
    def severity(self) -> Severity:
        """The catalogue's severity once it is missed, a reminder before (CK-31: I, then W)."""
        return self.clock.severity if self.days_over > 0 else Severity.information


class Stopped(NamedTuple):
    """A clock that policy.yaml does not configure: the parameter that is missing."""

    clock: Clock
    parameter: str


class Unknown(NamedTuple):
    """A deadline that can't be computed: `due.about` says what is missing."""

    clock: Clock
    due: Due


class Reading(NamedTuple):
    """The state of all clocks on one day, the longest overdue first."""

    running: tuple[Running, ...]
    stopped: tuple[Stopped, ...]
    unknown: tuple[Unknown, ...]


Outcome = Running | Stopped | Unknown


def read_clocks(facts: Facts, policy: Policy, today: dt.date, register: Register = CLOCKS) -> Reading:
    """Run every clock over the facts; a clock whose parameter is missing is named, never skipped in silence."""
    found = tuple(outcome for clock in register for outcome in _outcomes(clock, facts, policy, today))
    running = (each for each in found if isinstance(each, Running))
    return Reading(
        tuple(sorted(running, key=lambda each: (-each.days_over, each.clock.id, each.due.record))),
        tuple(each for each in found if isinstance(each, Stopped)),
        tuple(each for each in found if isinstance(each, Unknown)),
    )


def missed(reading: Reading) -> tuple[Running, ...]:
    """What is late: the day after the last day in time has begun."""
    return tuple(each for each in reading.running if each.days_over > 0)


def coming(reading: Reading, ahead: int) -> tuple[Running, ...]:
    """What is due from today on within so many days, the nearest first."""
    return tuple(each for each in reading.running if -ahead <= each.days_over <= 0)


def reminders(reading: Reading, today: dt.date) -> tuple[Running, ...]:
    """What is not late yet and of which the policy's own notice has begun."""
    return tuple(each for each in reading.running if each.days_over <= 0 and each.remind_on and each.remind_on <= today)


def _outcomes(clock: Clock, facts: Facts, policy: Policy, today: dt.date) -> Iterator[Outcome]:
    lead = None
    try:
        lead = _notice(clock, policy)
    except NotConfigured as missing:  # a recorded end is missed all the same, only the reminder is not known
        yield Stopped(clock, _key(clock, missing))
    try:
        dues = tuple(clock.due(facts, policy, today))
    except NotConfigured as missing:
        yield Stopped(clock, _key(clock, missing))
        return
    for due in dues:
        yield Unknown(clock, due) if due.last is None else _running(clock, due, due.last, lead, today)


def _notice(clock: Clock, policy: Policy) -> int | None:
    """How many days before its end a clock reminds; None where it doesn't."""
    if clock.length.unit is not Unit.notice:
        return None
    lead: int = parameter(policy, clock.length.parameter)
    return lead


def _running(clock: Clock, due: Due, last: Day, lead: int | None, today: dt.date) -> Running:
    remind_on = None if lead is None else plus_days(last.date, -lead)
    return Running(clock, due, last, (today - last.date).days, remind_on)


def _key(clock: Clock, missing: NotConfigured) -> str:
    """The parameter to set: the clock's own where a whole group of it is absent."""
    own = clock.length.parameter
    return own if own.startswith(f"{missing.parameter}.") else missing.parameter
