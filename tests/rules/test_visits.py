"""Rules of visits that need the whole book: R-VIS-01, R-VIS-03, R-VIS-05, R-VIS-10."""

import pytest

from kamcli.rules import visits
from kamcli.rules.base import Rule
from tests.states.conftest import World, policy_of

EXECUTIVES = "exec_visit: {min_executives: 1, cycle_months: {L1: 6}}"
BOSS = "{id: boss, name: Boss, unit: hz, email: b@x, roles: [{role: executive, valid_from: 2025-01-01}]}"


def found(world: World, rule: Rule) -> list[str]:
    assert rule.book is not None
    told = rule.book(world.columns, world.policy)
    return [f"{each.record}: {rule.says[each.variant].read('en', each.figures)}" for each in told]


@pytest.fixture
def here() -> World:
    made = World(policy_of(EXECUTIVES))
    made.add("organisation", "organisation", f"staff: [{BOSS}]")
    return made


SLIP = """
objectives: [offer]
approved_by: mia
approved_at: 2025-03-03T09:00:00+08:00
attendance_clerk: cleo
handed_to_attendance_at: 2025-03-03T09:05:00+08:00
departed_at: 2025-03-03T09:05:30+08:00
"""
HANDS = """
staff:
  - {id: mia, name: Mia, unit: hz, email: m@x, roles: [{role: branch_manager, valid_from: 2025-01-01}]}
  - {id: cleo, name: Cleo, unit: hz, email: c@x, roles: [{role: attendance_clerk, valid_from: 2025-03-03}]}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("T09:05:30", "T09:05:00", []),  # TV-25: the same minute will do
        (
            "T09:05:30",
            "T09:04:00",
            ["VS-1: handed_to_attendance_at (2025-03-03 09:05) is after departed_at 2025-03-03 09:04"],
        ),
        ("approved_at: 2025-03-03T09:00:00+08:00\n", "", ["VS-1: there was no approved_at on leaving"]),
        ("objectives: [offer]\n", "", ["VS-1: no objectives were set on leaving"]),
        ("approved_by: mia", "approved_by: cleo", ["VS-1: Cleo cleo was not branch manager on that day"]),
        ("2025-03-03T09:05:00", "2025-03-02T09:05:00", ["VS-1: Cleo cleo was not attendance clerk on that day"]),
        ("departed_at: 2025-03-03T09:05:30+08:00\n", "", []),
    ],
)
def test_nobody_leaves_without_a_slip(old: str, new: str, expected: list[str]) -> None:
    assert SLIP.count(old) == 1
    made = World(policy_of("visit: {require_slip: true}"))
    made.add("organisation", "organisation", HANDS)
    made.add("visit", "VS-1", SLIP.replace(old, new))
    assert found(made, visits.slip_missing) == expected
    made.policy = policy_of("visit: {require_slip: false}")
    assert found(made, visits.slip_missing) == []


@pytest.mark.parametrize(
    ("scale", "visit", "suggested"),
    [
        ("large", "state: planned\nvisit_kind: first", True),
        ("large", "state: cancelled\nvisit_kind: first", False),
        ("large", "state: departed\nvisit_kind: first", False),
        ("large", "state: planned\nvisit_kind: regular", False),
        ("large", "state: planned\nvisit_kind: first\nintroducer: {kind: bureau, name: Water Bureau}", False),
        ("small", "state: planned\nvisit_kind: first", False),
    ],
)
def test_a_large_customer_is_met_through_somebody(here: World, scale: str, visit: str, *, suggested: bool) -> None:
    here.add("customer", "C0001", f"name: Firm\ncharacteristics: {{enterprise_scale: {scale}}}")
    here.add("visit", "VS-1", f"customer: C0001\n{visit}")
    assert bool(found(here, visits.introducer_missing)) is suggested


@pytest.mark.parametrize(
    ("visit", "minutes", "still_open"),
    [
        ("closed", "sent", True),
        ("closed", "receipt_confirmed", False),
        ("closed", "closed", False),
        ("logged", "drafted", False),
    ],
)
def test_a_closed_visit_has_confirmed_minutes(here: World, visit: str, minutes: str, *, still_open: bool) -> None:
    here.add("visit", "VS-1", f"state: {visit}")
    here.add("minutes", "MN-1", f"visit: VS-1\nstate: {minutes}")
    told = ["VS-1: the visit is closed, but the receipt of minutes MN-1 is not confirmed"]
    assert found(here, visits.minutes_open) == (told if still_open else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("our_participants: [boss]\ntheir_participants: [C0001-P1]\nplanned_on: 2025-03-03", []),
        (
            "our_participants: [boss]\ntheir_participants: []\nplanned_on: 2025-03-03",
            ["EX-1: 0 participants on their side, at least 1"],
        ),
        (
            "our_participants: [boss]\ntheir_participants: [C0001-P1]\nplanned_on: 2024-12-31",
            ["EX-1: 0 executives on our side, at least 1"],
        ),
        (
            "our_participants: [boss]\ntheir_participants: [C0001-P1]",
            ["EX-1: 0 executives on our side, at least 1"],
        ),
        ("state: cancelled", []),
    ],
)
def test_executives_meet_executives(here: World, text: str, expected: list[str]) -> None:
    here.add("executive_visit", "EX-1", text)
    assert found(here, visits.executives_missing) == expected
