"""What was signed by one for another in a span of days (R-APR-06)."""

import datetime as dt
from typing import NamedTuple

from kamcli.model.finding import Say
from kamcli.views.book import Book


class Delegated(NamedTuple):
    """A sign-off that somebody gave for somebody else."""

    subject: str
    act: Say
    role: Say
    by: str
    on_behalf_of: str
    at: dt.datetime
    delegation: str


def delegated(book: Book, since: dt.date, today: dt.date) -> tuple[Delegated, ...]:
    """What was signed under a written delegation after `since` (R-APR-06)."""
    rows = (row for row in book.columns.rows("signoff") if row.delegation and since < row.at.date() <= today)
    return tuple(
        Delegated(
            row.subject,
            Say(row.act.zh, row.act.en),
            Say(row.role.zh, row.role.en),
            row.by,
            row.on_behalf_of or "",
            row.at,
            row.delegation,
        )
        for row in sorted(rows, key=lambda row: (row.at, row.subject))
    )
