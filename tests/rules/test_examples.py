"""Every record rule on a record that passes and on ones that fail: YAML in, `line:column rule` out."""

import pytest

from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules.base import Rule
from kamcli.rules.register import RULES
from kamcli.store.book import judged
from kamcli.store.records import Located, parse_page

POLICY = Policy.model_validate(
    {
        "data": {"completeness_min_pct": "80"},
        "contract": {"below_floor_chain": ["sales_director"]},
        "privacy": {"allow_profile": "true", "allow_family": "false"},
        "contact": {"phone_max_minutes": "10"},
    }
)
BY_ID = {rule.id: rule for rule in RULES if rule.record}

SHA = "0" * 64
LEAD = """\
name: Dogwood
lifecycle_status: lead
ka_status: none
relation_kind: direct
nature: ordinary_company
is_end_consumer: false
industry: food
region: north
office: hz
source_channel: exhibition
collected_on: 2025-01-01
collected_by: mo
roster_kind: ordinary_company
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
delivery_terms: [{item: gear, due: 2025-02-01}]
items: [{product: gear, qty: 1, price: 100, amount: 100}]
recorded_at: 2025-01-01T09:00:00+08:00
recorded_by: mo
revision: 1
"""
PAPER = f"""\
customer: C0001
doc_type: contract_draft
location: records/files/x.pdf
sha256: {SHA}
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
CODED = """\
name: Dogwood
basics:
  uscc: 91110000600037341L
"""
VISIT = """\
state: logged
hosts:
  - {name: Ada, position: head, decision_power: final}
customer_needs: quieter pumps
unknown: [customer_problems]
note_taker: mo
"""
CALL = "channel: phone\npurpose: appointment\nduration_minutes: 10\n"
CALLBACK = "state: done\nproduct_use: well\nnew_needs: none\nproducts_introduced: [gear]\n"
MINUTES = "reviewed_on: 2025-03-10\nsent_on: 2025-03-10\n"
PROFILE = f"{PERSON}    hobbies: [chess]\n    basis: consent\n    erase_after: 2027-01-01\n"


PASSING = (
    ("R-DAT-01", "customer", LEAD),
    ("R-DAT-01", "customer", "name: A\nlifecycle_status: closed\n"),
    ("SCHEMA-05", "contract", DRAFT),
    ("SCHEMA-06", "document", PAPER),
    ("SCHEMA-06", "people", PERSON),
    ("SCHEMA-07", "customer", CODED),
    ("SCHEMA-07", "customer", LEAD),
    ("R-CTR-01", "contract", REVIEWED),
    ("R-CTR-01", "contract", "state: draft\n"),
    ("R-CTR-04", "contract", DATED),
    ("R-CTR-06", "contract", PRICED),
    ("R-CON-02", "contact_log", CALL),
    ("R-CON-08", "callback", CALLBACK),
    ("R-CON-08", "callback", "state: planned\n"),
    ("R-VIS-02", "visit", VISIT),
    ("R-VIS-02", "visit", "state: approved\n"),
    ("R-VIS-04", "visit", VISIT),
    ("R-VIS-06", "minutes", MINUTES),
    ("R-VIS-06", "minutes", "reviewed_on: 2025-03-10\n"),
    ("R-PRV-03", "people", PROFILE),
    ("R-PRV-03", "people", PERSON),
)
FAILING = (  # kind, text, what is changed in it and into what, what is then found
    ("customer", LEAD, "region: north\n", "", "1:1 R-DAT-01"),
    ("customer", LEAD, '  phones: ["1"]\n', "", "17:3 R-DAT-01"),
    ("customer", LEAD, ", demand_urgency: urgent", "", "19:11 R-DAT-01"),
    ("contract", DRAFT, "title: Spring", "title:", "3:1 SCHEMA-05"),
    ("contract", DRAFT, "title: Spring\n", "", "1:1 SCHEMA-05"),
    ("document", PAPER, "archive_class: basic\n", "", "1:1 SCHEMA-06"),
    ("people", PERSON, "    position: head\n", "", "2:5 SCHEMA-06"),
    ("customer", CODED, "341L", "342L", "3:9 SCHEMA-07"),
    ("contract", REVIEWED, REVIEWED.partition("\n")[2], "", "1:1 R-CTR-01"),
    ("contract", REVIEWED, "lawful: true", "lawful: false", "3:5 R-CTR-01"),
    ("contract", DATED, "signed_on: 2025-01-02", "signed_on: 2025-01-03", "1:12 R-CTR-04"),
    ("contract", DATED, "effective_to: 2025-01-02", "effective_to: 2025-01-01", "3:15 R-CTR-04"),
    ("contract", DATED, "39.99}", "39.98}", "4:9 R-CTR-04"),
    ("contract", PRICED, "contract_price: 5.01", "contract_price: 4.99", "5:21 R-CTR-06"),
    ("contract", PRICED, "contract_price: 10", "contract_price: 9", "2:54 R-CTR-06"),
    ("contact_log", CALL, "minutes: 10", "minutes: 11", "3:19 R-CON-02"),
    ("callback", CALLBACK, "new_needs: none\n", "", "1:8 R-CON-08"),
    ("visit", VISIT, "customer_needs: quieter pumps\n", "", "1:8 R-VIS-02"),
    ("visit", VISIT, ", position: head", "", "3:5 R-VIS-02"),
    ("visit", VISIT, "note_taker: mo\n", "", "1:8 R-VIS-04"),
    ("minutes", MINUTES, "reviewed_on: 2025-03-10", "reviewed_on: 2025-03-11", "2:10 R-VIS-06"),  # TV-42
    ("minutes", MINUTES, "reviewed_on: 2025-03-10\n", "", "1:10 R-VIS-06"),
    ("people", PROFILE, "    basis: consent\n", "", "8:14 R-PRV-03"),
    ("people", PROFILE, "hobbies: [chess]", "family: two children", "8:13 R-PRV-03"),
)


def found(rule: Rule, kind: str, text: str) -> list[str]:
    """`line:column rule` of what one rule finds in a text that is a record without a fault."""
    page = parse_page(text.encode(), Located(f"{kind}.yaml", KINDS[kind], "X-1", POLICY, "en"))
    assert [each for each in page.findings if each.severity == "error"] == []
    return [f"{each.line}:{each.column} {each.rule}" for each in judged(page, (rule,), POLICY, "en")]


@pytest.mark.parametrize(("rule", "kind", "text"), PASSING)
def test_a_record_passes(rule: str, kind: str, text: str) -> None:
    assert found(BY_ID[rule], kind, text) == []


@pytest.mark.parametrize(("kind", "text", "old", "new", "expected"), FAILING)
def test_a_change_is_found_at_its_place(kind: str, text: str, old: str, new: str, expected: str) -> None:
    assert text.count(old) == 1

    rule = BY_ID[expected.partition(" ")[2]]

    assert found(rule, kind, text.replace(old, new)) == [expected]


def test_every_record_rule_stands_in_both_tables() -> None:
    assert {rule for rule, *_ in PASSING} == {each.partition(" ")[2] for *_, each in FAILING} == set(BY_ID)
