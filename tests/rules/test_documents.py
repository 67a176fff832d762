from decimal import Decimal
from typing import Any

import pytest

from kamcli.model.people import People
from kamcli.rules import documents
from kamcli.rules.base import Rule
from kamcli.rules.dossier import EVIDENCE, checklist, dossier_of
from tests.states.conftest import ROSTER, World, policy_of, read, row

ITEMS = ", ".join(EVIDENCE)
RULES = tuple(each for each in vars(documents).values() if isinstance(each, Rule) and each.book)
CUSTOMER = """
name: Firm
office: hz
basics:
  addresses: [{kind: office, text: Road 1}]
  business_licence: {licence_no: L1, valid_until: 2025-03-05}
  tax_registration: {merged: true}
"""
APPLICATION = """
customer: C0001
revision: 1
office: hz
contract: CN-1
contract_amount: 268000
existing_business: exists
existing_business_amount: 5
reconciliation: RS-1
owes_us_declared: 0
office_assessment: good
documents: [DC-F, DC-D, DC-C]
floor_prices: [{product: gear, floor_price: 5}, {product: box, floor_price: 6}]
state: submitted
"""
STATEMENT = "customer: C0001\nsigned_by_us_on: 2025-01-01\nsigned_by_them_on: 2025-01-01\nsealed_by_them: true"


@pytest.fixture
def here() -> World:
    """A complete application, and nothing that is wrong with it."""
    made = World(policy_of(f"documents: {{application: [{ITEMS}]}}"))
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", CUSTOMER)
    made.add("reconciliation", "RS-1", STATEMENT)
    for record_id, kind in (("DC-F", "application_form"), ("DC-D", "contract_draft"), ("DC-C", "contact_sheet")):
        made.add("document", record_id, f"customer: C0001\ndoc_type: {kind}")
    made.contract("268000", "items: [{product: gear, qty: 1, price: 5, amount: 5}]")
    made.add("application", "AP-1", APPLICATION)
    return made


def apply(world: World, change: str) -> None:
    made = row("application", "AP-1", {**read(APPLICATION), **read(change)}, world.policy)
    world.rows["application", "AP-1"] = made


def found(world: World) -> list[str]:
    return [
        f"{rule.id}: {rule.says[each.variant].read('en', each.figures)}"
        for rule in RULES
        if rule.book
        for each in rule.book(world.columns, world.policy)
    ]


def test_complete_application_has_no_finding(here: World) -> None:
    assert found(here) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("documents: [DC-D, DC-C]", "application form"),
        ("floor_prices: []", "contract draft with settlement floor price"),
        ("documents: [DC-F, DC-D]", "contacts of the principals"),
        ("existing_business_amount: ", "business done so far"),
        ("owes_us_declared: ", "whether it owes us"),
        ("office_assessment: ", "the office's assessment"),
    ],
)
def test_what_is_missing_is_named(here: World, change: str, missing: str) -> None:
    name, _, value = change.partition(": ")
    given = {**read(APPLICATION), **(read(change) if value else {})}
    if not value:
        given.pop(name)
    here.rows["application", "AP-1"] = row("application", "AP-1", given, here.policy)
    assert f"R-DOC-01: papers are missing: {missing}" in found(here)


@pytest.mark.parametrize(
    ("customer", "missing"),
    [
        ("name: Firm", "the customer's basic data, business licence, tax registration"),
        (CUSTOMER.replace("merged: true", "merged: false"), "tax registration"),
    ],
)
def test_customers_data(here: World, customer: str, missing: str) -> None:
    here.add("customer", "C0001", customer)
    assert f"R-DOC-01: papers are missing: {missing}" in found(here)


def test_merged_licence_counts_only_where_policy_says_so(here: World) -> None:
    here.policy = policy_of(f"documents: {{application: [{ITEMS}], merged_licence_satisfies_tax: false}}")
    assert found(here) == ["R-DOC-01: papers are missing: tax registration"]


def test_paper_of_another_customer_proves_nothing(here: World) -> None:
    here.add("document", "DC-F", "customer: C0002\ndoc_type: application_form")
    assert found(here) == ["R-DOC-01: papers are missing: application form"]


def test_item_that_the_table_does_not_know_never_passes(here: World) -> None:
    here.policy = policy_of("documents: {application: [seal_of_approval]}")
    assert found(here) == ["R-DOC-01: this version can't check seal_of_approval of the checklist documents.application"]
    items = checklist(dossier_of(here.rows["application", "AP-1"], here.columns), here.policy)
    assert [item.met for item in items] == [None]


@pytest.mark.parametrize(
    ("state", "judged"), [("draft", False), ("amended", False), ("rejected", False), ("approved", True)]
)
def test_draft_may_be_incomplete(here: World, state: str, *, judged: bool) -> None:
    apply(here, f"documents: []\nstate: {state}")
    assert bool(found(here)) is judged


def test_submission_judges_a_draft_as_well(here: World) -> None:
    apply(here, "documents: []\nstate: draft")
    here.sign("submit", "office_manager", "2025-03-03", subject="AP-1")
    assert found(here) == ["R-DOC-01: papers are missing: application form, contacts of the principals"]


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        ("signed_by_us_on", "our signature"),
        ("signed_by_them_on", "their signature"),
        ("sealed_by_them", "their seal"),
    ],
)
def test_statement_is_signed_and_sealed(here: World, gone: str, missing: str) -> None:
    here.add("reconciliation", "RS-1", "\n".join(line for line in STATEMENT.splitlines() if not line.startswith(gone)))
    assert found(here) == [f"R-DOC-02: the reconciliation statement RS-1 lacks: {missing}"]


def test_paper_statement_needs_all_three_marks(here: World) -> None:
    here.add("document", "DC-F", "customer: C0001\ndoc_type: reconciliation\nsigned_by_us: true\nsealed_by_them: false")
    assert "R-DOC-02: the reconciliation statement DC-F lacks: their signature, their seal" in found(here)


def test_silence_about_earlier_business(here: World) -> None:
    given = {**read(APPLICATION)}
    given.pop("existing_business")
    here.rows["application", "AP-1"] = row("application", "AP-1", given, here.policy)
    assert "R-DOC-03: it is not said whether there was business before (exists or none)" in found(here)


def test_explicit_none_replaces_the_statement(here: World) -> None:
    given = {
        name: value
        for name, value in read(APPLICATION).items()
        if name not in ("reconciliation", "existing_business_amount")
    }
    here.rows["application", "AP-1"] = row("application", "AP-1", {**given, "existing_business": "none"}, here.policy)
    assert found(here) == []
    here.policy = policy_of(f"documents: {{application: [{ITEMS}], allow_no_prior_business: false}}")
    assert [each.partition(":")[0] for each in found(here)] == ["R-DOC-01", "R-DOC-03"]


def test_business_without_a_statement(here: World) -> None:
    given = {**read(APPLICATION)}
    given.pop("reconciliation")
    here.rows["application", "AP-1"] = row("application", "AP-1", given, here.policy)
    assert [each.partition(":")[0] for each in found(here)] == ["R-DOC-01", "R-DOC-03"]


@pytest.mark.parametrize(
    ("declared", "computed", "tolerance", "differs"),
    [
        ("0", "0", "0", False),
        ("0", "0.01", "0", True),
        ("10", "9", "1", False),
        ("10", None, "0", False),
        (None, "9", "0", False),
    ],
)
def test_declared_debt(
    here: World, declared: str | None, computed: str | None, tolerance: str, *, differs: bool
) -> None:
    here.policy = policy_of(f"documents: {{debt_tolerance: {tolerance}}}")
    given: dict[str, Any] = {**read(APPLICATION), "owes_us_declared": declared}
    made = row("application", "AP-1", {name: each for name, each in given.items() if each is not None}, here.policy)
    problem = documents.differing_debt(made, None if computed is None else Decimal(computed), here.policy)
    assert (problem is not None) is differs


@pytest.mark.parametrize(("day", "expired"), [("2025-03-05", False), ("2025-03-06", True)])
def test_licence_on_the_day_of_the_sign_off(here: World, day: str, *, expired: bool) -> None:
    here.sign("submit", "office_manager", day, subject="AP-1")
    told = f"R-DOC-05: the customer's business licence expired on 2025-03-05, the sign-off is of {day}"
    assert found(here) == ([told] if expired else [])


def test_licence_on_file_expires_too(here: World) -> None:
    here.add("document", "DC-F", "customer: C0001\ndoc_type: business_licence\nvalid_until: 2025-03-01")
    here.sign("submit", "office_manager", "2025-03-02", subject="AP-1")
    told = "R-DOC-05: the business licence DC-F expired on 2025-03-01, the sign-off is of 2025-03-02"
    assert told in found(here)


def test_amounts_agree_to_the_fen(here: World) -> None:
    apply(here, "contract_amount: 268000.01")
    told = "R-DOC-06: the amount is 268,000.01 but that of contract CN-1 is 268,000.00"
    assert found(here) == [told]


def test_floor_price_for_every_product(here: World) -> None:
    here.contract(
        "268000", "items: [{product: gear, qty: 1, price: 5, amount: 5}, {product: cog, qty: 1, price: 5, amount: 5}]"
    )
    assert found(here) == ["R-DOC-07: no settlement floor price for: cog"]


def test_reachable_kinds() -> None:
    people = People.model_validate(
        {
            "id": "C1",
            "persons": (
                {"id": "P1", "name": "N", "person_kinds": ("principal",), "phones": ("1",)},
                {"id": "P2", "name": "N", "person_kinds": ("legal_rep",)},
                {
                    "id": "P3",
                    "name": "N",
                    "person_kinds": ("contact", "owner"),
                    "emails": ("a@b",),
                    "left_on": "2020-01-01",
                },
                {"id": "P4", "name": "N", "person_kinds": ("contact",), "im_accounts": ("x",)},
            ),
        }
    )
    assert documents.reachable(people) == ("contact", "principal")
