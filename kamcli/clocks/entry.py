"""Clocks of entering a customer: entry after collection, hand-over to marketing, filing there."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, live_customers, owners_of
from kamcli.clocks.workdays import Day, after_days, after_workdays
from kamcli.model.columns import Row
from kamcli.model.customer import Lifecycle
from kamcli.model.policy import Policy
from kamcli.model.policy_company import DayKind


def entry(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-03: every customer that was collected, until a manager has reviewed what was entered (TV-19)."""
    length = policy.data.entry_workdays
    for row in live_customers(facts):
        if row.collected_on and row.reviewed_on is None:
            owners = (row.collected_by,) if row.collected_by else owners_of(facts, row.id)
            last = after_workdays(facts.workdays, policy.calendar, row.collected_on, length)
            yield Due(row.id, "customer", row.id, owners, row.collected_on, last)


def handover(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-04: every customer that was entered and reviewed, until it was sent to marketing (TV-22)."""
    length, kind = policy.data.handover_days, policy.data.handover_day_kind
    for row in live_customers(facts):
        start = entered_on(row)
        if start is not None and row.sent_to_marketing_on is None and row.lifecycle_status != Lifecycle.lead:
            after = after_workdays if kind == DayKind.working else after_days
            last: Day = after(facts.workdays, policy.calendar, start, length)
            yield Due(row.id, "customer", row.id, owners_of(facts, row.id), start, last)


def filing(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-41: every customer that was sent to marketing, until it is filed there."""
    length = policy.data.filing_workdays
    for row in live_customers(facts):
        if row.sent_to_marketing_on and row.marketing_filed_on is None:
            last = after_workdays(facts.workdays, policy.calendar, row.sent_to_marketing_on, length)
            yield Due(row.id, "customer", row.id, owners_of(facts, row.id), row.sent_to_marketing_on, last)


def entered_on(row: Row) -> dt.date | None:
    """The day on which a customer was in the book and reviewed; None while either is missing (CU-20, CU-19)."""
    if row.recorded_at is None or row.reviewed_on is None:
        return None
    recorded: dt.date = row.recorded_at.date()
    reviewed: dt.date = row.reviewed_on
    return max(recorded, reviewed)
