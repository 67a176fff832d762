"""A new record reads back as what was given, in either language, and passes the model."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.finding import Severity
from kamcli.model.kinds import KINDS
from kamcli.store.emit import record_text
from kamcli.store.reader import read
from kamcli.store.records import Located, fields_root, parse_page, spelling_of

MADE = tuple(name for name in KINDS if KINDS[name].folder and name not in ("people", "import_map"))


def data(kind: str, text: str) -> dict[str, Any]:
    return read(text, spelling_of(KINDS[kind]), fields_root(KINDS[kind]))[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", MADE)
def test_the_form_of_every_kind_is_readable(kind: str, lang: str) -> None:
    text = record_text(kind, {}, lang)
    page = parse_page(text.encode(), Located(f"{kind}/x.yaml", KINDS[kind], "2026", None, lang))

    wrong = [each for each in page.findings if each.severity is Severity.error and each.rule != "SCHEMA-03"]
    assert wrong == []


def test_a_customer_is_a_form_with_four_headings() -> None:
    text = record_text("customer", {"name": "甲", "nature": "ordinary_company"}, "zh")

    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["# 一、基础资料", "# 二、客户特征", "# 三、业务状况", "# 四、交易现状"]
    assert text.startswith("客户名称: 甲\n")
    assert "客户性质: 普通公司\n" in text
    assert "  企业规模:  # 大 | 中 | 小\n" in text
    assert data("customer", text).keys() >= {"name", "nature", "basics", "transactions"}


def test_the_same_customer_in_english() -> None:
    text = record_text("customer", {"name": "A", "nature": "普通公司"}, "en")

    assert "# 1. Basic data" in text
    assert "nature: ordinary_company\n" in text
    assert "  enterprise_scale:  # large | medium | small\n" in text


def test_typed_values_are_written_as_people_write_them() -> None:
    values = {
        "customer": "C0001",
        "amount": Decimal("268000.00"),
        "effective_from": dt.date(2026, 3, 10),
        "recorded_at": dt.datetime(2026, 3, 2, 9, 40, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        "clause_review": ({"clear": True, "lawful": False, "reviewer": "mo.qing"},),
        "items": ({"product": "0012", "qty": Decimal(20)},),
    }

    text = record_text("contract", values, "zh", headings=False)

    assert text == (
        "客户: C0001\n合同额: 268000.00\n生效日期: 2026-03-10\n商品明细:\n  - 产品: '0012'\n    数量: 20\n"
        "条款审查:\n  - 条款明确: 是\n    合法: 否\n    审查人: mo.qing\n记录时间: 2026-03-02T09:40:00+08:00\n"
    )


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"), include_characters="\n\t"), min_size=1)


@given(name=TEXTS, remark=TEXTS, phones=st.lists(TEXTS, max_size=3), lang=st.sampled_from(["zh", "en"]))
def test_any_text_reads_back_as_it_was_given(name: str, remark: str, phones: list[str], lang: str) -> None:
    values = {"name": name, "remark": remark, "basics": {"phones": tuple(phones), "addresses": ({"text": remark},)}}

    found = data("customer", record_text("customer", values, lang))

    assert (found["name"], found["remark"]) == (name, remark)
    assert found["basics"] == {"phones": phones, "addresses": [{"text": remark}]}
