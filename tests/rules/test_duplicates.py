"""The same firm entered twice (R-DAT-04)."""

import pytest

from kamcli.model.columns import Row, columns_from
from kamcli.model.columns_of import COLUMNS
from kamcli.model.finding import Severity
from kamcli.model.policy import Policy
from kamcli.rules.duplicates import clashes, duplicate_customer, folded_name

POLICY = Policy.model_validate({})
A, B = "91330100MA0EXMP172", "91330100MA0EXMP18X"


def row(record_id: str, **values: object) -> Row:
    return Row("customer", record_id, f"customers/{record_id}.yaml", dict.fromkeys(COLUMNS["customer"]) | values)


def found(*rows: Row) -> list[tuple[str, str, Severity | None]]:
    assert duplicate_customer.book is not None
    problems = duplicate_customer.book(columns_from(iter(rows)), POLICY)
    return [(each.record, ".".join(map(str, each.at)), each.severity) for each in problems]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青岚示例纺织机械有限公司", "青岚示例纺织机械股份有限公司"),
        ("青岚示例纺织机械有限公司", "青岚示例纺织机械有限责任公司"),
        ("青岚示例（杭州）有限公司", "青岚示例(杭州) 有限公司"),
        ("ＡＢＣ电子有限公司", "abc 电子有限公司"),
        ("Acme Trading Co., Ltd.", "ACME Trading"),
    ],
)
def test_spellings_of_one_name_are_folded(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


def test_different_firms_are_not_folded() -> None:
    assert folded_name("青岚示例纺织有限公司") != folded_name("青岚示例纺机有限公司")
    assert folded_name("有限公司") == ""


WARN, HERE = Severity.warning, {"region": "华东"}
PHONE, LICENCE = "basics.phones", "basics.business_licence.licence_no"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"uscc": A}, {"uscc": A.lower()}, ("basics.uscc", Severity.error), id="same code"),
        pytest.param({"name": "甲公司"}, {"name": "甲 公司"}, ("name", WARN), id="same name, no code"),
        pytest.param({"name": "甲", "uscc": A}, {"name": "甲"}, ("name", WARN), id="same name, one code"),
        pytest.param({"name": "甲", "uscc": A}, {"name": "甲", "uscc": B}, None, id="same name, two codes"),
        pytest.param({"phones": ("0571-5555 0101",)}, {"phones": ("057155550101",)}, (PHONE, WARN), id="phone"),
        pytest.param({"phones": ("+86 13800138000",)}, {"phones": ("13800138000",)}, (PHONE, WARN), id="+86"),
        pytest.param({"phones": ("110",)}, {"phones": ("110",)}, None, id="nobody's own number"),
        pytest.param({"licence_no": "33 01"}, {"licence_no": "3301"}, (LICENCE, WARN), id="licence"),
        pytest.param(
            {"email": "a@x.example", **HERE}, {"email": "b@X.example", **HERE}, ("basics.email", WARN), id="domain"
        ),
        pytest.param(
            {"website": "http://www.x.example/a", **HERE}, {"website": "x.example", **HERE},
            ("basics.website", WARN), id="website",
        ),
        pytest.param({"email": "a@x.example", **HERE}, {"email": "b@x.example", "region": "华北"}, None, id="far"),
        pytest.param({"email": "a@qq.com", **HERE}, {"email": "b@qq.com", **HERE}, None, id="public mail"),
        pytest.param(
            {"phones": ("057155550101",)}, {"phones": ("057155550101",), "parent_customer": "C0001"}, None,
            id="a group's switchboard",
        ),
        pytest.param({}, {}, None, id="nothing filled in"),
    ],
)  # fmt: skip
def test_a_pair(one: dict[str, object], other: dict[str, object], expected: tuple[str, Severity] | None) -> None:
    assert found(row("C0001", **one), row("C0002", **other)) == ([("C0002", *expected)] if expected else [])


def test_a_pair_is_reported_once_by_its_strongest_mark() -> None:
    same = {"name": "甲公司", "uscc": A, "phones": ("057155550101",)}

    assert found(row("C0001", **same), row("C0002", **same)) == [("C0002", "basics.uscc", Severity.error)]


def test_each_further_file_of_one_firm_is_found_once() -> None:
    rows = [row(f"C000{n}", name="甲公司") for n in (1, 2, 3)]

    assert [record for record, *_ in found(*rows)] == ["C0002", "C0003"]


def test_a_customer_does_not_clash_with_itself() -> None:
    assert clashes(row("C0001", name="甲"), [row("C0001", name="甲")]) == ()
