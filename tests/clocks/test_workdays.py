import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.clocks.workdays import (
    Day,
    Workdays,
    after_days,
    after_months,
    after_workdays,
    company_workdays,
    plus_days,
    plus_months,
    plus_years,
)
from kamcli.model.calendar import Calendar
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.policy_company import CalendarRules, Weekday

WEEKEND = (Weekday.sat, Weekday.sun)
OFFICE = Workdays(WEEKEND)
SHOP = Workdays((Weekday.sun,))
CIVIL = CalendarRules.model_validate({"start_day_counts": "false", "roll_if_last_day_off": "false"})
COUNTING = CalendarRules.model_validate({"start_day_counts": "true", "roll_if_last_day_off": "false"})
ROLLING = CalendarRules.model_validate({"start_day_counts": "false", "roll_if_last_day_off": "true"})

known_days = st.dates(dt.date(2010, 1, 1), dt.date(2026, 6, 30))
any_days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("vector", "start", "n", "due"),
    [
        ("TV-19", "2025-03-07", 2, "2025-03-11"),
        ("TV-20", "2025-04-25", 2, "2025-04-28"),
        ("TV-21", "2025-04-03", 2, "2025-04-08"),
        ("TV-22", "2025-03-07", 1, "2025-03-10"),
        ("make-up Sunday", "2026-09-18", 3, "2026-09-22"),
        ("nothing to wait for", "2026-10-03", 0, "2026-10-03"),
        ("from within a holiday", "2026-10-03", 1, "2026-10-08"),
    ],
)
def test_working_days_after_a_day(vector: str, start: str, n: int, due: str) -> None:
    assert OFFICE.add(date(start), n) == Day(date(due)), vector
    assert after_workdays(OFFICE, CIVIL, date(start), n) == Day(date(due)), vector


def test_beyond_the_public_calendar_days_are_provisional() -> None:
    assert OFFICE.add(date("2026-12-28"), 3) == Day(date("2026-12-31"))
    assert OFFICE.add(date("2026-12-28"), 10) == Day(date("2027-01-12"), provisional=True)  # New Year's Day is law


def test_a_year_that_the_company_entered_is_not_provisional() -> None:
    notice = frozenset(map(date, ("2027-01-01", "2027-10-01", "2027-05-03")))
    entered = Workdays(WEEKEND, days_off=notice, working_days=frozenset({date("2027-01-09")}))
    assert entered.add(date("2026-12-28"), 10) == Day(date("2027-01-11"))
    partly = Workdays(WEEKEND, days_off=frozenset({date("2027-06-18")}))  # a founding day is no notice
    assert partly.add(date("2026-12-28"), 10).provisional


def test_a_company_day_wins_over_the_public_calendar() -> None:
    founding = Workdays(WEEKEND, frozenset({date("2026-06-18")}), frozenset({date("2026-06-20"), date("2026-10-01")}))
    assert not founding.is_working(date("2026-06-18"))  # a Thursday
    assert founding.is_working(date("2026-06-20"))  # a Saturday
    assert founding.is_working(date("2026-10-01"))  # National Day
    assert founding.add(date("2026-06-17"), 1) == Day(date("2026-06-20"))  # 19 June is a public holiday


def test_a_six_day_week_keeps_the_public_holidays() -> None:
    assert SHOP.is_working(date("2026-03-07"))
    assert not SHOP.is_working(date("2026-03-08"))
    assert not SHOP.is_working(date("2026-10-03"))  # a Saturday of the National Day week
    assert SHOP.is_working(date("2026-09-20"))  # a make-up Sunday
    assert SHOP.add(date("2026-03-06"), 2) == Day(date("2026-03-09"))


def test_the_start_day_counts_where_the_policy_says_so() -> None:
    assert after_days(OFFICE, CIVIL, date("2025-03-03"), 3) == Day(date("2025-03-06"))
    assert after_days(OFFICE, COUNTING, date("2025-03-03"), 3) == Day(date("2025-03-05"))
    assert after_workdays(OFFICE, COUNTING, date("2025-03-07"), 2) == Day(date("2025-03-10"))
    assert after_workdays(OFFICE, COUNTING, date("2025-03-08"), 2) == Day(date("2025-03-11"))  # a Saturday can't count
    assert after_days(OFFICE, COUNTING, date("2025-03-03"), 0) == Day(date("2025-03-03"))


def test_a_last_day_off_rolls_where_the_policy_says_so() -> None:
    assert after_days(OFFICE, CIVIL, date("2025-03-05"), 3) == Day(date("2025-03-08"))
    assert after_days(OFFICE, ROLLING, date("2025-03-05"), 3) == Day(date("2025-03-10"))
    assert after_days(OFFICE, ROLLING, date("2025-03-03"), 3) == Day(date("2025-03-06"))
    assert after_months(OFFICE, ROLLING, date("2026-04-01"), 6) == Day(date("2026-10-08"))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-08-31", 1, "2025-09-30"),
        ("2025-11-15", 2, "2026-01-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("9999-06-01", 12, "9999-12-31"),
        ("0001-06-01", -12, "0001-01-01"),
    ],
)
def test_months_clamp_at_their_end(start: str, n: int, end: str) -> None:
    assert plus_months(date(start), n) == date(end)


def test_two_years_from_the_last_revision() -> None:
    assert plus_years(date("2023-05-01"), 2) == date("2025-05-01")  # TV-33
    assert plus_years(date("2024-02-29"), 1) == date("2025-02-28")


def test_no_end_stays_no_end() -> None:
    assert plus_days(dt.date.max, -60) == dt.date.max
    assert plus_days(date("9999-12-30"), 60) == dt.date.max
    assert plus_days(date("0001-01-05"), -60) == dt.date.min


@given(known_days, st.integers(0, 60))
def test_between_undoes_add(start: dt.date, n: int) -> None:
    end = OFFICE.add(start, n)
    assert OFFICE.between(start, end.date) == n
    assert OFFICE.between(end.date, start) == -n
    assert n == 0 or OFFICE.is_working(end.date)
    assert not end.provisional


@given(any_days, st.integers(0, 300))
def test_add_undoes_between(start: dt.date, days: int) -> None:
    end = SHOP.rolled(start + dt.timedelta(days=days)).date
    assert SHOP.add(start, SHOP.between(start, end)).date == max(start, end)


@given(any_days, st.integers(0, 40), st.integers(0, 40))
def test_periods_add_up(start: dt.date, first: int, then: int) -> None:
    assert OFFICE.add(OFFICE.add(start, first).date, then).date == OFFICE.add(start, first + then).date


@given(any_days, st.integers(-300, 300))
def test_months_there_and_back_lose_at_most_the_end_of_a_month(start: dt.date, n: int) -> None:
    back = plus_months(plus_months(start, n), -n)
    assert (back.year, back.month) == (start.year, start.month)
    assert 0 <= (start - back).days <= 3


def test_agrees_with_another_public_calendar() -> None:
    other = holidays.country_holidays("CN", years=range(2010, 2027), language="en_US")
    first, last = dt.date(2010, 1, 1).toordinal(), dt.date(2026, 12, 31).toordinal()
    days = map(dt.date.fromordinal, range(first, last + 1))
    assert [day for day in days if OFFICE.is_working(day) != other.is_working_day(day)] == []


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_agrees_with_the_published_notice(test_data: Callable[[str], Path], year: int) -> None:
    notice = json.loads((test_data("cn-holidays") / f"holiday-cn_{year}.json").read_text(encoding="utf-8"))
    told = {date(each["date"]): not each["isOffDay"] for each in notice["days"] if each["date"].startswith(str(year))}
    assert len(told) > 20
    assert {day: OFFICE.is_working(day) for day in told} == told


def test_the_calendar_of_a_book() -> None:
    policy = Policy.model_validate({"calendar": {"weekend": ["sun"]}})
    calendar = Calendar.model_validate(
        {"id": "calendar", "days_off": [{"date": "2026-06-18"}], "working_days": [{"date": "2026-06-21"}]}
    )
    days = company_workdays(policy, calendar)
    assert days == Workdays((Weekday.sun,), frozenset({date("2026-06-18")}), frozenset({date("2026-06-21")}))
    assert company_workdays(policy, None) == SHOP


@pytest.mark.parametrize("given", [{}, {"calendar": {"start_day_counts": "false"}}])
def test_without_a_weekend_no_working_day_can_be_counted(given: dict[str, dict[str, str]]) -> None:
    days = company_workdays(Policy.model_validate(given), None)
    with pytest.raises(NotConfigured) as refused:
        days.add(date("2026-03-02"), 1)
    assert refused.value.parameter == "calendar.weekend"
