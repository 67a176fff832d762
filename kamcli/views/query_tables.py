"""The tables that a query may read: a kind of record each, its columns typed, and nothing above a class of secrecy."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.ledgers import LEDGERS, LedgerTable
from kamcli.model.money import exact
from kamcli.model.spelling import PLAIN, Spelling, spelling
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed
from kamcli.views.column import Column
from kamcli.views.computed import COMPUTED, of_scheme
from kamcli.views.fields import ID, Fields
from kamcli.views.listing import Values

TYPES: Mapping[str, str] = {
    "money": "DECIMAL(24,2)",
    "number": "DECIMAL(24,6)",
    "percent": "DECIMAL(24,6)",
    "count": "BIGINT",
    "flag": "BOOLEAN",
    "date": "DATE",
    "moment": "TIMESTAMP",  # by the clock where it was written: the offset is left out
}
TEXT = "VARCHAR"


class Field(NamedTuple):
    """A column of a table: its SQL type, its two names, the labels of its choices."""

    column: Column
    name: str
    zh: str
    type: str
    choices: tuple[tuple[str, str], ...]
    spelling: Spelling


class Table(NamedTuple):
    """A table, and the fields of the kind that lie above the class that was asked for."""

    name: str
    zh: str
    fields: tuple[Field, ...]
    withheld: tuple[Say, ...]


def tables(book: Book, most: AccessLevel) -> Iterator[Table]:
    """Every kind that has records of its own."""
    for kind in KINDS.values():
        if kind.columns and not kind.single:
            yield _table(kind, book, most)


def mentioned(sql: str, table: Table | LedgerTable) -> bool:
    """Whether a query names a table: what it doesn't name is not loaded."""
    return any(
        re.search(rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9_])", sql, re.IGNORECASE)
        for word in (table.name, table.zh)
    )


def ledgers(sql: str) -> tuple[LedgerTable, ...]:
    """The ledgers that a query names."""
    return tuple(ledger for ledger in LEDGERS.values() if mentioned(sql, ledger))


def narrowed(sql: str, table: Table) -> Table:
    """A table without the computed columns that a query doesn't name, unless it takes all: they cost a ledger each."""
    star = takes_all(sql)
    kept = tuple(
        each
        for each in table.fields
        if not each.column.source.computed or star or each.name in sql.casefold() or each.zh in sql
    )
    return table._replace(fields=kept)


def takes_all(sql: str) -> bool:
    """Whether a query takes every column of some table."""
    return "*" in sql.replace("(*)", "")


def cells(table: Table, rows: Iterable[Row], values: Values, most: AccessLevel) -> tuple[list[str | None], ...]:
    """The texts of every column, which SQL casts to its type."""
    kept = tuple(rows)
    return tuple([_text(values.of(row, each.column), each.spelling, most) for row in kept] for each in table.fields)


# ------------------------------------------------------------------------------------------------------------- columns


def _table(kind: Kind, book: Book, most: AccessLevel) -> Table:
    fields = Fields(kind, book)
    found = [_field(ID, PLAIN)]
    withheld: list[Say] = []
    for name, path in kind.columns.items():
        if not allowed(str(secrecy(kind, path)), most):
            withheld.append(fields.at(path).label)
            continue
        table = spelling(kind.model)
        for key in path.split("."):
            table = table.below(key)
        found.append(_field(fields.at(path), table)._replace(name=name))
    if kind.name == "customer":
        found += _computed(book, most)
    return Table(kind.name, kind.label.zh, tuple(_unique(found)), tuple(withheld))


def _computed(book: Book, most: AccessLevel) -> Iterator[Field]:
    for each in COMPUTED:
        column = of_scheme(each, "", book.policy) if allowed(each.secrecy, most) else None
        if column:
            yield _field(column, PLAIN)


def _field(column: Column, table: Spelling) -> Field:
    many = table.terms or column.sort in ("group", "id")
    choices = tuple((str(each), each.zh) for each in column.choices)
    return Field(column, column.name, column.label.zh, TEXT if many else TYPES.get(column.sort, TEXT), choices, table)


def _unique(fields: list[Field]) -> Iterator[Field]:
    """Two columns of one label: what is computed keeps it, the other is called by its name too."""
    taken = {each.zh for each in fields if each.column.source.computed}
    for each in fields:
        free = each.column.source.computed or each.zh not in taken
        zh = each.zh if free else f"{each.zh}_{each.name}"
        taken.add(zh)
        yield each._replace(zh=zh)


def secrecy(kind: Kind, path: str) -> AccessLevel:
    """The class of a field: the highest on the way to it."""
    classes = tuple(AccessLevel)
    table, found = spelling(kind.model), [AccessLevel.pub]
    for key in path.split("."):
        found.append(AccessLevel[table.terms[key].sensitivity])
        table = table.below(key)
    return max(found, key=classes.index)


# -------------------------------------------------------------------------------------------------------------- values


def _text(value: Any, table: Spelling, most: AccessLevel) -> str | None:
    """A value as SQL casts it; lists, tables and groups as JSON."""
    if value is None or value in ((), ""):
        return None
    if isinstance(value, tuple | Mapping) or hasattr(type(value), "model_fields"):
        return json.dumps(_plain(value, table, most), ensure_ascii=False)
    return str(_plain(value, table, most))


def _plain(value: Any, table: Spelling, most: AccessLevel) -> Any:
    """A value as JSON has it, without the fields above the class."""
    if isinstance(value, tuple):
        return [_plain(each, table, most) for each in value]
    if hasattr(type(value), "model_fields"):
        value = {name: each for name, each in value.__dict__.items() if each not in (None, ())}
    if isinstance(value, Mapping):
        return {
            str(key): _plain(each, table.below(str(key)), most)
            for key, each in value.items()
            if _open(table, key, most)
        }
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return str(value)


def _open(table: Spelling, key: object, most: AccessLevel) -> bool:
    told = table.terms.get(str(key))
    return told is None or allowed(told.sensitivity, most)


def told(table: Table) -> Say:
    """Which columns are withheld, in words."""
    return Say(
        "{table}里高于密级而没有装入：{columns}（--max-class）",
        "{name} lacks what lies above the class: {columns} (--max-class)",
    ).filled({"table": table.zh, "name": table.name, "columns": table.withheld})
