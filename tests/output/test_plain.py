"""Plain text that lines up in a mail reader, Chinese too."""

from hypothesis import given
from hypothesis import strategies as st

from kamcli.output.plain import ROOM, table, wrapped
from kamcli.output.width import width


def test_columns_line_up_by_what_is_seen() -> None:
    found = table(
        ("客户", "amount", ""), (("望舒光伏", "1.00", "██"), ("A", "23,456.00", "▏")), (False, True, False), "zh"
    )

    assert found.split("\n") == [
        "客户         amount",
        "--------  ---------",
        "望舒光伏       1.00  ██",
        "A         23,456.00  ▏",
    ]


def test_rows_that_are_too_wide_are_entries_with_labels() -> None:
    row = ("货款到期", "断桥化纤", "—", "x" * 40, "2026-11-20")
    found = table(("事项", "客户", "记录", "说明", "期限"), (row,), (False,) * 5, "zh")

    assert found.split("\n") == [f"- 货款到期 · 客户：断桥化纤 · 说明：{'x' * 40}", "  期限：2026-11-20"]


def test_an_entry_with_one_long_value_keeps_it_whole() -> None:
    assert table(("a", "b"), (("x" * 90, "y" * 90),), (False, False), "en").split("\n") == [
        f"- {'x' * 90}",
        f"  b: {'y' * 90}",
    ]


def test_paragraphs_are_broken_between_words_and_between_chinese_characters() -> None:
    text = "凡能写入本账簿的人都可以冒填；" * 6
    lines = wrapped(text).split("\n")

    assert "".join(lines) == text
    assert all(width(line) <= ROOM for line in lines)
    assert not any(line.startswith("；") for line in lines)
    assert wrapped("word " * 40, "  ").split("\n")[1].startswith("  word")


@given(st.text(alphabet="甲乙，。 ab-1", max_size=200))
def test_nothing_is_lost_by_breaking(text: str) -> None:
    assert "".join(wrapped(text).split()) == "".join(text.split())
