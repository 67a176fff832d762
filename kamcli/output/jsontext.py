"""A view as JSON, field by field: decimals as texts, dates ISO, choices by id, missing as null (design §3.1)."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from json.encoder import encode_basestring as quoted
from typing import Any

from pydantic import BaseModel

from kamcli.model.money import exact

SCHEMA_VERSION = 1  # fields may be added under it, never removed
STEP = "  "

# How a value of one type is written: the value, the language of its sentences, the line feed and indent it stands at.
# The text goes straight out and not by way of plain data and `json.dumps`, whose indented form is slow: a ledger of
# 100,000 invoices has 30,000 deadlines of 20 values each.
Write = Callable[[Any, str, str], str]


def document(lang: str, **fields: object) -> str:
    """One JSON document with its `schema_version`; ends with a line feed. Sentences are in `lang`."""
    pieces: list[str] = []
    for name, value in ({"schema_version": SCHEMA_VERSION} | fields).items():
        pieces += (f"{',' if pieces else '{'}\n{STEP}{quoted(name)}: ", *_pieces(value, lang))
    return "".join((*pieces, "\n}\n"))


def _pieces(value: object, lang: str) -> Iterator[str]:
    """A field of the document; a list of it item by item, so that a long one is put together only once."""
    below = f"\n{STEP}{STEP}"
    if isinstance(value, list | tuple) and value and not hasattr(value, "_fields"):
        for place, each in enumerate(value):
            yield f"{',' if place else '['}{below}{text(each, lang, below)}"
        yield f"\n{STEP}]"
    else:
        yield text(value, lang, f"\n{STEP}")


def text(value: object, lang: str, start: str = "\n") -> str:
    """A value as indented JSON; `start` is a line feed and the indent of the line that the value stands in."""
    return writer(type(value))(value, lang, start)


def _writer(kind: type) -> Write:
    """How values of a type are written; a type that says nothing of itself is written as `str` has it."""
    for known, write in WRITERS:
        if issubclass(kind, known):
            return write
    if hasattr(kind, "read"):
        return _sentence
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _group(kind._fields, tuple)
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return _group(names, lambda value: [getattr(value, name) for name in names])
    return _list if issubclass(kind, tuple | list | frozenset) else _other


writer: Callable[[type], Write] = cache(_writer)


def _group(names: tuple[str, ...], values: Callable[[Any], Iterable[object]]) -> Write:
    """The writer of values with the same fields: their names are put into words once."""

    def write(value: Any, lang: str, start: str) -> str:
        below = start + STEP
        return _frame(names, start) % tuple([writer(type(each))(each, lang, below) for each in values(value)])

    return write


@cache
def _frame(names: tuple[str, ...], start: str) -> str:
    return _braced([f'"{name}": %s' for name in names], "{}", start)


def _braced(parts: list[str], braces: str, start: str) -> str:
    below = start + STEP
    return f"{braces[0]}{below}{f',{below}'.join(parts)}{start}{braces[1]}" if parts else braces


def _sentence(value: Any, lang: str, _: str) -> str:
    return quoted(value.read(lang))


def _mapping(value: Mapping[Any, Any], lang: str, start: str) -> str:
    below = start + STEP
    named = {_key(key): each for key, each in value.items()}
    return _braced([f"{quoted(key)}: {text(each, lang, below)}" for key, each in named.items()], "{}", start)


def _list(value: Iterable[Any], lang: str, start: str) -> str:
    below = start + STEP
    return _braced([text(each, lang, below) for each in value], "[]", start)


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)


def _other(value: object, _: str, __: str) -> str:
    return quoted(str(value))


WRITERS: tuple[tuple[type, Write], ...] = (
    (Enum, lambda value, lang, start: text(value.value, lang, start)),
    (str, lambda value, _, __: quoted(value)),
    (bool, lambda value, _, __: "true" if value else "false"),
    (int, lambda value, _, __: int.__repr__(value)),
    (type(None), lambda _, __, ___: "null"),
    (Decimal, lambda value, _, __: f'"{exact(value)}"'),
    (dt.date, lambda value, _, __: f'"{value.isoformat()}"'),
    (Mapping, _mapping),
    (BaseModel, lambda value, lang, start: _mapping(dict(value), lang, start)),
)
