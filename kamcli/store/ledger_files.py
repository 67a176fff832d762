"""The files of a ledger: headings, rows with their line numbers, and how they are written."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kamcli.model.finding import Say
from kamcli.model.ledger_cells import Head, head
from kamcli.model.ledgers import LEDGERS, LedgerTable

CSV_FAULTS = {  # the words of Python's reader
    "unexpected end of data": Say("双引号没有配对", "a double quote is not closed"),
    "',' expected after '\"'": Say("配对的双引号后面应是逗号", "a comma is expected after the closing quote"),
}
BOTH = "\r\n"  # Python quotes only those line ends that are in its own
CELL_LIMIT = 1 << 24  # a cell of 16 MB is a file that was mistaken for a ledger


class CsvRow(NamedTuple):
    """One row of a CSV file, and the first and the last line that it stands on, counted from 1."""

    line: int
    cells: tuple[str, ...]
    last: int = 0


class LedgerFile(NamedTuple):
    """A ledger file whose heading line was understood."""

    path: Path
    heading: tuple[str, ...]
    head: Head


def paths(records: Path, ledger: LedgerTable) -> tuple[Path, ...]:
    """The files of a ledger in the order of their names; symbolic links are not followed."""
    folder = records / ledger.folder
    return tuple(sorted(path for path in folder.glob("*.csv") if path.is_file() and not path.is_symlink()))


def strays(records: Path) -> tuple[str, ...]:
    """The CSV files below ledgers/ that belong to no ledger or are no ordinary file: nobody reads them."""
    known = {path for ledger in LEDGERS.values() for path in paths(records, ledger)}
    found = sorted((records / "ledgers").rglob("*"))
    return tuple(
        path.relative_to(records).as_posix() for path in found if path.suffix.lower() == ".csv" and path not in known
    )


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
            yield CsvRow(line, tuple(cells), start + reader.line_num)
        line = start + reader.line_num + 1


def csv_fault(error: csv.Error) -> Say:
    """Why a text is no proper CSV."""
    return CSV_FAULTS.get(str(error), Say(str(error), str(error)))


def file_rows(path: Path) -> tuple[CsvRow, ...]:
    """The rows of a ledger file, the heading first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv_rows(file))


def csv_text(rows: Iterable[Sequence[str]], end: str = "\n") -> str:
    """Rows as kam writes a ledger: commas, quotes only where needed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=BOTH)
    lines = []
    for row in rows:
        writer.writerow(row)
        lines.append(buffer.getvalue().removesuffix(BOTH) + end)
        buffer.seek(0)
        buffer.truncate()
    return "".join(lines)
