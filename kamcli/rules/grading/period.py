"""The days that a grading scheme looks at: fiscal years, the last twelve months, a window of full months (R-GRD-01)."""

import datetime as dt
from typing import NamedTuple

from kamcli.clocks.workdays import ONE_DAY, plus_months, plus_years
from kamcli.model.answers import SalesQuestion
from kamcli.model.finding import Say, refuse
from kamcli.model.parameters import parameter
from kamcli.model.policy import Policy
from kamcli.model.policy_tier import SalesPeriod


class Span(NamedTuple):
    """Days of one fiscal year, both inclusive; `first` and `year` are None where it may hold many years."""

    first: dt.date | None = None
    last: dt.date | None = None
    year: int | None = None

    @property
    def question(self) -> SalesQuestion:
        return SalesQuestion(self.first, self.last)


class Period(NamedTuple):
    """A period in spans of one fiscal year each, so that a foreign amount meets the rate of its year.

    `year` is given where the period is one fiscal year: only then there is a company total. A fiscal year is named by
    the calendar year in which it starts. `provisional` marks a year that is not over.
    """

    name: Say
    spans: tuple[Span, ...]
    year: int | None = None
    provisional: bool = False

    @property
    def first(self) -> dt.date | None:
        return self.spans[0].first

    @property
    def last(self) -> dt.date | None:
        return self.spans[-1].last


def share_period(policy: Policy, day: dt.date) -> Period:
    """The period that `tier.revenue_share.period` means on `day`; all schemes that read annual sales share it."""
    chosen: SalesPeriod = parameter(policy, "tier.revenue_share.period")
    name = Say(chosen.zh, chosen.en)
    start = policy.company.fiscal_year_start
    year = fiscal_year(day, start)
    if chosen == SalesPeriod.last_full_year:
        return Period(name, (whole_year(year - 1, start),), year - 1)
    if chosen == SalesPeriod.ytd:
        return Period(name, (whole_year(year, start)._replace(last=day),), year, provisional=True)
    if chosen == SalesPeriod.rolling_12m:
        return Period(name, split(plus_years(day, -1) + ONE_DAY, day, start))
    return Period(name, (Span(last=day),))  # what a later day sold was not known on this one (R-CAL-05)


def window_period(policy: Policy, day: dt.date) -> Period:
    """The last `tier.sales_band.window_months` full calendar months before the month of `day` (R-GRD-08)."""
    months: int = parameter(policy, "tier.sales_band.window_months")
    end = day.replace(day=1)
    spans = split(plus_months(end, -months), end - ONE_DAY, policy.company.fiscal_year_start)
    return Period(Say(f"最近 {months} 个整月", f"last {months} full months"), spans)


def split(first: dt.date, last: dt.date, start: str) -> tuple[Span, ...]:
    """The days from `first` to `last` cut at the ends of fiscal years."""
    years = range(fiscal_year(first, start), fiscal_year(last, start) + 1)
    return tuple(
        Span(max(first, year_start(year, start)), min(last, year_start(year + 1, start) - ONE_DAY), year)
        for year in years
    )


def whole_year(year: int, start: str) -> Span:
    """The fiscal year that starts in a calendar year."""
    return Span(year_start(year, start), year_start(year + 1, start) - ONE_DAY, year)


def fiscal_year(day: dt.date, start: str) -> int:
    """The fiscal year that a day lies in."""
    return day.year - (day < year_start(day.year, start))


def year_start(year: int, start: str) -> dt.date:
    """The first day of a fiscal year; `start` is `company.fiscal_year_start` (`01-01`)."""
    try:
        return dt.date.fromisoformat(f"{year}-{start}")
    except ValueError:
        zh, en = "公司.财年起始“{start}”不是“月-日”", "company.fiscal_year_start {start} is not month-day, as 01-01"
        raise refuse(zh, en, code=4, start=start) from None
