"""Bars: their lengths and places for inline SVG, and block characters where there is only text."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

_BLOCKS = "▏▎▍▌▋▊▉█"
_EIGHTH = len(_BLOCKS)


def part(value: Decimal | int | None, most: Decimal | int | None, length: int) -> int:
    """How much of `length` a value takes when `most` takes all of it; 0 where either is missing or not above 0."""
    if not value or not most or value <= 0 or most <= 0:
        return 0
    found = (Decimal(value) / Decimal(most) * length).quantize(Decimal(1), ROUND_HALF_UP)
    return min(max(int(found), 1), length)


def most(values: Iterable[Decimal | int | None]) -> Decimal:
    """The largest size among values, 0 without any."""
    return max((abs(Decimal(each)) for each in values if each is not None), default=Decimal(0))


def blocks(value: Decimal | int | None, largest: Decimal | int | None, cells: int = 12) -> str:
    """`██████▌`: a bar of text; empty where the value is missing or not above 0."""
    whole, rest = divmod(part(value, largest, cells * _EIGHTH), _EIGHTH)
    return _BLOCKS[-1] * whole + (_BLOCKS[rest - 1] if rest else "")
