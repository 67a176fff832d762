"""Clocks of contracts (合同)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, owners_of
from kamcli.clocks.workdays import Day
from kamcli.model.columns import Row
from kamcli.model.contract import ContractState
from kamcli.model.finding import Say
from kamcli.model.policy import Policy

RUNNING = (ContractState.approved, ContractState.signed_by_both, ContractState.in_force)
UNDATED = Say("没有到期日期", "effective_to is not known")


def contract_expiry(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-31: every running contract, to its recorded end; one prolonged by a running amendment ends with that one."""
    running = tuple(row for row in facts.columns.rows("contract") if row.state in RUNNING)
    prolonged = frozenset(row.amends for row in running if row.amends and row.effective_to)
    for row in running:
        if row.id not in prolonged or not row.effective_to:
            yield _due(facts, row)


def _due(facts: Facts, row: Row) -> Due:
    last = Day(row.effective_to) if row.effective_to else None
    about = UNDATED if last is None else Say(row.title or "", row.title or "")
    owners = owners_of(facts, row.customer)
    return Due(row.id, "contract", row.customer or "", owners, row.effective_from, last, about)
