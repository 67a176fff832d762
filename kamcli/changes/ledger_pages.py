"""Ledger files as pages of rows: which page a row belongs to, where on it, and which columns the page needs for it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.ledgers import Cell, Debtor, LedgerTable

Values = Mapping[str, str]  # English column name -> canonical text; a column that the source lacks is not in it
Key = tuple[object, ...]
FOREIGN = "?"  # begins the name of a column that the ledger doesn't know: it is kept, and read by nobody


class Row(NamedTuple):
    """A row of a ledger; `raw` is its own text in its file, "" where kam has to write it."""

    values: Values
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One ledger file: `path` below records/, its heading as written, and the English name of each column."""

    path: str
    heading: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...] = ()


class Target(NamedTuple):
    """Where rows go: the ledger, the language of new headings, the columns of new pages, the company's currency."""

    ledger: LedgerTable
    lang: str
    columns: tuple[str, ...]
    currency: str


def is_chinese(ledger: LedgerTable, heading: Sequence[str]) -> bool:
    """The language of a file: one Chinese heading is enough."""
    return any(column.zh in heading for column in ledger.columns)


def month_of(ledger: LedgerTable, values: Values) -> str:
    return values[ledger.day][: len("2026-03")]


def key_of(target: Target, values: Values) -> Key:
    """What two equal rows have in common: values, not their spelling; an empty currency is the company's."""
    return tuple(
        _comparable(target, column.name, column.cell, values.get(column.name, "")) for column in target.ledger.columns
    )


def _comparable(target: Target, name: str, cell: Cell, text: str) -> object:
    if cell is Cell.exact:
        return Decimal(text) if text else ""
    if cell is Cell.debtor:
        return text or str(Debtor.customer.value)
    return text or (target.currency if name == "currency" else "")


def placed(target: Target, pages: Sequence[Page], added: Sequence[Row]) -> tuple[Page, ...]:
    """New rows on the page of their month, after the last row of their day or an earlier one."""
    ledger = target.ledger
    news: dict[str, list[Row]] = {}
    for row in added:
        news.setdefault(f"{ledger.folder}/{month_of(ledger, row.values)}.csv", []).append(row)
    have = {page.path: page for page in pages}
    for path, rows in sorted(news.items()):
        page = have.get(path) or _new_page(target, path)
        have[path] = with_rows(target, page, _inserted(ledger, page.rows, rows))
    return tuple(have.values())


def _new_page(target: Target, path: str) -> Page:
    columns = [each for each in target.ledger.columns if each.required or each.name in target.columns]
    return Page(path, tuple(each.heading(target.lang) for each in columns), tuple(each.name for each in columns))


def _inserted(ledger: LedgerTable, rows: Sequence[Row], news: Sequence[Row]) -> list[Row | None]:
    """Rows in the order of their days where the page is in that order, else the new ones behind."""
    days = [_day(ledger, row) for row in rows]
    news = sorted(news, key=lambda row: _day(ledger, row))
    if days != sorted(days):
        return [*rows, *news]
    together: list[Row | None] = []
    taken = 0
    for row in news:
        at = bisect_right(days, _day(ledger, row))
        together += rows[taken:at]
        together.append(row)
        taken = at
    return [*together, *rows[taken:]]


def _day(ledger: LedgerTable, row: Row) -> dt.date:
    return dt.date.fromisoformat(row.values[ledger.day])


def with_rows(target: Target, page: Page, rows: Sequence[Row | None]) -> Page:
    """The page with other rows; columns that its new rows need are added behind, and then every row is written anew."""
    there = tuple(row for row in rows if row is not None)
    needed = [
        each for each in target.ledger.columns if each.name not in page.names and _needed(target, each.name, there)
    ]
    if not needed:
        return replace(page, rows=there)
    zh = is_chinese(target.ledger, page.heading)
    return Page(
        page.path,
        (*page.heading, *(each.heading("zh" if zh else "en") for each in needed)),
        (*page.names, *(each.name for each in needed)),
        tuple(row._replace(raw="") for row in there),
    )


def _needed(target: Target, name: str, rows: Sequence[Row]) -> bool:
    """Whether a row has a value that leaving the column out would lose."""
    cell = target.ledger.column(name).cell
    empty = _comparable(target, name, cell, "")
    return any(row.values.get(name) and _comparable(target, name, cell, row.values[name]) != empty for row in rows)
