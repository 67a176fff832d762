"""Carets stand under the part that is wrong, whatever the width of what stands before it."""

import pytest

from kamcli.model.caret import pointed, refused_at
from kamcli.model.finding import Exit, Say


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ("abc", 1, 2, "   ^"),
        ("等及=战略", 0, 2, "  ^^^^"),
        ("等级=战", 3, 4, "       ^^"),
        ("abc", 3, 4, "     ^"),
        ("SELECT\n  x\nFROM", 9, 10, "    ^"),
        ("a\tb", 2, 3, "    ^"),
        ("", 0, 1, "  ^"),
    ],
)
def test_carets_line_up(text: str, start: int, end: int, carets: str) -> None:
    line, under = pointed(text, start, end).split("\n")

    assert under == carets
    assert "\t" not in line


def test_a_refusal_says_it_in_one_line_and_points_below() -> None:
    error = refused_at("a=b", 2, 3, Say("“{x}”不对", "{x} is wrong"), x="b")

    assert error.say.zh == "“b”不对\n  a=b\n    ^"
    assert error.code == Exit.ASKED_WRONGLY
