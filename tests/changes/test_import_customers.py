"""Headings of customer lists: labels and names of the model, in either language, at any depth."""

import pytest

from kamcli.changes.import_customers import columns
from kamcli.changes.import_values import customer_id, values
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.finding import KamError, KeyPath


@pytest.mark.parametrize(
    ("heading", "at"),
    [
        ("客户名称", ("name",)),
        ("Company_Name", ("name",)),
        ("地区", ("region",)),
        ("统一社会信用代码", ("basics", "uscc")),
        ("uscc", ("basics", "uscc")),
        ("Unified social credit code", ("basics", "uscc")),
        ("开户银行", ("basics", "invoice_bank", "bank")),
        ("基础资料.公司规模.员工人数", ("basics", "company_size", "employees")),
        ("basics.email", ("basics", "email")),
        ("信用限度额", ("transactions", "credit_limit")),
    ],
)
def test_headings(heading: str, at: KeyPath) -> None:
    found = columns(["id", heading])
    assert (found.id, found.fields[1].at, found.unknown) == (0, at, ())


@pytest.mark.parametrize("heading", ["手机", "营业执照", "等级", "客户时段", "基础资料", "account"])
def test_what_is_no_field_of_one_cell(heading: str) -> None:
    found = columns(["客户编号", "名称", heading])
    assert found.unknown == (heading,)
    assert found.complete


def test_values() -> None:
    found = columns(["客户编号", "名称", "电话", "注册地址", "收货地址", "邮箱", "名称"])
    assert found.unknown == ("名称",)  # a second column of one field is not guessed at
    assert values(found, ["C1", " 甲 ", "010-1;010-2、", "路1号", "路2号", ""]) == {
        "name": "甲",
        "basics": {
            "phones": ("010-1", "010-2"),
            "addresses": ({"kind": "registered", "text": "路1号"}, {"kind": "delivery", "text": "路2号"}),
        },
    }


def test_ids() -> None:
    found = columns(["name", "id"])
    assert customer_id(found, ["a", " 0012 "], "[0-9]+") == "0012"
    assert customer_id(found, ["a"], "[0-9]+") == ""
    for cells, said in ((["a", "../x"], "not allowed"), (["a", "9.1E+17"], "cut short")):
        with pytest.raises(RefusedCellError, match=said):
            customer_id(found, cells, "[0-9]+")


def test_a_pattern_that_is_none() -> None:
    with pytest.raises(KamError, match="is no pattern"):
        customer_id(columns(["id", "name"]), ["a", "b"], "[")


def test_incomplete_lists() -> None:
    assert not columns(["region", "email"]).complete
    assert not columns(["id"]).complete
    assert columns(["name"]).complete
    assert columns(["uscc", "region"]).complete
