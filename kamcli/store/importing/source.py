"""A foreign CSV file as rows of text: its encoding, its delimiter, its heading line and where each row stands."""

import csv
import io
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.store.importing.encoding import decoded
from kamcli.store.ledger_files import CsvRow, csv_fault, csv_rows

DELIMITERS = (",", "\t", ";", "|")
LOOKED_AT = 10  # lines in which a heading is looked for: exports put titles above it

Fits = Callable[[tuple[str, ...]], bool]  # whether cells are the heading that is looked for


class Reading(NamedTuple):
    """How a file is to be read: "" = find out."""

    encoding: str = ""
    delimiter: str = ""
    skip_lines: int = 0


class Source(NamedTuple):
    """A file as it was read: the heading's cells trimmed, the rows below it, blank ones left out."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    encoding: str
    delimiter: str


def source(path: Path, reading: Reading, fits: Fits, wanted: Say) -> Source:
    """Read a file whose heading `fits`; KamError says what was seen instead of what is `wanted`."""
    text, encoding = decoded(contents(path), path.name, reading.encoding)
    lines = io.StringIO(text, newline="")
    for _ in range(reading.skip_lines):
        next(lines, None)
    body = lines.read()
    delimiter = reading.delimiter or _delimiter(body, fits)
    rows = _rows(path, body, delimiter, reading.skip_lines)
    first = next((n for n, row in enumerate(rows[:LOOKED_AT]) if fits(trimmed(row.cells))), None)
    if first is None:
        raise _no_heading(path, rows, wanted)
    filled = tuple(row for row in rows[first + 1 :] if any(cell.strip() for cell in row.cells))
    return Source(path.name, trimmed(rows[first].cells), filled, encoding, delimiter)


def contents(path: Path) -> bytes:
    """The bytes of a file that somebody named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(
            "{path} 打不开：{why}",
            "{path} can't be opened: {why}",
            code=Exit.ASKED_WRONGLY,
            path=path,
            why=error.strerror or error,
        ) from None


def trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells without spaces around, and without empty ones at the end."""
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _delimiter(body: str, fits: Fits) -> str:
    """The delimiter under which the widest heading fits, of two the higher one; the comma where none does."""
    return max(DELIMITERS, key=lambda each: _width(body, each, fits))


def _width(body: str, delimiter: str, fits: Fits) -> tuple[int, int]:
    """How many cells the heading has under a delimiter and how high it stands; no cells where nothing fits."""
    try:
        first = [trimmed(row.cells) for row in islice(csv_rows(io.StringIO(body, newline=""), delimiter), LOOKED_AT)]
    except csv.Error:
        return (0, 0)
    return next(((len(row), -n) for n, row in enumerate(first) if fits(row)), (0, 0))


def _rows(path: Path, body: str, delimiter: str, skipped: int) -> tuple[CsvRow, ...]:
    try:
        return tuple(csv_rows(io.StringIO(body, newline=""), delimiter, skipped))
    except csv.Error as error:
        raise refuse(
            "{path} 不是规范的 CSV（{why}）",
            "{path} is no proper CSV ({why})",
            code=Exit.UNREADABLE,
            hint=Say("检查双引号是否成对", "see whether double quotes come in pairs"),
            path=path.name,
            why=csv_fault(error),
        ) from None


def _no_heading(path: Path, rows: tuple[CsvRow, ...], wanted: Say) -> KamError:
    seen = tuple(cell for cell in (trimmed(rows[0].cells) if rows else ()) if cell)[:20]
    return refuse(
        "{path} 里没有找到表头：需要 {wanted}；第一行是 {seen}",
        "no heading found in {path}: {wanted} is needed; the first line is {seen}",
        code=Exit.UNREADABLE,
        hint=Say(
            "把表头改成标准列名，或写一份导入对照（--map）或查询（--query）",
            "rename the columns to the canonical ones, or write an import map (--map) or a query (--query)",
        ),
        path=path.name,
        wanted=wanted,
        seen=seen or Say("空的", "empty"),
    )
