"""The data sheet (客户资料表, F-11) as an empty form for a customer: what everybody may see, and nothing of ours."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.model.basics import Basics
from kamcli.model.choices import AccessLevel
from kamcli.model.customer import Customer
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, spelling


class Blank(NamedTuple):
    """One field to fill in: `choices` to tick, `columns` of a little table, `several` for more than one line."""

    field: str
    label: Say
    choices: tuple[Say, ...]
    columns: tuple[Say, ...]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSheet:
    """The form; `customer_id` and `name` are empty where it is for anybody."""

    as_of: dt.date
    company: str
    customer_id: str
    name: str
    blanks: tuple[Blank, ...]


def blank_sheet(policy: Policy, today: dt.date, customer: Customer | None) -> BlankSheet:
    """The form for a customer of the book, or for anybody (None).

    Of the head and the basic data it has what the catalogue calls public; internal, confidential and personal fields
    neither appear nor are asked for by post (R-PRV-02).
    """
    return BlankSheet(
        as_of=today,
        company=policy.company.name,
        customer_id=customer.id if customer else "",
        name=customer.name if customer else "",
        blanks=(*_blanks(Customer, ""), *_blanks(Basics, "basics.")),
    )


def _blanks(model: type[Customer | Basics], above: str) -> Iterator[Blank]:
    table = spelling(model)
    for name, told in table.terms.items():
        if told.sensitivity == AccessLevel.pub and not told.derived:
            below = table.below(name)
            several = model.model_fields[name].default_factory is tuple
            yield Blank(above + name, Say(told.zh, told.en), _choices(below), _columns(below), several)


def _choices(table: Spelling) -> tuple[Say, ...]:
    return tuple(Say(each.zh, each.en) for each in table.labels.values())


def _columns(table: Spelling) -> tuple[Say, ...]:
    """The columns of a list of groups, with the choices in the head where there are some."""
    return tuple(_column(table, name) for name, told in table.terms.items() if told.sensitivity == AccessLevel.pub)


def _column(table: Spelling, name: str) -> Say:
    told, choices = table.terms[name], _choices(table.below(name))
    if not choices:
        return Say(told.zh, told.en)
    return Say(
        f"{told.zh}（{'、'.join(each.zh for each in choices)}）",
        f"{told.en} ({', '.join(each.en for each in choices)})",
    )
