"""The data sheet of a customer (客户资料表, F-11): every filled field of the file, up to a class."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import BaseModel

from kamcli.model.answers import Answers, Question
from kamcli.model.choices import AccessLevel
from kamcli.model.customer import Customer, SourceChannel
from kamcli.model.document import DocType
from kamcli.model.finding import KeyPath, Say
from kamcli.model.money import share
from kamcli.model.policy import Policy
from kamcli.model.spelling import label, spelling
from kamcli.rules.completeness import CATEGORIES, completeness
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed, sensitivity

CALLED = ("staff", "unit", "customer")  # ids that are printed as names


class Entry(NamedTuple):
    """One filled field: `field` is its path of English names and list positions, `label` what it is called.

    `kind` is what the value stands for: `staff`, `unit` and `customer` are ids, `field` names fields.
    """

    field: str
    label: Say
    value: Any
    kind: str


class Part(NamedTuple):
    """The head of the file ("") or one of its four categories, with every filled field."""

    id: str
    label: Say
    share_pct: str | None
    entries: tuple[Entry, ...]


class Paper(NamedTuple):
    """A document of the customer that the book has."""

    id: str
    doc_type: DocType | None
    title: str | None
    issued_on: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSheet:
    """`most` is the highest class that is printed, `withheld` how many filled fields lie above it."""

    as_of: dt.date
    customer_id: str
    name: str
    source: SourceChannel | None
    verified_on: dt.date | None
    most: AccessLevel
    withheld: int
    total_pct: str | None
    parts: tuple[Part, ...]
    papers: tuple[Paper, ...]


def questions(_: Policy, __: dt.date, ___: Customer) -> tuple[Question[Any], ...]:
    """The ledgers say nothing that the file has."""
    return ()


def data_sheet(
    book: Book, _: Answers, policy: Policy, today: dt.date, customer: Customer, max_class: str = ""
) -> DataSheet:
    """All of a customer's file up to a class ("" = `digest.max_class`)."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    counted = {each.category: each for each in completeness(customer)}
    found = tuple(entries(customer))
    shown = tuple(each for each in found if allowed(each[0], most))
    total = [sum(getattr(each, name) for each in counted.values()) for name in ("filled", "required")]
    return DataSheet(
        as_of=today,
        customer_id=customer.id,
        name=customer.name,
        source=customer.source_channel,
        verified_on=customer.verified_on,
        most=most,
        withheld=len(found) - len(shown),
        total_pct=_share(*total),
        parts=tuple(
            Part(name, CATEGORIES[name].label, _share(each.filled, each.required), _of(name, shown))
            for name, each in counted.items()
        ),
        papers=tuple(_papers(book, customer.id)),
    )


def _share(filled: int, required: int) -> str | None:
    return share(Decimal(filled), Decimal(required)) if required else None


def _of(category: str, found: tuple[tuple[str, Entry], ...]) -> tuple[Entry, ...]:
    """The entries of a category; of the head those that stand in no category."""
    names = {each for each in CATEGORIES if each}
    return tuple(entry for _, entry in found if _category(entry.field, names) == category)


def _category(field: str, names: set[str]) -> str:
    first = field.partition(".")[0]
    return first if first in names else ""


def entries(customer: Customer) -> Iterator[tuple[str, Entry]]:
    """Every filled field with its class, in the order of the model; the parts of a group or list one by one."""
    return _entries(customer, ())


def _entries(value: Any, path: KeyPath) -> Iterator[tuple[str, Entry]]:
    for key, each in _members(value):
        here = (*path, key)
        if each is None or each in ((), "") or here == ("id",):
            continue
        if isinstance(each, BaseModel | Mapping) or _is_list_of_groups(each):
            yield from _entries(each, here)
        else:
            yield sensitivity(_names(here)), Entry(".".join(map(str, here)), _label(here), each, _kind(here))


def _members(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, Mapping):
        yield from ((str(key), each) for key, each in value.items())
    else:
        model: type[BaseModel] = type(value)
        yield from ((name, getattr(value, name)) for name in spelling(model).terms)


def _is_list_of_groups(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)


def _names(path: KeyPath) -> tuple[str, ...]:
    """The path without positions and without keys that anybody may choose."""
    table, found = spelling(Customer), []
    for key in path:
        if isinstance(key, str) and key in table.terms:
            found.append(key)
        table = table.below(key)
    return tuple(found)


def _kind(path: KeyPath) -> str:
    table = spelling(Customer)
    for key in path:
        table = table.below(key)
    return "field" if table.names_field else next((kind for kind in CALLED if kind in table.ref), "text")


def _label(path: KeyPath) -> Say:
    """What a field is called below its category: 公司规模 · 员工人数."""
    table = spelling(Customer)
    skip = 1 if path[0] in CATEGORIES and len(path) > 1 else 0
    told = [label(table, path, lang).split(".")[skip:] for lang in ("zh", "en")]
    return Say(*(" · ".join(words) for words in told))


def _papers(book: Book, customer_id: str) -> Iterator[Paper]:
    for row in book.columns.rows("document"):
        if row.customer == customer_id:
            yield Paper(row.id, row.doc_type, row.title, row.issued_on, row.valid_until)
