"""Units in headings: the words that say by how much amounts are short."""

from decimal import Decimal

import pytest

from kamcli.changes.import_units import bare_heading, heading_unit, title_unit
from kamcli.model.ledgers import LEDGERS


@pytest.mark.parametrize(
    ("heading", "bare", "factor"),
    [
        ("金额(万元)", "金额", 10_000),
        ("金额（万元）", "金额", 10_000),
        ("金额 （单位：千元）", "金额", 1_000),
        ("应收余额/万元", "应收余额", 10_000),
        ("金额：元", "金额", 1),
        ("金额_万元", "金额", 10_000),
        ("金额 亿元", "金额", 100_000_000),
        ("金额【人民币百万元】", "金额", 1_000_000),
        ("Amount (10,000 yuan)", "amount", 10_000),
    ],
)
def test_units(heading: str, bare: str, factor: int) -> None:
    found, unit = heading_unit(heading)
    assert unit is not None
    assert (found, unit.factor, unit.said) == (bare, Decimal(factor), heading)


@pytest.mark.parametrize("heading", ["金额", "金额(美元)", "数量(件)", "万元", "金额(万美元)", "(万元)", ""])
def test_no_unit(heading: str) -> None:
    assert heading_unit(heading) == (heading, None)


def test_only_amounts_have_one() -> None:
    assert bare_heading(LEDGERS["sales"], ("日期", "金额(万元)", "毛利/元", "数量(万元)", "备注(元)")) == (
        "日期",
        "金额",
        "毛利",
        "数量(万元)",
        "备注(元)",
    )


@pytest.mark.parametrize(
    ("lines", "factor"),
    [
        (("一月报表", "单位：万元"), 10_000),
        (("单位: 元", "金额单位：人民币千元"), 1_000),
        (("工作单位：万元达公司",), None),
        ((), None),
    ],
)
def test_a_unit_above_the_heading(lines: tuple[str, ...], factor: int | None) -> None:
    found = title_unit(lines)
    assert (found.factor if found else None) == factor
