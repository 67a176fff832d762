"""Days of exports: every unambiguous spelling, and the serial numbers of spreadsheets."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.changes.import_days import day_of, names_days, partial, serial


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-03", "2026-11-3", "2026/11/3", "2026/11/03", "2026.11.3", "2026年11月3日", "20261103"),
        *("3-Nov-2026", "03 November 2026", "2026/11/3 0:00", "2026-11-03T00:00:00.000", "46329", "46329.0"),
    ],
)
def test_one_day(text: str) -> None:
    assert day_of(text, "") == dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("3-Nov-26", "03/11/2026", "11/3/26", "3.11.2026", "2026-11", "2026年11月", "11月3日", "2026-11-31"),
        *("2026年11月3", "2026-11/3", "3-Foo-2026", "31-Nov-2026", "20261131", "46329.5", "1234", "99999", "12345"),
    ],
)
def test_what_may_be_another_day(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the text is the message
        day_of(text, "")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_serial_numbers_are_days(day: dt.date) -> None:
    number = (day - dt.date(1899, 12, 30)).days
    assert serial(str(number)) == day


def test_the_days_that_everybody_knows() -> None:
    assert serial("46000") == dt.date(2025, 12, 9)
    assert serial("36526") == dt.date(2000, 1, 1)
    assert serial("46000元") is None


def test_formats_of_a_map() -> None:
    assert day_of("3.11.2026", "%d.%m.%Y") == dt.date(2026, 11, 3)
    assert names_days("%d.%m.%Y")
    assert not names_days("%d.%m")
    assert not names_days("%Q")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2009", "2009"),
        ("2009年", "2009"),
        ("2009-5", "2009-05"),
        ("2009年5月", "2009-05"),
        ("2009-05-01", ""),
        ("x", ""),
    ],
)
def test_partial_dates(text: str, known: str) -> None:
    assert partial(text) == known
