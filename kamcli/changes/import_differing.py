"""Where a row of a list says otherwise than a customer's file: the edits, and both values as text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kamcli.changes.change import Append, Edit, Put, Value
from kamcli.changes.import_customers import STATES
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.columns import picked
from kamcli.model.customer import Customer
from kamcli.model.finding import KeyPath, Say
from kamcli.model.spelling import dotted, label, spelling


class Differs(NamedTuple):
    """A field of a known customer that the list gives otherwise: both values as text, "" for none."""

    customer_id: str
    field: str
    old: str
    new: str


class Differing(NamedTuple):
    """One edit that would make a file say what the row says; `old` and `new` are typed."""

    edit: Edit
    old: Any
    new: Any

    def told(self, key: str, lang: str) -> Differs:
        field = label(spelling(Customer), self.edit.at, lang)
        return Differs(key, field, shown(self.old, lang), shown(self.new, lang))


def differing(given: Mapping[str, Value], new: Any, old: Any, above: KeyPath = ()) -> Iterator[Differing]:
    """What a row gives otherwise than the file; what the row leaves out stays.

    `new` and `old` are the records that the row alone and the file make. Of a list of groups (addresses) only the items
    of the row's own kinds are touched. RefusedCellError where the file has several of such a kind.
    """
    for name, value in given.items():
        at = (*above, name)
        here, there = picked(new, dotted(at)), picked(old, dotted(at))
        if isinstance(value, Mapping):
            yield from differing(value, new, old, at)
        elif isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            yield from _items(at, value, here, there or ())
        elif here != there:
            yield Differing(Put(at, value), there, here)


def _items(at: KeyPath, given: Sequence[Any], new: Sequence[Any], old: Sequence[Any]) -> Iterator[Differing]:
    for item, typed in zip(given, new, strict=True):
        kind, text = item
        wanted = getattr(typed, text)
        same = [n for n, each in enumerate(old) if getattr(each, kind) == getattr(typed, kind)]
        if not same:
            yield Differing(Append(at, item), None, wanted)
        elif len(same) > 1 and wanted not in [getattr(old[n], text) for n in same]:
            word = getattr(typed, kind)
            zh, en = f"档案里有几个{word.zh}，不知改哪个", f"the file has several of the kind {word.en}"
            raise RefusedCellError(Say(zh, en))
        elif len(same) == 1 and getattr(old[same[0]], text) != wanted:
            yield Differing(Put((*at, same[0], text), item[text]), getattr(old[same[0]], text), wanted)


def refuse_states(found: Sequence[Differing]) -> None:
    """RefusedCellError where a row would change a state."""
    if any(each.edit.at[0] in STATES for each in found):
        raise RefusedCellError(Say("状态只能用 kam move 改", "a state changes only by kam move"))


def shown(value: Any, lang: str) -> str:
    """A value for people; "" where there is none."""
    if isinstance(value, tuple):
        return ", ".join(shown(each, lang) for each in value)
    return str(getattr(value, lang, value)) if value is not None else ""
