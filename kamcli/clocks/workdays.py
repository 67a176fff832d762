"""Working days, and the days on which a period ends (R-CAL-01, R-CAL-02, R-CAL-03)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.model.calendar import Calendar
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.policy_company import CalendarRules, Weekday

ONE_DAY = dt.timedelta(days=1)
WEEK = tuple(Weekday)

# Free by law in every year; the other days off and the make-up days follow from a notice late in the year before.
STATUTORY = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))


class Day(NamedTuple):
    """The last day of a period; `provisional` (暂定) when it hangs on a year whose holidays are not known yet."""

    date: dt.date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Workdays:
    """The company's calendar over the public one: a day listed by the company wins over both.

    `weekend` is None where policy.yaml doesn't say (`calendar.weekend`): asking for a working day is then refused.
    """

    weekend: tuple[Weekday, ...] | None
    days_off: frozenset[dt.date] = frozenset()
    working_days: frozenset[dt.date] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        """Whether it is worked on that day; beyond the public calendar as the week and the law say."""
        if day in self.days_off or day in self.working_days:
            return day in self.working_days
        listed = public(day)
        if listed is None:
            return not self.is_weekend(day) and (day.month, day.day) not in STATUTORY
        return not self.is_weekend(day) if listed.working is None else listed.working

    def is_weekend(self, day: dt.date) -> bool:
        """Whether the day of the week is free; raises NotConfigured where policy.yaml doesn't say."""
        if self.weekend is None:
            raise NotConfigured("calendar.weekend")
        return WEEK[day.weekday()] in self.weekend

    def is_provisional(self, day: dt.date) -> bool:
        """Whether a later notice may still change that day."""
        listed = day in self.days_off or day in self.working_days
        return not listed and public(day) is None and not self.has_year(day.year)

    def has_year(self, year: int) -> bool:
        """Whether calendar.yaml holds the notice of a year: it lists every statutory day that would be worked."""
        statutory = (dt.date(year, month, day) for month, day in STATUTORY)
        return all(day in self.days_off or self.is_weekend(day) for day in statutory)

    def add(self, start: dt.date, n: int) -> Day:
        """The n-th working day after `start`, which is not counted; `start` itself where n is 0."""
        day, provisional = start, False
        for day in days_after(start) if n else ():
            provisional = provisional or self.is_provisional(day)
            n -= self.is_working(day)
            if not n:
                break
        return Day(day, provisional)

    def between(self, first: dt.date, last: dt.date) -> int:
        """How many working days lie after `first` up to `last`: the inverse of `add`; negative when it is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working(first + n * ONE_DAY) for n in range(1, (last - first).days + 1))

    def rolled(self, day: dt.date) -> Day:
        """That day, or the next working day where it is free."""
        return Day(day) if self.is_working(day) else self.add(day, 1)


class Listed(NamedTuple):
    """What the public calendar says of a day: worked, free, or (None) as the week goes."""

    working: bool | None


def public(day: dt.date) -> Listed | None:
    """The public calendar's entry of a day; None in years that it doesn't hold."""
    from chinese_calendar import get_holiday_detail  # noqa: PLC0415 only what counts working days pays for it

    try:
        free, name = get_holiday_detail(day)
    except NotImplementedError:
        return None
    return Listed(None if name is None else not free)


def company_workdays(policy: Policy, calendar: Calendar | None) -> Workdays:
    """The calendar of a book, from `calendar.weekend` and records/calendar.yaml (None where there is none)."""
    try:
        weekend: tuple[Weekday, ...] | None = policy.calendar.weekend
    except NotConfigured:
        weekend = None
    if calendar is None:
        return Workdays(weekend)
    off, working = (frozenset(day.date for day in days) for days in (calendar.days_off, calendar.working_days))
    return Workdays(weekend, off, working)


def days_after(start: dt.date) -> Iterator[dt.date]:
    """Every day after `start`, to the end of the calendar."""
    yield from map(dt.date.fromordinal, range(start.toordinal() + 1, dt.date.max.toordinal() + 1))


def plus_days(day: dt.date, n: int) -> dt.date:
    """So many calendar days later, or earlier where n is negative; 9999-12-31, which stands for "no end", stays."""
    if day == dt.date.max:
        return day
    return dt.date.fromordinal(min(max(day.toordinal() + n, 1), dt.date.max.toordinal()))


def plus_months(day: dt.date, n: int) -> dt.date:
    """The same day n months later, or the last of that month where it is shorter: 29 Feb + 12 = 28 Feb (R-CAL-03)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if year < dt.MINYEAR else dt.date.max
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus_years(day: dt.date, n: int) -> dt.date:
    """The same day n years later, 28 Feb for 29 Feb (R-CAL-03)."""
    return plus_months(day, 12 * n)


def after_workdays(workdays: Workdays, rules: CalendarRules, start: dt.date, n: int) -> Day:
    """The last day of n working days; `start` is day 1 where `calendar.start_day_counts` says so (R-CAL-01)."""
    counted = rules.start_day_counts and n > 0 and workdays.is_working(start)
    return workdays.add(start, n - counted)


def after_days(workdays: Workdays, rules: CalendarRules, start: dt.date, n: int) -> Day:
    """The last day of n calendar days, counted the same way, rolled if `calendar.roll_if_last_day_off` (R-CAL-01)."""
    counted = rules.start_day_counts and n > 0
    return _end(workdays, rules, plus_days(start, n - counted))


def after_months(workdays: Workdays, rules: CalendarRules, start: dt.date, n: int) -> Day:
    """The last day of a period of n months: the same day of the month, whatever counts as day 1 (R-CAL-03)."""
    return _end(workdays, rules, plus_months(start, n))


def _end(workdays: Workdays, rules: CalendarRules, last: dt.date) -> Day:
    return workdays.rolled(last) if rules.roll_if_last_day_off else Day(last)
