"""What a file's data must be after an edit: the reference that every splice is held against."""

from collections.abc import Mapping
from typing import TypeAlias

from kamcli.changes.change import Append, Delete, Edit, Insert, Put, Value
from kamcli.model.finding import KamError, KeyPath, refuse
from kamcli.model.spelling import Spelling, canonical, dotted

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"


def data_of(value: Value, spelling: Spelling, root: Spelling) -> Data:
    """A value as the reader would give it: English names and choice ids, lists, no empty values."""
    if isinstance(value, str):
        if spelling.names_field:
            return dotted(canonical(root, value)) or value
        return spelling.choices.get(value, value)
    if isinstance(value, Mapping):
        return {name: data_of(each, spelling.below(name), root) for name, each in value.items()}
    return [data_of(each, spelling, root) for each in value]


def without_empty(data: Data) -> Data:
    """Data without empty texts and empty groups in its groups; lists keep what they hold."""
    if isinstance(data, list):
        return [without_empty(each) for each in data]
    if not isinstance(data, dict):
        return data
    kept = {name: without_empty(each) for name, each in data.items()}
    return {name: each for name, each in kept.items() if each not in ("", {})}


def expected(data: Data, edit: Edit, spelling: Spelling, root: Spelling) -> Data:
    """The data after one edit; raises KamError where the edit asks for something that is not there."""
    below = spelling
    for step in edit.at:
        below = below.below(step)
    new = "" if isinstance(edit, Delete) else data_of(edit.value, below, root)
    return _changed(data, edit.at, edit, new)


def _changed(data: Data, at: KeyPath, edit: Edit, new: Data) -> Data:
    if not at:
        return _appended(data, edit.at, new) if isinstance(edit, Append) else new
    step, rest = at[0], at[1:]
    if isinstance(step, int):
        return _changed_list(data, at, edit, new)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise _no_place(edit.at)
    if isinstance(edit, Delete) and not rest:
        if step not in data:
            raise _no_place(edit.at)
        return {name: each for name, each in data.items() if name != step}
    return {**data, step: _changed(data.get(step), rest, edit, new)}


def _changed_list(data: Data, at: KeyPath, edit: Edit, new: Data) -> Data:
    step, rest = int(at[0]), at[1:]
    items = [] if data is None else data
    if not isinstance(items, list):
        raise _no_place(edit.at)
    if isinstance(edit, Insert) and not rest and step <= len(items):
        return [*items[:step], new, *items[step:]]
    if step == len(items) and isinstance(edit, Put):
        return [*items, _changed(None, rest, edit, new)]
    if step >= len(items):
        raise _no_place(edit.at)
    if isinstance(edit, Delete) and not rest:
        return [*items[:step], *items[step + 1 :]] if len(items) > 1 else ""
    return [*items[:step], _changed(items[step], rest, edit, new), *items[step + 1 :]]


def _appended(data: Data, at: KeyPath, new: Data) -> Data:
    if data is None or data == "":
        return [new]
    if not isinstance(data, list):
        raise _no_place(at)
    return [*data, new]


def _no_place(at: KeyPath) -> KamError:
    return refuse("没有 {path} 这个位置", "there is no place {path}", code=2, path=dotted(at))
