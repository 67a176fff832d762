"""What an import does to a ledger: rows matched by number or replaced by month, as new pages; no file is touched."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kamcli.changes.ledger_pages import Key, Page, Row, Target, Values, key_of, month_of, placed, with_rows


class Changed(NamedTuple):
    """A numbered row that differs from the ledger's: column -> text before and after."""

    number: str
    columns: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Month:
    """How many rows of a month (`YYYY-MM`, by the rows' day) an import adds, changes, leaves and takes out."""

    added: int = 0
    changed: int = 0
    kept: int = 0
    removed: int = 0

    def plus(self, **counts: int) -> "Month":
        return replace(self, **{name: getattr(self, name) + count for name, count in counts.items()})


Months = dict[str, Month]


@dataclass(frozen=True, slots=True)
class Merged:
    """The pages after an import, what it did by month, and the months whose rows it takes out."""

    pages: tuple[Page, ...]
    months: Mapping[str, Month]
    changed: tuple[Changed, ...] = ()
    losing: Mapping[str, int] | None = None


def merged(target: Target, pages: Sequence[Page], incoming: Iterable[Values], *, more: bool = False) -> Merged:
    """One export merged into a ledger: by number where its rows have one, else month by month.

    `more` says that the rows are a part of what their months hold, and so never take one out.
    """
    rows = tuple(incoming)
    return _by_number(target, pages, rows) if target.ledger.number else _by_month(target, pages, rows, more=more)


# --- rows with a number -------------------------------------------------------------------------------------------


def _by_number(target: Target, pages: Sequence[Page], incoming: Sequence[Values]) -> Merged:
    """New numbers are added, equal rows stay, others are replaced in place or move to their new month."""
    ledger = _Numbered(target, pages)
    for values in incoming:
        ledger.take(values)
    left = tuple(with_rows(target, page, ledger.rows[page.path]) for page in pages)
    return Merged(placed(target, left, ledger.added), ledger.months, tuple(ledger.changed))


class _Numbered:
    """A numbered ledger while an export goes by: `rows` by page, None where a row moved away."""

    def __init__(self, target: Target, pages: Sequence[Page]) -> None:
        self.target = target
        self.number = target.ledger.number
        self.where = {row.values[self.number]: (page.path, n) for page in pages for n, row in enumerate(page.rows)}
        self.rows: dict[str, list[Row | None]] = {page.path: list(page.rows) for page in pages}
        self.months: Months = {}
        self.added: list[Row] = []
        self.changed: list[Changed] = []

    def take(self, values: Values) -> None:
        """One row of the export."""
        month = month_of(self.target.ledger, values)
        path, n = self.where.get(values[self.number], ("", 0))
        old = self.rows[path][n] if path else None
        if old is None:
            self.added.append(Row(values))
            _count(self.months, month, added=1)
            return
        new = {**old.values, **values}
        if key_of(self.target, new) == key_of(self.target, old.values):
            _count(self.months, month, kept=1)
            return
        moved = month_of(self.target.ledger, old.values) != month
        self.rows[path][n] = None if moved else Row(new)
        self.added += [Row(new)] if moved else []
        self.changed.append(Changed(values[self.number], _differences(old.values, new)))
        _count(self.months, month, changed=1)


def _differences(old: Values, new: Values) -> Mapping[str, tuple[str, str]]:
    return {name: (old.get(name, ""), text) for name, text in new.items() if old.get(name, "") != text}


# --- rows without a number ----------------------------------------------------------------------------------------


def _by_month(target: Target, pages: Sequence[Page], incoming: Sequence[Values], *, more: bool) -> Merged:
    """Each month that the export covers holds its rows afterwards; equal rows are as many as the export has.

    With `more` it holds them beside those that it has, and equal ones are at least as many.
    """
    wanted: dict[str, list[tuple[Key, Values]]] = {}
    for values in incoming:
        wanted.setdefault(month_of(target.ledger, values), []).append((key_of(target, values), values))
    spare = {month: Counter(key for key, _ in rows) for month, rows in wanted.items()}
    months: Months = {month: Month() for month in wanted}
    kept = {page.path: _kept(target, page, spare, months, more=more) for page in pages}
    added = [Row(values) for month, rows in wanted.items() for values in _left(rows, spare[month])]
    for row in added:
        _count(months, month_of(target.ledger, row.values), added=1)
    losing = {month: counts.removed for month, counts in months.items() if counts.removed}
    left = tuple(with_rows(target, page, kept[page.path]) for page in pages)
    return Merged(placed(target, left, added), months, losing=losing)


def _kept(
    target: Target, page: Page, spare: Mapping[str, Counter[Key]], months: Months, *, more: bool
) -> list[Row | None]:
    """The rows of a page that the export has too or doesn't speak of; takes them out of `spare`."""
    kept: list[Row | None] = []
    for row in page.rows:
        month = month_of(target.ledger, row.values)
        if month not in spare:
            kept.append(row)
            continue
        key = key_of(target, row.values)
        found = spare[month][key] > 0
        if found:
            spare[month][key] -= 1
        if found or more:
            kept.append(row)
        if found or not more:
            _count(months, month, **{"kept" if found else "removed": 1})
    return kept


def _left(rows: Sequence[tuple[Key, Values]], spare: Counter[Key]) -> Iterable[Values]:
    """The rows that the ledger lacks, in the export's order."""
    for key, values in rows:
        if spare[key] > 0:
            spare[key] -= 1
            yield values


def _count(months: Months, month: str, **counts: int) -> None:
    months[month] = months.get(month, Month()).plus(**counts)
