from decimal import Decimal

import pytest

from kamcli.model.columns import Row
from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.vip import vip
from tests.rules.grading.case import case, customers, line, only, policy, row, sales, told

BANDS = [
    {"id": "vip", "name": "VIP客户", "min": "10万"},
    {"id": "ordinary", "name": "普通客户", "min": "1万"},
    {"id": "small", "name": "小客户", "min": "0"},
]
RULES = {"tier.vip": {"metric": "recharge", "thresholds": BANDS}}
SALES = {"tier.vip": {"metric": "sales", "thresholds": BANDS}}


def recharged(amount: str) -> Row:
    return row("customer", "C0001", f"name: n\nbasics: {{recharge: {{total: '{amount}'}}}}")


@pytest.mark.parametrize(
    ("amount", "level", "label"),
    [
        ("100,000.00", "vip", "VIP customer"),
        ("99,999.99", "ordinary", "ordinary customer (VIP scheme)"),
        ("9,999.99", "small", "small customer"),
    ],
)
def test_recharge_against_the_thresholds(amount: str, level: str, label: str) -> None:
    grade = only(vip(case(customers(recharged(amount)), rules=policy(RULES))))
    assert (grade.level, grade.label.en) == (level, label)


def test_without_a_recharge_there_is_no_grade() -> None:
    grade = only(vip(case(customers("C0001"), rules=policy(RULES))))
    assert (grade.computable, told(grade)) == (False, "recharge total is not stated")


def test_sales_are_measured_by_the_ledger() -> None:
    rules = policy(SALES)
    assert only(vip(case(customers("C0001"), sales(line("C0001", "100000")), rules=rules))).level == "vip"
    none = only(vip(case(customers("C0001"), sales(line("C0002", "5")), rules=rules)))
    assert (none.level, none.value) == ("small", Decimal(0))
    assert told(only(vip(case(customers("C0001"), None, rules=rules)))) == "there is no sales ledger"


def test_below_every_threshold_no_level_applies() -> None:
    rules = policy({"tier.vip": {"metric": "recharge", "thresholds": BANDS[:1]}})
    grade = only(vip(case(customers(recharged("5")), rules=rules)))
    assert (grade.level, grade.computable, told(grade)) == (None, True, "below the lowest band")
    assert grade.edge is not None
    assert grade.edge.up_by == Decimal(99995)


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [({}, r"tier\.vip\.thresholds"), ({"tier.vip": None}, r"tier\.vip\.metric")],
)
def test_it_is_not_configured_without_thresholds(changed: dict[str, object], lacking: str) -> None:
    with pytest.raises(NotConfigured, match=lacking):
        vip(case(customers("C0001"), rules=policy(changed)))
