"""Values as readers see them."""

import datetime as dt
from decimal import Decimal

import pytest

from kamcli.model.choices import Level
from kamcli.model.finding import Say
from kamcli.output.shown import KINDS
from kamcli.rules.receivables import Span


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("text", None, "—", "—"),
        ("text", "", "—", "—"),
        ("text", (), "—", "—"),
        ("text", True, "是", "yes"),
        ("text", 0, "0", "0"),
        ("text", Say("到期", "due"), "到期", "due"),
        ("text", Level.strategic, "战略客户", "strategic"),
        ("text", (Level.A, "x"), "A级、x", "A, x"),
        ("text", dt.date(2026, 11, 20), "2026-11-20", "2026-11-20"),
        ("text", dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC), "2026-11-20 09:05+00:00", "2026-11-20 09:05+00:00"),
        ("text", Decimal("1234.5"), "1,234.50", "1,234.50"),
        ("text", "a\x1b[31m\u202eb", "a\\u001b[31m\\u202eb", "a\\u001b[31m\\u202eb"),
        ("text", "two\nlines\u3000wide", "two\nlines\u3000wide", "two\nlines\u3000wide"),
        ("late", 0, "—", "—"),
        ("late", 3, "3 天", "3 days"),
        ("over", -2, "还有 2 天", "2 days left"),
        ("over", 0, "今天", "today"),
        ("over", 2, "2 天", "2 days"),
        ("age", Span(31, 60), "31–60 天", "31–60 days"),
        ("age", Span(61, None), "超过 60 天", "over 60 days"),
        ("age", None, "—", "—"),
        ("money", Decimal(268000), "268,000.00", "268,000.00"),
        ("money", Decimal(0), "0.00", "0.00"),
        ("money", None, "—", "—"),
        ("short", Decimal(268000), "26.8万", "268.0k"),
        ("pct", Decimal("8.7121"), "8.71 %", "8.71 %"),
        ("pct", "<5", "<5 %", "<5 %"),
        ("pct", "", "—", "—"),
        ("days", 1, "1 天", "1 day"),
        ("days", 12, "12 天", "12 days"),
        ("days", None, "—", "—"),
        ("count", 3, "3", "3"),
    ],
)
def test_a_value_is_shown_in_the_language(kind: str, value: object, zh: str, en: str) -> None:
    assert (KINDS[kind](value, "zh"), KINDS[kind](value, "en")) == (zh, en)


def test_what_is_still_to_be_signed_is_a_box() -> None:
    assert (KINDS["tick"]("", "zh"), KINDS["tick"]("李娜", "zh")) == ("☐", "李娜")


def test_fields_that_a_record_names_have_their_labels() -> None:
    named = ("basics.fax", "basics.addresses.0.text", "no.such")

    assert KINDS["field"](named, "zh") == "基础资料.传真、基础资料.地址[1].详细地址、no.such"
    assert KINDS["field"](("basics.fax",), "en") == "Basic data.Fax"
