"""Rows in columns that fit a terminal: prose is folded, spare columns go, and numbers and ids are never cut."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamcli.output.width import folded, longest, unsure, width

GAP = "  "
NARROW = 12  # a column of prose is not folded into less room than this
UNSURE = 6  # so many characters of doubtful width are allowed for in a row


class Grid(NamedTuple):
    """Lines of a table: its head, its rows; and the heads of columns that found no room."""

    head: tuple[str, ...]
    rows: tuple[str, ...]
    left_out: tuple[str, ...]


class _Column(NamedTuple):
    """One column: its natural width and the least that cuts nothing."""

    natural: int
    least: int


def grid(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    room: int | None,
    *,
    right: Sequence[int] = (),
    spare: Sequence[int] = (),
    colon: str = ": ",
) -> Grid:
    """Set rows into columns of at most `room` in all (None: as wide as they are).

    `right` are columns set flush right (amounts), `spare` those that may go, the first one first. Where even the rest
    finds no room, each row becomes a block of `head: cell` lines.
    """
    natural = [max([width(head), *(width(row[n]) for row in rows)]) for n, head in enumerate(heads)]
    kept, widths = list(range(len(heads))), natural
    if room is not None:
        room -= min(UNSURE, max((sum(map(unsure, row)) for row in rows), default=0))
        if _taken(natural) > room:
            columns = [_column(head, [row[n] for row in rows], right=n in right) for n, head in enumerate(heads)]
            kept, widths = _fitted(columns, room, spare)
    if not widths:
        return Grid((), tuple(_blocks(heads, rows, room or 1, colon)), ())
    flush = [n in right for n in kept]
    head = tuple(_lines([heads[n] for n in kept], widths, flush))
    body = tuple(line for row in rows for line in _lines([row[n] for n in kept], widths, flush))
    return Grid(head, body, tuple(head for n, head in enumerate(heads) if n not in kept))


def _taken(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _column(head: str, cells: Sequence[str], *, right: bool) -> _Column:
    """An amount has no place where it could be broken; the word above it has."""
    natural = max([width(head), *map(width, cells)])
    uncut = max([longest(head), *map(width if right else longest, cells)])
    return _Column(natural, uncut if right else max(uncut, min(natural, NARROW)))


def _fitted(columns: list[_Column], room: int, spare: Sequence[int]) -> tuple[list[int], list[int]]:
    """The columns that stay and their widths; no widths where they fit in no way."""
    kept = list(range(len(columns)))
    for gone in (None, *spare):
        kept = [n for n in kept if n != gone]
        widths = _narrowed([columns[n] for n in kept], room)
        if widths:
            return kept, widths
    return kept, []


def _narrowed(columns: Sequence[_Column], room: int) -> list[int]:
    """Widths that fit, the widest columns made narrower first."""
    for level in range(max((each.natural for each in columns), default=0), 0, -1):
        widths = [max(each.least, min(each.natural, level)) for each in columns]
        if _taken(widths) <= room:
            return widths
    return []


def _lines(cells: Sequence[str], widths: Sequence[int], flush: Sequence[bool]) -> Iterator[str]:
    """The lines of one row: as many as its longest cell needs."""
    stacks = [tuple(folded(cell, room)) for cell, room in zip(cells, widths, strict=True)]
    for at in range(max(map(len, stacks), default=0)):
        parts = [stack[at] if at < len(stack) else "" for stack in stacks]
        padded = (_padded(*each) for each in zip(parts, widths, flush, strict=True))
        yield GAP.join(padded).rstrip()


def _padded(part: str, room: int, flush: bool) -> str:  # noqa: FBT001 one cell of three zipped columns
    blank = " " * (room - width(part))
    return blank + part if flush else part + blank


def _blocks(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int, colon: str) -> Iterator[str]:
    """Each row as `head: cell` lines below its first cell."""
    for row in rows:
        yield row[0]
        for head, cell in zip(heads[1:], row[1:], strict=True):
            if cell:
                yield from hanging(f"{GAP}{head}{colon}{cell}", room)


def hanging(text: str, room: int | None) -> Iterator[str]:
    """A line of prose in so much room; further lines are set in deeper than the first."""
    bare = text.lstrip(" ")
    indent = " " * (len(text) - len(bare))
    if room is None or width(text) + min(UNSURE, unsure(text)) <= room:
        yield text
        return
    deeper = f"{indent}{GAP}"
    first, *more = folded(bare, room - len(deeper))
    yield indent + first
    yield from (deeper + line for line in more)
