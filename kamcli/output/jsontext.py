"""A view as JSON, field by field: decimals as texts, dates ISO, choices by id, missing as null (design §3.1)."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from kamcli.model.finding import Say
from kamcli.model.money import exact

SCHEMA_VERSION = 1  # fields may be added under it, never removed


def document(lang: str, **fields: object) -> str:
    """One JSON document with its `schema_version`; ends with a line feed. Sentences are in `lang`."""
    plain = {"schema_version": SCHEMA_VERSION} | {name: plainly(value, lang) for name, value in fields.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def plainly(value: object, lang: str) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Say):
        return value.read(lang)
    if isinstance(value, Mapping):
        return {_key(key): plainly(each, lang) for key, each in value.items()}
    named = _named(value)
    if named is not None:
        return {name: plainly(each, lang) for name, each in named.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plainly(each, lang) for each in value]
    return _scalar(value)


def _named(value: object) -> Mapping[str, Any] | None:
    """The fields of a group of values, None where it is something else."""
    if isinstance(value, BaseModel):
        return dict(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        named: Mapping[str, Any] = value._asdict()
        return named
    return None


def _scalar(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else str(value)


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)
