"""The clock of what was promised (CK-32): obligations, agreements, next steps, follow-ups, needs."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kamcli.clocks.base import Due, Facts, is_live
from kamcli.clocks.workdays import Day
from kamcli.model.columns import Columns, Row
from kamcli.model.contract import ContractState, Party
from kamcli.model.finding import Say
from kamcli.model.need import ResponseStage
from kamcli.model.policy import Policy

RUNNING = (ContractState.signed_by_both, ContractState.in_force)
OURS, THEIRS = Say("我方：{text}", "we: {text}"), Say("对方：{text}", "they: {text}")


class Promise(NamedTuple):
    """Something that is to be done until a day and is not; `party` says who promised, `owners` who sees to it."""

    record: Row
    party: Party
    owners: tuple[str, ...]
    due: dt.date
    text: str


def promised(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-32: everything that has a day of its own and is not done; our own obligations before the customer's."""
    for due in (*map(_due_of, promises(facts.columns)), *_needs(facts.columns)):
        if is_live(facts, due.customer_id):
            yield due


def promises(columns: Columns) -> Iterator[Promise]:
    """What is promised in contracts, at visits, in contacts and in minutes, and not done."""
    yield from _obligations(columns)
    yield from _steps(columns)
    for row in columns.rows("minutes"):
        for each in row.agreements or ():
            if each.done_on is None:
                yield Promise(row, Party.us, (each.owner,), each.due, each.text)


def _obligations(columns: Columns) -> Iterator[Promise]:
    for row in columns.rows("contract"):
        held = (row.obligations or ()) if row.state in RUNNING else ()
        for each in sorted(held, key=lambda one: one.party != Party.us):
            if each.done_on is None:
                yield Promise(row, each.party, _owners(columns, row), each.due, each.text)


def _steps(columns: Columns) -> Iterator[Promise]:
    for row in columns.rows("visit"):
        if row.next_due and row.next_done_on is None:
            yield Promise(row, Party.us, row.visitors or (), row.next_due, row.next_text or "")
    for row in columns.rows("contact_log"):
        if row.follow_due and row.follow_done_on is None:
            owners = (row.by,) if row.by else _owners(columns, row)
            yield Promise(row, Party.us, owners, row.follow_due, row.follow_text or "")


def _owners(columns: Columns, row: Row) -> tuple[str, ...]:
    """The account owner (客户负责人) of the record's customer."""
    customer = columns.find("customer", row.customer)
    return (customer.owner,) if customer is not None and customer.owner else ()


def _due_of(each: Promise) -> Due:
    """An obligation says whose it is: the other ones are ours."""
    said = Say("{text}", "{text}") if each.record.kind != "contract" else OURS if each.party == Party.us else THEIRS
    about = Say(said.zh.format(text=each.text), said.en.format(text=each.text))
    return _due(each.record, each.owners, each.due, about)


def _needs(columns: Columns) -> Iterator[Due]:
    for row in columns.rows("need"):
        if row.due and row.response_stage != ResponseStage.closed:
            about = Say("客户需求", "need of the customer")
            yield _due(row, (row.owner,) if row.owner else (), row.due, about)


def _due(row: Row, owners: tuple[str, ...], day: dt.date, about: Say) -> Due:
    return Due(row.id, row.kind, row.customer or "", owners, None, Day(day), about)
