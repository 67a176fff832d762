"""Sales at a glance: which days are asked for, and what is compared."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kamcli.model.answers import Answers, Sales, SalesLine, SalesMonth, SalesQuestion
from kamcli.model.policy import Policy
from kamcli.views.sales import sales_glance, sales_questions
from tests.small_book import SmallBook


@pytest.fixture
def policy(small_book: Callable[[str], SmallBook]) -> Policy:
    return small_book("en").policy


def from_month(policy: Policy, start: str) -> Policy:
    """The policy with another fiscal year."""
    company = policy.company.model_copy(update={"fiscal_year_start": start})
    return policy.model_copy(update={"company": company})


def spans(policy: Policy, day: str) -> list[tuple[str, str]]:
    asked = sales_questions(policy, dt.date.fromisoformat(day))
    return [(str(each.first), str(each.last)) for each in asked if isinstance(each, SalesQuestion)]


def test_the_year_is_compared_with_the_same_days_of_the_year_before(policy: Policy) -> None:
    assert spans(policy, "2026-11-20") == [
        ("2026-01-01", "2026-11-20"),
        ("2025-01-01", "2025-12-31"),
        ("2025-01-01", "2025-11-20"),
        ("2026-10-01", "2026-10-31"),
        ("2025-10-01", "2025-10-31"),
    ]


def test_in_january_the_last_full_month_lies_in_the_year_before(policy: Policy) -> None:
    assert spans(policy, "2026-01-05")[3:] == [("2025-12-01", "2025-12-31"), ("2024-12-01", "2024-12-31")]


def test_a_leap_day_is_compared_with_the_28th(policy: Policy) -> None:
    assert spans(policy, "2028-02-29")[2] == ("2027-01-01", "2027-02-28")
    assert spans(policy, "2028-03-01")[3:] == [("2028-02-01", "2028-02-29"), ("2027-02-01", "2027-02-28")]


def test_a_fiscal_year_may_start_in_any_month(policy: Policy) -> None:
    assert spans(from_month(policy, "04-01"), "2026-03-31")[:2] == [
        ("2025-04-01", "2026-03-31"),
        ("2024-04-01", "2025-03-31"),
    ]


def answers(policy: Policy, day: dt.date, sales: Sales | None) -> Answers:
    return Answers(dict.fromkeys(sales_questions(policy, day), sales))


def test_without_a_ledger_there_are_no_figures(policy: Policy) -> None:
    day = dt.date(2026, 11, 20)

    assert sales_glance(answers(policy, day, None), policy, day) is None


def test_currencies_are_never_added(policy: Policy) -> None:
    day = dt.date(2026, 3, 20)
    lines = tuple(
        SalesLine("C1", currency, "p", Decimal(amount), None, 1) for currency, amount in (("CNY", 5), ("USD", 7))
    )
    months = tuple(
        SalesMonth(dt.date(year, 1, 1), currency, Decimal(amount), 1)
        for year, currency, amount in ((2026, "CNY", 5), (2026, "USD", 7), (2025, "CNY", 3))
    )
    found = sales_glance(answers(policy, day, Sales(day, day, lines, months)), policy, day)

    assert found is not None
    assert (str(found.to_date.now), [(each.currency, str(each.amount)) for each in found.foreign]) == (
        "5",
        [("USD", "7")],
    )
    assert [(each.label.en, each.now and int(each.now), int(each.before)) for each in found.months[:4]] == [
        ("Jan", 5, 3),
        ("Feb", 0, 0),
        ("Mar", 0, 0),
        ("Apr", None, 0),
    ]


@pytest.mark.parametrize(("before", "expected"), [(4, Decimal(25)), (0, None), (-4, None)])
def test_a_change_needs_something_to_compare_with(policy: Policy, before: int, expected: Decimal | None) -> None:
    day = dt.date(2026, 3, 20)
    asked = sales_questions(policy, day)
    amounts = (5, 0, before, 0, 0)
    found = {
        question: Sales(day, day, (SalesLine("C1", "CNY", "p", Decimal(amount), None, 1),), ())
        for question, amount in zip(asked, amounts, strict=True)
    }
    glance = sales_glance(Answers(found), policy, day)

    assert glance is not None
    assert glance.to_date.change_pct == expected
