"""Rows in columns that fit a terminal: prose is folded, spare columns go, and numbers and ids are never cut."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamcli.output.width import folded, longest, unsure, width

GAP = "  "
EASY, NARROW = 12, 10  # prose folds into this much room before spare columns go, and into so little once they are gone
TALL = 4  # a table whose rows are higher on the whole is easier to read as paragraphs
EMPTY = ("", "—")
# a command to type: at the beginning, or after a colon to the end, with the variables that are set for it
_COMMAND = re.compile(r"(?:^|\uff1a\s*|:\s+)(?P<line>(?:[A-Z][A-Z_]*=\S*\s+)*(?:kam|git|export|cd)\s.*)$")
UNSURE = 6  # so many characters of doubtful width are allowed for in a row


class Grid(NamedTuple):
    """Lines of a table: its head, its rows; and the heads of columns that found no room."""

    head: tuple[str, ...]
    rows: tuple[str, ...]
    left_out: tuple[str, ...]


class _Column(NamedTuple):
    """One column: its natural width, and those that it may be given while room is sought."""

    natural: int
    easy: int
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
    """Set rows into columns of at most `room` in all (None: no limit); a row of one cell is a line of its own.

    `right` are columns set flush right (amounts), `spare` those that may go, the first one first. Where even the rest
    finds no room, or only in tall rows, each row becomes a few lines of `head: cell`.
    """
    cells = [[row[n] for row in rows if len(row) > 1] for n in range(len(heads))]
    natural = [max([width(head), *map(width, column)]) for head, column in zip(heads, cells, strict=True)]
    kept, widths = list(range(len(heads))), natural
    if room is not None:
        room -= min(UNSURE, max((sum(map(unsure, row)) for row in rows), default=0))
        if _taken(natural) > room:
            columns = [_column(head, cells[n], right=n in right) for n, head in enumerate(heads)]
            kept, widths = _fitted(columns, room, spare)
    flush = [n in right for n in kept]
    body = tuple(_body(rows, kept, widths, flush)) if widths else ()
    if not widths or len(body) > TALL * len(rows):
        return Grid((), tuple(_blocks(heads, rows, room or 1, colon)), ())
    head = tuple(_lines([heads[n] for n in kept], widths, flush))
    return Grid(head, body, tuple(head for n, head in enumerate(heads) if n not in kept))


def _body(
    rows: Sequence[Sequence[str]], kept: Sequence[int], widths: Sequence[int], flush: Sequence[bool]
) -> Iterator[str]:
    for row in rows:
        yield from _lines([row[n] for n in kept], widths, flush) if len(row) > 1 else row


def _taken(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _column(head: str, cells: Sequence[str], *, right: bool) -> _Column:
    """An amount has no place where it could be broken; the word above it has."""
    natural = max([width(head), *map(width, cells)])
    uncut = max([longest(head), *map(width if right else longest, cells)])
    wanted = width(head) if right else natural
    return _Column(natural, max(uncut, min(wanted, EASY)), max(uncut, min(wanted, NARROW)))


def _fitted(columns: list[_Column], room: int, spare: Sequence[int]) -> tuple[list[int], list[int]]:
    """The columns that stay and their widths; no widths where they fit in no way."""
    for tight in (False, True):
        kept = list(range(len(columns)))
        for gone in (None, *spare):
            kept = [n for n in kept if n != gone]
            shown = [columns[n] for n in kept]
            widths = _narrowed(shown, [each.least if tight else each.easy for each in shown], room)
            if widths:
                return kept, widths
    return list(range(len(columns))), []


def _narrowed(columns: Sequence[_Column], least: Sequence[int], room: int) -> list[int]:
    """Widths that fit, the widest columns made narrower first."""
    for level in range(max((each.natural for each in columns), default=0), 0, -1):
        widths = [max(low, min(each.natural, level)) for each, low in zip(columns, least, strict=True)]
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
    """Each row as a few lines: its first cell, then as many `head: cell` as each line holds."""
    for row in rows:
        line = row[0]
        for head, cell in zip(heads[1:], row[1:], strict=False):
            part = f"{head}{colon}{cell}"
            if cell in EMPTY:
                continue
            if width(line) + len(GAP) + width(part) > room:
                yield from hanging(line, room)
                line = ""
            line = f"{line}{GAP}{part}"
        yield from hanging(line, room)


def hanging(text: str, room: int | None) -> Iterator[str]:
    """A line of prose in so much room; further lines are set in deeper than the first.

    A command at its end stands on a line of its own and is never broken: it is there to be copied.
    """
    bare = text.lstrip(" ")
    indent = " " * (len(text) - len(bare))
    if room is None or width(text) + min(UNSURE, unsure(text)) <= room:
        yield text
        return
    deeper = f"{indent}{GAP}"
    if command := _COMMAND.search(bare):
        if head := bare[: command.start("line")].rstrip():
            yield from hanging(indent + head, room)
        yield (deeper if head else indent) + command["line"]
        return
    first, *more = folded(bare, room - len(deeper))
    yield indent + first
    yield from (deeper + line for line in more)
