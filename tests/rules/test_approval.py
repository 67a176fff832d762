"""States against sign-offs, dates and sums: a book of rows in, rule ids and sentences out."""

from collections.abc import Iterator
from typing import Any

import pytest

from kamcli.model.columns import Row
from kamcli.rules import approval, signoffs
from kamcli.rules.base import Rule
from tests.states.conftest import World, policy_of, read, row
from tests.states.test_roster import PLAIN, merged

SUBMIT = ("submit", "office_manager", "2025-03-03")
SIGN = ("sign", "ka_department", "2025-03-04")
APPROVE = ("approve", "deputy_sales_director", "2025-03-05")
DIRECTOR = ("approve", "sales_director", "2025-03-07")
ROSTER_RULES = tuple(each for each in (*vars(approval).values(), *vars(signoffs).values()) if isinstance(each, Rule))


@pytest.fixture
def here() -> World:
    """The roster, one customer, nothing signed."""
    from tests.states.conftest import ROSTER

    made = World(policy_of())
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Firm\noffice: hz")
    made.add("document", "DC-1", "doc_type: delegation_letter")
    return made


def found(world: World) -> list[str]:
    """`rule record: sentence` of everything the approval rules find."""
    return sorted(
        f"{rule.id} {each.record}: {rule.says[each.variant].read('en', each.figures)}" for rule, each in _all(world)
    )


def _all(world: World) -> Iterator[tuple[Rule, Any]]:
    for rule in ROSTER_RULES:
        if rule.book is not None:
            yield from ((rule, each) for each in rule.book(world.columns, world.policy))


def signed(world: World, *acts: tuple[Any, ...], amount: str = "268000.00", more: str = "") -> Row:
    made = world.contract(amount, more)
    for act in acts:
        world.sign(*act)
    return made


@pytest.mark.parametrize(
    ("state", "acts", "missing"),
    [
        ("draft", (), ""),
        ("clause_reviewed", (), ""),
        ("submitted", (), "submit by office manager"),
        ("submitted", (SUBMIT,), ""),
        ("signed_chain", (SUBMIT,), "sign by ka department"),
        ("signed_chain", (SUBMIT, SIGN), ""),
        ("approved", (SUBMIT, SIGN), "approve by deputy sales director"),
        ("approved", (SUBMIT, SIGN, APPROVE), ""),
        ("in_force", (SUBMIT,), "sign by ka department, approve by deputy sales director"),
        ("terminated", (SUBMIT, SIGN), "approve by deputy sales director"),
    ],
)
def test_state_is_never_ahead_of_its_sign_offs(here: World, state: str, acts: Any, missing: str) -> None:
    signed(here, *acts, more=f"state: {state}")
    told = state.replace("_", " ")
    expected = [f"R-APR-02 CN-1: the state {told} is ahead of its sign-offs; missing: {missing}"] if missing else []
    assert found(here) == expected


@pytest.mark.parametrize(("amount", "rule"), [("5", "R-APR-01"), ("100000", "R-APR-02"), ("300000", "R-APR-03")])
def test_each_band_has_its_rule(here: World, amount: str, rule: str) -> None:
    signed(here, amount=amount, more="state: submitted")
    assert [each.partition(" ")[0] for each in found(here)] == [rule]


def test_fixed_chain_has_its_own(here: World) -> None:
    here.policy = policy_of(
        "approval: {guarded: {contract: {steps: {approve: ka_department}}, admission: {by_band: true}}}"
    )
    signed(here, more="state: approved")
    assert [each.partition(" ")[0] for each in found(here)] == ["R-APR-13"]


def test_returned_revision_with_a_live_state(here: World) -> None:
    signed(here, SUBMIT, more="state: submitted")
    here.sign("return", "ka_department", "2025-03-04", comment="price")
    assert found(here) == ["R-APR-02 CN-1: revision 1 was closed (return), yet the state is submitted"]


def test_tv_15_wrong_role(here: World) -> None:
    signed(here, SUBMIT, SIGN, ("approve", "sales_director", "2025-03-05"), more="state: approved")
    rules = [each.partition(":")[0] for each in found(here)]
    assert rules == ["R-APR-02 CN-1", "R-APR-06 CN-1/r1-approve-sales_director"]


def test_tv_17_stale(here: World) -> None:
    signed(here, SUBMIT, ("approve", "ka_department", "2025-03-04"), amount="99000", more="state: approved")
    here.contract("120000", "state: approved")
    rules = {each.partition(":")[0] for each in found(here)}
    assert {
        "R-APR-02 CN-1",
        "R-AUD-04 CN-1/r1-submit-office_manager",
        "R-AUD-04 CN-1/r1-approve-ka_department",
    } <= rules


@pytest.mark.parametrize(("effective", "late"), [("2025-03-05", False), ("2025-03-04", True)])
def test_execution_on_the_day_of_the_approval_is_allowed(here: World, effective: str, *, late: bool) -> None:
    signed(here, SUBMIT, SIGN, APPROVE, more=f"effective_from: {effective}")
    told = f"R-APR-09 CN-1: it takes effect on {effective}, before its approval on 2025-03-05"
    assert found(here) == ([told] if late else [])


@pytest.mark.parametrize(("state", "late"), [("approved", True), ("signed_by_both", False), ("fulfilled", False)])
def test_application_is_carried_out_with_a_signed_contract(here: World, state: str, *, late: bool) -> None:
    here.contract("5", f"state: {state}", "CN-2")
    here.add(
        "application",
        "AP-1",
        "customer: C0001\nrevision: 1\ncontract_amount: 5\noffice: hz\ncontract: CN-2\nstate: in_force",
    )
    assert any(each.startswith("R-APR-09 AP-1") for each in found(here)) is late


def test_splitting_is_told_while_it_is_not_approved(here: World) -> None:
    here.contract("60000", "", "CN-0")
    signed(here, SUBMIT, amount="60000")
    told = "R-APR-10 CN-1: with CN-0 within 30 days the sum is 120,000.00, which is band 2"
    assert found(here) == [told]
    here.sign("approve", "ka_department", "2025-03-05", file_no="BA-1")
    assert found(here) == []


def test_splitting_within_the_band_is_none(here: World) -> None:
    here.contract("60000", "", "CN-0")
    here.contract("39999.99")
    assert found(here) == []


def test_band_one_is_filed(here: World) -> None:
    signed(here, SUBMIT, ("approve", "ka_department", "2025-03-04"), amount="5")
    assert found(here) == ["R-APR-12 CN-1/r1-approve-ka_department: the approval of CN-1 has no filing number"]


def test_unclean_delegation_is_told_at_its_own_file(here: World) -> None:
    here.add("delegation", "DL-1", merged(PLAIN, "delegate: dep"))
    assert found(here) == ["R-APR-07 DL-1: the delegation is not clean: grantor and delegate are one person"]


def test_sign_off_of_nothing(here: World) -> None:
    signed(here, SUBMIT)
    here.rows.pop(("contract", "CN-1"))
    assert found(here) == ["R-AUD-04 CN-1/r1-submit-office_manager: there is nothing called CN-1 that could be signed"]


def test_whole_chain_of_band_three_is_clean(here: World) -> None:
    deputy = ("sign", "deputy_sales_director", "2025-03-05")
    signed(here, SUBMIT, SIGN, deputy, DIRECTOR, amount="300000", more="state: approved")
    assert found(here) == []


def test_price_below_the_floor_needs_the_director_too(here: World) -> None:
    low = "floor_prices: [{product: a, floor_price: 10, contract_price: 9}]\nstate: approved"
    signed(here, SUBMIT, SIGN, APPROVE, more=low)
    assert found(here) == [
        "R-APR-02 CN-1: the state approved is ahead of its sign-offs; missing: approve by sales director"
    ]
    here.sign(*DIRECTOR)
    assert found(here) == []


def test_every_trouble_has_a_sentence() -> None:
    """Each variant that a verdict can give is one that its rule can say."""
    import ast
    import inspect

    from kamcli.states import approval as standing
    from kamcli.states import verdict

    trees = (ast.parse(inspect.getsource(module)) for module in (verdict, standing))
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [
        (str(ast.literal_eval(call.args[0])), str(ast.literal_eval(call.args[1])))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Trouble"
    ]
    assert len(given) > 20
    for rule, variant in given:
        assert variant in signoffs.BY_ID[rule].says, (rule, variant)
