"""A foreign export read by the user's own SQL: the files are tables of text, and the SQL can touch nothing else."""

import csv
import datetime as dt
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.money import exact
from kamcli.store.importing.source import Fits, Reading, Source, Wanted, contents, source
from kamcli.store.ledger_files import CsvRow

if TYPE_CHECKING:
    import duckdb

# after this the SQL reads no file, writes none, loads no extension, sees no Python variable and can't undo it;
# the temporary folder goes first, because it stays open to COPY
LOCKED = (
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def query_source(query: Path, files: Sequence[Path], fits: Fits, wanted: Say) -> Source:
    """The rows that a query makes of files, each a table named as the file without its ending, all columns text.

    The result's column names must be a heading that `fits`. A floating point column is refused: it distorts amounts.
    """
    from kamcli.store.ledger_tables import database

    text = contents(query).decode("utf-8-sig", "replace")
    base = database()
    for path in files:
        _table(base, path)
    for statement in LOCKED:
        base.execute(statement)
    heading, rows = _run(base, text, query)
    if not fits(heading):
        raise refuse(
            "{query} 的结果列是 {seen}，需要 {wanted}",
            "the result of {query} has the columns {seen}; {wanted} is needed",
            code=Exit.UNREADABLE,
            hint=Say("在 SQL 里用 AS 写标准列名", "name the canonical columns with AS in the SQL"),
            query=query.name,
            seen=heading,
            wanted=wanted,
        )
    return Source(query.name, heading, rows, "sql", "")


def _table(base: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """One file as a table of text; written out anew first, so that encodings and delimiters are settled."""
    from kamcli.store.ledger_tables import READ, quoted

    wanted = Wanted(lambda cells: len(cells) > 1, Say("至少两列", "a heading of two columns or more"))
    found = source(path, Reading(), wanted)
    names = _unique(found.heading)
    with tempfile.TemporaryDirectory(prefix="kam-query-") as folder:
        plain = Path(folder) / "table.csv"
        with plain.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                (names, *(_padded(row, len(names), path) for row in found.rows))
            )
        columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
        table = '"' + path.stem.replace('"', '""') + '"'
        read = READ.format(files=quoted(plain.as_posix()), columns=columns)
        base.execute(f"CREATE TABLE {table} AS SELECT * FROM {read}")  # noqa: S608 both names are quoted


def _padded(row: CsvRow, width: int, path: Path) -> tuple[str, ...]:
    """A row as wide as the heading; more cells than that are an error of the file."""
    if len(row.cells) > width and any(row.cells[width:]):
        raise refuse(
            "{path} 第 {line} 行有 {found} 格，表头只有 {width} 列",
            "{path} line {line} has {found} cells, the heading {width} columns",
            code=Exit.UNREADABLE,
            path=path.name,
            line=row.line,
            found=len(row.cells),
            width=width,
        )
    return (*row.cells[:width], *("" for _ in range(width - len(row.cells))))


def _unique(heading: Sequence[str]) -> tuple[str, ...]:
    """Column names for SQL: an empty or repeated one gets its position behind."""
    names: list[str] = []
    taken: set[str] = set()
    for n, cell in enumerate(heading, 1):
        name = cell if cell and cell.casefold() not in taken else f"{cell}_{n}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _run(base: "duckdb.DuckDBPyConnection", text: str, query: Path) -> tuple[tuple[str, ...], tuple[CsvRow, ...]]:
    import duckdb

    try:
        base.execute(text)
        columns = [(str(each[0]), str(each[1])) for each in base.description or ()]
        if not columns:
            raise _failed(query, "it holds no SELECT", Say("里面没有 SELECT", "it holds no SELECT"))
        rows = base.fetchall()
    except duckdb.Error as error:
        raise _failed(query, str(error)) from None
    floats = tuple(name for name, kind in columns if kind.upper() in ("DOUBLE", "FLOAT", "REAL"))
    if floats:
        zh = "列 {columns} 是浮点数，金额会走样：用 ::DECIMAL(18,6) 转换"
        en = "the columns {columns} are floating point, which distorts amounts: cast them, as ::DECIMAL(18,6)"
        raise _failed(query, Say(zh, en).read("en", {"columns": floats}), Say(zh, en), columns=floats)
    heading = tuple(name for name, _ in columns)
    return heading, tuple(CsvRow(n, tuple(map(_text, row))) for n, row in enumerate(rows, 1))


def _failed(query: Path, why: str, say: Say | None = None, **figures: object) -> KamError:
    said = Say(*(say.read(lang, figures) for lang in ("zh", "en"))) if say else Say(why, why)
    return refuse("{query}：{why}", "{query}: {why}", code=Exit.ASKED_WRONGLY, query=query.name, why=said)


def _text(value: Any) -> str:
    """A value of the result as a CSV would have it; decimals keep every digit."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value)
