"""Every record rule on a record that passes and on ones that fail: YAML in, `line:column rule` out."""

import pytest

from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules import RULES
from kamcli.rules.base import Rule
from kamcli.store.book import judged
from kamcli.store.records import Located, parse_page

POLICY = Policy.model_validate(
    {
        "data": {"completeness_min_pct": "80"},
        "contract": {"below_floor_chain": ["sales_director"]},
        "privacy": {"allow_profile": "true", "allow_family": "false"},
    }
)
BY_ID = {rule.id: rule for rule in RULES if rule.record}

LEAD = """\
name: Dogwood
lifecycle_status: lead
ka_status: none
relation_kind: own
nature: enterprise
end_consumer: false
industry: food
region: north
office: hz
source_channel: fair
collected_on: 2025-01-01
collected_by: mo
roster_kind: first
recorded_at: 2025-01-01T09:00:00+08:00
recorded_by: mo
basics:
  addresses: [{kind: office, text: Road 1}]
  phones: ["1"]
business: {demand_size: large, demand_urgency: urgent}
"""
REVIEWED = """\
state: clause_reviewed
clause_review:
  - {clear: true, lawful: true, compliant: true, in_our_interest: true, reviewer: mo, date: 2025-01-01}
"""
DATED = """\
signed_on: 2025-01-02
effective_from: 2025-01-02
effective_to: 2025-01-02
amount: 100.00
items:
  - {product: gear, qty: 1, price: 60, amount: 60.00}
  - {product: box, qty: 1, price: 39.99, amount: 39.99}
"""
PRICED = """\
floor_prices:
  - {product: gear, floor_price: 10, contract_price: 10}
  - product: box
    floor_price: 5.00
    contract_price: 5.01
"""
DRAFT = """\
customer: C0001
contract_no: HT-1
title: Spring
kind: purchase_sale
state: draft
amount: 100.00
effective_from: 2025-01-02
effective_to: 2025-12-31
payment_terms: {payment_method: open_account, credit_days: 30}
items: [{product: gear, qty: 1, price: 100, amount: 100}]
recorded_at: 2025-01-01T09:00:00+08:00
recorded_by: mo
revision: 1
"""
PAPER = """\
customer: C0001
doc_type: contract_draft
location: records/files/x.pdf
archive_class: basic
recorded_at: 2025-01-01T09:00:00+08:00
recorded_by: mo
"""
PERSON = """\
persons:
  - id: C0001-P1
    name: Ada
    position: head
    person_kinds: [principal]
    phones: ["1"]
    decision_power: final
"""
PROFILE = f"{PERSON}    hobbies: [chess]\n    basis: consent\n    erase_after: 2027-01-01\n"


def found(rule: Rule, kind: str, text: str) -> list[str]:
    """`line:column rule` of what one rule finds in a text that is a record without a fault."""
    page = parse_page(text.encode(), Located(f"{kind}.yaml", KINDS[kind], "X-1", POLICY, "en"))
    assert [each for each in page.findings if each.severity == "error"] == []
    return [f"{each.line}:{each.column} {each.rule}" for each in judged(page, (rule,), POLICY, "en")]



PASSING = (
    ("R-DAT-01", "customer", LEAD),
    ("SCHEMA-05", "contract", DRAFT),
    ("SCHEMA-06", "document", PAPER),
    ("SCHEMA-06", "people", PERSON),
    ("R-CTR-01", "contract", REVIEWED),
    ("R-CTR-04", "contract", DATED),
    ("R-CTR-06", "contract", PRICED),
    ("R-PRV-03", "people", PROFILE),
)

@pytest.mark.parametrize(("rule", "kind", "text"), PASSING)
def test_passes(rule: str, kind: str, text: str) -> None:
    assert found(BY_ID[rule], kind, text) == []
