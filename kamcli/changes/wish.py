"""What somebody typed after `kam add` and `kam set`: `key=value`, `key+=value`, `key=`, in either language."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel

from kamcli.changes.change import Append, Edit, Put, Value
from kamcli.changes.shape import Shape, shape, told
from kamcli.model.finding import Exit, KamError, KeyPath, Say, refuse
from kamcli.model.spelling import Spelling, canonical, spelling

_STATES = frozenset({"state", "lifecycle_status", "ka_status", "response_stage"})
_REVISIONS = "revisions"  # kam counts them: one up for each change of a guarded block
_WIDE_SIGNS = frozenset("\uff1d\uff1a")
_SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


class Wish(NamedTuple):
    """One `key=value` with its key as English names; `more` stands for `+=`."""

    at: KeyPath
    text: str
    more: bool = False


def wish(text: str, model: type[BaseModel]) -> Wish:
    """Read one argument; raises KamError with exit code 2 and a suggestion for a key that nobody knows."""
    key, sign, value = text.partition("=")
    more = key.endswith("+")
    key = key.removesuffix("+").strip()
    if not sign or not key:
        wide = Say("等号用半角“=”", "write a plain equals sign") if _WIDE_SIGNS.intersection(text) else None
        zh, en = "“{text}”不是 键=值", "{text} is not of the form key=value"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, hint=wide, text=text)
    at = resolved(spelling(model), key)
    if shape(model, at) is None:
        raise _unknown(spelling(model), key)
    return Wish(at, value, more)


def resolved(table: Spelling, key: str) -> KeyPath:
    """A key in either language as English names; a word that stands in one group only needs no path before it."""
    at = canonical(table, key)
    if at is not None:
        return at
    first = key.partition(".")[0].partition("[")[0]
    inside = [f"{group}.{key}" for group, name in _inner(table) if name == first]
    found = {path for path in (canonical(table, each) for each in inside) if path is not None}
    if len(found) != 1:
        raise _unknown(table, key)
    return found.pop()


def _inner(table: Spelling) -> Iterator[tuple[str, str]]:
    """Every key one group down, with its group: both spellings; the keys of a table are no fields."""
    for group in table.terms:
        below = table.names[group][1]
        for name in below.names:
            if below.terms[below.names[name][0]].spec:
                yield group, name


def _unknown(table: Spelling, key: str) -> KamError:
    """The refusal of an unknown key, with the keys that may have been meant."""
    last = key.rpartition(".")[2]
    paths = {name: name for name in table.names}
    paths |= {name: f"{_in_language(table, group, name)}.{name}" for group, name in _inner(table)}
    near = tuple(paths[each] for each in get_close_matches(last, tuple(paths), n=3, cutoff=0.5))
    hint = Say(f"是 {'、'.join(near)} 吗？", f"did you mean {', '.join(near)}?") if near else None
    return refuse("没有“{key}”这个字段", "there is no field {key}", code=Exit.ASKED_WRONGLY, hint=hint, key=key)


def _in_language(table: Spelling, group: str, name: str) -> str:
    return group if name.isascii() else table.terms[group].zh


def value_of(model: type[BaseModel], asked: Wish) -> Value:
    """The typed text as the field holds it: `[a, b]` is a list where the field is one, a single text its only item."""
    held = shape(model, asked.at)
    if held is None or not held.many or asked.more or not asked.text:
        return asked.text
    inner = asked.text.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        return (asked.text,)
    return tuple(item.strip() for item in inner[1:-1].translate(_SEPARATORS).split(",") if item.strip())


def edit_of(model: type[BaseModel], asked: Wish) -> Edit:
    """The edit that a wish makes; raises KamError where the field is no list, a group, or computed."""
    held, label = shape(model, asked.at), told(model, asked.at)
    if label is not None and label.derived:
        raise refuse(
            "{field}是算出来的，不能写",
            "{field} is computed and can't be written",
            code=Exit.ASKED_WRONGLY,
            field=Say(label.zh, label.en),
        )
    if asked.more and (held is None or not held.many):
        raise refuse("“{key}”不是列表，用 =", "{key} is no list; use =", code=Exit.ASKED_WRONGLY, key=asked.at[-1])
    if asked.text and held is not None and held.group is not None and not asked.text.strip() == "[]":
        raise _needs_member(model, asked, held)
    value = value_of(model, asked)
    return Append(asked.at, value) if asked.more else Put(asked.at, value)


def _needs_member(model: type[BaseModel], asked: Wish, held: Shape) -> KamError:
    """How a field of a group is named, in both languages."""
    table, at = spelling(model), asked.at
    for step in at:
        table = table.below(step)
    members = tuple(Say(each.zh, name) for name, each in table.terms.items())
    key = Say(*(_written(spelling(model), at, lang) + (".0" if held.many else "") for lang in ("zh", "en")))
    return refuse(
        "“{key}”是一组字段，写 {key}.{first}=…（有：{members}）",
        "{key} is a group of fields; write {key}.{first}=… (there are: {members})",
        code=Exit.ASKED_WRONGLY,
        key=key,
        first=members[0],
        members=members,
    )


def _written(table: Spelling, at: KeyPath, lang: str) -> str:
    """A key path as somebody types it in a language."""
    words: list[str] = []
    for step in at:
        told = table.terms.get(str(step))
        words.append(told.zh if told is not None and lang == "zh" else str(step))
        table = table.below(step)
    return ".".join(words)


def refuse_state(at: KeyPath, record_id: str) -> None:
    """A state is moved, not set; revisions are counted."""
    if at[0] == _REVISIONS:
        raise refuse(
            "版次由 kam 计数：改了受控内容它自己加 1",
            "kam counts revisions: a change of a guarded block adds one",
            code=Exit.ASKED_WRONGLY,
        )
    if len(at) == 1 and at[0] in _STATES:
        raise refuse(
            "状态不能用 set 改",
            "a state is not changed by set",
            code=Exit.ASKED_WRONGLY,
            hint=Say(f"kam move {record_id} <状态>", f"kam move {record_id} <state>"),
        )
