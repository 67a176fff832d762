"""The accepted spellings of money, numbers, dates and flags, and what is refused."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from kamcli.model import scalars


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("120000", "120000.00"),
        ("120,000.00", "120000.00"),
        ("¥120,000", "120000.00"),
        ("￥120,000元", "120000.00"),
        ("12万", "120000.00"),
        ("26.8万元", "268000.00"),
        ("1.2亿", "120000000.00"),
        ("-850.5", "-850.50"),
        ("0.0001万", "1.00"),
    ],
)
def test_money_takes_what_people_write(text: str, amount: str) -> None:
    assert str(scalars.money(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一百",
        "1e5",
        "1_000",
        "12,34",
        "１２",
        "1.234",
        "9" * 16,
        "99999999999亿",
        "1." + "0" * 20,
        "12万3",
        "$5",
        "1,0000",
        "--1",
        "-0",
        "-0.00万",
        "nan",
    ],
)
def test_money_refuses_the_rest(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        scalars.money(text)


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2).map(lambda amount: amount + 0))
def test_money_reads_back_what_kam_writes(amount: Decimal) -> None:
    assert scalars.money(f"{amount:,}") == scalars.money(f"{amount}") == amount


REFUSED: list[tuple[Callable[[Any], Any], Any]] = [
    (scalars.date, "2026-02-30"),
    (scalars.date, "2026-1-5"),
    (scalars.date, "20260105"),
    (scalars.date, "1735689600"),
    (scalars.date, "2026-01-05T00:00:00"),
    (scalars.date, "0000-01-01"),
    (scalars.date, "0001-01-01"),
    (scalars.date, "1899-12-31"),
    (scalars.partial_date, "26"),
    (scalars.partial_date, "2026-13"),
    (scalars.partial_date, "2026-02-30"),
    (scalars.moment, "2026-03-09 14:30"),
    (scalars.moment, "2026-02-30T14:30:00+08:00"),
    (scalars.count, "1_000"),
    (scalars.count, "5.0"),
    (scalars.count, "１２"),
    (scalars.number, "1e5"),
    (scalars.number, "9" * 40),
    (scalars.flag, "yes"),
    (scalars.flag, "y"),
    (scalars.flag, "1"),
    (scalars.text, []),
]


@pytest.mark.parametrize(("read", "text"), REFUSED)
def test_other_spellings_are_refused(read: Callable[[Any], Any], text: Any) -> None:
    with pytest.raises(PydanticCustomError):
        read(text)


def test_accepted_spellings() -> None:
    assert scalars.date("2026-03-09") == dt.date(2026, 3, 9)
    assert [scalars.partial_date(text) for text in ("2009", "2009-05", "2009-05-20")] == [
        "2009",
        "2009-05",
        "2009-05-20",
    ]
    assert scalars.moment("2026-03-09T14:30:00+08:00").isoformat() == "2026-03-09T14:30:00+08:00"
    assert scalars.count("-3") == -3
    assert scalars.percent("5 %") == 5
    assert scalars.number("1,200.50") == Decimal("1200.50")
    assert [scalars.flag(text) for text in ("是", "否", "true", "false")] == [True, False, True, False]


def test_typed_values_pass_unchanged() -> None:
    day, moment = dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    assert (scalars.date(day), scalars.moment(moment), scalars.count(3)) == (day, moment, 3)
    assert scalars.flag(value=True)
    assert (scalars.money(Decimal("1.5")), scalars.number(Decimal("1.5"))) == (Decimal("1.50"), Decimal("1.5"))
    assert scalars.exact(Decimal("1E+3")) == "1000"
