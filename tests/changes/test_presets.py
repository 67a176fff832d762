import datetime as dt
from typing import Any

import pytest

from kamcli.changes.presets import Scene, presets
from tests.states.conftest import World, policy_of

NOW = dt.datetime(2025, 3, 10, 9, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MOMENT = "2025-03-10T09:30:00+08:00"
VISIT = "customer: C0001\nvisitors: [rob, kay]\nstate: met\nreturned_at: 2025-03-07T17:00:00+08:00"


def made(kind: str, person: str | None = "rob", language: str = "en", **given: Any) -> dict[str, Any]:
    world = World(policy_of(f"company: {{language: {language}}}" if language else ""))
    world.add("customer", "C0001", "name: Firm\nowner: kay")
    world.add("people", "C0001", "persons: [{id: C0001-P1, name: Ada}, {id: C0001-P2, name: Bo, left_on: 2025-01-01}]")
    world.add("people", "C0002", "persons: [{id: C0002-P1, name: Ada}, {id: C0002-P2, name: Bo}]")
    world.add("visit", "VS-1", VISIT)
    world.add("contact_log", "CL-1", "customer: C0001")
    return presets(kind, Scene(given, world.columns, world.policy, person, NOW))


def test_a_call_is_now_by_me_outwards() -> None:
    told = {"at": MOMENT, "by": "rob", "direction": "out"}
    assert made("contact_log") == told
    assert made("contact_log", customer="C0001") == {**told, "person": "C0001-P1"}
    assert made("contact_log", customer="C0002") == told
    assert made("contact_log", person=None) == {"at": MOMENT, "direction": "out"}


def test_a_visit() -> None:
    assert made("visit") == {"planned_at": MOMENT, "visitors": ("rob",), "visit_kind": "regular"}
    assert made("visit", person=None) == {"planned_at": MOMENT, "visit_kind": "regular"}


def test_minutes_repeat_their_visit() -> None:
    drafted = {"drafted_by": "rob", "drafted_on": "2025-03-10"}
    assert made("minutes") == drafted
    assert made("minutes", visit="VS-1") == {
        "customer": "C0001",
        "met_on": "2025-03-07",
        "ours": ("rob", "kay"),
        **drafted,
    }


@pytest.mark.parametrize(("language", "period"), [("en", "2025-03-H1"), ("zh", "2025-03上"), ("", "2025-03-H1")])
def test_a_call_back(language: str, period: str) -> None:
    assert made("callback", language=language) == {"by": "rob", "channel": "phone", "period": period}


def test_a_need_belongs_to_the_owner_of_the_customer() -> None:
    assert made("need", found_in="CL-1") == {"customer": "C0001", "found_on": "2025-03-10", "owner": "kay"}
    assert made("need", customer="C0009") == {"customer": "C0009", "found_on": "2025-03-10", "owner": "rob"}


def test_plans() -> None:
    assert made("visit_plan") == {"period": "2025-W11", "made_by": "rob", "made_on": "2025-03-10"}
    assert made("executive_visit") == {"visit_direction": "we_visit"}


def test_other_kinds_presume_nothing() -> None:
    assert made("contract") == {}


ENTRY = {"assignee": "rob", "date": "2025-03-10", "by": "kay", "reason": "first_recorded"}
LEFT = "{id: lea, name: Lea, unit: hz, email: l@x.example, left_on: 2024-12-31}"


def new_customer(person: str | None, **given: Any) -> dict[str, Any]:
    world = World(policy_of("company: {language: en}"))
    here = ", ".join(f"{{id: {each}, name: {each}, unit: hz, email: {each}@x.example}}" for each in ("rob", "kay"))
    staff = f"staff: [{here}, {LEFT}]"
    world.add("organisation", "organisation", f"units: [{{id: hz, kind: office, name: H}}]\n{staff}")
    return presets("customer", Scene(given, world.columns, world.policy, person, NOW))


def test_who_collected_a_customer_keeps_it() -> None:
    assert new_customer("kay", collected_by="rob") == {"owner": "rob", "assignments": (ENTRY,)}
    assert new_customer(None, collected_by="rob") == {"owner": "rob"}


@pytest.mark.parametrize("more", [{"owner": "kay"}, {"assignments": ("x",)}, {"collected_by": "lea"}])
def test_nobody_is_given_a_customer_against_what_is_typed(more: dict[str, Any]) -> None:
    assert new_customer("kay", **{"collected_by": "rob", **more}) == {}
    assert new_customer("kay") == new_customer("kay", collected_by="nobody") == {}
