"""Names beside ids, where a person reads: `槿舟集团 C0001`, `褚晚舟 chu.wanzhou`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kamcli.model.finding import NOTHING

if TYPE_CHECKING:
    from kamcli.views.book import Book

Names = Mapping[str, Mapping[str, str]]  # kind -> id -> name


def names_of(book: "Book") -> Names:
    """What stands beside the ids of customers, staff, units and persons."""
    from kamcli.views.names import names

    persons = {each.id: each.name for row in book.columns.rows("people") for each in row.persons}
    return {**names(book), "person": persons}


def called(id: str, name: str) -> str:
    """A name with its id; the id alone where nobody knows its name."""
    return f"{name} {id}" if name and name != id else id


def beside(value: Any, kinds: tuple[str, ...], names: Names) -> Any:
    """A value that holds ids of some kinds, with their names; any other value as it is."""
    if isinstance(value, tuple):
        return tuple(beside(each, kinds, names) for each in value)
    found = next((name for kind in kinds if (name := names.get(kind, NOTHING).get(value))), "")
    return called(value, found) if found and isinstance(value, str) else value
