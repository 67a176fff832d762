"""Summary columns: the few typed values kept of every record, and what book rules, clocks and views work on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.model.finding import NOTHING


class Row:
    """One record in brief: `id`, `kind`, `file` (below records/), one attribute for each summary column of its kind."""

    __slots__ = ("file", "id", "kind", "values")

    def __init__(self, kind: str, record_id: str, file: str, values: Mapping[str, Any]) -> None:
        self.kind = kind
        self.id = record_id
        self.file = file
        self.values = values

    def __getattr__(self, name: str) -> Any:
        """A summary column; a name that is none is an error of the program."""
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(f"{self.kind} has no summary column {name}") from None

    def __repr__(self) -> str:
        return f"Row({self.kind} {self.id} {dict(self.values)})"


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of every kind, in the order of their ids."""

    tables: Mapping[str, Mapping[str, Row]] = field(default_factory=lambda: NOTHING)

    def rows(self, kind: str) -> tuple[Row, ...]:
        """All rows of a kind."""
        return tuple(self.tables.get(kind, NOTHING).values())

    def find(self, kind: str, record_id: str | None) -> Row | None:
        """One row, or None where there is no such record."""
        return self.tables.get(kind, NOTHING).get(record_id or "")

    def has(self, kind: str, record_id: str) -> bool:
        """Whether a record of this kind was read."""
        return record_id in self.tables.get(kind, NOTHING)

    def everything(self) -> Iterator[Row]:
        """Every row of every kind."""
        for table in self.tables.values():
            yield from table.values()


def columns_from(rows: Iterator[Row]) -> Columns:
    """Rows gathered by kind, sorted by id."""
    tables: dict[str, dict[str, Row]] = {}
    for row in sorted(rows, key=lambda row: (row.kind, row.id)):
        tables.setdefault(row.kind, {})[row.id] = row
    return Columns(MappingProxyType({kind: MappingProxyType(table) for kind, table in tables.items()}))


class Part(NamedTuple):
    """Columns that come from one group of a record: the way there, and the field of each column in it."""

    above: tuple[str, ...]
    names: tuple[str, ...]
    fields: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]


def parts(columns: Mapping[str, str]) -> tuple[Part, ...]:
    """Column name -> dotted path, gathered by the group that the paths lead to: every group is then looked up once."""
    gathered: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for name, path in columns.items():
        *above, last = path.split(".")
        gathered.setdefault(tuple(above), []).append((name, last))
    return tuple(_part(above, dict(pairs)) for above, pairs in gathered.items())


def _part(above: tuple[str, ...], fields: Mapping[str, str]) -> Part:
    names = tuple(fields.values())
    return Part(above, tuple(fields), names, attrgetter(*names, names[0]))  # two names at least: it gives a tuple


def picked_parts(record: Any, wanted: Iterable[Part]) -> dict[str, Any]:
    """The values of many columns, each as `picked` gives it."""
    found: dict[str, Any] = {}
    for part in wanted:
        group = _along(record, part.above)
        if group is None or isinstance(group, tuple):
            found.update((name, _along(group, (last,))) for name, last in zip(part.names, part.fields, strict=True))
        else:
            found.update(zip(part.names, part.values(group), strict=False))
    return found


def picked(record: Any, path: str) -> Any:
    """The value at a dotted path of a record: None where the way is absent, a tuple of values through a list."""
    return _along(record, _names(path))


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _along(value: Any, names: tuple[str, ...]) -> Any:
    for position, name in enumerate(names):
        if value is None:
            return None
        if isinstance(value, tuple):
            return tuple(_along(each, names[position:]) for each in value)
        value = getattr(value, name)
    return value
