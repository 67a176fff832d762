"""A query over the book: its tables are loaded into a database in memory, which is sealed before the SQL runs."""

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple

from kamcli.model.caret import refused_at
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.ledgers import LedgerColumn, LedgerTable
from kamcli.model.money import exact
from kamcli.store.importing.query import LOCKED
from kamcli.views.query_tables import Field, Table

if TYPE_CHECKING:
    from kamcli.model.policy import Policy

SECONDS = 60  # a query that runs longer is a slip, as a join without a condition is
ROWS = 1_000_000
MEMORY = "2GB"
LIMITS = (f"SET memory_limit = '{MEMORY}'", "SET errors_as_json = true")
FLOATS = ("DOUBLE", "FLOAT", "REAL")
HINT = Say("kam query --tables 列出表和列", "kam query --tables lists tables and columns")
ALONE = Say("只能有一句 SELECT", "exactly one SELECT is allowed")


class Result(NamedTuple):
    """What a query found: column names made unique, which are numbers, floats among them, and the rows."""

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    floats: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Database:
    """The tables of one query."""

    def __init__(self, records: Path, policy: "Policy", lang: str) -> None:
        from kamcli.store.ledger_tables import database

        self.base = database()
        self.records = records
        self.policy = policy
        self.lang = lang

    def add(self, table: Table, columns: Sequence[list[str | None]]) -> None:
        """A kind of record: a table with English names, a view with Chinese ones."""
        made = ", ".join(f"CAST(unnest(?::VARCHAR[]) AS {each.type}) AS {name(each.name)}" for each in table.fields)
        self.base.execute(f"CREATE TABLE {name(table.name)} AS SELECT {made}", list(columns))
        shown = ", ".join(f"{_labelled(each)} AS {name(each.zh)}" for each in table.fields)
        self.base.execute(f"CREATE VIEW {name(table.zh)} AS SELECT {shown} FROM {name(table.name)}")  # noqa: S608 quoted

    def add_ledger(self, ledger: LedgerTable) -> None:
        """A ledger: empty where it has no file, KamError with the places where it can't be read."""
        from kamcli.store.ledger import unreadable
        from kamcli.store.ledger_tables import UnreadableLedgerError, empty, load

        try:
            if not load(self.base, self.records, ledger, self.policy.company.currency):
                empty(self.base, ledger)
        except UnreadableLedgerError as error:
            raise unreadable(self.records, ledger, self.policy, self.lang, str(error)) from None
        self.base.execute(f"ALTER TABLE {ledger.name} DROP COLUMN wrong")
        shown = ", ".join(f"{_in_chinese(each)} AS {name(each.zh)}" for each in ledger.columns)
        self.base.execute(f"CREATE TEMP VIEW {name(ledger.zh)} AS SELECT {shown} FROM {ledger.name}")  # noqa: S608 ours

    def ask(self, sql: str, seconds: int = SECONDS) -> Result:
        """Seal the database and run one SELECT; KamError with carets where it is wrong."""
        import duckdb

        for statement in (*LIMITS, *LOCKED):
            self.base.execute(statement)
        timer = Timer(seconds, self.base.interrupt)
        timer.start()
        try:
            self.single(sql)
            self.base.execute(sql)
            return self.result()
        except duckdb.InterruptException:
            raise refuse(
                "查询超过 {seconds} 秒，停下了", "the query ran for {seconds} seconds and was stopped", seconds=seconds
            ) from None
        except duckdb.Error as error:
            raise _wrong(sql, error) from None
        finally:
            timer.cancel()

    def single(self, sql: str) -> None:
        """KamError unless the text is one SELECT: sealed as the database is, nothing else has a meaning here."""
        import duckdb

        found = self.base.extract_statements(sql)
        if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
            raise refuse("{say}", "{say}", code=Exit.ASKED_WRONGLY, say=ALONE)

    def result(self) -> Result:
        columns = [(str(each[0]), str(each[1]).upper()) for each in self.base.description or ()]
        rows = self.base.fetchmany(ROWS + 1)
        if len(rows) > ROWS:
            raise refuse(
                "结果超过 {most} 行：加上 LIMIT", "the result has more than {most} rows: add a LIMIT", most=ROWS
            )
        numbers = tuple(
            n for n, (_, kind) in enumerate(columns) if kind.startswith(("DECIMAL", *FLOATS)) or "INT" in kind
        )
        floats = tuple(each for each, kind in columns if kind in FLOATS)
        return Result(
            _unique([each for each, _ in columns]), numbers, floats, tuple(tuple(map(_value, row)) for row in rows)
        )


def name(text: str) -> str:
    """A name in SQL."""
    return '"' + text.replace('"', '""') + '"'


def _labelled(field: Field) -> str:
    """A column with the Chinese labels of its choices."""
    from kamcli.store.ledger_tables import quoted

    if not field.choices or field.type != "VARCHAR":
        return name(field.name)
    cases = " ".join(f"WHEN {quoted(key)} THEN {quoted(zh)}" for key, zh in field.choices)
    return f"CASE {name(field.name)} {cases} ELSE {name(field.name)} END"


def _in_chinese(column: LedgerColumn) -> str:
    return f"CASE {column.name} WHEN 'office' THEN '办事处' ELSE '客户' END" if column.name == "debtor" else column.name


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Column names, a repeated one with its position behind."""
    return tuple(each if each not in names[:n] else f"{each}_{n + 1}" for n, each in enumerate(names))


def _value(value: Any) -> Any:
    """A value of the result: decimals as exact text, days as ISO, nested ones as JSON."""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _wrong(sql: str, error: Exception) -> KamError:
    """What DuckDB says in one line, with carets where it gives the place."""
    kind, _, text = str(error).partition(": ")
    try:
        found = json.loads(text)
    except ValueError:
        found = {"exception_message": str(error)}
    said = " ".join(str(found.get("exception_message", kind)).split("\n\nLINE ")[0].split())
    at = str(found.get("position", ""))
    if not at.isdecimal():
        return refuse("{said}", "{said}", code=Exit.ASKED_WRONGLY, hint=HINT, said=f"SQL: {said}")
    start = len(sql.encode()[: int(at)].decode("utf-8", "ignore"))
    return refused_at(sql, start, start + _length(sql, start), Say("SQL：{said}", "SQL: {said}"), HINT, said=said)


def _length(sql: str, start: int) -> int:
    """How long the word at a place is."""
    end = start
    while end < len(sql) and (sql[end].isalnum() or sql[end] == "_"):
        end += 1
    return max(end - start, 1)
