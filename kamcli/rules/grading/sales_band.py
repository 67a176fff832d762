"""Classes by monthly or annual average sales, with the company's own bands (销售额等级, R-GRD-08)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from kamcli.clocks.workdays import plus_months
from kamcli.model.choices import Scheme
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.money import EXACT, cut
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy_tier import SalesBasis
from kamcli.rules.grading.edges import Band, Ladder, ladder, placed
from kamcli.rules.grading.given import Given, bought
from kamcli.rules.grading.grade import Basis, Grade, Graded, not_computable, said
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.period import Period, window_period
from kamcli.rules.grading.takings import ZERO, Taking

SCHEME = Scheme.sales_band
MONTHS_OF_YEAR = 12
NO_MONTH_YET = Say("交易不满一个整月", "no full month of trade yet")


class Months(NamedTuple):
    """How many full months an average divides by, and why when it is not the whole window."""

    number: int
    reasons: tuple[Say, ...] = ()


def sales_band(given: Given) -> Graded:
    """A grade for every customer by its average over the window; months without sales count as 0."""
    basis: SalesBasis = parameter(given.policy, "tier.sales_band.basis")
    bands = parameter(given.policy, "tier.sales_band.bands")
    if not bands:
        raise NotConfigured("tier.sales_band.bands")
    period = window_period(given.policy, given.day)
    rungs = [Band(each.id, label(SCHEME, each.id, each.name), each.min) for each in bands]
    steps = ladder(rungs, given.boundary, given.policy.tier.near_edge_pct)
    return Graded(
        scheme=SCHEME,
        levels=tuple(band.level for band in steps.bands),
        period=period,
        base={
            "basis": basis,
            "months": months_of(None, period).number,
            "currency": given.policy.company.currency,
        },
        grades=tuple(_grade(row, taking, period, basis, steps) for row, taking in bought(given, period)),
    )


def _grade(row: Row, taking: Taking, period: Period, basis: SalesBasis, steps: Ladder) -> Grade:
    months = months_of(row.trading_since, period)
    missing = taking.missing or (() if months.number else months.reasons)
    if missing:
        return not_computable(row.id, *missing)
    grade = placed(row.id, average(taking.amount, months.number, basis), steps, Basis.amount)
    return replace(grade, value=cut(grade.value or ZERO), reasons=(*grade.reasons, *months.reasons))


def average(amount: Decimal, months: int, basis: SalesBasis) -> Decimal:
    """The monthly average, or twelve times it, to 100 digits: far beyond what could move a figure across an edge."""
    yearly = MONTHS_OF_YEAR if basis == SalesBasis.annual_avg else 1
    return EXACT.divide(EXACT.multiply(amount, Decimal(yearly)), Decimal(months))


class Average(NamedTuple):
    """Monthly and annual average sales of a customer over the window (SF-06)."""

    monthly: Decimal
    annual: Decimal


def averages(given: Given) -> Mapping[str, Average]:
    """The averages of every customer whose sales are known; who has no full month of trade is left out."""
    period = window_period(given.policy, given.day)
    found: dict[str, Average] = {}
    for row, taking in bought(given, period):
        months = months_of(row.trading_since, period).number
        if months and not taking.missing:
            monthly, annual = (average(taking.amount, months, basis) for basis in SalesBasis)
            found[row.id] = Average(monthly, annual)
    return found


def months_of(trading_since: str | None, period: Period) -> Months:
    """The months of the window, fewer for a customer that trades with us since a month inside it.

    A year without a month (`2026`) is counted from January, and said so.
    """
    first, end = window(period)
    if not trading_since or (start := _month(trading_since)) <= first:
        return Months(_apart(first, end))
    if start >= end:
        return Months(0, (NO_MONTH_YET,))
    zh, en = "交易起始 {since}，按 {n} 个月平均", "trading since {since}, averaged over {n} months"
    return Months(_apart(start, end), (said(zh, en, since=trading_since, n=_apart(start, end)),))


def window(period: Period) -> tuple[dt.date, dt.date]:
    """The first day of the first month, and the first day after the last."""
    last = period.last or dt.date.max
    return period.first or dt.date.min, plus_months(last.replace(day=1), 1)


def _month(partial: str) -> dt.date:
    """The month that a partial date names."""
    return dt.date.fromisoformat(f"{partial}-01-01"[:10] if len(partial) == len("2026") else f"{partial[:7]}-01")


def _apart(first: dt.date, end: dt.date) -> int:
    return (end.year - first.year) * MONTHS_OF_YEAR + end.month - first.month
