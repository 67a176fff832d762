"""Importing into a ledger: exports read and checked, merged into the month files, written and committed."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kamcli.changes.change import Change
from kamcli.changes.import_recipe import Recipe, canonical_recipe, foreign_columns, map_recipe
from kamcli.changes.import_rows import Cells, Refused, Taken, insist, taken
from kamcli.changes.import_units import bare_heading, title_unit
from kamcli.changes.ledger_import import Changed, Merged, Month, merged
from kamcli.changes.ledger_pages import Target
from kamcli.model.columns import Columns
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.import_map import ImportMap
from kamcli.model.ledger_cells import head
from kamcli.model.ledgers import LedgerTable, folded
from kamcli.model.policy import Policy
from kamcli.store.importing.pages import changes, read_pages
from kamcli.store.importing.query import query_source
from kamcli.store.importing.source import Reading, Source, Wanted, source


class Export(NamedTuple):
    """One input as it was read: a file, or a query over files."""

    path: Path
    source: Source
    taken: Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the caller wants: how to read (`chosen` map or `query`), and what may happen."""

    chosen: ImportMap | None = None
    query: Path | None = None
    replace: bool = False
    skip_bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Where an import goes: the records folder, the rows of its records, its policy and language; who imports when."""

    records: Path
    columns: Columns
    policy: Policy
    lang: str
    now: dt.datetime
    person: str | None = None

    @property
    def customers(self) -> Collection[str]:
        """The ids of its customers."""
        return self.columns.tables.get("customer", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import will do: the changed files, rows by month, changed numbered rows, and the exports as read."""

    changes: tuple[Change, ...]
    months: dict[str, Month] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    exports: tuple[Export, ...] = ()
    subject: str = ""

    @property
    def refused(self) -> tuple[tuple[Path, Refused], ...]:
        return tuple((each.path, row) for each in self.exports for row in each.taken.refused)


def read_exports(book: Book, ledger: LedgerTable, files: Sequence[Path], wishes: Wishes) -> tuple[Export, ...]:
    """Every input read and each of its rows checked; KamError where an input as a whole can't be read."""
    if wishes.query:
        found = query_source(wishes.query, files, lambda cells: lacking(ledger, cells) == (), wanted(ledger))
        return (_export(book, wishes.query, found, canonical_recipe(ledger, found.heading)),)
    return tuple(_from_file(book, ledger, path, wishes.chosen) for path in files)


def wanted(ledger: LedgerTable) -> Say:
    """The columns that a heading must have, in words."""
    required = [each for each in ledger.columns if each.required]
    return Say("、".join(each.zh for each in required), ", ".join(each.name for each in required))


def lacking(ledger: LedgerTable, cells: tuple[str, ...]) -> tuple[Say, ...] | None:
    """The required columns that a line lacks as the heading; None for a line that has none of the ledger's columns."""
    found = head(ledger, bare_heading(ledger, cells))
    return tuple(Say(each.zh, each.name) for each in found.missing) if any(found.names) else None


def _from_file(book: Book, ledger: LedgerTable, path: Path, chosen: ImportMap | None) -> Export:
    if chosen is None:
        lacks = partial(lacking, ledger)
        found = source(path, Reading(), Wanted(lambda cells: lacks(cells) == (), wanted(ledger), lacks=lacks))
        return _export(book, path, found, canonical_recipe(ledger, found.heading, title_unit(found.above)))
    reading = Reading(
        str(chosen.encoding.value) if chosen.encoding else "", _delimiter(chosen.delimiter), chosen.skip_lines or 0
    )
    asked = foreign_columns(chosen)
    fits = lambda cells: {folded(each) for each in asked} <= {folded(each) for each in cells}  # noqa: E731 one condition
    found = source(path, reading, Wanted(fits, Say("、".join(asked), ", ".join(asked))))
    return _export(book, path, found, map_recipe(ledger, chosen, found.heading, title_unit(found.above)))


def _delimiter(text: str | None) -> str:
    """A tab may be written as a word, because YAML makes it hard to see."""
    delimiter = {"tab": "\t", "\\t": "\t", "制表符": "\t"}.get(text or "", text or "")
    if len(delimiter) > 1 or delimiter in ('"', "\n", "\r", "\0"):
        raise refuse(
            "导入对照的分隔符“{text}”不是一个字符",
            "the delimiter {text} of the import map is not one character",
            code=Exit.CONFIGURATION,
            hint=Say("写一个字符，如 ; 或 tab", "write one character, as ; or tab"),
            text=text,
        )
    return delimiter


def _export(book: Book, path: Path, found: Source, recipe: Recipe) -> Export:
    rows = (Cells(row.line, row.cells) for row in found.rows)
    return Export(path, found, taken(recipe, rows, book.customers))


def planned(book: Book, ledger: LedgerTable, exports: Sequence[Export], wishes: Wishes) -> Plan:
    """What the exports do to the ledger, one after the other; nothing is written.

    KamError where rows are refused and may not be skipped, or where a month would lose rows and may not.
    """
    insist(sum(len(each.taken.refused) for each in exports), skip_bad=wishes.skip_bad)
    before = read_pages(book.records, ledger, book.policy, book.lang)
    target = Target(ledger, book.lang, _used(exports), book.policy.company.currency)
    pages = tuple(each for _, each in before.values())
    months: dict[str, Month] = {}
    changed: list[Changed] = []
    for export in exports:
        after = merged(target, pages, export.taken.rows, more=export.source.returned)
        if after.losing and not wishes.replace:
            raise _losing(ledger, export, after)
        pages = after.pages
        changed += after.changed
        _add(months, after)
    subject = f"{ledger.name}: import {', '.join(each.source.name for each in exports)}"
    return Plan(
        changes=changes(target, before, pages, subject),
        months=dict(sorted(months.items())),
        changed=tuple(changed),
        exports=tuple(exports),
        subject=subject,
    )


def _used(exports: Sequence[Export]) -> tuple[str, ...]:
    """The columns that hold something in any export."""
    rows = (row for export in exports for row in export.taken.rows)
    return tuple(sorted({name for row in rows for name, text in row.items() if text}))


def _add(months: dict[str, Month], after: Merged) -> None:
    for month, counts in after.months.items():
        each = {name: getattr(counts, name) for name in ("added", "changed", "kept", "removed")}
        months[month] = months.get(month, Month()).plus(**each)


def _losing(ledger: LedgerTable, export: Export, after: Merged) -> KamError:
    lost = tuple(Say(f"{month} {rows} 行", f"{month} {rows} rows") for month, rows in (after.losing or {}).items())
    return refuse(
        "{ledger}会丢掉 {name} 里没有的行：{lost}；账簿没有改动",
        "the {ledger} would lose rows that {name} does not have: {lost}; nothing was written",
        hint=Say("确认这些月份以文件为准，加 --replace", "add --replace if the file is right for these months"),
        ledger=Say(ledger.zh, ledger.en.lower()),
        name=export.source.name,
        lost=lost,
    )
