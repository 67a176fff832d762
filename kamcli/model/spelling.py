"""Both spellings of every key and choice, compiled from the models once a kind is used."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from kamcli.model.base import Choice, FieldName, Listed, Ref, Term, term
from kamcli.model.finding import KeyPath, Say


class Spelling(NamedTuple):
    """How a value may be written: `names` of its keys, `choices` of its text, `free` for keys nobody listed.

    A list is spelt like each of its items. `terms` holds the catalogue entry of each English name, in model order;
    `ref` names the kinds that a text refers to, `listed` the policy list its value comes from.
    `text` marks free text, which is quoted where another YAML reader would take it for a number.
    """

    names: Mapping[str, tuple[str, "Spelling"]] = MappingProxyType({})
    choices: Mapping[str, str] = MappingProxyType({})
    free: "Spelling | None" = None
    terms: Mapping[str, Term] = MappingProxyType({})
    labels: Mapping[str, Choice] = MappingProxyType({})
    names_field: bool = False
    ref: tuple[str, ...] = ()
    listed: str = ""
    text: bool = False

    def below(self, key: str | int) -> "Spelling":
        """The spelling of what stands under an English or Chinese key; list positions change nothing."""
        if isinstance(key, int):
            return self
        if key in self.names:
            return self.names[key][1]
        return self.free or PLAIN


PLAIN = Spelling()
_POSITION = re.compile(r"\[(\d{1,6})\]", re.ASCII)
TEXT = Spelling(text=True)


def fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The field names of a model as people expect them: its own first, what every record has in common last."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    return (*own, *(name for name in model.model_fields if name not in own and name != "id"))


@cache
def spelling(model: type[BaseModel]) -> Spelling:
    """The spelling table of a model; two fields with one label are a TypeError of the program."""
    names: dict[str, tuple[str, Spelling]] = {}
    terms: dict[str, Term] = {}
    for name in fields(model):
        terms[name] = term(model, name)
        info = model.model_fields[name]
        entry = (name, _of(info.annotation, tuple(info.metadata)))
        for key in (name, terms[name].zh):
            if key in names and key != name:
                raise TypeError(f"{model.__name__}: two fields are called {key}")
            names[key] = entry
    return Spelling(names=MappingProxyType(names), terms=MappingProxyType(terms))


@cache
def _choices(kind: type[Choice]) -> Spelling:
    texts = {text: str(member.value) for member in kind for text in (str(member.value), member.zh)}
    return Spelling(choices=texts, labels={str(member.value): member for member in kind})


def _of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Spelling:
    """The spelling of a type: looks through Optional, tuple, Mapping and Annotated."""
    if hasattr(annotation, "__metadata__"):
        return _of(annotation.__origin__, (*metadata, *annotation.__metadata__))
    for mark in metadata:
        if isinstance(mark, FieldName | Ref | Listed):
            return _marked(mark)
    origin = get_origin(annotation)
    if origin in (Union, UnionType, tuple):
        return _of(next(each for each in get_args(annotation) if each not in (type(None), Ellipsis)))
    return _of_class(origin, annotation)


def _of_class(origin: Any, annotation: Any) -> Spelling:
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return _choices(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return spelling(annotation)
    return TEXT if annotation is str else PLAIN


def _marked(mark: FieldName | Ref | Listed) -> Spelling:
    if isinstance(mark, Ref):
        return Spelling(ref=mark.kinds)
    return Spelling(listed=mark.parameter) if isinstance(mark, Listed) else Spelling(names_field=True)


def _mapping(key: Any, value: Any) -> Spelling:
    below = _of(value)
    if not (isinstance(key, type) and issubclass(key, Choice)):
        return Spelling(free=below)
    listed = _choices(key)
    names = {text: (name, below) for text, name in listed.choices.items()}
    terms = {name: Term("", member.zh, member.en, "int") for name, member in listed.labels.items()}
    return Spelling(names=names, terms=terms)


def label(table: Spelling, path: KeyPath, lang: str) -> str:
    """A key path in the reader's language: `交易现状.信用限度额`, list positions counted from 1."""
    words: list[str] = []
    for key in path:
        if isinstance(key, int):
            words.append(f"[{key + 1}]")
            continue
        found = table.terms.get(table.names[key][0] if key in table.names else key)
        words.append(key if found is None else found.zh if lang == "zh" else found.en)
        table = table.below(key)
    return ".".join(words).replace(".[", "[")


def canonical(table: Spelling, dotted: str) -> KeyPath | None:
    """A dotted path written in either language as English names; None where a key is unknown.

    `地址[1]` is the first address, as `label` writes it; `addresses.0` is the first one as machines count. Digits are
    no position where anybody may choose the keys: `customer_ids.10001` is the customer 10001.
    """
    names: list[str | int] = []
    for key in _POSITION.sub(lambda found: f".{int(found[1]) - 1}", dotted).split("."):
        if key.isdecimal() and key.isascii() and table.free is None:
            names.append(int(key))
        elif key in table.names:
            name, table = table.names[key]
            names.append(name)
        elif table.free is not None:
            names.append(key)
            table = table.free
        else:
            return None
    return tuple(names)


def dotted(path: KeyPath | None) -> str:
    """A key path as text of English names: `basics.addresses.0.text`; empty where there is none."""
    return ".".join(str(key) for key in path or ())


def near_ids(wanted: str, ids: tuple[str, ...]) -> Say:
    """The ids that somebody may have meant, as the end of a sentence; empty where none is close."""
    found = tuple(get_close_matches(wanted, dict.fromkeys(ids), n=3, cutoff=0.6))
    return Say(f"；是 {'、'.join(found)} 吗？", f"; did you mean {', '.join(found)}?") if found else Say("", "")
