"""A book as the core sees it: summary columns, the few files that stand alone, and what could not be read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kamcli.clocks.workdays import Workdays
from kamcli.model.columns import Columns
from kamcli.model.company import CompanyFigures
from kamcli.model.customer import Customer
from kamcli.model.finding import Finding
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy


class Edit(NamedTuple):
    """A customer's file at the beginning and at the end of a span, and who committed to it last, by e-mail."""

    before: Customer
    after: Customer
    email: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What every view gets: nothing in it depends on the day, but the edits of a span where a report asks for them.

    `edits` is None where nobody asked, or where the history does not reach back to the beginning of the span.
    """

    policy: Policy
    organisation: Organisation
    workdays: Workdays
    columns: Columns = field(default_factory=Columns)
    company: Mapping[int, CompanyFigures] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] | None = None
    lang: str = "zh"
    head: str = ""
    entered: Mapping[str, dt.datetime] = field(default_factory=dict)  # file -> when git first saw it, where asked for
