"""Clocks of the customer file: freshness (档案更新) and regular evaluation (定期评估)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, live_customers, owners_of
from kamcli.clocks.workdays import Day, after_days, after_months
from kamcli.model.choices import Scheme
from kamcli.model.columns import Row
from kamcli.model.customer import AssignedTier
from kamcli.model.finding import Say
from kamcli.model.policy import Policy

UNDATED = Say("没有核实日期，也没有记录时间", "neither verified_on nor recorded_at is known")


def file_freshness(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-20: every live customer, from its last verification or else its first record."""
    length = policy.archive.freshness_days
    for row in live_customers(facts):
        start = row.verified_on or (row.recorded_at.date() if row.recorded_at else None)
        owners = owners_of(facts, row.id)
        if start is None:
            yield Due(row.id, "customer", row.id, owners, None, None, UNDATED)
        else:
            last = after_days(facts.workdays, policy.calendar, start, length)
            yield Due(row.id, "customer", row.id, owners, start, last)


def regrading(facts: Facts, policy: Policy, _: dt.date) -> Iterator[Due]:
    """CK-29: every tier assigned to a live customer, from the day it was assigned or assessed anew."""
    length = policy.tier.review_months
    assessed = _assessed(facts)
    for row in live_customers(facts):
        for scheme, tier in sorted(row.tiers.items()):
            start = max(tier.date, assessed.get(row.id, tier.date) if scheme is Scheme.value else tier.date)
            last = _earlier(after_months(facts.workdays, policy.calendar, start, length), tier)
            about = Say(f"{scheme.zh}“{tier.assigned.zh}”", f"{scheme.en}: {tier.assigned.en}")
            yield Due(row.id, "customer", row.id, owners_of(facts, row.id), start, last, about)


def _earlier(last: Day, tier: AssignedTier) -> Day:
    """A tier assigned until a day is due on that day at the latest."""
    return Day(tier.valid_until) if tier.valid_until and tier.valid_until < last.date else last


def _assessed(facts: Facts) -> dict[str, dt.date]:
    """Customer -> day of the last value assessment (GA-05)."""
    rows: list[Row] = [row for row in facts.columns.rows("value_assessment") if row.customer and row.assessed_on]
    return {row.customer: row.assessed_on for row in sorted(rows, key=lambda row: row.assessed_on)}
