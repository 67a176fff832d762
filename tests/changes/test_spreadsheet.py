"""What spreadsheets do to cells: said where something is lost, undone where nothing is."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from kamcli.changes.spreadsheet import (
    RefusedCellError,
    guarded,
    harmless,
    is_nothing,
    refuse_error,
    refuse_total,
    shown,
    text_of,
    unguarded,
)

CELLS = st.text(st.sampled_from("'=+-@|%\t\r\n ＝＋－＠０1209.,aé中\u3000\u00a0"), max_size=8)


@given(CELLS)
def test_a_guard_comes_off_as_it_was_put_on(cell: str) -> None:
    assert unguarded(harmless(cell)) == cell
    assert unguarded(guarded(cell)) == cell


@given(CELLS)
def test_no_guarded_cell_starts_a_formula(cell: str) -> None:
    start = harmless(cell).lstrip(" \u00a0\u3000")[:1]
    assert start not in "=+@|%\t\r\n＝＋－＠" or not start


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u3000@x", "'\u3000@x"),
        ("-50", "-50"),
        ("-1,234.50", "-1,234.50"),
        ("-5+1", "'-5+1"),
        ("+86 571", "'+86 571"),
        ("'=1", "''=1"),
        ("'t Hart", "'t Hart"),
    ],
)
def test_formulas(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("914201005581866250", "'914201005581866250"),  # would come back as 9.14E+17
        ("0571", "'0571"),
        ("13704575004", "13704575004"),
        ("914403007084611000", "914403007084611000"),  # cut already: an apostrophe would say that it is right
        ("0.5", "0.5"),
    ],
)
def test_codes_in_a_file_for_people(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


@pytest.mark.parametrize("text", ["", "-", "—", "–", "——", "#N/A", " #n/a", "N/A", "－"])
def test_marks_for_nothing(text: str) -> None:
    refuse_error(text)
    assert is_nothing(text)


def test_words_are_nothing_only_where_they_can_be_no_value() -> None:
    for text in ("无", "/"):
        assert is_nothing(text, typed=True)
        assert not is_nothing(text)


@pytest.mark.parametrize(
    "text", ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#SPILL!", "＃REF！", "Err:502", "####"]
)
def test_errors_of_formulas(text: str) -> None:
    with pytest.raises(RefusedCellError):
        refuse_error(text)


@pytest.mark.parametrize("text", ["#1", "#", "Error", "客户#3", "A#REF!"])
def test_what_is_no_error(text: str) -> None:
    refuse_error(text)


@pytest.mark.parametrize(
    "cells", [("合计", "", "9"), ("", "合 计：", "9"), ("总计",), ("Grand Total", "9"), ("小计", "甲")]
)
def test_totals(cells: tuple[str, ...]) -> None:
    with pytest.raises(RefusedCellError, match="row of totals"):
        refuse_total(cells)


@pytest.mark.parametrize("cells", [("", ""), ("合计科技有限公司", "9"), ("C1", "合计")])
def test_what_is_no_total(cells: tuple[str, ...]) -> None:
    refuse_total(cells)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("uscc", "9.14E+17", "its digits are lost"),
        ("product", "9.14403007084611E+017", "its digits are lost"),
        ("phones", "1,37E+10", "its digits are lost"),
        ("customer_id", "10001.0", "exported as a number"),
        ("invoice_no", "１０００１．００", "exported as a number"),
        ("uscc", "914403007084611000", "15 digits and zeros"),
        ("invoice_no", "26327000001234500000", "15 digits and zeros"),
    ],
)
def test_codes_that_were_cut(name: str, text: str, said: str) -> None:
    with pytest.raises(RefusedCellError, match=said):
        text_of(name, text)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("uscc", "914201005581866250", "914201005581866250"),
        ("uscc", "９１４２０１００５５８１８６６２５０", "914201005581866250"),
        ("product", "Ｘ１", "Ｘ１"),
        ("product", "1.0", "1.0"),
        ("product", "1E5", "1E5"),
        ("customer_id", "'0012", "0012"),
        ("invoice_no", "'914403007084611000", "914403007084611000"),  # said to be meant
        ("code", "91440300708461100X", "91440300708461100X"),
    ],
)
def test_codes_that_are_whole(name: str, text: str, kept: str) -> None:
    assert text_of(name, text) == kept


def test_a_code_that_ends_in_zeros_and_checks() -> None:
    codes = (f"91{area}{number:07d}000" for area in range(330100, 330300) for number in range(100))
    sound = next(code for code in codes if uscc.is_valid(code))
    assert text_of("uscc", sound) == sound


def test_a_cell_in_a_message() -> None:
    assert shown("a\n b") == "a b"
    assert len(shown("长" * 99)) == 40


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1))
def test_guards_survive_a_file(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([[guarded(cell) for cell in row] for row in rows])
    file.seek(0)
    assert [[unguarded(cell) for cell in row] for row in csv.reader(file)] == rows
