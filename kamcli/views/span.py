"""A day, a week or a month that a plan or a report is of, as people write it: 2026-11-20, 2026-W47, 2026-11."""

import datetime as dt
import re
from typing import NamedTuple

from kamcli.clocks.workdays import plus_days, plus_months
from kamcli.model.finding import Exit, refuse

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK_DAYS = 7


class Span(NamedTuple):
    """From the first to the last day, both included; `name` is how it is written."""

    name: str
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def span_named(words: str) -> Span | None:
    """The days that somebody means; None where it is no day, week or month."""
    try:
        return _named(words.strip())
    except ValueError:  # a thirteenth month, a fifty-fourth week
        return None


def _named(words: str) -> Span | None:
    if _DAY.fullmatch(words):
        day = dt.date.fromisoformat(words)
        return Span(words, day, day)
    if week := _WEEK.fullmatch(words):
        first = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Span(words, first, plus_days(first, _WEEK_DAYS - 1))
    if month := _MONTH.fullmatch(words):
        first = dt.date(int(month[1]), int(month[2]), 1)
        return Span(words, first, plus_days(plus_months(first, 1), -1))
    return None


def span_asked(words: str, today: dt.date) -> Span:
    """The span that a report is asked for, the week of today where nothing is said; KamError for other words."""
    if not words:
        return week_of(today)
    found = span_named(words)
    if found is None:
        raise refuse(
            "“{words}”不是日、周或月（写 2026-11-20、2026-W47 或 2026-11）",
            "{words} is no day, week or month (write 2026-11-20, 2026-W47 or 2026-11)",
            code=Exit.ASKED_WRONGLY,
            words=words,
        )
    return found


def week_of(day: dt.date) -> Span:
    """The week that a day lies in, from Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    first = plus_days(day, 1 - weekday)
    return Span(f"{year}-W{week:02}", first, plus_days(first, _WEEK_DAYS - 1))
