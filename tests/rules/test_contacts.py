"""Rules of contacts that need the whole book: R-CON-01, R-CON-04, R-CON-05, R-CON-11."""

import pytest

from kamcli.rules import contacts
from kamcli.rules.base import Rule
from tests.states.conftest import World, policy_of

LOG = "customer: C0001\ndirection: out\nchannel: phone\npurpose: need\nat: 2025-03-03T09:00:00+08:00"
KIT = "visit: {kit: [brochure, journal]}\ncontact: {cold_call: warn}"


def found(world: World, rule: Rule) -> list[str]:
    assert rule.book is not None
    told = rule.book(world.columns, world.policy)
    return [f"{each.record}: {rule.says[each.variant].read('en', each.figures)}" for each in told]


@pytest.fixture
def here() -> World:
    made = World(policy_of(KIT))
    made.add("customer", "C0001", "name: Firm\nlifecycle_status: lead")
    return made


@pytest.mark.parametrize(
    ("log", "earlier", "cold"),
    [
        (LOG, "", True),
        (LOG.replace("need", "invite"), "", False),
        (LOG.replace("phone", "email"), "", False),
        (LOG.replace("out", "in"), "", False),
        (LOG, LOG.replace("phone", "post").replace("03-03", "03-01"), False),
        (LOG, LOG.replace("phone", "post").replace("03-03", "03-04"), True),
    ],
)
def test_a_stranger_gets_something_written_first(here: World, log: str, earlier: str, *, cold: bool) -> None:
    here.add("contact_log", "CL-1", log)
    if earlier:
        here.add("contact_log", "CL-0", earlier)
    assert found(here, contacts.cold_call) == (["CL-1: the first contact is a sales call"] if cold else [])


@pytest.mark.parametrize(("policy", "state"), [("allow", "lead"), ("warn", "active")])
def test_who_may_be_called(policy: str, state: str) -> None:
    world = World(policy_of(f"contact: {{cold_call: {policy}}}"))
    world.add("customer", "C0001", f"name: Firm\nlifecycle_status: {state}")
    world.add("contact_log", "CL-1", LOG)
    assert found(world, contacts.cold_call) == []


@pytest.mark.parametrize(
    ("state", "materials", "expected"),
    [
        ("approved", "[MT-1, MT-2]", []),
        ("approved", "[MT-1]", ["VS-1: material is missing: journal"]),
        ("approved", "[MT-1, MT-2, MT-3]", ["VS-1: material has run out: brochure"]),
        ("departed", "[]", []),
        ("planned", "[]", []),
    ],
)
def test_the_kit_goes_along(here: World, state: str, materials: str, expected: list[str]) -> None:
    here.add("material", "MT-1", "code: brochure\nvalid_to: 2025-03-03")
    here.add("material", "MT-2", "code: journal")
    here.add("material", "MT-3", "code: brochure\nvalid_to: 2025-03-02")
    here.add("visit", "VS-1", f"state: {state}\nplanned_at: 2025-03-03T09:00:00+08:00\nmaterials: {materials}")
    assert found(here, contacts.kit_missing) == expected


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), False),
        (("minutes", "visit: VS-1"), True),
        (("contact_log", LOG), True),
        (("contact_log", LOG.replace("03-03", "03-04")), False),
    ],
)
def test_a_visit_is_written_down(here: World, more: tuple[str, ...], *, told: bool) -> None:
    here.add("visit", "VS-1", "customer: C0001\nstate: logged\nreturned_at: 2025-03-03T17:00:00+08:00")
    if more:
        here.add(more[0], "XX-1", more[1])
    assert bool(found(here, contacts.unwritten_visit)) is not told


def test_a_planned_visit_has_nothing_to_write(here: World) -> None:
    here.add("visit", "VS-1", "customer: C0001\nstate: planned")
    assert found(here, contacts.unwritten_visit) == []


@pytest.mark.parametrize(
    ("log", "need", "dropped"),
    [
        ("direction: in\npurpose: feedback", "found_in: CL-9", True),
        ("direction: in\npurpose: feedback", "found_in: CL-1", False),
        ("direction: in\npurpose: need", "found_in: CL-9", False),
        ("direction: out\npurpose: feedback", "found_in: CL-9", False),
    ],
)
def test_an_opinion_leads_to_a_need(here: World, log: str, need: str, *, dropped: bool) -> None:
    here.add("contact_log", "CL-1", log)
    here.add("need", "ND-1", need)
    assert bool(found(here, contacts.opinion_dropped)) is dropped
