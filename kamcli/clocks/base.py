"""What a clock is: one row of the register, the facts that it reads, and the deadlines that it gives."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kamcli.clocks.workdays import Day, Workdays
from kamcli.model.answers import OpenItems
from kamcli.model.base import Choice, auto
from kamcli.model.columns import Columns, Row
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Say, Severity
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy

NOTHING_TO_ADD = Say("", "")

# A customer in one of these states asks for nothing new (spec 0.2).
ENDED = (Lifecycle.lost, Lifecycle.bad, Lifecycle.closed, Lifecycle.archived, Lifecycle.rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What clocks look at; `open_items` is None where there is no invoice ledger."""

    columns: Columns
    organisation: Organisation
    workdays: Workdays
    open_items: OpenItems | None = None


class Due(NamedTuple):
    """One deadline of one record: acting on `last` is in time; `last` None = not computable, `about` says why.

    `about` names the thing where the record's id is not enough; `owners` are staff ids, the ones whose turn it is;
    `owed` is the money that waits, in `currency`, None where the deadline is not one of money.
    """

    record: str
    kind: str
    customer_id: str
    owners: tuple[str, ...]
    start: dt.date | None
    last: Day | None
    about: Say = NOTHING_TO_ADD
    owed: Decimal | None = None
    currency: str | None = None


class Unit(Choice):
    """What a clock's parameter counts; `notice`: the end is recorded, the parameter says how early to remind."""

    days = auto(), "天"
    workdays = auto(), "个工作日", "working days"
    months = auto(), "个月"
    notice = auto(), "天前提醒", "days' notice"


class Length(NamedTuple):
    """How long a clock runs, or how early it reminds: a parameter of policy.yaml and what it counts."""

    parameter: str
    unit: Unit


def days(parameter: str) -> Length:
    return Length(parameter, Unit.days)


def workdays(parameter: str) -> Length:
    return Length(parameter, Unit.workdays)


def months(parameter: str) -> Length:
    return Length(parameter, Unit.months)


def notice(parameter: str) -> Length:
    return Length(parameter, Unit.notice)


class Clock(NamedTuple):
    """One row of the register; `severity` and `consequence` are those of a missed deadline, `rule` asks for it."""

    id: str
    rule: str
    title: Say
    due: Callable[[Facts, Policy, dt.date], Iterator[Due]]
    length: Length
    severity: Severity
    consequence: Say

    @property
    def parameters(self) -> tuple[str, ...]:
        """What it reads of policy.yaml, as a rule has it."""
        return (self.length.parameter,)


def live_customers(facts: Facts) -> Iterator[Row]:
    """The customers of whom something can still be asked."""
    return (row for row in facts.columns.rows("customer") if row.lifecycle_status not in ENDED)


def is_live(facts: Facts, customer_id: str | None) -> bool:
    """Whether something can still be asked of a customer; an unknown one counts as live."""
    row = facts.columns.find("customer", customer_id)
    return row is None or row.lifecycle_status not in ENDED


def owners_of(facts: Facts, customer_id: str | None) -> tuple[str, ...]:
    """The account owner (客户负责人), empty where nobody is named."""
    row = facts.columns.find("customer", customer_id)
    return (row.owner,) if row is not None and row.owner else ()
