"""Bars."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.output.charts import blocks, most, part


@pytest.mark.parametrize(
    ("value", "largest", "expected"),
    [
        (50, 100, 100),
        (100, 100, 200),
        (0, 100, 0),
        (None, 100, 0),
        (-5, 100, 0),
        (1, 100_000, 1),
        (5, 0, 0),
        (5, None, 0),
    ],
)
def test_a_bar_takes_its_part_of_the_length(value: int | None, largest: int | None, expected: int) -> None:
    assert part(value, largest, 200) == expected


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_a_bar_never_leaves_its_place(value: Decimal, largest: Decimal) -> None:
    assert 0 <= part(value, largest, 120) <= 120
    assert len(blocks(value, largest)) <= 12


def test_blocks_have_eighths() -> None:
    assert [blocks(n, 16, 2) for n in (0, 1, 8, 9, 16)] == ["", "▏", "█", "█▏", "██"]


def test_the_largest_size_counts_without_its_sign() -> None:
    assert (most([None, 3, Decimal(-7)]), most([])) == (Decimal(7), Decimal(0))
