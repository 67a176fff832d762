"""A new record as text: in the order of the model, with the labels of one language, and what is still to fill in."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel

from kamcli.changes.change import Value
from kamcli.changes.shape import shape
from kamcli.model.base import Choice, term
from kamcli.model.kinds import KINDS
from kamcli.model.spelling import spelling
from kamcli.store.block import Style, closing, entry_lines, filled, indented, key_text, order

# the states from which on the catalogue asks for a field that belongs in every file; an application asks for its own
_ASKED = frozenset({"always", "lead", "candidate", "investigated", "recognised", "active"})
_COUNTED = {"zh": ("一、", "二、", "三、", "四、"), "en": ("1. ", "2. ", "3. ", "4. ")}
_FLAGS = {"zh": ("是", "否"), "en": ("true", "false")}
_LISTED_WIDTH = 60  # longer lists of choices would hide the keys


def record_text(kind: str, values: Mapping[str, object], lang: str, *, headings: bool = True) -> str:
    """The text of a new file; `values` stand under English names, as typed by people or as typed data.

    With `headings` the keys that the record will need are there without a value (an empty value is an absent one), with
    their choices as a comment, and a customer's four categories have headings; without, only what is given is written.
    """
    model, style = KINDS[kind].model, Style(lang)
    given = {name: plain(value, lang) for name, value in values.items() if value is not None}
    lines = list(_page(model, given, style) if headings else _filled(model, given, style))
    return "".join(f"{line}\n" for line in lines)


def plain(value: object, lang: str) -> Value:
    """A value as text: money and numbers without exponent, dates as ISO, flags in the language of the file."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields if name in value.model_fields_set}
    if isinstance(value, Mapping):
        return {_key(name): plain(each, lang) for name, each in value.items() if each is not None}
    if isinstance(value, tuple | list):
        return tuple(plain(each, lang) for each in value)
    return _text(value, lang)


def _text(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return _FLAGS[lang][0 if value else 1]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else str(value)


def _key(name: object) -> str:
    return str(name.value) if isinstance(name, Choice) else str(name)


def _filled(model: type[BaseModel], given: Mapping[str, Value], style: Style) -> Iterator[str]:
    spelled = spelling(model)
    for name in (*order(spelled), *(name for name in given if name not in spelled.terms)):
        if name in given and filled(given[name]):
            yield from entry_lines(name, given[name], spelled, style)


def _page(model: type[BaseModel], given: Mapping[str, Value], style: Style) -> Iterator[str]:
    """The whole form: what is given and what will be asked for, the closing groups under headings."""
    spelled = spelling(model)
    headed = closing(spelled)
    for name in order(spelled):
        if name not in headed:
            yield from _field(model, name, given, style)
    for count, name in zip(_COUNTED[style.lang], headed, strict=False):
        told, held, below = term(model, name), shape(model, (name,)), given.get(name)
        yield from ("", f"# {count}{told.zh if style.lang == 'zh' else told.en}")
        yield f"{key_text(spelled, name, style.lang)}:"
        if held is not None and held.group is not None:
            inner = _fields(held.group, below if isinstance(below, Mapping) else {}, style)
            yield from indented(inner, style.step)


def _fields(model: type[BaseModel], given: Mapping[str, Value], style: Style) -> Iterator[str]:
    for name in order(spelling(model)):
        yield from _field(model, name, given, style)


def _field(model: type[BaseModel], name: str, given: Mapping[str, Value], style: Style) -> Iterator[str]:
    spelled, asked = spelling(model), term(model, name)
    if name in given and filled(given[name]):
        yield from entry_lines(name, given[name], spelled, style)
    elif asked.since in _ASKED and not asked.derived:
        note = _note(model, name, style.lang)
        yield f"{key_text(spelled, name, style.lang)}:{f'  # {note}' if note else ''}"


def _note(model: type[BaseModel], name: str, lang: str) -> str:
    """What may be written here: the choices, or the keys of the group."""
    held, spelled = shape(model, (name,)), spelling(model).below(name)
    if held is None:
        return ""
    if held.flag:
        return " | ".join(_FLAGS[lang])
    if held.choice is not None:
        words = " | ".join(each.zh if lang == "zh" else str(each.value) for each in held.choice)
        return words if len(words) <= _LISTED_WIDTH else ""
    if held.group is not None and not held.table:
        keys = ", ".join(key_text(spelled, each, lang) for each in held.group.model_fields)
        return f"- {{{keys}}}" if held.many else f"{{{keys}}}"
    return ""
