"""Sales at a glance: the last full month and the year to date, each against the year before, and month by month."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.workdays import ONE_DAY, plus_months, plus_years
from kamcli.model.answers import ZERO, Answers, Question, Sales, SalesQuestion
from kamcli.model.finding import Say
from kamcli.model.money import percent
from kamcli.model.policy import Policy
from kamcli.rules.grading.period import fiscal_year, whole_year

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR = 12


class Compared(NamedTuple):
    """An amount and the same a year before; `change_pct` is None where there is nothing to compare with."""

    first: dt.date
    last: dt.date
    now: Decimal
    before: Decimal
    change_pct: Decimal | None


class Month(NamedTuple):
    """Sales of one month of this year (None where it has not begun) and of the year before."""

    month: dt.date
    label: Say
    now: Decimal | None
    before: Decimal


class Foreign(NamedTuple):
    """Sales of the year to date in another currency: listed, never added unconverted."""

    currency: str
    amount: Decimal


class SalesGlance(NamedTuple):
    """In the company's currency; `year` is the fiscal year by the calendar year in which it starts."""

    currency: str
    year: int
    last_month: Compared
    to_date: Compared
    months: tuple[Month, ...]
    foreign: tuple[Foreign, ...]


class _Spans(NamedTuple):
    year: SalesQuestion
    year_before: SalesQuestion
    to_date_before: SalesQuestion
    month: SalesQuestion
    month_before: SalesQuestion


def sales_questions(policy: Policy, today: dt.date, customer_id: str = "") -> tuple[Question[Any], ...]:
    """What `sales_glance` needs to know; of one customer when an id is given."""
    return tuple(_spans(policy, today, customer_id))


def _spans(policy: Policy, today: dt.date, customer_id: str) -> _Spans:
    start = policy.company.fiscal_year_start
    this = whole_year(fiscal_year(today, start), start)
    before = whole_year(fiscal_year(today, start) - 1, start)
    ends = today.replace(day=1)
    month = plus_months(ends, -1)
    return _Spans(
        SalesQuestion(this.first, today, customer_id),
        SalesQuestion(before.first, before.last, customer_id),
        SalesQuestion(before.first, plus_years(today, -1), customer_id),
        SalesQuestion(month, ends - ONE_DAY, customer_id),
        SalesQuestion(plus_years(month, -1), plus_years(ends, -1) - ONE_DAY, customer_id),
    )


def sales_glance(answers: Answers, policy: Policy, today: dt.date, customer_id: str = "") -> SalesGlance | None:
    """The figures of the day; None where there is no sales ledger."""
    asked = _spans(policy, today, customer_id)
    found = tuple(answers[question] for question in asked)
    year, year_before, to_date_before, month, month_before = found
    if not (year and year_before and to_date_before and month and month_before):
        return None
    currency = policy.company.currency
    return SalesGlance(
        currency,
        fiscal_year(today, policy.company.fiscal_year_start),
        _compared(asked.month, _total(month, currency), _total(month_before, currency)),
        _compared(asked.year, _total(year, currency), _total(to_date_before, currency)),
        tuple(_months(asked, year, year_before, currency, today)),
        _foreign(year, currency),
    )


def _total(sales: Sales, currency: str) -> Decimal:
    return sum((line.amount for line in sales.lines if line.currency == currency), ZERO)


def _compared(asked: SalesQuestion, now: Decimal, before: Decimal) -> Compared:
    change = percent(now - before, before) if before > 0 else None
    return Compared(asked.first or dt.date.min, asked.last or dt.date.max, now, before, change)


def _months(asked: _Spans, year: Sales, before: Sales, currency: str, today: dt.date) -> Iterator[Month]:
    """The twelve months of the fiscal year, each beside the same month of the year before."""
    start = asked.year.first or today
    amounts = {each.month: each.amount for each in (*year.months, *before.months) if each.currency == currency}
    for n in range(YEAR):
        month = plus_months(start, n).replace(day=1)
        label = Say(f"{month.month}月", _MONTHS[month.month - 1])
        now = None if month > today else amounts.get(month, ZERO)
        yield Month(month, label, now, amounts.get(plus_years(month, -1), ZERO))


def _foreign(year: Sales, currency: str) -> tuple[Foreign, ...]:
    sums: dict[str, Decimal] = {}
    for line in year.lines:
        if line.currency != currency:
            sums[line.currency] = sums.get(line.currency, ZERO) + line.amount
    return tuple(Foreign(*each) for each in sorted(sums.items()))
