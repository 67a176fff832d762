"""Whom a greeting plan means: the live customers that its filter holds for (R-CON-07)."""

import datetime as dt
from typing import Any, NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.model.answers import Answers
from kamcli.model.columns import Row
from kamcli.model.finding import KamError, Say
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.computed_values import Inputs
from kamcli.views.fields import CUSTOMER, Fields
from kamcli.views.filter import parsed
from kamcli.views.listing import Values, questions
from kamcli.views.names import customer_name

EVERYBODY = ("全部", "all")
NEEDS_LEDGERS = Say(
    "条件要用台账，问候计划只看客户资料", "the filter asks the ledgers; a plan goes by the customers' files only"
)
NOT_A_COLUMN = Say("条件用到摘要列以外的字段", "the filter uses a field that is no summary column")


class Audience(NamedTuple):
    """The customers that are meant, by id and name; `fault` says why nobody can be told."""

    customers: tuple[tuple[str, str], ...] = ()
    fault: Say | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(name for _, name in self.customers)


class _NeedsFile(Exception):  # noqa: N818 a state of the filter, caught here
    """The filter asks for what only the whole file says."""


def audience(rule: str | None, book: Book, policy: Policy, today: dt.date) -> Audience:
    """The live customers of a filter; everybody where a plan has none."""
    rows = tuple(row for row in book.columns.rows(CUSTOMER) if row.lifecycle_status not in ENDED)
    if rule and rule.strip() not in EVERYBODY:
        try:
            made = parsed(rule, Fields(KINDS[CUSTOMER], book).find, today)
        except KamError as wrong:
            return Audience(fault=Say(*(each.partition("\n")[0] for each in (wrong.say.zh, wrong.say.en))))  # no carets
        if questions(made.columns)(policy, today):
            return Audience(fault=NEEDS_LEDGERS)
        values = Values(Inputs(book, Answers(), policy, today), _whole)
        try:
            rows = tuple(row for row in rows if made.holds(lambda column, row=row: values.of(row, column)))  # type: ignore[misc]
        except _NeedsFile:
            return Audience(fault=NOT_A_COLUMN)
    return Audience(tuple((row.id, customer_name(book, row.id)) for row in rows))


def _whole(_: Row) -> Any:
    raise _NeedsFile
