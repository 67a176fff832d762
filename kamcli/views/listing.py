"""A listing: the rows that hold a filter, sorted, cut, or counted by a column, with the columns that were asked for."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from kamcli.model.answers import ZERO, Answers, Question
from kamcli.model.choices import Scheme
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.column import Column, along
from kamcli.views.computed import BY_NAME
from kamcli.views.computed_values import Figures, Inputs
from kamcli.views.filter_values import NUMBERS, flat

_SCHEMES = {str(each): each for each in Scheme}
RecordOf = Callable[[Row], Any]  # the whole record of a row, None where it can't be read


class Order(NamedTuple):
    """A column to sort by; what has no value stands last either way."""

    column: Column
    falling: bool = False


class Counted(NamedTuple):
    """The rows with one value (None = none) in the column that they are counted by, and the sums of their figures."""

    value: Any
    rows: int
    sums: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Values:
    """The values of every column for every row; computed ones are gathered when the first is asked for."""

    inputs: Inputs
    record: RecordOf
    _figures: dict[tuple[str, str], Figures] = field(default_factory=dict)
    _records: dict[str, Any] = field(default_factory=dict)

    def of(self, row: Row, column: Column) -> Any:
        """One value; None where there is none."""
        source = column.source
        if source.through:
            found = self.inputs.book.columns.find("customer", getattr(row, source.through))
            if found is None:
                return None
            row = found
        if source.computed:
            return self.figures(source.computed, source.scheme).values.get(row.id)
        if source.summary:
            return along(getattr(row, source.summary), source.path)
        return along(self.whole(row), source.path) if source.path else row.id

    def whole(self, row: Row) -> Any:
        """The whole record, for a field that is no summary column."""
        if row.file not in self._records:
            self._records[row.file] = self.record(row)
        return self._records[row.file]

    def figures(self, name: str, scheme: str) -> Figures:
        """A computed column of all customers; without its parameter it is not computable."""
        if (name, scheme) not in self._figures:
            try:
                found = BY_NAME[name].gather(self.inputs, _SCHEMES.get(scheme, Scheme.revenue_share))
            except NotConfigured as missing:
                found = Figures({}, missing.say)
            self._figures[name, scheme] = found
        return self._figures[name, scheme]

    @property
    def reasons(self) -> Mapping[str, Say]:
        """Computed columns that some or all customers have no value in, each with its reason."""
        return {name: found.reason for (name, _), found in self._figures.items() if found.reason}


def questions(columns: Iterable[Column]) -> Callable[[Policy, dt.date], tuple[Question[Any], ...]]:
    """What these columns ask the ledgers; what is not configured is not asked."""
    names = tuple(dict.fromkeys(each.source.computed for each in columns if each.source.computed))

    def asked(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
        found: dict[Question[Any], None] = {}
        for name in names:
            try:
                found.update(dict.fromkeys(BY_NAME[name].asks(policy, today)))
            except NotConfigured:
                continue
        return tuple(found)

    return asked


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a listing was asked for; `limit` 0 = all."""

    kind: str
    columns: tuple[Column, ...]
    tests: tuple[Callable[[Callable[[Column], Any]], bool], ...] = ()
    order: tuple[Order, ...] = ()
    by: Column | None = None
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Rows of a kind with the values of their columns."""

    wish: Wish
    rows: tuple[Row, ...]
    found: int
    values: Values

    @cached_property
    def cells(self) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(self.values.of(row, column) for column in self.wish.columns) for row in self.rows)

    @cached_property
    def summed(self) -> tuple[Column, ...]:
        """The columns whose figures are added up when rows are counted by another."""
        return tuple(each for each in self.wish.columns if each.sort in NUMBERS - {"percent"} and each != self.wish.by)

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Rows counted by `by`: the most first; a row with several values counts for each of them."""
        if self.wish.by is None:
            return ()
        groups: dict[Any, list[Row]] = {}
        for row in self.rows:
            for value in tuple(dict.fromkeys(flat(self.values.of(row, self.wish.by)))) or (None,):
                groups.setdefault(value, []).append(row)
        counted = (Counted(value, len(rows), self._sums(rows)) for value, rows in groups.items())
        return tuple(sorted(counted, key=lambda each: (each.value is None, -each.rows, str(each.value))))

    def _sums(self, rows: list[Row]) -> tuple[Decimal | None, ...]:
        return tuple(_sum([self.values.of(row, column) for row in rows]) for column in self.summed)


def _sum(values: list[Any]) -> Decimal | None:
    """The sum of all; None where one of them is not known."""
    return None if any(each is None for each in values) else sum(values, ZERO)


def listing(
    book: Book, answers: Answers, policy: Policy, today: dt.date, *, wish: Wish, record: RecordOf = lambda _: None
) -> Listing:
    """The rows of a kind that hold every test, in the order asked for, by id where none is."""
    values = Values(Inputs(book, answers, policy, today), record)
    found = [
        row
        for row in book.columns.rows(wish.kind)
        if all(test(lambda column, row=row: values.of(row, column)) for test in wish.tests)  # type: ignore[misc]
    ]
    for order in reversed(wish.order):
        found = _sorted(found, order, values)
    kept = found[: wish.limit] if wish.limit else found
    return Listing(wish=wish, rows=tuple(kept), found=len(found), values=values)


def _sorted(rows: list[Row], order: Order, values: Values) -> list[Row]:
    """Choices in their own order, everything else by value; what has none last."""
    ranks = {str(choice): n for n, choice in enumerate(order.column.choices)}
    keys = {row.id: tuple(flat(values.of(row, order.column))) for row in rows}
    filled = [row for row in rows if keys[row.id]]
    empty = [row for row in rows if not keys[row.id]]

    def key(row: Row) -> tuple[Any, ...]:
        return tuple(ranks.get(str(each), len(ranks)) if ranks else each for each in keys[row.id])

    return [*sorted(filled, key=key, reverse=order.falling), *empty]
