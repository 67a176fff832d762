from decimal import Decimal

import pytest

from kamcli.model.parameters import NotConfigured
from kamcli.states.band import band_of, basis, contracts_of
from tests.states.conftest import Make, World, policy_of


@pytest.mark.parametrize(
    ("amount", "band", "edge"),
    [
        ("0", 1, False),
        ("99999.99", 1, False),  # TV-14
        ("100000.00", 2, True),
        ("299999.99", 2, False),
        ("300000.00", 3, True),
        ("99999999", 3, False),
        (None, 3, False),  # R-APR-05
        ("-1", 3, False),
    ],
)
def test_band_by_amount(amount: str | None, band: int, *, edge: bool) -> None:
    found = band_of(None if amount is None else Decimal(amount), policy_of())
    assert (found.number, found.edge is not None) == (band, edge)


@pytest.mark.parametrize(("amount", "band"), [("100000.00", 1), ("100000.01", 2), ("300000.00", 2), ("300000.01", 3)])
def test_lower_reading_puts_the_edge_below(amount: str, band: int) -> None:
    found = band_of(Decimal(amount), policy_of("approval: {boundary: lower_band}"))
    assert found.number == band
    assert found.edge == ("lower_band" if amount.endswith(".00") else None)


def test_own_reading_wins_over_the_general_one() -> None:
    policy = policy_of("boundary: {default: lower_band}\napproval: {boundary: higher_band}")
    assert band_of(Decimal(100_000), policy).number == 2


def test_amount_above_every_band_is_not_configured() -> None:
    policy = policy_of("approval: {bands: [{max: 10, sign: [], approve: ka_department}]}")
    with pytest.raises(NotConfigured, match=r"approval\.bands"):
        band_of(Decimal(11), policy)


def _basis(world: World, record_id: str) -> tuple[Decimal | None, tuple[str, ...], tuple[str, ...]]:
    found = basis(world.rows["contract", record_id], contracts_of(world.columns), world.policy)
    return found.amount, tuple(each.id for each in found.amended), tuple(each.id for each in found.beside)


def test_amendment_counts_with_what_it_amends(world: Make) -> None:
    here = world()
    here.contract("99000", "effective_to: 2025-12-31")
    here.contract("21000", "amends: CN-1\neffective_from: 2025-05-01", "CN-2")
    here.contract("1000", "amends: CN-1\neffective_from: 2025-06-01", "CN-3")
    assert _basis(here, "CN-1")[0] == 99_000
    assert _basis(here, "CN-2") == (Decimal(120_000), ("CN-1",), ())
    assert _basis(here, "CN-3") == (Decimal(121_000), ("CN-1", "CN-2"), ())


def test_amendment_of_an_amendment_counts_with_the_whole_line(world: Make) -> None:
    here = world()
    here.contract("99000", "effective_to: 2025-12-31")
    here.contract("21000", "amends: CN-1\neffective_from: 2025-05-01", "CN-2")
    here.contract("1000", "amends: CN-2\neffective_from: 2025-06-01", "CN-3")
    assert _basis(here, "CN-3") == (Decimal(121_000), ("CN-2", "CN-1"), ())


def test_amendments_in_a_circle_end(world: Make) -> None:
    here = world()
    here.contract("1", "amends: CN-2", "CN-1")
    here.contract("2", "amends: CN-1", "CN-2")
    assert _basis(here, "CN-1")[0] == 3


def test_amendment_of_an_unknown_amount_is_unknown(world: Make) -> None:
    here = world()
    here.add("contract", "CN-1", "customer: C0001\nrevision: 1")
    here.contract("5", "amends: CN-1", "CN-2")
    assert _basis(here, "CN-2")[0] is None


@pytest.mark.parametrize(
    ("other_day", "state", "counted"),
    [
        ("2025-04-01", "draft", True),  # the same day, the lower id first
        ("2025-03-02", "draft", True),  # 30 days before
        ("2025-03-01", "draft", False),
        ("2025-04-02", "draft", False),  # later contracts never change an earlier one's band
        ("2025-03-20", "rejected", False),
        ("2025-03-20", "terminated", False),
    ],
)
def test_window_of_splitting(world: Make, other_day: str, state: str, *, counted: bool) -> None:
    here = world("approval: {split: cumulate}")
    here.rows["contract", "CN-0"] = here.contract("60000", f"signed_on: {other_day}\nstate: {state}", "CN-0")
    here.contract("60000", "", "CN-1")
    amount, _, beside = _basis(here, "CN-1")
    assert (amount, beside) == ((Decimal(120_000), ("CN-0",)) if counted else (Decimal(60_000), ()))


def test_warn_names_the_others_and_adds_nothing(world: Make) -> None:
    here = world()
    here.contract("60000", "", "CN-0")
    here.contract("60000", "", "CN-1")
    assert _basis(here, "CN-1") == (Decimal(60_000), (), ("CN-0",))


def test_other_customers_contracts_do_not_count(world: Make) -> None:
    here = world("approval: {split: cumulate}")
    here.contract("60000", "", "CN-0")
    here.rows["contract", "CN-0"] = here.add(
        "contract", "CN-0", "customer: C0002\namount: 60000\neffective_from: 2025-04-01"
    )
    here.contract("60000")
    assert _basis(here, "CN-1")[2] == ()
