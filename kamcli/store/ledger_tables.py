"""Ledger files as typed DuckDB tables: every cell read as text, explicit columns, exact decimals, nothing sniffed."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import duckdb

from kamcli.model.ledger_cells import DEBTORS, EXACT
from kamcli.model.ledgers import Cell, Debtor, LedgerColumn, LedgerTable
from kamcli.store.ledger_files import LedgerFile, opened, paths

DECIMAL = "DECIMAL(24,6)"
READ = (
    "read_csv([{files}], columns = {{{columns}}}, "
    "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"')"
)


class UnreadableLedgerError(Exception):
    """A ledger has a cell, row, heading or file that can't be read: no sum over it is an answer."""


def database() -> duckdb.DuckDBPyConnection:
    """A database in memory that loads no extension and spills nowhere but the system's temporary folder."""
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": tempfile.gettempdir(),
        }
    )


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def load(base: duckdb.DuckDBPyConnection, records: Path, ledger: LedgerTable, currency: str) -> bool:
    """Make the table named as the ledger; False where it has no file, UnreadableLedgerError where a row is wrong.

    Columns carry their English names: texts are never NULL, an absent day or number is; `currency` is the company's,
    taken where a row gives none.
    """
    files = readable(paths(records, ledger), ledger)
    if not files:
        return False
    selects = (select(ledger, group, currency) for group in grouped(files))
    try:
        base.execute(f"CREATE OR REPLACE TEMP TABLE {ledger.name} AS {' UNION ALL BY NAME '.join(selects)}")
    except duckdb.Error as error:
        raise UnreadableLedgerError(str(error)) from error
    if base.execute(f"SELECT 1 FROM {ledger.name} WHERE wrong LIMIT 1").fetchone():  # noqa: S608 our own table's name
        raise UnreadableLedgerError(ledger.name)
    return True


def readable(files: Iterable[Path], ledger: LedgerTable) -> tuple[LedgerFile, ...]:
    """The files with their headings understood; UnreadableLedgerError where one is not complete."""
    try:
        found = tuple(opened(path, ledger) for path in files)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableLedgerError(str(error)) from error
    if not all(each.head.complete for each in found):
        raise UnreadableLedgerError(ledger.name)
    return found


def grouped(files: Iterable[LedgerFile]) -> tuple[tuple[LedgerFile, ...], ...]:
    """Files of the same columns in the same order together: each group is one read."""
    groups: dict[tuple[str, ...], list[LedgerFile]] = {}
    for each in files:
        groups.setdefault(each.head.names, []).append(each)
    return tuple(tuple(group) for group in groups.values())


def select(ledger: LedgerTable, group: Sequence[LedgerFile], currency: str) -> str:
    """The SELECT that reads one group of files into the ledger's columns, and `wrong` where a cell can't be read."""
    names = group[0].head.names
    columns = ", ".join(f"{quoted(name or f'_{n}')}: 'VARCHAR'" for n, name in enumerate(names))
    files = ", ".join(quoted(each.path.as_posix()) for each in group)
    there = frozenset(names)
    values = ", ".join(f"{value(each, currency, there)} AS {each.name}" for each in ledger.columns)
    wrong = " OR ".join(wrong_cell(each) for each in ledger.columns if each.name in there)
    return f"SELECT {values}, ({wrong}) AS wrong FROM {READ.format(files=files, columns=columns)}"  # noqa: S608 names are ours


def value(column: LedgerColumn, currency: str, there: frozenset[str]) -> str:
    """The SQL of a column's typed value."""
    text = f"coalesce({column.name}, '')" if column.name in there else "''"
    if column.cell is Cell.day:
        return f"try_cast({text} AS DATE)"
    if column.cell is Cell.exact:
        return f"try_cast({text} AS {DECIMAL})"
    if column.cell is Cell.debtor:
        return f"CASE WHEN {text} IN ({offices()}) THEN 'office' ELSE 'customer' END"
    return f"CASE WHEN {text} = '' THEN {quoted(currency)} ELSE {text} END" if column.name == "currency" else text


@cache
def offices() -> str:
    """Every spelling of the office as a debtor, as SQL literals."""
    return ", ".join(quoted(word) for word, debtor in DEBTORS.items() if debtor == Debtor.office)


def wrong_cell(column: LedgerColumn) -> str:
    """The SQL condition of a cell that can't be read: the same verdict as `model.ledger_cells.fault`."""
    text = f"coalesce({column.name}, '')"
    if column.cell is Cell.day:
        wrong = f"coalesce(try_cast({text} AS DATE)::VARCHAR, '') <> {text}"
    elif column.cell is Cell.exact:
        wrong = f"({text} <> '' AND NOT regexp_full_match({text}, {quoted(EXACT)}))"
    elif column.cell is Cell.debtor:
        wrong = f"{text} NOT IN ('', {', '.join(map(quoted, DEBTORS))})"
    else:
        wrong = "false"
    return f"({text} = '' OR {wrong})" if column.filled else wrong


def empty(base: duckdb.DuckDBPyConnection, ledger: LedgerTable) -> None:
    """Make the ledger's table without a row, for a ledger that has no file where none is meant to be none."""
    values = ", ".join(f"{value(each, '', frozenset())} AS {each.name}" for each in ledger.columns)
    base.execute(f"CREATE TEMP TABLE IF NOT EXISTS {ledger.name} AS SELECT {values}, false AS wrong WHERE false")
