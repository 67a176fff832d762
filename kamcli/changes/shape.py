"""The shape of a field as its model declares it: one value or many, a group, a table, a choice, a flag."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from kamcli.model.base import Choice, Term, term
from kamcli.model.finding import KeyPath


class Shape(NamedTuple):
    """What a key path of a model holds; `group` is the model of a group, `choice` the list of a choice.

    `scalar` is the name of the function of model.scalars that reads its text (money, date, count); "" for plain text.
    """

    many: bool = False
    table: bool = False
    group: type[BaseModel] | None = None
    choice: type[Choice] | None = None
    flag: bool = False
    scalar: str = ""


def shape(model: type[BaseModel], at: KeyPath) -> Shape | None:
    """The shape of what stands at a key path of English names; None where the model knows no such field."""
    here = Shape(group=model)
    for step in at:
        if isinstance(step, int) and here.many:
            here = here._replace(many=False)
        elif here.table:
            here = here._replace(table=False)
        elif here.group is None or here.many or step not in here.group.model_fields:
            return None
        else:
            info = here.group.model_fields[str(step)]
            here = _of(info.annotation, tuple(info.metadata))
    return here


def told(model: type[BaseModel], at: KeyPath) -> Term | None:
    """What the catalogue says of the field at a key path; None for list positions and keys that nobody listed."""
    above = shape(model, at[:-1])
    name = at[-1] if at else 0
    if above is None or above.group is None or above.table or name not in above.group.model_fields:
        return None
    return term(above.group, str(name))


def _of(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    if hasattr(annotation, "__metadata__"):
        return _of(annotation.__origin__, (*marks, *annotation.__metadata__))
    origin, parts = (
        get_origin(annotation),
        [each for each in get_args(annotation) if each not in (type(None), Ellipsis)],
    )
    if origin in (Union, UnionType):
        return _of(parts[0])
    if origin is tuple:
        return _of(parts[0])._replace(many=True)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _of(parts[1])._replace(table=True)
    return Shape(
        group=annotation if issubclass(annotation, BaseModel) else None,
        choice=annotation if issubclass(annotation, Choice) else None,
        flag=annotation is bool,
        scalar=next((name for name in map(_reader, marks) if name not in ("", "text", "line", "flag")), ""),
    )


def _reader(mark: Any) -> str:
    return str(getattr(mark.func, "__name__", "")) if isinstance(mark, BeforeValidator) else ""
