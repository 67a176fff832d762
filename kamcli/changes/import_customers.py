"""Columns of a customer list as fields of the customer file: headings to key paths, cells to values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kamcli.changes.change import Value
from kamcli.changes.import_cells import RefusedCellError, unspoilt
from kamcli.changes.shape import Shape, shape, told
from kamcli.model.base import Choice
from kamcli.model.customer import Customer
from kamcli.model.finding import Exit, KeyPath, Say, refuse
from kamcli.model.ledgers import folded
from kamcli.model.spelling import Spelling, canonical, label, spelling

# what lists call the two columns that every customer has, beside the model's own words for the name
IDS = ("id", "客户编号", "编号", "customer id", "customer no", "客户号")
NAMES = ("企业名称", "公司名称", "单位名称", "名称", "company name", "company", "customer name")
STATES = frozenset({"lifecycle_status", "ka_status"})  # `kam move` alone changes these
_BETWEEN = re.compile(r"[;；、\n]")  # several values in one cell


class Field(NamedTuple):
    """Where a column goes: the key path, whether it holds several values, and of a list of groups the item's choice.

    `chosen` is for a heading such as 注册地址, a kind of address: field of the choice, its value, field of the text.
    """

    at: KeyPath
    many: bool = False
    chosen: tuple[str, str, str] | None = None


class Columns(NamedTuple):
    """A heading understood: the position of the id, the field of each known position, headings that are no field."""

    id: int | None
    fields: Mapping[int, Field]
    unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.id is not None and any(field.at == ("name",) for field in self.fields.values())


def columns(heading: Sequence[str]) -> Columns:
    """Understand a heading line; a heading that could mean two fields means none."""
    known = fields()
    ids = [n for n, cell in enumerate(heading) if folded(cell) in IDS]
    found: dict[int, Field] = {}
    for n, cell in enumerate(heading):
        field = _field(known, cell)
        if n not in ids[:1] and field is not None and field not in found.values():
            found[n] = field
    unknown = tuple(cell for n, cell in enumerate(heading) if cell and n not in found and n not in ids[:1])
    return Columns(ids[0] if ids else None, found, unknown)


def _field(known: Mapping[str, Field | None], cell: str) -> Field | None:
    if folded(cell) in known:
        return known[folded(cell)]
    path = canonical(spelling(Customer), cell)
    held, term = (shape(Customer, path), told(Customer, path)) if path else (None, None)
    return Field(path, held.many) if path and held and _plain(held) and not (term and term.derived) else None


def fields() -> Mapping[str, Field | None]:
    """Every heading that a column can have, folded -> its field; a field of the header is meant before one of a group.

    None where a heading names two fields of one depth.
    """
    named: dict[str, list[Field]] = {}
    for word, field in _named(spelling(Customer), ()):
        named.setdefault(word, []).append(field)
    return {word: _first(each) for word, each in named.items()} | {folded(word): Field(("name",)) for word in NAMES}


def _first(found: list[Field]) -> Field | None:
    depth = min(len(field.at) for field in found)
    highest = {field for field in found if len(field.at) == depth}
    return highest.pop() if len(highest) == 1 else None


def _named(table: Spelling, above: KeyPath) -> Iterator[tuple[str, Field]]:
    """Folded heading and field of everything that a cell can hold."""
    for name, term in table.terms.items():
        at = (*above, name)
        held = shape(Customer, at)
        if held is None or term.derived:
            continue
        if _plain(held):
            yield from ((word, Field(at, held.many)) for word in _labels(table, name))
        elif held.group is not None and held.many:
            yield from _kinds(held, at)
        elif held.group is not None and not held.table:
            yield from _named(table.below(name), at)


def _labels(table: Spelling, name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in (name, *(label(table, (name,), lang) for lang in ("zh", "en"))))


def _plain(held: Shape) -> bool:
    return held.group is None and not held.table


def _kinds(held: Shape, at: KeyPath) -> Iterator[tuple[str, Field]]:
    """Headings that are the choice of an item of a list: 注册地址 is an address of the kind `registered`."""
    names = tuple(held.group.model_fields) if held.group else ()
    choices = {name: found.choice for name in names if (found := shape(Customer, (*at, 0, name))) and found.choice}
    if len(choices) != 1 or "text" not in names:
        return
    ((name, members),) = choices.items()
    for member in members:
        value = str(member.value)
        yield from ((folded(word), Field(at, chosen=(name, value, "text"))) for word in _words(member, at))


def _words(member: Choice, at: KeyPath) -> tuple[str, ...]:
    return (member.zh, f"{member.en} {str(at[-1]).removesuffix('es')}")


def values(found: Columns, cells: Sequence[str]) -> dict[str, Value]:
    """The values of one row under English names; empty cells give none. RefusedCellError where a code is spoilt."""
    whole: dict[str, Value] = {}
    for n, field in found.fields.items():
        text = cells[n].strip() if n < len(cells) else ""
        if text:
            _put(whole, field.at, _value(field, unspoilt(text), _held(whole, field.at)))
    return whole


def _value(field: Field, text: str, held: "Value | None") -> Value:
    if field.chosen:
        choice, value, name = field.chosen
        return (*(held if isinstance(held, tuple) else ()), {choice: value, name: text})
    return tuple(each.strip() for each in _BETWEEN.split(text) if each.strip()) if field.many else text


def _held(whole: Mapping[str, Value], at: KeyPath) -> "Value | None":
    held: Value | None = whole
    for name in at:
        held = held.get(str(name)) if isinstance(held, Mapping) else None
    return held


def _put(whole: dict[str, Value], at: KeyPath, value: Value) -> None:
    for name in at[:-1]:
        below = dict(_group(whole.get(str(name))))
        whole[str(name)] = below
        whole = below
    whole[str(at[-1])] = value


def _group(held: "Value | None") -> Mapping[str, Value]:
    return held if isinstance(held, Mapping) else {}


def customer_id(found: Columns, cells: Sequence[str], allowed: str) -> str:
    """The id of a row; RefusedCellError where it is missing or not allowed (`customers.id_allowed`)."""
    text = cells[found.id].strip() if found.id is not None and found.id < len(cells) else ""
    if not text:
        raise RefusedCellError(Say("客户编号是空的", "the customer id is empty"))
    try:
        fits = re.fullmatch(allowed, unspoilt(text), re.ASCII)
    except re.error:
        zh, en = (
            "policy.yaml 的允许的编号“{allowed}”不是正则表达式",
            "customers.id_allowed of policy.yaml ({allowed}) is no pattern",
        )
        raise refuse(zh, en, code=Exit.CONFIGURATION, allowed=allowed) from None
    if not fits:
        raise RefusedCellError(
            Say(f"客户编号“{text}”不合规（允许 {allowed}）", f"the id {text} is not allowed ({allowed})")
        )
    return text
