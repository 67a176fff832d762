"""Clocks of minutes (会谈纪要): written and sent in time, receipt confirmed."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts
from kamcli.clocks.contacts import HELD, visited_on
from kamcli.clocks.workdays import after_workdays
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.policy_contact import MinutesCover

UNWRITTEN = Say("还没有会谈纪要", "no minutes yet")
UNSENT = Say("还没有提交客户", "not sent to the customer")


def minutes_written(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-05: every visit that took place, until its minutes are written, and sent where policy says so (TV-24)."""
    length, covers = policy.minutes.workdays, policy.minutes.deadline_covers
    written = {row.visit for row in facts.columns.rows("minutes")}
    for row in facts.columns.rows("visit"):
        met = visited_on(row)
        if row.state in HELD and met is not None and row.id not in written:
            last = after_workdays(facts.workdays, policy.calendar, met, length)
            yield Due(row.id, "visit", row.customer or "", row.visitors or (), met, last, UNWRITTEN)
    for row in facts.columns.rows("minutes") if covers == MinutesCover.drafted_and_sent else ():
        if row.met_on and row.sent_on is None:
            last = after_workdays(facts.workdays, policy.calendar, row.met_on, length)
            owners = (row.drafted_by,) if row.drafted_by else ()
            yield Due(row.id, "minutes", row.customer or "", owners, row.met_on, last, UNSENT)


def receipt(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-06: all minutes that were sent, until the customer has confirmed the receipt."""
    length = policy.minutes.confirm_workdays
    for row in facts.columns.rows("minutes"):
        if row.sent_on and row.receipt_confirmed_on is None:
            last = after_workdays(facts.workdays, policy.calendar, row.sent_on, length)
            owners = (row.drafted_by,) if row.drafted_by else ()
            yield Due(row.id, "minutes", row.customer or "", owners, row.sent_on, last)
