from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model import money

D = Decimal
FIVE_ONE = (D(5), D(1))


@pytest.mark.parametrize(
    ("amount", "plain", "grouped", "exact"),
    [
        ("268000", "268000.00", "268,000.00", "268000.00"),
        ("-1234.5", "-1234.50", "-1,234.50", "-1234.50"),
        ("110277.305", "110277.31", "110,277.31", "110277.305"),
        ("1265793.039500", "1265793.04", "1,265,793.04", "1265793.0395"),
        ("0", "0.00", "0.00", "0.00"),
        ("1E+6", "1000000.00", "1,000,000.00", "1000000.00"),
    ],
)
def test_plain_grouped_exact(amount: str, plain: str, grouped: str, exact: str) -> None:
    assert (money.plain(D(amount)), money.grouped(D(amount)), money.exact(D(amount))) == (plain, grouped, exact)


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("268000", "26.8万", "268.0k"),
        ("120000000", "1.2亿", "120.0m"),
        ("99999999", "1.0亿", "100.0m"),
        ("9800", "1.0万", "9.8k"),
        ("980.4", "980", "1.0k"),
        ("-268000", "-26.8万", "-268.0k"),
        ("0", "0", "0"),
        ("2500000000", "25.0亿", "2.5bn"),
    ],
)
def test_short(amount: str, zh: str, en: str) -> None:
    assert (money.short(D(amount), "zh"), money.short(D(amount), "en")) == (zh, en)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("98000", "玖万捌仟元整"),
        ("268000", "贰拾陆万捌仟元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("0.53", "伍角叁分"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100001", "壹拾万零壹元整"),
        ("1001000", "壹佰万壹仟元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1010", "壹仟零壹拾元整"),
        ("-12.30", "负壹拾贰元叁角"),
        ("-0.001", "零元整"),
        ("0.005", "壹分"),
    ],
)
def test_capitals(amount: str, said: str) -> None:
    assert money.capitals(D(amount)) == said


def _heard(said: str) -> Decimal:
    """Capitals read back to a number: an independent reader."""
    total, section, digit, high = 0, 0, 0, 0
    units = {"拾": 10, "佰": 100, "仟": 1000}
    digits = {name: value for value, name in enumerate("零壹贰叁肆伍陆柒捌玖")}
    cents = 0
    for sign in said.removeprefix("负"):
        if sign in digits:
            digit = digits[sign]
        elif sign in units:
            section, digit = section + digit * units[sign], 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif sign == "亿":
            high, total, section, digit = (high + total + section + digit) * 100_000_000, 0, 0, 0
        elif sign == "元":
            high, total, section, digit = high + total + section + digit, 0, 0, 0
        elif sign in "角分":
            cents, digit = cents + digit * {"角": 10, "分": 1}[sign], 0
    return (Decimal(high) + Decimal(cents) / 100) * (-1 if said.startswith("负") else 1)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_capitals_read_back_to_the_amount(amount: Decimal) -> None:
    said = money.capitals(amount)
    assert _heard(said) == amount
    assert "零零" not in said
    assert "零元" not in said or amount == 0


@pytest.mark.parametrize(
    ("numerator", "text"),
    [
        ("5000000.00", "5.00"),  # TV-01
        ("4999000.00", "4.9990"),  # TV-02
        ("4999999.99", "<5"),  # TV-02
        ("1000000.00", "1.00"),  # TV-03
        ("999999.99", "<1"),
        ("3000000.00", "3.00"),
        ("5000000.01", "5.00"),
        ("0", "0.00"),
        ("4994999.99", "4.99"),
    ],
)
def test_a_share_never_shows_an_edge_that_was_not_reached(numerator: str, text: str) -> None:
    assert money.share(D(numerator), D(100_000_000), FIVE_ONE) == text


def test_a_share_without_edges_is_rounded_half_up() -> None:
    assert money.share(D(2), D(3)) == "66.67"
    assert money.share(D("4999999.99"), D(100_000_000)) == "5.00"


def test_the_text_of_a_share_in_json_is_cut() -> None:
    assert money.share_text(D("4999999.99"), D(100_000_000)) == "4.999999"
    assert money.share_text(D("110277.305"), D("1265793.0395")).startswith("8.7121")


@given(
    st.decimals(min_value=0, max_value=10**9, places=6),
    st.decimals(min_value=1, max_value=10**9, places=6),
    st.lists(st.decimals(min_value=0, max_value=100, places=2), max_size=4),
)
def test_what_is_printed_lies_on_the_same_side_of_every_edge(
    numerator: Decimal, denominator: Decimal, edges: list[Decimal]
) -> None:
    text = money.share(numerator, denominator, edges)
    for edge in edges:
        if not money.reaches(numerator, denominator, edge):
            assert text.startswith("<") or Decimal(text) < edge
