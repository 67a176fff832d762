import datetime as dt
from decimal import Decimal

import pytest

from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading.sales_band import sales_band
from tests.rules.grading.case import case, customers, line, only, policy, row, sales, told

BANDS = [{"id": "S1", "name": "大额", "min": "1000"}, {"id": "S2", "name": "小额", "min": "0"}]


def rules(basis: str = "monthly_avg", months: str = "12") -> Policy:
    return policy({"tier.sales_band": {"basis": basis, "window_months": months, "bands": BANDS}})


@pytest.mark.parametrize(
    ("basis", "amount", "level", "value"),
    [
        ("monthly_avg", "6000", "S1", "1000"),  # two spans answer alike: 12,000 in 12 months
        ("monthly_avg", "5999.99", "S2", "999.998333"),
        ("annual_avg", "500", "S1", "1000"),
        ("annual_avg", "499.99", "S2", "999.98"),
    ],
)
def test_the_average_is_graded_unrounded(basis: str, amount: str, level: str, value: str) -> None:
    grade = only(sales_band(case(customers("C0001"), sales(line("C0001", amount)), rules=rules(basis))))
    assert (grade.level, grade.value) == (level, Decimal(value))


def test_the_window_is_made_of_full_months() -> None:
    period = sales_band(case(customers("C0001"), sales(line("C0001", "1")), rules=rules())).period
    assert period is not None
    assert (period.first, period.last) == (dt.date(2025, 3, 1), dt.date(2026, 2, 28))
    assert [span.year for span in period.spans] == [2025, 2026]


@pytest.mark.parametrize(
    ("since", "value", "reason"),
    [
        ("2019", "500", ""),
        ("2025-03-01", "500", ""),
        ("2025-09", "1000", "trading since 2025-09, averaged over 6 months"),
        ("2025-09-20", "1000", "trading since 2025-09-20, averaged over 6 months"),
        ("2026", "3000", "trading since 2026, averaged over 2 months"),
    ],
)
def test_younger_customers_divide_by_their_own_months(since: str, value: str, reason: str) -> None:
    customer = row("customer", "C0001", f"name: n\nbasics: {{trading_since: {since}}}")
    grade = only(sales_band(case(customers(customer), sales(line("C0001", "3000")), rules=rules())))
    assert (grade.value, told(grade)) == (Decimal(value), reason)


def test_without_a_full_month_of_trade_there_is_no_average() -> None:
    customer = row("customer", "C0001", "name: n\nbasics: {trading_since: 2026-03}")
    grade = only(sales_band(case(customers(customer), sales(line("C0001", "3000")), rules=rules())))
    assert (grade.computable, told(grade)) == (False, "no full month of trade yet")


def test_no_sales_are_zero_but_no_ledger_is_unknown() -> None:
    none = only(sales_band(case(customers("C0001"), sales(line("C0002", "1")), rules=rules())))
    assert (none.level, none.value) == ("S2", Decimal(0))
    assert only(sales_band(case(customers("C0001"), None, rules=rules()))).computable is False


def test_it_is_not_configured_without_bands() -> None:
    with pytest.raises(NotConfigured, match=r"tier\.sales_band\.bands"):
        sales_band(case(customers("C0001")))
