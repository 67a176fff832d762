"""A field of a kind in full: its catalogue entry and how its value may be written, read off the declared type."""

from collections.abc import Callable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from kamcli.model import scalars
from kamcli.model.base import Choice, FieldName, Listed, Ref, Term, term
from kamcli.model.digest import is_covered
from kamcli.model.finding import KeyPath
from kamcli.model.spelling import Spelling, spelling

SORTS: Mapping[Callable[..., Any], str] = MappingProxyType(
    {
        scalars.text: "text",
        scalars.line: "text",
        scalars.money: "money",
        scalars.number: "number",
        scalars.percent: "percent",
        scalars.count: "count",
        scalars.flag: "flag",
        scalars.date: "date",
        scalars.partial_date: "partial_date",
        scalars.moment: "moment",
    }
)
MARKS: Mapping[type, str] = MappingProxyType({Ref: "reference", Listed: "listed", FieldName: "field"})


class Form(NamedTuple):
    """How a value may be written: `sort` of a single one, between `least` and `most` (both inclusive, None = open).

    `many` = a list of them, `keyed` = one for each key, `one_line` = a text without line ends.
    """

    sort: str
    many: bool = False
    keyed: bool = False
    least: Any = None
    most: Any = None
    one_line: bool = False


class Described(NamedTuple):
    """A field: `table` spells what stands below it; `covered` = it stands in the digest of an approval.

    `group` is the model of each single value where that is a group of fields.
    """

    term: Term
    form: Form
    table: Spelling
    covered: bool
    group: type[BaseModel] | None = None


def described(model: type[BaseModel], path: KeyPath) -> Described:
    """The field at a key path of English names, as `spelling.canonical` gives it; list positions change nothing."""
    held: Any = model
    marks: tuple[Any, ...] = ()
    told, covered, table = Term("", "", "", "int"), True, spelling(model)
    for key in (each for each in path if isinstance(each, str)):
        bare, _, _ = _bare(held)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            told, covered = term(bare, key), covered and is_covered(bare, key)
            held, marks = bare.model_fields[key].annotation, tuple(bare.model_fields[key].metadata)
        else:
            told, held, marks = _entry(key, table, told), get_args(bare)[1], ()
        table = table.below(key)
    form = _form(held, marks)
    return Described(told, form, table, covered, _single(held) if form.sort == "group" else None)


def _entry(key: str, table: Spelling, above: Term) -> Term:
    """One entry of a mapping: named by its key, in everything else like the field that holds it."""
    choice = table.terms.get(key)
    return above._replace(zh=choice.zh if choice else key, en=choice.en if choice else key, note=None)


def _bare(annotation: Any, marks: tuple[Any, ...] = (), *, many: bool = False) -> tuple[Any, tuple[Any, ...], bool]:
    """A type without Annotated, Optional and tuple: itself, the marks that lay around it, and whether it is a list."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__, (*marks, *annotation.__metadata__), many=many)
    origin = get_origin(annotation)
    if origin in (Union, UnionType, tuple):
        inner = next(each for each in get_args(annotation) if each not in (NoneType, Ellipsis))
        return _bare(inner, marks, many=many or origin is tuple)
    return annotation, marks, many


def _form(annotation: Any, marks: tuple[Any, ...]) -> Form:
    bare, marks, many = _bare(annotation, marks)
    origin = get_origin(bare)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _form(get_args(bare)[1], ())._replace(keyed=True)
    limits = [each for mark in marks for each in (mark, *getattr(mark, "metadata", ()))]
    least, most = (next((getattr(each, at) for each in limits if hasattr(each, at)), None) for at in ("ge", "le"))
    one_line = any(_types(mark) and mark.func is scalars.line for mark in marks)
    return Form(_sort(bare, marks), many, least=least, most=most, one_line=one_line)


def _single(annotation: Any) -> Any:
    """The type of each single value, below lists and mappings."""
    bare, _, _ = _bare(annotation)
    origin = get_origin(bare)
    return _single(get_args(bare)[1]) if isinstance(origin, type) and issubclass(origin, Mapping) else bare


def _sort(bare: Any, marks: tuple[Any, ...]) -> str:
    if issubclass(bare, Choice):
        return "choice"
    if issubclass(bare, BaseModel):
        return "group"
    named = [MARKS[type(mark)] for mark in marks if type(mark) in MARKS]
    return named[0] if named else next(SORTS[mark.func] for mark in marks if _types(mark))


def _types(mark: Any) -> bool:
    return isinstance(mark, BeforeValidator) and mark.func in SORTS
