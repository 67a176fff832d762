"""Customers found by free words: name, short name, code, credit code, id, and pinyin in full or by initials."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kamcli.model.columns import Row
from kamcli.views.book import Book
from kamcli.views.column import folded


class Reading(NamedTuple):
    """How a Chinese name is read: `chongqingzhanghong` and `cqzh`."""

    full: str
    initials: str


Read = Callable[[str], Reading]


def searched(book: Book, text: str, read: Read | None = None) -> tuple[Row, ...]:
    """The customers that every word of a text fits: exact ones alone where there are any, by id.

    `read` tells how a name is read; without it Latin letters find only what is written in them.
    """
    words = tuple(plain(word) for word in text.split())
    if not words:
        return ()
    rows = book.columns.rows("customer")
    exact = tuple(row for row in rows if plain(text) in map(plain, written(row)))
    return exact or tuple(row for row in rows if _fits(row, words, read))


def wants_pinyin(text: str) -> bool:
    """Whether a text may be pinyin: Latin letters are in it, and no Chinese ones."""
    return any(each.isascii() and each.isalpha() for each in folded(text)) and not any(
        unicodedata.east_asian_width(each) == "W" for each in text
    )


def written(row: Row) -> Iterator[str]:
    """What a customer is known by, as it is written."""
    yield row.id
    yield from (str(each) for each in (row.name, row.short_name, row.code, row.uscc) if each)


def plain(text: str) -> str:
    """A text without capitals, width, spaces, hyphens; ü as the v of an input method."""
    return folded(text).replace("ü", "v").replace(" ", "").replace("-", "")


def _fits(row: Row, words: tuple[str, ...], read: Read | None) -> bool:
    known = tuple(map(plain, written(row)))
    left = tuple(word for word in words if not any(word in each for each in known))
    if not left or read is None or not all(map(wants_pinyin, left)):
        return not left
    readings = tuple(read(name) for name in (row.name, row.short_name) if name)
    return all(any(word in plain(way) for reading in readings for way in reading) for word in left)
