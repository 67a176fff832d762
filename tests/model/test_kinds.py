"""An example of every kind of record: it is read without a finding, and no key that nobody listed is let in."""

from typing import NamedTuple

import pytest
from pydantic import ValidationError

from kamcli.model.kinds import KINDS
from kamcli.store.records import Located, Page, parse_page

TEXT = """
--- customer C0001
name: Aspen
owner: rob
tiers: {demand: {assigned: A, date: 2026-02-03, by: kay, basis: two lines}}
--- people C0001
persons: [{id: C0001-P1, name: Ada}]
departments: [{id: C0001-D1, name: Stores}]
--- application AP-20260302-AAAA
customer: C0001
contract: CN-20260302-AAAA
contract_amount: 26.8万
--- contract CN-20260302-AAAA
customer: C0001
revision: 1
amount: 268,000.00
state: draft
--- document DC-20260302-AAAA
doc_type: contract_draft
location: records/files/x.pdf
--- reconciliation RS-20260302-AAAA
customer: C0001
signed_by_us_on: 2026-03-01
--- credit_investigation CR-20260302-AAAA
customer: C0001
investigated_on: 2026-03-01
scores: {payment: 90}
--- value_assessment GA-20260302-AAAA
customer: C0001
assessed_on: 2026-03-01
current_value: {score: 80}
--- visit VS-20260302-AAAA
customer: C0001
visitors: [rob]
planned_at: 2026-03-02T09:00:00+08:00
visit_kind: first
hosts: [{name: Ada, decision_power: shared}]
next_step: {text: send the offer, due: 2026-03-09}
state: planned
--- minutes MN-20260302-AAAA
customer: C0001
visit: VS-20260302-AAAA
met_on: 2026-03-02
agreements: [{text: send the offer, owner: rob, due: 2026-03-09}]
--- contact_log CL-20260302-AAAA
customer: C0001
at: 2026-03-02T09:00:00+08:00
channel: phone
direction: in
follow_up: {text: call again, due: 2026-03-09}
--- callback CB-20260302-AAAA
customer: C0001
period: 2026-03-H1
issues: [{text: late, reported_at: 2026-03-02T09:00:00+08:00, responsible_unit: north}]
--- visit_plan VP-20260302-AAAA
period: 2026-W10
goal_value: 12
lines: [{date: 2026-03-02, customer: C0001, purpose: offer, visitor: rob, method: on_site}]
support_needed: [{what: car, from_party: north, needed_by: 2026-03-02}]
--- executive_visit EX-20260302-AAAA
customer: C0001
planned_on: 2026-03-02
visit_direction: we_visit
--- need ND-20260302-AAAA
customer: C0001
text: quieter pumps
kind: product
clarity: latent
value_estimate: 12万
--- material MT-20260302-AAAA
code: company_brochure
version: 3
--- greeting_plan GP-20260302-AAAA
festival: mid_autumn
date: 2026-09-25
channel: sms
--- signoff CN-20260302-AAAA/r1-approve-ka_department
version: 1
book: b
subject: CN-20260302-AAAA
revision: 1
digest: kam1:0
act: approve
role: ka_department
by: kay
at: 2026-03-02T09:00:00+08:00
policy: kam1:0
--- delegation DL-20260302-AAAA
grantor: kay
delegate: rob
role: ka_department
valid_from: 2026-03-01
valid_to: 2026-03-10
document: DC-20260302-AAAA
reason: away
scope: {office: north}
--- revocation DL-20260302-AAAA.revoked
delegation: DL-20260302-AAAA
by: kay
at: 2026-03-05T09:00:00+08:00
--- company_figures 2026
total_sales: 1.2亿
rates: {USD: 7.12}
--- import_map erp
ledger: sales
columns: {date: Datum, customer_id: Kunde, amount: Betrag}
customer_ids: {10001: C0001}
--- organisation organisation
units: [{id: north, kind: office, name: North}]
staff: [{id: rob, name: Rob, unit: north, email: r@x.example}]
--- calendar calendar
days_off: [{date: 2026-06-18}]
working_days: [{date: 2026-06-21}]
--- policy policy
book_id: b
receivables: {buckets: [30, 60]}
"""


class Example(NamedTuple):
    """The id and the text of a record."""

    id: str
    text: str


def examples() -> dict[str, Example]:
    heads = ((each.partition("\n"), each.split()[:2]) for each in TEXT.split("--- ")[1:])
    return {kind: Example(record_id, text) for (_, _, text), (kind, record_id) in heads}


EXAMPLES = examples()
KIND = pytest.mark.parametrize("kind", KINDS)


def page(kind: str, more: str = "") -> Page:
    record_id, text = EXAMPLES[kind]
    return parse_page(f"{text}{more}".encode(), Located(f"{kind}.yaml", KINDS[kind], record_id, None, "en"))


@KIND
def test_an_example_is_read_without_a_finding(kind: str) -> None:
    found = page(kind)

    assert found.findings == ()
    assert isinstance(found.record, KINDS[kind].model)
    assert kind == "policy" or found.record.id == EXAMPLES[kind].id


@KIND
def test_a_key_that_nobody_listed_is_refused_at_its_place(kind: str) -> None:
    line = EXAMPLES[kind].text.count("\n") + 1

    assert [f"{each.line}:{each.column} {each.rule}" for each in page(kind, "colour: red\n").findings] == [
        f"{line}:1 SCHEMA-01"
    ]


@KIND
def test_a_record_is_frozen(kind: str) -> None:
    record = page(kind).record
    name = next(iter(type(record).model_fields))

    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, name, "other")


def test_every_kind_has_its_example() -> None:
    assert set(EXAMPLES) == set(KINDS)
