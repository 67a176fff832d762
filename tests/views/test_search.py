"""Customers found by what they are called, written or read."""

from collections.abc import Callable

import pytest

from kamcli.views.search import Reading, searched, wants_pinyin
from tests.small_book import SmallBook

Small = Callable[[str], SmallBook]


def read(name: str) -> Reading:
    """Aspen, as if it were read."""
    return Reading("baiyang zhipin", "byzp") if "Aspen" in name else Reading(name, name[:1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aspen", ["C0001"]),
        ("ＡＳＰＥＮ works", ["C0001"]),
        ("K-0001", ["C0001"]),
        ("k0001", ["C0001"]),
        ("91310000MA1FL0AA1B", ["C0001"]),
        ("c0003", ["C0003"]),
        ("baiyang", ["C0001"]),
        ("byzp", ["C0001"]),
        ("BYZP aspen", ["C0001"]),
        ("白杨", []),
        ("  ", []),
    ],
)
def test_found(small_book: Small, text: str, expected: list[str]) -> None:
    assert [row.id for row in searched(small_book("en").book, text, read)] == expected


def test_without_readings_letters_find_what_is_written(small_book: Small) -> None:
    assert searched(small_book("en").book, "byzp") == ()


@pytest.mark.parametrize(
    ("text", "wanted"), [("ht", True), ("ＨＴ", True), ("恒泰", False), ("ht恒", False), ("123", False)]
)
def test_what_may_be_pinyin(text: str, wanted: bool) -> None:  # noqa: FBT001 a column of the table
    assert wants_pinyin(text) is wanted
