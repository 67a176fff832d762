"""How a text is written, and that every YAML reader then sees that text."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.spelling import PLAIN, TEXT
from kamcli.store.scalar import Setting, written


@pytest.mark.parametrize(
    "text",
    [
        "中文不加引号",
        "有限责任公司(杭州)",
        "0571-55550101",
        "a,b",
        "QL-0001",
        "50%",
        "备注：见附件",
        "http://x.cn",
        "5 月",
        "a#b",
    ],
)
def test_plain_texts_stay_plain(text: str) -> None:
    assert written(text, TEXT).head == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "010000",
            "1e3",
            "9144030012345E6789",
            "12:30:00",
            "2026-01-01",
            "0x1f",
            "1.10",
            ".5",
            "5.",
            "yes",
            "NO",
            "true",
        ),
        *(
            "~",
            "null",
            "@张三",
            "%5",
            "a: b",
            "a #b",
            "x:",
            "- a",
            "&a",
            "*a",
            "!a",
            "[a]",
            "{a}",
            "#a",
            "",
            " a",
            "a ",
        ),
        *("\t", "a\tb", "---", "...", "<<", "=", "`a", "'a'", '"a"', "|", ">"),
    ],
)
def test_what_another_reader_would_take_for_something_else_is_quoted(text: str) -> None:
    head = written(text, TEXT).head

    assert head != text
    assert yaml.safe_load(f"a: {head}\n") == {"a": text}


def test_numbers_of_number_fields_and_choices_stay_plain() -> None:
    assert [written(text, PLAIN).head for text in ("500000", "50万", "-5", "2026-01-01", "true")] == [
        *("500000", "50万", "-5", "2026-01-01", "true")
    ]


@pytest.mark.parametrize(
    ("text", "setting", "head"),
    [
        ("a", Setting(style="'"), "'a'"),
        ("it's", Setting(style="'"), "'it''s'"),
        ('a"b', Setting(style='"'), '"a\\"b"'),
        ("a, b", Setting(flow=True), "'a, b'"),
        ("a\nb", Setting(flow=True), '"a\\nb"'),
        ("注意：明天", Setting(item=True), "'注意：明天'"),
        ("\u200b", Setting(), '"\\u200b"'),
    ],
)
def test_its_setting_decides_too(text: str, setting: Setting, head: str) -> None:
    assert written(text, TEXT, setting).head == head


def test_several_lines_are_a_block() -> None:
    assert written("一\n二", TEXT) == ("|-", ("一", "二"))
    assert written("一\n\n二 # x\n", TEXT) == ("|", ("一", "", "二 # x"))
    assert written(" 一\n二", TEXT) == ('" 一\\n二"', ())


@given(st.text(min_size=1), st.booleans())
def test_any_text_on_one_line_is_read_back(text: str, flow: bool) -> None:  # noqa: FBT001
    head, block = written(text, TEXT, Setting(flow=flow, item=flow))
    if block:
        return
    whole = f"a: [{head}, z]\n" if flow else f"a: {head}\n"
    assert yaml.safe_load(whole) == {"a": [text, "z"] if flow else text}
