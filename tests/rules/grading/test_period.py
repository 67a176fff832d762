import datetime as dt

import pytest

from kamcli.model.answers import SalesQuestion
from kamcli.model.finding import KamError
from kamcli.rules.grading.period import Period, Span, fiscal_year, share_period, window_period
from tests.rules.grading.case import policy

D = dt.date


def period(kind: str, day: dt.date, start: str = "01-01") -> Period:
    return share_period(policy({"tier.revenue_share.period": kind, "company.fiscal_year_start": start}), day)


@pytest.mark.parametrize(
    ("kind", "start", "spans"),
    [
        ("last_full_year", "01-01", (Span(D(2025, 1, 1), D(2025, 12, 31), 2025),)),
        ("last_full_year", "04-01", (Span(D(2024, 4, 1), D(2025, 3, 31), 2024),)),
        ("ytd", "01-01", (Span(D(2026, 1, 1), D(2026, 3, 15), 2026),)),
        ("ytd", "04-01", (Span(D(2025, 4, 1), D(2026, 3, 15), 2025),)),
        (
            "rolling_12m",
            "01-01",
            (Span(D(2025, 3, 16), D(2025, 12, 31), 2025), Span(D(2026, 1, 1), D(2026, 3, 15), 2026)),
        ),
        ("all", "01-01", (Span(None, D(2026, 3, 15), None),)),
    ],
)
def test_periods(kind: str, start: str, spans: tuple[Span, ...]) -> None:
    assert period(kind, D(2026, 3, 15), start).spans == spans


def test_a_fiscal_year_is_named_by_the_year_it_starts_in() -> None:
    assert [fiscal_year(D(2026, *day), "04-01") for day in ((3, 31), (4, 1))] == [2025, 2026]


def test_a_rolling_year_that_ends_on_a_leap_day() -> None:
    spans = period("rolling_12m", D(2024, 2, 29)).spans
    assert (spans[0].first, spans[-1].last) == (D(2023, 3, 1), D(2024, 2, 29))


def test_a_window_ends_before_the_month_of_the_day() -> None:
    found = window_period(policy(), D(2026, 1, 1))
    assert (found.first, found.last) == (D(2025, 1, 1), D(2025, 12, 31))


def test_a_wrong_start_of_the_fiscal_year_is_refused() -> None:
    with pytest.raises(KamError, match="is not month-day"):
        period("ytd", D(2026, 3, 15), "1 April")


def test_all_of_the_ledger_ends_on_the_day_itself() -> None:
    """What was sold later may not change the grade of an earlier day (R-CAL-05)."""
    assert period("all", D(2026, 3, 15)).spans[0].question == SalesQuestion(None, D(2026, 3, 15))
