"""A column of a listing: a field of a kind or something computed, what it is called and how its values are spelt."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kamcli.model.base import Choice
from kamcli.model.finding import Say


class Source(NamedTuple):
    """Where a column's values come from.

    `summary` is the summary column and `path` the way from its value on; without one the whole record is read and
    `path` starts at it. `computed` names a row of the table of computed columns, `scheme` its grading scheme.
    `through` names the column that holds the id of the customer whose value is meant.
    """

    summary: str = ""
    path: tuple[str, ...] = ()
    computed: str = ""
    scheme: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what JSON calls it; `sort` as `described.Form` has it, or `id`.

    `words` are the spellings of its values where there are not many: folded word -> folded key (id of a choice, of a
    person, of a unit); empty where anything may be written. `refs` are the kinds that its ids name.
    """

    name: str
    label: Say
    sort: str
    source: Source
    choices: tuple[Choice, ...] = ()
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    refs: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A text without what doesn't distinguish it: capitals, full-width forms, spaces around."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def along(value: Any, path: tuple[str, ...]) -> Any:
    """The value at a path of English names: through a list each entry's, through a table the key's."""
    for position, name in enumerate(path):
        if value is None:
            return None
        if isinstance(value, tuple):
            return tuple(along(each, path[position:]) for each in value)
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    return value


def spellings(choices: tuple[Choice, ...]) -> tuple[tuple[str, str], ...]:
    """The words of choices: id and both labels."""
    return tuple(
        dict.fromkeys((folded(word), folded(str(each))) for each in choices for word in (str(each), each.zh, each.en))
    )
