"""The clock of what was promised (CK-32): obligations, agreements, next steps, follow-ups, needs."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, is_live, owners_of
from kamcli.clocks.workdays import Day
from kamcli.model.columns import Columns, Row
from kamcli.model.contract import ContractState, Party
from kamcli.model.finding import Say
from kamcli.model.need import ResponseStage
from kamcli.model.policy import Policy

RUNNING = (ContractState.signed_by_both, ContractState.in_force)
OURS, THEIRS = Say("我方：{text}", "we: {text}"), Say("对方：{text}", "they: {text}")


def promised(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-32: everything that has a day of its own and is not done; our own obligations before the customer's."""
    for due in (*_obligations(facts), *_steps(facts), *_agreements(facts.columns), *_needs(facts.columns)):
        if is_live(facts, due.customer_id):
            yield due


def _obligations(facts: Facts) -> Iterator[Due]:
    for row in facts.columns.rows("contract"):
        held = (row.obligations or ()) if row.state in RUNNING else ()
        for each in sorted(held, key=lambda one: one.party != Party.us):
            if each.done_on is None:
                said = OURS if each.party == Party.us else THEIRS
                about = Say(said.zh.format(text=each.text), said.en.format(text=each.text))
                yield _due(row, owners_of(facts, row.customer), each.due, about)


def _steps(facts: Facts) -> Iterator[Due]:
    for row in facts.columns.rows("visit"):
        if row.next_due and row.next_done_on is None:
            yield _due(row, row.visitors or (), row.next_due, Say(row.next_text or "", row.next_text or ""))
    for row in facts.columns.rows("contact_log"):
        if row.follow_due and row.follow_done_on is None:
            owners = (row.by,) if row.by else owners_of(facts, row.customer)
            yield _due(row, owners, row.follow_due, Say(row.follow_text or "", row.follow_text or ""))


def _agreements(columns: Columns) -> Iterator[Due]:
    for row in columns.rows("minutes"):
        for each in row.agreements or ():
            if each.done_on is None:
                yield _due(row, (each.owner,), each.due, Say(each.text, each.text))


def _needs(columns: Columns) -> Iterator[Due]:
    for row in columns.rows("need"):
        if row.due and row.response_stage != ResponseStage.closed:
            about = Say("客户需求", "need of the customer")
            yield _due(row, (row.owner,) if row.owner else (), row.due, about)


def _due(row: Row, owners: tuple[str, ...], day: dt.date, about: Say) -> Due:
    return Due(row.id, row.kind, row.customer or "", owners, None, Day(day), about)
