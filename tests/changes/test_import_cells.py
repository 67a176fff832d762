"""Cells of foreign exports: every accepted spelling, and those that are refused."""

import pytest

from kamcli.changes.import_cells import Style, canonical
from kamcli.changes.import_units import UNITS, Unit
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.ledgers import LEDGERS

PLAIN = Style()
GERMAN = Style("%d.%m.%Y", ",", ".")
SPACED = Style("", ",", " ")
WAN = Style(unit=Unit(UNITS["万元"], "金额(万元)"))


def cell(column: str, text: str, style: Style = PLAIN) -> str:
    ledger = next(each for each in LEDGERS.values() if any(one.name == column for one in each.columns))
    return canonical(ledger.column(column), text, style)


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("1234", PLAIN, "1234"),
        ("1,234,567.5", PLAIN, "1234567.5"),
        (" ¥1,200.00 ", PLAIN, "1200.00"),
        ("￥1,200元", PLAIN, "1200"),
        ("１２３．４５", PLAIN, "123.45"),
        ("-850.10", PLAIN, "-850.10"),
        ("-0.00", PLAIN, "0.00"),
        ("850.10-", PLAIN, "-850.10"),
        ("1.500000000", PLAIN, "1.50"),
        ("0.123456", PLAIN, "0.123456"),
        ("86.400,00", GERMAN, "86400.00"),
        ("-850,00", GERMAN, "-850.00"),
        ("1\u00a0234,5", SPACED, "1234.5"),
        ("12.3456", WAN, "123456.00"),
        ("0.00000001", WAN, "0.0001"),
    ],
)
def test_amounts(text: str, style: Style, written: str) -> None:
    assert cell("amount", text, style) == written


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", PLAIN),
        ("12,34", PLAIN),
        ("1,2345", PLAIN),
        ("1e3", PLAIN),
        ("1_000", PLAIN),
        ("-5-", PLAIN),
        ("10%", PLAIN),
        ("十二", PLAIN),
        ("1.1234567", PLAIN),
        ("1234567890123456789", PLAIN),
        ("1,234.50", GERMAN),
        ("0.00000000001", WAN),
    ],
)
def test_amounts_refused(text: str, style: Style) -> None:
    with pytest.raises(RefusedCellError):
        cell("amount", text, style)


def test_a_quantity_is_not_in_wan() -> None:
    assert cell("qty", "3", WAN) == "3"
    assert cell("gross_profit", "3", WAN) == "30000.00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09",
        "2026-3-9",
        "2026/03/09",
        "2026/3/9",
        "2026年3月9日",
        "２０２６年３月９日",
        "2026/3/9 0:00",
        "2026-03-09T00:00:00.000",
    ],
)
def test_days(text: str) -> None:
    assert cell("paid_on", text) == "2026-03-09"


@pytest.mark.parametrize(
    "text",
    ["", "09/03/2026", "3/9/26", "2026-02-30", "2026年3月9", "2026-3/9", "99999", "9460", "2026-03-09 14:30"],
)
def test_days_refused(text: str) -> None:
    with pytest.raises(RefusedCellError):
        cell("paid_on", text)


def test_days_in_the_style_of_a_map() -> None:
    assert cell("paid_on", "9.3.2026", GERMAN) == "2026-03-09"
    with pytest.raises(RefusedCellError, match=r"31\.02\.2026"):
        cell("paid_on", "31.02.2026", GERMAN)
    assert cell("due_on", "", GERMAN) == ""


def test_texts() -> None:
    assert cell("invoice_no", " 0012 ") == "0012"
    assert cell("debtor", "办事处") == "office"
    with pytest.raises(RefusedCellError, match="neither"):
        cell("debtor", "us")
    with pytest.raises(RefusedCellError, match="cut short"):
        cell("invoice_no", "9.14403E+17")


@pytest.mark.parametrize(
    ("text", "code"), [("USD", "USD"), (" usd", "USD"), ("人民币", "CNY"), ("rmb", "CNY"), ("", "")]
)
def test_currencies_are_codes(text: str, code: str) -> None:
    assert cell("currency", text) == code


@pytest.mark.parametrize("text", ["美金", "$", "US", "1"])
def test_a_currency_that_is_no_code(text: str) -> None:
    with pytest.raises(RefusedCellError, match="no currency code"):
        cell("currency", text)
