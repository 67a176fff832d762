from decimal import Decimal

import pytest

from kamcli.model.parameters import NotConfigured
from kamcli.states.chain import Chain, Direction, chain_by_amount, chain_named, chain_of_block
from tests.states.conftest import policy_of


def said(chain: Chain) -> str:
    return " ".join(f"{stage.act}:{stage.role}" for stage in chain.stages)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("99999.99", "submit:office_manager approve:ka_department"),
        ("100000", "submit:office_manager sign:ka_department approve:deputy_sales_director"),
        ("300000", "submit:office_manager sign:ka_department sign:deputy_sales_director approve:sales_director"),
    ],
)
def test_chain_by_band(amount: str, expected: str) -> None:
    assert said(chain_by_amount(Decimal(amount), policy_of())) == expected


def test_submission_that_counts_as_no_signature_leaves_both() -> None:
    policy = policy_of("approval: {submit: {role: office_manager}}")
    expected = "submit:office_manager sign:office_manager approve:ka_department"
    assert said(chain_by_amount(Decimal(5), policy)) == expected


def test_price_below_the_floor_adds_an_approval_once() -> None:
    low, high = (chain_by_amount(Decimal(each), policy_of(), below_floor=True) for each in (5, 500_000))
    assert said(low) == "submit:office_manager approve:ka_department approve:sales_director"
    assert said(high).count("sales_director") == 2  # its own approval, and the deputy's name


def test_band_that_the_table_lacks_is_not_configured() -> None:
    with pytest.raises(NotConfigured, match=r"approval\.bands"):
        chain_by_amount(None, policy_of("approval: {unknown_amount_band: 9}"))


def test_block_by_direction() -> None:
    assert said(chain_of_block("credit", policy_of())) == "sign:ka_department approve:deputy_sales_director"
    assert said(chain_of_block("credit", policy_of(), Direction.tighten)) == "approve:ka_department"
    assert said(chain_of_block("owner", policy_of(), Direction.tighten)) == "approve:business_manager"


@pytest.mark.parametrize("block", ["tier", "contract"])
def test_block_without_steps_is_not_configured(block: str) -> None:
    with pytest.raises(NotConfigured, match=f"approval.guarded.{block}"):
        chain_of_block(block, policy_of())


def test_other_chains_are_data() -> None:
    assert said(chain_named("customer_file", policy_of())) == "approve:dept_manager"
    assert said(chain_named("recognition", policy_of())) == "sign:marketing_manager approve:executive"
    with pytest.raises(NotConfigured):
        chain_named("policy", policy_of("approval: {chains: {customer_file: []}}"))


def test_a_chain_of_nobody_is_not_configured() -> None:
    with pytest.raises(NotConfigured, match=r"approval\.chains\.customer_file"):
        chain_named("customer_file", policy_of("approval: {chains: {customer_file: []}}"))
