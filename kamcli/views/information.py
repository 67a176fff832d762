"""The state of information work (客户信息管理表, F-15): how every file was collected, reviewed, entered, handed on."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.clocks.entry import entered_on
from kamcli.clocks.workdays import Workdays
from kamcli.model.answers import Answers, Question
from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Row
from kamcli.model.customer import SourceChannel
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views.book import Book

INCOMPLETE = "R-DAT-01"


class FileState(NamedTuple):
    """One customer's file; `lag` is its entry in working days, `late_by` those above the policy's (CK-03).

    `stale_days` counts from the last check, or the first record; `missing` is what R-DAT-01 says of the file.
    """

    customer_id: str
    name: str
    office: str | None
    source: SourceChannel | None
    collected_on: dt.date | None
    collected_by: str | None
    reviewed_on: dt.date | None
    entered_on: dt.date | None
    sent_on: dt.date | None
    filed_on: dt.date | None
    verified_on: dt.date | None
    keeper: str | None
    level: AccessLevel | None
    lag: int | None
    late_by: int | None
    stale_days: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """Files by their lag, the longest first; `not_configured` names the parameters that policy.yaml lacks."""

    as_of: dt.date
    allowed: int | None
    files: tuple[FileState, ...]
    not_configured: tuple[str, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[object], ...]:
    """The ledgers say nothing of it."""
    return ()


def information(book: Book, _: Answers, policy: Policy, today: dt.date) -> Information:
    """The state of a day; the book's findings are those of all rules."""
    gaps: tuple[str, ...] = ()
    try:
        most: int | None = policy.data.entry_workdays
    except NotConfigured as missing:
        most, gaps = None, (missing.parameter,)
    said: dict[str, list[str]] = {}
    for each in book.findings:
        if each.rule == INCOMPLETE and each.record:
            said.setdefault(each.record, []).append(each.message)
    rows = (row for row in book.columns.rows("customer") if row.lifecycle_status not in ENDED)
    found = [_state(row, book.workdays, most, today, tuple(said.get(row.id, ()))) for row in rows]
    found.sort(key=lambda each: (-(each.lag or 0), each.office or "", each.customer_id))
    return Information(as_of=today, allowed=most, files=tuple(found), not_configured=gaps)


def _state(row: Row, workdays: Workdays, most: int | None, today: dt.date, missing: tuple[str, ...]) -> FileState:
    entered = entered_on(row)
    lag = workdays.between(row.collected_on, entered or today) if row.collected_on else None
    since = row.verified_on or (row.recorded_at.date() if row.recorded_at else None)
    return FileState(
        row.id,
        row.short_name or row.name,
        row.office,
        row.source_channel,
        row.collected_on,
        row.collected_by,
        row.reviewed_on,
        entered,
        row.sent_to_marketing_on,
        row.marketing_filed_on,
        row.verified_on,
        row.file_keeper,
        row.access_level,
        lag,
        max(0, lag - most) if lag is not None and most is not None else None,
        (today - since).days if since else None,
        missing,
    )
