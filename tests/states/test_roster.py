import datetime as dt
from decimal import Decimal

import pytest

from kamcli.model.choices import Role
from kamcli.states.roster import (
    Errand,
    delegation_faults,
    highest_amount,
    holders,
    holds,
    person_of,
    roster_of,
    use_faults,
    within,
)
from tests.states.conftest import Make, World, policy_of

LETTER = "document: DC-1\nreason: away\n"
PLAIN = (
    f"{LETTER}grantor: dep\ndelegate: aide\nrole: deputy_sales_director\nvalid_from: 2025-03-01\nvalid_to: 2025-03-10\n"
)
ERRAND = Errand("hz", "C0001", Decimal(268_000))
DAY = dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("person", "role", "office", "day", "held"),
    [
        ("ka", "ka_department", "hz", "2025-03-01", True),
        ("ka", "ka_department", None, "2025-03-01", True),
        ("ka", "office_manager", "hz", "2025-03-01", False),
        ("hzm", "office_manager", "hz", "2025-03-01", True),
        ("hzm", "office_manager", "nb", "2025-03-01", False),
        ("hzm", "office_manager", None, "2025-03-01", False),  # nobody knows whose office it is
        ("ka", "ka_department", "hz", "2019-12-31", False),
        ("ka", "ka_department", "hz", "2020-01-01", True),  # the first day counts
        ("gone", "deputy_sales_director", "hz", "2025-02-28", True),  # the last day still counts
        ("gone", "deputy_sales_director", "hz", "2025-03-01", False),
        ("old", "ka_department", "hz", "2025-03-31", True),
        ("old", "ka_department", "hz", "2025-04-01", False),  # left
        ("nobody", "ka_department", "hz", "2025-03-01", False),
    ],
)
def test_holds(world: Make, person: str, role: str, office: str | None, day: str, *, held: bool) -> None:
    found = roster_of(world().columns)
    assert holds(found, person, Role(role), office, dt.date.fromisoformat(day)) is held  # type: ignore[call-arg]


def test_unit_covers_what_stands_below_it_and_no_circle_hangs(world: Make) -> None:
    found = roster_of(world().columns)
    assert within(found, "hz", "east")
    assert not within(found, "east", "hz")
    assert not within(found._replace(parents={"a": "b", "b": "a"}), "a", "c")


def test_holders_by_id(world: Make) -> None:
    assert holders(roster_of(world().columns), Role.ka_department, "hz", DAY) == ("ka", "old")


def test_identity_is_one_person_or_nobody(world: Make) -> None:
    found = roster_of(world().columns)
    person = person_of(found, " KA@x ")
    assert person is not None
    assert person.id == "ka"
    assert person_of(found, "k@x") is None
    twice = found._replace(staff={**found.staff, "ka2": found.staff["ka"].model_copy(update={"id": "ka2"})})
    assert person_of(twice, "ka@x") is None


@pytest.mark.parametrize(
    ("role", "highest"),
    [("office_manager", 100_000), ("ka_department", None), ("deputy_sales_director", None), ("general_manager", None)],
)
def test_highest_amount_of_a_role(role: str, highest: int | None) -> None:
    assert highest_amount(Role(role), policy_of()) == highest  # type: ignore[call-arg]


def faults(world: World, text: str) -> list[str]:
    row = world.add("delegation", "DL-1", text)
    return [each.en for each in delegation_faults(row, roster_of(world.columns), world.policy)]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("delegate: dep", "grantor and delegate are one person"),
        ("valid_to: 2025-02-28", "it ends before it begins"),
        ("valid_to: 2025-05-30", "it runs 91 days, more than 90"),
        ("document: DC-9", "there is no delegation letter DC-9 on file"),
        ("grantor: aide\ndelegate: dir", "aide does not hold the role deputy sales director on 2025-03-01"),
        ("grantor: gone", "gone does not hold the role deputy sales director on 2025-03-01"),
        (
            "grantor: hzm\nrole: office_manager\nmax_amount: 100000.01",
            "its limit 100,000.01 is above the grantor's band",
        ),
    ],
)
def test_unclean_delegation(world: Make, change: str, fault: str) -> None:
    found = faults(world(), merged(PLAIN, change))
    assert any(fault in each for each in found), found


def merged(text: str, change: str) -> str:
    names = {line.partition(":")[0] for line in change.splitlines()}
    kept = "\n".join(line for line in text.splitlines() if line.partition(":")[0] not in names)
    return f"{kept}\n{change}"


def test_clean_delegation_from_one_day_to_the_longest(world: Make) -> None:
    assert faults(world(), merged(PLAIN, "valid_to: 2025-03-01")) == []
    assert faults(world(), merged(PLAIN, "valid_to: 2025-05-29")) == []  # 90 days, both ends counted
    assert faults(world(), merged(PLAIN, "grantor: hzm\nrole: office_manager\nmax_amount: 100000")) == []


def used(world: World, text: str, moment: str, errand: Errand = ERRAND) -> list[str]:
    row = world.add("delegation", "DL-1", text)
    at = dt.datetime.fromisoformat(moment)
    return [each.en for each in use_faults(row, errand, at, roster_of(world.columns), world.policy)]


@pytest.mark.parametrize(
    ("moment", "fault"),
    [
        ("2025-03-01T00:00:00+08:00", ""),
        ("2025-03-10T23:59:59+08:00", ""),  # TV-16
        ("2025-03-11T00:00:00+08:00", "2025-03-11 is outside its period 2025-03-01 to 2025-03-10"),
        ("2025-02-28T23:59:59+08:00", "2025-02-28 is outside its period 2025-03-01 to 2025-03-10"),
    ],
)
def test_period_is_inclusive_at_both_ends(world: Make, moment: str, fault: str) -> None:
    assert used(world(), PLAIN, moment) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("change", "errand", "fault"),
    [
        ("max_amount: 268000", ERRAND, ""),
        ("max_amount: 267999.99", ERRAND, "268,000 is above its limit 267,999.99"),
        ("max_amount: 300000", ERRAND._replace(amount=None), "the amount is not known, so its limit can't be checked"),
        ("scope: {office: hz}", ERRAND, ""),
        ("scope: {office: east}", ERRAND, ""),
        ("scope: {office: nb}", ERRAND, "it covers only the office nb"),
        ("scope: {office: hz}", ERRAND._replace(office=None), "it covers only the office hz"),
        ("scope: {customers: [C0001]}", ERRAND, ""),
        ("scope: {customers: [C0002]}", ERRAND, "it does not cover the customer C0001"),
    ],
)
def test_scope_and_limit(world: Make, change: str, errand: Errand, fault: str) -> None:
    found = used(world(), f"{PLAIN}{change}", "2025-03-05T09:00:00+08:00", errand)
    assert found == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("moment", "covered"), [("2025-03-05T08:59:59+08:00", True), ("2025-03-05T09:00:00+08:00", False)]
)
def test_revocation_counts_from_its_moment(world: Make, moment: str, *, covered: bool) -> None:
    here = world()
    here.add("revocation", "DL-1.revoked", "delegation: DL-1\nby: dep\nat: 2025-03-05T09:00:00+08:00")
    assert (used(here, PLAIN, moment) == []) is covered


def test_delegate_who_left_covers_nothing(world: Make) -> None:
    text = merged(PLAIN, "delegate: old\nvalid_from: 2025-03-30\nvalid_to: 2025-04-05")
    assert used(world(), text, "2025-03-31T09:00:00+08:00") == []
    assert used(world(), text, "2025-04-01T09:00:00+08:00") == ["old is not on the roster"]


def test_onward_delegation_only_where_policy_allows_it(world: Make) -> None:
    onward = merged(PLAIN, "grantor: aide\ndelegate: bus")
    for allowed, clean in (("false", False), ("true", True)):
        here = world(f"approval: {{allow_subdelegation: {allowed}}}")
        here.add("delegation", "DL-0", PLAIN)
        row = here.add("delegation", "DL-1", onward)
        assert (list(delegation_faults(row, roster_of(here.columns), here.policy)) == []) is clean


def test_circular_delegations_end(world: Make) -> None:
    here = world("approval: {allow_subdelegation: true}")
    here.add("delegation", "DL-0", merged(PLAIN, "grantor: bus\ndelegate: aide"))
    row = here.add("delegation", "DL-1", merged(PLAIN, "grantor: aide\ndelegate: bus"))
    assert any(delegation_faults(row, roster_of(here.columns), here.policy))


def test_delegation_covers_nothing_once_its_grantor_lost_the_post(world: Make) -> None:
    here = world()
    text = merged(PLAIN, "grantor: gone\nvalid_from: 2025-02-27")
    assert used(here, text, "2025-02-28T09:00:00+08:00") == []
    assert used(here, text, "2025-03-01T09:00:00+08:00") == [
        "the grantor gone does not hold the role deputy sales director on 2025-03-01"
    ]
