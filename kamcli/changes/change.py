"""What a writing command wants: edits of values, a new record, and the finished change of one file."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kamcli.model.finding import KeyPath

Value: TypeAlias = "str | tuple[Value, ...] | Mapping[str, Value]"


class Put(NamedTuple):
    """Set the value at a key path; missing groups are made, "" empties a value (an empty value is an absent one)."""

    at: KeyPath
    value: Value


class Append(NamedTuple):
    """Add one item at the end of the list at a key path; the list is made where there is none."""

    at: KeyPath
    value: Value


class Insert(NamedTuple):
    """Add one item before the list position that ends the key path."""

    at: KeyPath
    value: Value


class Delete(NamedTuple):
    """Take out a key or a list item with its lines."""

    at: KeyPath


Edit: TypeAlias = Put | Append | Insert | Delete


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which values of which file are to change: `path` lies below records/, `subject` is the commit's."""

    path: str
    edits: tuple[Edit, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written: `values` under English names, the file's `path` below records/."""

    path: str
    kind: str
    values: Mapping[str, object]
    subject: str


@dataclass(frozen=True, slots=True)
class Change:
    """One file's text before (None where the file is new) and after; `path` lies below records/."""

    path: str
    before: str | None
    after: str
    subject: str


def diff(change: Change) -> str:
    """The change as a unified diff, as `git diff` prints it; empty where nothing changes."""
    before = _lines(change.before or "")
    old = f"a/{change.path}" if change.before is not None else "/dev/null"
    lines = difflib.unified_diff(before, _lines(change.after), old, f"b/{change.path}", n=3)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def changed_lines(change: Change) -> tuple[str, ...]:
    """The lines that go and come, without headers and surroundings: `-old` and `+new`."""
    lines = difflib.unified_diff(_lines(change.before or ""), _lines(change.after), n=0)
    return tuple(line.rstrip("\r\n") for line in list(lines)[2:] if not line.startswith("@@"))


def _lines(text: str) -> list[str]:
    """The lines of a file with their ends; only line feeds end a line, as git sees it."""
    *lines, rest = text.split("\n")
    return [*(f"{line}\n" for line in lines), *((rest,) if rest else ())]
