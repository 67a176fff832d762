"""Columns of a customer list as fields of the customer file: headings to key paths."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kamcli.changes.import_units import Unit, heading_unit
from kamcli.changes.shape import Shape, shape, told
from kamcli.model.base import Choice
from kamcli.model.customer import Customer
from kamcli.model.finding import Exit, KeyPath, Say, refuse
from kamcli.model.ledgers import folded
from kamcli.model.spelling import Spelling, canonical, label, spelling

# what lists call the two columns that every customer has, beside the model's own words for the name
IDS = ("id", "客户编号", "编号", "customer id", "customer no", "客户号")
NAMES = ("企业名称", "公司名称", "单位名称", "名称", "company name", "company", "customer name")
USCC, CODE, NAME = ("basics", "uscc"), ("code",), ("name",)
STATES = frozenset({"lifecycle_status", "ka_status"})  # `kam move` alone changes these


class Field(NamedTuple):
    """Where a column goes: the key path, whether it holds several values, and of a list of groups the item's choice.

    `chosen` is for a heading such as 注册地址, a kind of address: field of the choice, its value, field of the text.
    `heading` is the column's own, `unit` what its amounts are counted in.
    """

    at: KeyPath
    many: bool = False
    chosen: tuple[str, str, str] | None = None
    scalar: str = ""
    flag: bool = False
    choice: type[Choice] | None = None
    heading: str = ""
    unit: Unit | None = None


class Columns(NamedTuple):
    """A heading understood: the position of the id, the field of each known position, headings that are no field."""

    id: int | None
    fields: Mapping[int, Field]
    unknown: tuple[str, ...]
    width: int = 0

    def at(self, path: KeyPath) -> int | None:
        """The position of a field's column."""
        return next((n for n, field in self.fields.items() if field.at == path), None)

    @property
    def keys(self) -> tuple[KeyPath, ...]:
        """By what a row can name its customer: id, code of the state, own code, name."""
        given = (path for path in (USCC, CODE, NAME) if self.at(path) is not None)
        return (*((("id",),) if self.id is not None else ()), *given)

    @property
    def complete(self) -> bool:
        """Whether rows say which customer they are of, and something about it."""
        columns = len(self.fields) + (self.id is not None)
        return bool(self.keys) and (self.at(NAME) is not None or columns > 1)


def columns(heading: Sequence[str], title: Unit | None = None) -> Columns:
    """Understand a heading line; a heading that could mean two fields means none. `title`: a unit told above it."""
    known = fields()
    ids = [n for n, cell in enumerate(heading) if folded(cell) in IDS]
    found: dict[int, Field] = {}
    taken: set[tuple[KeyPath, object]] = set()
    for n, cell in enumerate(heading):
        field = _measured(known, cell, title)
        if n not in ids[:1] and field is not None and (field.at, field.chosen) not in taken:
            found[n] = field
            taken.add((field.at, field.chosen))
    unknown = tuple(cell for n, cell in enumerate(heading) if cell and n not in found and n not in ids[:1])
    return Columns(ids[0] if ids else None, found, unknown, len(heading))


def refuse_repeated(heading: Sequence[str], known: Columns) -> None:
    """KamError where a column that is read is there twice under one name: either could be right."""
    read = [folded(cell) for n, cell in enumerate(heading) if n in known.fields or n == known.id]
    cells = [folded(cell) for cell in heading]
    twice = tuple(dict.fromkeys(cell for cell in heading if cells.count(folded(cell)) > 1 and folded(cell) in read))
    if twice:
        zh, en = "表头里的列重复了：{columns}", "the heading has columns twice: {columns}"
        hint = Say("删掉或改名其中一列", "delete or rename one")
        raise refuse(zh, en, code=Exit.UNREADABLE, hint=hint, columns=twice)


def _measured(known: Mapping[str, Field | None], cell: str, title: Unit | None) -> Field | None:
    """The field of a heading; amounts may have a unit behind."""
    field = _field(known, cell)
    if field is None:
        bare, unit = heading_unit(cell)
        field = _field(known, bare) if unit else None
        return field._replace(heading=cell, unit=unit) if field and field.scalar == "money" else None
    return field._replace(heading=cell, unit=title if field.scalar == "money" else None)


def _field(known: Mapping[str, Field | None], cell: str) -> Field | None:
    if folded(cell) in known:
        return known[folded(cell)]
    path = canonical(spelling(Customer), cell)
    held, term = (shape(Customer, path), told(Customer, path)) if path else (None, None)
    return _plain_field(path, held) if path and held and _plain(held) and not (term and term.derived) else None


def _plain_field(at: KeyPath, held: Shape) -> Field:
    return Field(at, held.many, scalar=held.scalar, flag=held.flag, choice=held.choice)


@cache
def fields() -> Mapping[str, Field | None]:
    """Every heading that a column can have, folded -> its field; a field of the header is meant before one of a group.

    None where a heading names two fields of one depth.
    """
    named: dict[str, list[Field]] = {}
    for word, field in _named(spelling(Customer), ()):
        named.setdefault(word, []).append(field)
    return {word: _first(each) for word, each in named.items()} | {folded(word): Field(NAME) for word in NAMES}


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
            yield from ((word, _plain_field(at, held)) for word in _labels(table, name))
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
