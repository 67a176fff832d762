"""Facts from a few lines of YAML: kind -> id -> fields, as records hold them."""

from collections.abc import Callable

import pytest
import yaml

from kamcli.clocks.base import Facts
from kamcli.clocks.workdays import Workdays
from kamcli.model.answers import OpenItem, OpenItems
from kamcli.model.columns import Row, columns_from, picked
from kamcli.model.kinds import KINDS
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy
from kamcli.model.policy_company import Weekday

POLICY = """
calendar: {weekend: [sat, sun], start_day_counts: false, roll_if_last_day_off: false}
tier: {review_months: 12, primary_scheme: revenue_share, to_service_level: {strategic: L1, key: L2, none: L3}}
documents: {expiry_lead_days: 30}
approval:
  bands:
    - {max: 100000, sign: [office_manager], approve: ka_department}
    - {sign: [ka_department], approve: sales_director}
  submit: {role: office_manager}
  unknown_amount_band: 2
  four_eyes: true
  allow_subdelegation: false
  delegation_max_days: 90
  split_window_days: 30
  split: warn
  step_workdays: 3
  guarded: {contract: {by_band: true}, admission: {by_band: true}}
boundary: {default: higher_band}
book_id: b1
proof_level: 0
contract: {expiry_lead_days: 60, below_floor_chain: [sales_director]}
receivables: {lead_days: 7, buckets: [30, 60]}
archive: {freshness_days: 180}
digest: {due_ahead_days: 7}
data: {entry_workdays: 2, handover_days: 1, handover_day_kind: working, filing_workdays: 5}
assign: {first_contact_days: 7}
minutes: {workdays: 2, deadline_covers: drafted_and_sent, confirm_workdays: 3}
callback: {mode: half_month, interval_days: 15, scope: key_accounts}
contact:
  rhythm_days: {L1: 30, L2: 60, L3: 90}
  information_days: 90
  birthday_lead_days: 7
  festival_lead_days: 5
exec_visit: {cycle_months: {L1: 6, L2: 12}}
"""
ORGANISATION = """
id: organisation
staff:
  - {id: li.na, name: 李娜, unit: hz, email: li.na@example.com, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: tao.jing, name: 陶静, unit: hz, email: tao@example.com, roles: [{role: ka_department, valid_from: 2020-01-01}]}
  - {id: he.min, name: 何敏, unit: hz, email: he@example.com, roles: [{role: office_manager, valid_from: 2020-01-01}]}
  - {id: mo.fei, name: 莫非, unit: hz, email: mo@example.com, roles: [{role: office_manager, valid_from: 2020-01-01}]}
"""


def read(text: str) -> dict:
    return yaml.load(text, yaml.BaseLoader) or {}  # noqa: S506 every scalar stays text, as kam reads them


def row(kind: str, record_id: str, fields: dict[str, object]) -> Row:
    """A record in brief; its digest, which the store computes, is its id here."""
    named = {"name": record_id} if kind == "customer" else {}
    record = KINDS[kind].model.model_validate({"id": record_id, **named, **fields})
    columns = {name: picked(record, path) for name, path in KINDS[kind].columns.items()}
    computed = {"own": record_id} if kind == "signoff" else {"digest": record_id, "block_digests": {}}
    return Row(kind, record_id, f"{KINDS[kind].folder}/{record_id}.yaml", {**columns, **computed})


@pytest.fixture
def policy() -> Callable[..., Policy]:
    """Give `policy(without="archive.freshness_days")`: the policy of these tests, less one parameter."""

    def make(without: str = "") -> Policy:
        given = read(POLICY)
        group, _, name = without.partition(".")
        if name:
            del given[group][name]
        elif group:
            del given[group]
        return Policy.model_validate(given)

    return make


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Give `facts(text, items)`."""

    def make(text: str = "", items: tuple[OpenItem, ...] | None = None) -> Facts:
        records = {"organisation": {"organisation": read(ORGANISATION)}, **read(text)}
        rows = (row(kind, name, fields or {}) for kind, ids in records.items() for name, fields in ids.items())
        return Facts(
            columns=columns_from(rows),
            organisation=Organisation.model_validate(read(ORGANISATION)),
            workdays=Workdays((Weekday.sat, Weekday.sun)),
            open_items=None if items is None else OpenItems(items, (), ()),
        )

    return make
