"""Tables and lines that fit a terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.output.grid import grid, hanging
from kamcli.output.width import folded, longest, unsure, width

HEADS = ("客户", "合同名称", "合同额", "经办人")
ROWS = (
    ("槿舟集团 C0001", "2025年流程泵阀年度框架合同，含备件（第二批）", "4,800,000.00", "褚晚舟 chu.wanzhou"),
    ("赭石矿业 C0020", "选厂渣浆泵购销合同", "156,000.00", "巫云起 wu.yunqi"),
)
UNCUT = ("C0001", "C0020", "4,800,000.00", "156,000.00", "chu.wanzhou", "wu.yunqi")


def test_a_chinese_character_takes_the_room_of_two() -> None:
    assert (width("已过 12 天"), width("over"), width("e\u0301")) == (10, 4, 1)


def test_signs_of_doubtful_width_are_counted() -> None:
    assert (unsure("— … ≠ ●"), unsure("plain"), unsure("中文")) == (4, 0, 0)


def test_without_a_limit_nothing_is_folded() -> None:
    made = grid(HEADS, ROWS, None, right=(2,))

    assert [width(line) for line in made.rows] == [14 + 44 + 12 + 18 + 3 * 2, 14 + 44 + 12 + 15 + 3 * 2]
    assert made.left_out == ()


@pytest.mark.parametrize("room", [100, 80, 70, 60, 40])
def test_in_any_window_numbers_and_ids_stay_whole(room: int) -> None:
    made = grid(HEADS, ROWS, room, right=(2,), colon="：")
    text = "\n".join((*made.head, *made.rows))

    assert all(width(line) <= room for line in (*made.head, *made.rows))
    assert all(each in text for each in UNCUT)


def test_prose_is_folded_before_a_column_goes() -> None:
    wide = grid(HEADS, ROWS, 80, right=(2,), spare=(3,))
    narrow = grid(HEADS, ROWS, 52, right=(2,), spare=(3,))

    assert wide.left_out == ()
    assert len(wide.rows) > len(ROWS)
    assert narrow.left_out == ("经办人",)
    assert "4,800,000.00" in "".join(narrow.rows)


def test_where_nothing_fits_a_row_becomes_a_paragraph() -> None:
    made = grid(HEADS, ROWS[1:], 30, colon="：")

    assert made.head == ()
    assert made.rows == (
        "赭石矿业 C0020",
        "  合同名称：选厂渣浆泵购销合同",
        "  合同额：156,000.00",
        "  经办人：巫云起 wu.yunqi",
    )


def test_where_rows_get_tall_they_become_paragraphs() -> None:
    assert grid(("编号", "说明"), (("CN-1", "很长" * 40),), 30, colon="：").head == ()


def test_a_table_without_rows_has_its_head() -> None:
    assert grid(("编号", "说明"), (), 30) == (("编号  说明",), (), ())


def test_a_row_of_one_cell_is_a_line_of_its_own() -> None:
    assert grid(("a", "b"), (("a long name of a group",), ("1", "2")), None).rows == ("a long name of a group", "1  2")


def test_a_line_that_goes_on_is_set_in() -> None:
    assert list(hanging("  条款：第一条 客户年销售额占比", 20)) == ["  条款：第一条", "    客户年销售额占比"]
    assert list(hanging("  as it is, however long it may be", None)) == ["  as it is, however long it may be"]


def test_marks_cling_to_their_words() -> None:
    for room in range(6, 30):
        for line in folded("已批准，应收（逾期）的“合同”还在。", room):
            assert not re.match("[，。）”]", line)
            assert not line.endswith(("（", "“"))


@given(st.text(alphabet="ab1.,- 中文，。（）“”", max_size=60), st.integers(4, 40))
def test_folding_loses_no_character_and_overruns_only_for_a_piece(text: str, room: int) -> None:
    lines = list(folded(text, room))

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= max(room, longest(text)) for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "您是秦观；签署用真实时钟：KAM_AS_OF= kam approve 编号",
            ["您是秦观；签署用真实时钟：", "  KAM_AS_OF= kam approve 编号"],
        ),
        (
            "to be another: git config user.name a; git config b",
            ["to be another:", "  git config user.name a; git config b"],
        ),
        ("  kam check records/customers/C0001.yaml --strict", ["  kam check records/customers/C0001.yaml --strict"]),
        ("kam: a line of prose that holds no command", ["kam: a line of prose that", "  holds no command"]),
        ("用法：kam list", ["用法：kam list"]),
    ],
)
def test_a_command_is_never_broken(text: str, lines: list[str]) -> None:
    assert list(hanging(text, 28)) == lines
