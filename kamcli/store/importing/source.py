"""A foreign CSV file as rows of text: its encoding, its delimiter, its heading line and where each row stands."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.reasons import reason
from kamcli.store.importing.encoding import decoded
from kamcli.store.importing.foreign import refuse_foreign
from kamcli.store.ledger_files import CsvRow, csv_fault, csv_rows

DELIMITERS = (",", "\t", ";", "|")
LOOKED_AT = 10  # lines in which a heading is looked for: exports put titles above it

RETURNED = {"zh": ("文件", "行号", "原因"), "en": ("file", "line", "reason")}  # before the cells of a refused row

Fits = Callable[[tuple[str, ...]], bool]  # whether cells are the heading that is looked for
# the columns that a line lacks as the heading; None for a line that has none of them
Lacks = Callable[[tuple[str, ...]], "tuple[Say, ...] | None"]


MAP_OR_QUERY = Say(
    "补上表头、把列名改成标准列名，或写一份导入对照（--map）或查询（--query）",
    "add a heading line, rename columns to the canonical ones, or write an import map (--map) or a query (--query)",
)


class Reading(NamedTuple):
    """How a file is to be read: "" = find out."""

    encoding: str = ""
    delimiter: str = ""
    skip_lines: int = 0


class Source(NamedTuple):
    """A file as it was read: the heading's cells trimmed, the rows below it, blank ones left out.

    `line` is the heading's, `above` the cells of the lines before it. `returned` says that these are refused rows of an
    earlier import: what stood before their cells is taken off.
    """

    name: str
    heading: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    encoding: str
    delimiter: str
    line: int = 1
    above: tuple[str, ...] = ()
    returned: bool = False


class Wanted(NamedTuple):
    """The heading that is looked for: what fits, what it is in words, what else to do; what a near one lacks."""

    fits: Fits
    said: Say
    hint: Say = MAP_OR_QUERY
    lacks: Lacks | None = None


def source(path: Path, reading: Reading, wanted: Wanted) -> Source:
    """Read a file whose heading fits; KamError says what was seen instead of what is wanted."""
    content = contents(path)
    refuse_foreign(content, path.name)
    reading = Reading() if _returned(content) else reading
    text, encoding = decoded(content, path.name, reading.encoding)
    lines = io.StringIO(text, newline="")
    skipped = tuple(next(lines, "") for _ in range(reading.skip_lines))
    body = lines.read()
    delimiter = reading.delimiter or _delimiter(body, wanted.fits)
    rows = _rows(path, body, delimiter, reading.skip_lines)
    first = next((n for n, row in enumerate(rows[:LOOKED_AT]) if wanted.fits(trimmed(row.cells))), None)
    if first is None:
        raise _no_heading(path, rows, wanted)
    head, *filled = (row for row in rows[first:] if any(cell.strip() for cell in row.cells))
    above = (*skipped, *(cell for row in rows[:first] for cell in row.cells if cell.strip()))
    found = Source(path.name, trimmed(head.cells), tuple(filled), encoding, delimiter, head.line, above)
    return _without_reasons(found) if found.heading[:3] in RETURNED.values() else found


def _returned(content: bytes) -> bool:
    """Whether a file is of refused rows, which kam writes in its own way, whatever way the export was written in."""
    encodings = ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030")
    starts = [content[:200].decode(each, "ignore").replace('"', "") for each in encodings]
    heads = tuple(each.join(head) for each in DELIMITERS for head in RETURNED.values())
    return any(start.startswith(heads) for start in starts)


def _without_reasons(found: Source) -> Source:
    rows = tuple(row._replace(cells=row.cells[3:]) for row in found.rows if any(row.cells[3:]))
    return found._replace(heading=found.heading[3:], rows=rows, returned=True)


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
            why=reason(error),
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
    found: list[CsvRow] = []
    try:
        found.extend(csv_rows(io.StringIO(body, newline=""), delimiter, skipped))
    except csv.Error as error:
        raise refuse(
            "{path} 从第 {line} 行起不是规范的 CSV（{why}），没有导入",
            "{path} is no proper CSV from line {line} on ({why}); nothing was imported",
            code=Exit.UNREADABLE,
            hint=Say(
                "看这一行的双引号是否成对、文件是否完整",
                "see whether its double quotes come in pairs and nothing is cut off",
            ),
            path=path.name,
            line=found[-1].last + 1 if found else skipped + 1,
            why=csv_fault(error),
        ) from None
    return tuple(found)


def _no_heading(path: Path, rows: tuple[CsvRow, ...], wanted: Wanted) -> KamError:
    seen = tuple(cell for cell in (trimmed(rows[0].cells) if rows else ()) if cell)[:20]
    near = next(_nearest(rows, wanted.lacks), None) if wanted.lacks else None
    figures: dict[str, object] = {"path": path.name, "wanted": wanted.said, "seen": seen or Say("空的", "empty")}
    if near:
        zh = "{path} 第 {line} 行像是表头，但缺 {lacking}：需要 {wanted}；第一行是 {seen}"
        en = "line {line} of {path} looks like the heading but lacks {lacking}: {wanted} is needed; line 1 is {seen}"
        figures |= {"line": near[0], "lacking": near[1]}
    else:
        zh = "{path} 里没有找到表头：需要 {wanted}；第一行是 {seen}"
        en = "no heading found in {path}: {wanted} is needed; the first line is {seen}"
    return refuse(zh, en, code=Exit.UNREADABLE, hint=wanted.hint, **figures)


def _nearest(rows: tuple[CsvRow, ...], lacks: Lacks) -> Iterator[tuple[int, tuple[Say, ...]]]:
    """The line that comes nearest to the heading, and what it lacks."""
    found = ((row.line, missing) for row in rows[:LOOKED_AT] if (missing := lacks(trimmed(row.cells))) is not None)
    yield from sorted(found, key=lambda each: len(each[1]))[:1]
