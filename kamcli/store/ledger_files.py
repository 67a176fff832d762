"""The files of a ledger: headings, rows with their line numbers, and how they are written."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kamcli.model.ledger_cells import Head, head
from kamcli.model.ledgers import LedgerTable

CELL_LIMIT = 1 << 24  # a cell of 16 MB is a file that was mistaken for a ledger


class CsvRow(NamedTuple):
    """One row of a CSV file and the line that it begins on, counted from 1."""

    line: int
    cells: tuple[str, ...]


class LedgerFile(NamedTuple):
    """A ledger file whose heading line was understood."""

    path: Path
    heading: tuple[str, ...]
    head: Head


def paths(records: Path, ledger: LedgerTable) -> tuple[Path, ...]:
    """The files of a ledger in the order of their names; symbolic links are not followed."""
    folder = records / ledger.folder
    return tuple(sorted(path for path in folder.glob("*.csv") if path.is_file() and not path.is_symlink()))


def heading(path: Path) -> tuple[str, ...]:
    """The cells of the first line; empty for an empty file. UnicodeDecodeError or csv.Error where it is no CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(next(csv.reader(file), ()))


def opened(path: Path, ledger: LedgerTable) -> LedgerFile:
    """A ledger file with its heading understood; the errors of `heading`."""
    cells = heading(path)
    return LedgerFile(path, cells, head(ledger, cells))


def csv_rows(text: Iterable[str], delimiter: str = ",", start: int = 0) -> Iterator[CsvRow]:
    """Every row that is not blank, the heading too; `start` counts the lines before. Raises csv.Error."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = start + 1
    for cells in reader:
        if cells:
            yield CsvRow(line, tuple(cells))
        line = start + reader.line_num + 1


def file_rows(path: Path) -> tuple[CsvRow, ...]:
    """The rows of a ledger file, the heading first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv_rows(file))


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as kam writes a ledger: commas, quotes only where needed, one line feed after each row."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def write(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new content and nothing between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
