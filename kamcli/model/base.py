"""The words that models are declared with: one line a field, every scalar typed from its text."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum, auto
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from kamcli.model import scalars
from kamcli.model.finding import Say

__all__ = [
    "Choice",
    "Count",
    "Date",
    "FieldPath",
    "Flag",
    "Line",
    "Listed",
    "Many",
    "Maybe",
    "Moment",
    "Money",
    "Number",
    "Part",
    "PartialDate",
    "Percent",
    "Points",
    "Record",
    "Ref",
    "Span",
    "Table",
    "Term",
    "Text",
    "about",
    "auto",
    "conf",
    "internal",
    "pers",
    "pub",
    "term",
]

T = TypeVar("T")
K = TypeVar("K")


class Term(NamedTuple):
    """What the catalogue says of a field: spec id, labels, sensitivity, and from which state on it is required.

    `since` is "" (optional), "always", or a state of the record's process; `filled_later` marks what is filled once a
    thing is approved and so lies outside its digest; `derived` marks what is computed and refused in a file. `note`
    says what the labels do not, `rules` are the ids of rules and clocks that read the field.
    """

    spec: str
    zh: str
    en: str
    sensitivity: str
    since: str = ""
    when: str = ""
    filled_later: bool = False
    derived: bool = False
    note: Say | None = None
    rules: tuple[str, ...] = ()


class Ref(NamedTuple):
    """Marks a text as the id of another record; `kinds` are the kinds it may name."""

    kinds: tuple[str, ...]


class Listed(NamedTuple):
    """Marks a text whose allowed values are a list of policy.yaml, named by its key."""

    parameter: str


class FieldName(NamedTuple):
    """Marks a text that names a field in either language."""


class Choice(str, Enum):  # noqa: UP042 StrEnum would write `name` where members also have labels
    """One value out of a fixed list: the English id is the value, `zh` and `en` are its labels."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str = "") -> Self:
        """A member declared as `name = auto(), "中文"`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en or value.replace("_", " ")
        return member

    @staticmethod
    def _generate_next_value_(name: str, *_: Any) -> str:
        return name

    def __str__(self) -> str:
        return str(self.value)


class Part(BaseModel):
    """A group of fields: frozen, closed, built when first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)


def _field(  # noqa: PLR0913 the declaration line of every field; only the first two are positional
    spec: str,
    zh: str,
    en: str = "",
    *,
    sensitivity: str,
    since: str = "",
    when: str = "",
    later: bool = False,
    derived: bool = False,
    **limits: Any,
) -> Any:
    told: Any = Term(spec, zh, en, sensitivity, since, when, later, derived)
    return Field(title=zh, json_schema_extra={"term": told}, **limits)


pub = partial(_field, sensitivity="pub")
internal = partial(_field, sensitivity="int")
conf = partial(_field, sensitivity="conf")
pers = partial(_field, sensitivity="pers")


def about(field: Any, note: str, *rules: str) -> None:
    """Describe the field declared on the line above: `中文 | English`, then the rules and clocks that read it.

    It is a line of its own because a description in two languages would tear the declaration over six.
    """
    told: Term = field.json_schema_extra["term"]
    field.json_schema_extra["term"] = told._replace(note=Say(*note.split(" | ")), rules=rules)


def term(model: type[BaseModel], name: str) -> Term:
    """The catalogue entry of a field; its English label is the name in words unless one was given."""
    told: Term = model.model_fields[name].json_schema_extra["term"]  # type: ignore[index,assignment]
    return told if told.en else told._replace(en=name.replace("_", " ").capitalize())


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


Maybe = Annotated[T | None, Field(default=None)]
Many = Annotated[tuple[T, ...], Field(default_factory=tuple)]
Table = Annotated[Mapping[K, T], AfterValidator(MappingProxyType), PlainSerializer(dict), Field(default_factory=_empty)]

Text = Annotated[str, BeforeValidator(scalars.text)]
Line = Annotated[str, BeforeValidator(scalars.line)]  # a name, a number, an address of mail: never a paragraph
Money = Annotated[Decimal, BeforeValidator(scalars.money)]
Number = Annotated[Decimal, BeforeValidator(scalars.number)]
Points = Annotated[Decimal, BeforeValidator(scalars.number), Field(ge=0, le=100)]  # a score out of a hundred
Percent = Annotated[Decimal, BeforeValidator(scalars.percent)]
Count = Annotated[int, BeforeValidator(scalars.count)]
Span = Annotated[int, BeforeValidator(scalars.count), Field(ge=0, le=36_500)]  # days or months, not ages
Flag = Annotated[bool, BeforeValidator(scalars.flag)]
Date = Annotated[dt.date, BeforeValidator(scalars.date)]
PartialDate = Annotated[str, BeforeValidator(scalars.partial_date)]
Moment = Annotated[dt.datetime, BeforeValidator(scalars.moment)]
FieldPath = Annotated[str, BeforeValidator(scalars.text), FieldName()]


class Record(Part):
    """One file of the book; the reader gives it the id that its file name holds."""

    id: Line
