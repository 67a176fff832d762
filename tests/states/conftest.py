"""A small world of contracts and people: rows as the store makes them, with real digests, and sign-offs on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from kamcli.model.columns import Columns, Row, columns_from, picked
from kamcli.model.digest import block_digest, digest
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy

POLICY = """
book_id: b1
proof_level: 0
boundary: {default: higher_band}
documents: {allow_no_prior_business: true, merged_licence_satisfies_tax: true, debt_tolerance: 0.00}
contract: {expiry_lead_days: 60, below_floor_chain: [sales_director]}
approval:
  bands:
    - {max: 100000, sign: [office_manager], approve: ka_department}
    - {max: 300000, sign: [ka_department], approve: deputy_sales_director}
    - {sign: [ka_department, deputy_sales_director], approve: sales_director}
  submit: {role: office_manager, counts_as_sign: [1]}
  amount_basis: tax_included
  unknown_amount_band: 3
  four_eyes: true
  allow_subdelegation: false
  delegation_max_days: 90
  split_window_days: 30
  split: warn
  step_workdays: 3
  chains: {customer_file: [dept_manager], recognition: [marketing_manager, executive], policy: [general_manager]}
  guarded:
    contract: {by_band: true}
    admission: {by_band: true}
    credit:
      fields: [transactions.credit_limit, transactions.trade_terms]
      loosen: {sign: [ka_department], approve: deputy_sales_director}
      tighten: {approve: ka_department}
    owner: {fields: [owner], steps: {approve: business_manager}}
"""
ROSTER = """
units:
  - {id: east, kind: branch, name: East}
  - {id: hz, kind: office, name: Hangzhou, parent_unit: east}
  - {id: nb, kind: office, name: Ningbo, parent_unit: east}
staff:
  - {id: rep, name: Rep, unit: hz, email: rep@x, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: hzm, name: Hz, unit: hz, email: hzm@x, roles: [{role: office_manager, office: hz, valid_from: 2020-01-01}]}
  - {id: nbm, name: Nb, unit: nb, email: nbm@x, roles: [{role: office_manager, office: nb, valid_from: 2020-01-01}]}
  - {id: ka, name: Ka, unit: hz, email: ka@x, roles: [{role: ka_department, valid_from: 2020-01-01}]}
  - {id: dep, name: Dep, unit: hz, email: dep@x, roles: [{role: deputy_sales_director, valid_from: 2020-01-01}]}
  - {id: dir, name: Dir, unit: hz, email: dir@x, roles: [{role: sales_director, valid_from: 2020-01-01}]}
  - {id: bus, name: Bus, unit: hz, email: bus@x, roles: [{role: business_manager, valid_from: 2020-01-01}]}
  - {id: aide, name: Aide, unit: hz, email: aide@x, roles: [{role: sales_manager, valid_from: 2020-01-01}]}
  - id: old
    name: Old
    unit: hz
    email: old@x
    left_on: 2025-03-31
    roles: [{role: ka_department, valid_from: 2020-01-01}]
  - id: gone
    name: Gone
    unit: hz
    email: gone@x
    roles: [{role: deputy_sales_director, valid_from: 2020-01-01, valid_to: 2025-02-28}]
"""
EMAIL_OF_ROLE = {
    "office_manager": "hzm",
    "ka_department": "ka",
    "deputy_sales_director": "dep",
    "sales_director": "dir",
    "business_manager": "bus",
}


def read(text: str) -> dict[str, Any]:
    return yaml.load(text, yaml.BaseLoader) or {}  # noqa: S506 every scalar stays text, as kam reads them


def policy_of(text: str = "") -> Policy:
    """The policy of these tests; `text` is YAML laid over its groups."""
    given = read(POLICY)
    for group, values in read(text).items():
        given[group] = {**given.get(group, {}), **values} if isinstance(values, dict) else values
    return Policy.model_validate(given)


def row(kind: str, record_id: str, fields: dict[str, Any], policy: Policy, file: str = "") -> Row:
    """A record in brief, as the store keeps it."""
    record = KINDS[kind].model.model_validate({"id": record_id, **fields})
    values = {name: picked(record, path) for name, path in KINDS[kind].columns.items()}
    if kind in ("application", "contract"):
        values["digest"] = digest(kind, record)
    elif kind == "signoff":
        values["own"] = digest("signoff", record)
    elif kind == "customer":
        blocks = ((str(name), block.fields) for name, block in policy.approval.guarded.items() if block.fields)
        values["block_digests"] = {name: block_digest(record, name, fields) for name, fields in blocks}
    elif kind == "people":
        values["reachable"] = ()
    folder = KINDS[kind].folder
    return Row(kind, record_id, file or f"{folder}/{record_id}.yaml".lstrip("/"), MappingProxyType(values))


@dataclass
class World:
    """Records by kind and id, and the sign-offs given so far."""

    policy: Policy = field(default_factory=policy_of)
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(self, kind: str, record_id: str, text: str = "") -> Row:
        made = row(kind, record_id, read(text), self.policy)
        self.rows[kind, record_id] = made
        return made

    def contract(self, amount: str = "268000.00", more: str = "", record_id: str = "CN-1") -> Row:
        """A contract of customer C0001, submitted by the office hz."""
        base = f"customer: C0001\nrevision: 1\nrecorded_by: rep\neffective_from: 2025-04-01\namount: {amount}\n"
        return self.add("contract", record_id, base + more)

    def sign(self, act: str, role: str, at: str, subject: str = "CN-1", **fields: Any) -> Row:
        """A sign-off as kam writes it; `fields` override what it says."""
        from kamcli.states.chain import Direction
        from kamcli.states.subject import subject_named

        found = subject_named(subject, self.columns, self.policy, fields.pop("direction", Direction.loosen))
        assert found is not None
        earlier = tuple(each.own for each in self.signoffs if each.subject == subject)
        given: dict[str, Any] = {
            "version": "1",
            "book": "b1",
            "subject": subject,
            "revision": str(found.revision),
            "digest": found.digest,
            "act": act,
            "role": role,
            "by": EMAIL_OF_ROLE.get(role, ""),
            "at": at if "T" in at else f"{at}T09:00:00+08:00",
            "policy": "kam1:0",
            "after": list(earlier),
        }
        if found.chain.band is not None and found.errand.amount is not None:
            given |= {"amount": f"{found.errand.amount:f}", "band": str(found.chain.band.number)}
        given = {name: value for name, value in (given | fields).items() if value is not None}
        record_id = f"{subject}/r{given['revision']}-{act}-{role}"
        made = row("signoff", record_id, given, self.policy, f"signoffs/{record_id}.yaml")
        self.rows["signoff", record_id] = made
        return made

    @property
    def signoffs(self) -> tuple[Row, ...]:
        return tuple(each for (kind, _), each in self.rows.items() if kind == "signoff")

    @property
    def columns(self) -> Columns:
        return columns_from(iter(self.rows.values()))


Make = Callable[..., World]


@pytest.fixture
def world() -> Make:
    """Give `world(policy="…")`: the roster, one customer, and nothing signed."""

    def make(policy: str = "") -> World:
        found = World(policy_of(policy))
        found.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), found.policy)
        found.add("customer", "C0001", "name: Firm\noffice: hz")
        found.add("document", "DC-1", "doc_type: delegation_letter")
        return found

    return make
