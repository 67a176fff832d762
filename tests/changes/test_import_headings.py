"""Why a heading of a customer list gave no column."""

import pytest

from kamcli.changes.import_customers import columns
from kamcli.changes.import_headings import why_unread


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (("信用额度(万元)",), "信用额度(万元)：是 交易现状.信用限度额 吗？改成这个列名就会导入"),
        (
            ("信用限度额", "信用限度额\n(万元)"),
            "信用限度额 (万元)：与前面一列同是 交易现状.信用限度额，只读前一列",
        ),
        (("地区(万元)",), "地区(万元)：地区不是金额，去掉单位"),
        (("account",), "account：几个字段都叫这个名，写成 组.字段"),
        (("注册地址", "注册地址"), None),
    ],
)
def test_what_is_said(heading: tuple[str, ...], said: str | None) -> None:
    unknown = columns(("客户名称", *heading)).unknown
    assert unknown == heading[-1:]
    assert said is None or [each.zh for each in why_unread(unknown)] == [said]
    assert all(each.en for each in why_unread(unknown))


def test_the_suggested_heading_is_read() -> None:
    assert not columns(("客户名称", "交易现状.信用限度额(万元)")).unknown


def test_nothing_is_said_of_what_is_like_no_field() -> None:
    assert not list(why_unread(("Zebra",)))


@pytest.mark.parametrize("heading", ["信用限度额(万元)", "信用限度额（万元）", "信用限度额\n(万元)", "信用限度额/万元"])
def test_a_field_is_read_with_its_unit(heading: str) -> None:
    found = columns(("客户名称", heading))
    assert found.at(("transactions", "credit_limit")) == 1
    assert not found.unknown
