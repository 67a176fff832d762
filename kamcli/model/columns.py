"""Summary columns: the few typed values kept of every record, and what book rules, clocks and views work on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

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


def picked(record: Any, path: str) -> Any:
    """The value at a dotted path of a record: None where the way is absent, a tuple of values through a list."""
    name, _, rest = path.partition(".")
    if record is None:
        return None
    if isinstance(record, tuple):
        return tuple(picked(each, path) for each in record)
    value = getattr(record, name)
    return picked(value, rest) if rest else value
