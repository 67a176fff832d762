"""What a signature stands for: the canonical form `kam1` of a record's typed data, and its SHA-256 (R-AUD-04)."""

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from kamcli.model import scalars
from kamcli.model.base import term

VERSION = "kam1"
UNSIGNED = ("signature",)  # a signature stands over the statement, so it is no part of it

Encode = Callable[[Any], Any]


class Covered(NamedTuple):
    """One covered field of a model and how its value is written."""

    name: str
    encode: Encode


def digest(kind: str, record: BaseModel) -> str:
    """`kam1:` and 64 hex digits over every covered value of a typed record; equal data give equal digests."""
    return _hashed(kind, encoded(record))


def block_digest(customer: BaseModel, block: str, fields: tuple[str, ...]) -> str:
    """The digest of a customer's guarded block: the values at these dotted paths and the block's revision number."""
    told = {path: written for path in fields if not _empty(written := _at(customer, path.split(".")))}
    revision = getattr(customer, "revisions", {}).get(block)
    return _hashed(f"customer.{block}", told | ({} if revision is None else {"revision": revision}))


def values_digest(kind: str, model: type[BaseModel], values: Mapping[str, Any]) -> str:
    """The digest that a record of these typed values will have once it is written and read."""
    return _hashed(kind, _encoded(model, values))


def statement(kind: str, record: BaseModel, book: str) -> bytes:
    """The bytes that a person signs of a sign-off, a delegation or a revocation: its values, its id and the book.

    The id keeps a revoked delegation from coming back under another one, the book keeps out what a copy signed.
    """
    return canonical(kind, {**encoded(record), "id": record.__dict__["id"], "book": book})


def canonical(kind: str, data: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed: version, kind, and sorted compact JSON, parted by NUL."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return b"\0".join((VERSION.encode(), kind.encode(), text.encode()))


def encoded(record: BaseModel) -> dict[str, Any]:
    """The covered values of a model as plain JSON data: nothing absent, nothing empty, keys in English."""
    return _encoded(type(record), record.__dict__)  # no getattr: a parameter that policy.yaml lacks may not be read


def _encoded(model: type[BaseModel], given: Mapping[str, Any]) -> dict[str, Any]:
    pairs = ((field.name, field.encode(given[field.name])) for field in covered(model) if field.name in given)
    return {name: value for name, value in pairs if not _empty(value)}


@cache
def covered(model: type[BaseModel]) -> tuple[Covered, ...]:
    """The fields of a model that a digest covers: all but what is filled later, computed, personal, or a signature."""
    return tuple(
        Covered(name, _written(field.annotation, tuple(field.metadata)))
        for name, field in model.model_fields.items()
        if is_covered(model, name)
    )


def is_covered(model: type[BaseModel], name: str) -> bool:
    """Whether a change of this field re-opens an approval (R-AUD-04); a record's own id stands in the sign-off."""
    if not isinstance(model.model_fields[name].json_schema_extra, dict):
        return name != "id"
    told = term(model, name)
    return not (told.filled_later or told.derived or told.sensitivity == "pers" or name in UNSIGNED)


def _hashed(kind: str, data: Mapping[str, Any]) -> str:
    return f"{VERSION}:{hashlib.sha256(canonical(kind, data)).hexdigest()}"


def _empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def _at(part: object, path: list[str]) -> object:
    """The encoded value at a dotted path; None where any part of the way is absent."""
    for name in path[:-1]:
        part = getattr(part, name, None)
    if not isinstance(part, BaseModel) or path[-1] not in type(part).model_fields:
        return None
    field = type(part).model_fields[path[-1]]
    return _written(field.annotation, tuple(field.metadata))(part.__dict__.get(path[-1]))


# --- how a value is written, by its declared type -------------------------------------------------------------------


def _written(annotation: object, metadata: tuple[object, ...] = ()) -> Encode:
    """The writer of a declared type: amounts keep two decimals, other decimals drop trailing zeros."""
    if any(isinstance(each, BeforeValidator) and each.func is scalars.money for each in metadata):
        return _or_none(scalars.exact)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _written(arguments[0], arguments[1:])
    if NoneType in arguments:
        return _written(next(each for each in arguments if each is not NoneType))
    if origin is tuple:
        return _listed(_written(arguments[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapped(_written(arguments[0]), _written(arguments[1]))
    return _plain


def _or_none(write: Callable[[Any], Any]) -> Encode:
    return lambda value: None if value is None else write(value)


def _listed(write: Encode) -> Encode:
    return _or_none(lambda values: [write(value) for value in values])


def _mapped(key: Encode, write: Encode) -> Encode:
    def mapping(values: Mapping[Any, Any]) -> dict[str, Any]:
        pairs = ((str(key(name)), write(value)) for name, value in values.items())
        return {name: value for name, value in pairs if not _empty(value)}

    return _or_none(mapping)


def _plain(value: object) -> object:
    """One value by what it is; a type that has no written form is an error of the program, never `str(value)`."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, BaseModel):
        return encoded(value)
    if isinstance(value, Decimal):
        return _shortest(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _shortest(value: Decimal) -> str:
    """A decimal without exponent and without zeros that say nothing: 12.50 and 12.5 are one value, so are 0 and -0."""
    text = scalars.exact(value)
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"
