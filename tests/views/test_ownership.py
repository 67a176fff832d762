"""Whose a customer is: R-ASG-02, R-ASG-03, R-ASG-04, R-ASG-06, R-DAT-07."""

import datetime as dt
from decimal import Decimal

import pytest

from kamcli.clocks.workdays import Workdays
from kamcli.model.organisation import Organisation
from kamcli.model.policy_company import Weekday
from kamcli.model.policy_contact import BalanceWeight
from kamcli.views.book import Book
from kamcli.views.ownership import Conflict, conflicts, load_score, orphans, ownership, proposals
from tests.states.conftest import World, policy_of, read

TODAY = dt.date(2025, 3, 10)
ASSIGN = "assign: {conflict_rule: first_recorded, balance_weight: {count: 1, ability: 1}}"
CALENDAR = "{weekend: [sat, sun], start_day_counts: false, roll_if_last_day_off: false}"
FIRM = "name: Aspen Works\nlifecycle_status: lead\ncollected_by: {who}\nrecorded_at: {at}"
STAFF = """
staff:
  - {id: ann, name: Ann, unit: u, email: a@x, roles: [{role: rep, office: u, valid_from: 2020-01-01}], capability: 5}
  - {id: bob, name: Bob, unit: u, email: b@x, roles: [{role: rep, valid_from: 2020-01-01}], territory: [west]}
  - id: cat
    name: Cat
    unit: u
    email: c@x
    roles: [{role: rep, valid_from: 2020-01-01}]
    absent_from: 2025-03-01
  - {id: dan, name: Dan, unit: u, email: d@x, roles: [{role: rep, valid_from: 2020-01-01}], left_on: 2025-03-09}
"""
A, B = "2025-03-03T10:00:00+08:00", "2025-03-03T10:00:01+08:00"


def book(world: World, **entered: str) -> Book:
    return Book(
        policy=world.policy,
        organisation=Organisation.model_validate({"id": "organisation", **read(STAFF)}),
        workdays=Workdays((Weekday.sat, Weekday.sun)),
        columns=world.columns,
        entered={f"customers/{each}.yaml": dt.datetime.fromisoformat(at) for each, at in entered.items()},
    )


def two(at: str = A, other: str = B, more: str = "", policy: str = ASSIGN) -> World:
    world = World(policy_of(policy))
    for record_id, who, moment in (("C0001", "ann", at), ("C0002", "bob", other)):
        text = FIRM.format(who=who, at=moment) if moment else FIRM.format(who=who, at="X").replace("recorded_at: X", "")
        world.add("customer", record_id, text + (more if who == "ann" else ""))
    return world


def only(world: World, **entered: str) -> Conflict:
    (found,) = conflicts(book(world, **entered), world.policy)
    return found


def test_of_two_the_earlier_record_wins() -> None:  # TV-37
    found = only(two())
    assert (found.winner, found.why.en) == ("ann", "recorded first")
    assert only(two(B, A)).winner == "bob"


@pytest.mark.parametrize(
    ("at", "other", "entered", "why"),
    [
        (A, A, {}, "both were recorded in the same second"),
        ("", B, {}, "one of them has no recorded_at"),
        (
            A,
            B,
            {"C0001": "2025-03-05T09:00:00+08:00"},
            "recorded_at of C0001 is 2 working days before its commit",
        ),
        (
            A,
            B,
            {"C0001": "2025-03-03T12:00:00+08:00", "C0002": "2025-03-03T11:00:00+08:00"},
            "the commits came in the opposite order",
        ),
    ],
)
def test_the_manager_decides_what_the_evidence_does_not(at: str, other: str, entered: dict[str, str], why: str) -> None:
    found = only(two(at, other), **entered)
    assert (found.winner, found.why.en) == (None, f"for the manager to decide: {why}")


def test_a_commit_of_the_next_working_day_is_trusted() -> None:
    found = only(two(), C0001="2025-03-04T09:00:00+08:00", C0002="2025-03-04T10:00:00+08:00")
    assert found.winner == "ann"


def test_a_decision_stands_above_the_order() -> None:
    decided = "\nassignments: [{assignee: bob, date: 2025-03-05, by: bus, reason: manager_decision}]"
    found = only(two(more=decided))
    assert (found.winner, found.why.en) == ("bob", "the manager's decision")


def test_where_the_policy_leaves_it_to_the_manager() -> None:
    found = only(two(policy=ASSIGN.replace("first_recorded", "manager_only")))
    assert (found.winner, found.why.en) == (None, "for the manager to decide: the policy leaves it to the manager")


def test_two_files_of_one_person_are_no_conflict() -> None:
    world = two()
    world.add("customer", "C0002", FIRM.format(who="ann", at=B))
    assert list(conflicts(book(world), world.policy)) == []


def lone(world: World) -> None:
    world.add("organisation", "organisation", STAFF)
    world.add("customer", "C0001", "name: A\nlifecycle_status: active\nowner: ann\nregion: west")
    world.add("customer", "C0002", "name: B\nlifecycle_status: lead\nregion: west")
    world.add("customer", "C0003", "name: C\nlifecycle_status: active\nowner: dan\nregion: north")
    world.add("customer", "C0004", "name: D\nlifecycle_status: lost")
    world.add("customer", "C0005", "name: E\nlifecycle_status: lead\nregion: west")


def test_a_customer_whose_owner_left_is_nobodys() -> None:
    world = World(policy_of(ASSIGN))
    lone(world)
    found = orphans(book(world), TODAY)
    assert [(each.customer_id, each.former, each.why.en) for each in found] == [
        ("C0002", None, "no owner"),
        ("C0003", "dan", "the owner has left, or is not on the roster"),
        ("C0005", None, "no owner"),
    ]


def test_leads_go_to_the_territory_then_to_the_least_loaded() -> None:
    world = World(policy_of(ASSIGN))
    lone(world)
    made = book(world)
    found = list(proposals(made, world.policy, TODAY, orphans(made, TODAY)))
    assert [(each.customer_id, each.person, each.score, each.territory) for each in found] == [
        ("C0002", "bob", Decimal(0), True),
        ("C0003", "ann", Decimal(1) / (Decimal(5) / 3), False),
        ("C0005", "bob", Decimal(1), True),
    ]


def test_nobody_present_gets_nothing() -> None:
    world = World(policy_of(ASSIGN))
    world.add("customer", "C0002", "name: B\nlifecycle_status: lead")
    made = book(world)
    assert list(proposals(made, world.policy, TODAY, orphans(made, TODAY))) == []


@pytest.mark.parametrize(
    ("customers", "ability", "weights", "score"),
    [
        (6, 3, (1, 1), "6"),
        (6, 5, (1, 1), "3.6"),
        (6, 1, (1, 1), "18"),
        (6, None, (1, 1), "6"),
        (6, 1, (1, 0), "6"),
        (6, 1, (2, 0), "12"),
    ],
)
def test_load(customers: int, ability: int | None, weights: tuple[int, int], score: str) -> None:
    weight = BalanceWeight.model_validate({"count": str(weights[0]), "ability": str(weights[1])})
    assert load_score(customers, ability, weight).quantize(Decimal("0.1")) == Decimal(score)


# ------------------------------------------------------------------------------------------------------------- SM-14

GIVEN = "assignments: [{assignee: ann, date: 2025-03-03, by: bus, reason: REASON}]"
CALL = "customer: C0001\nby: WHO\nat: 2025-03-05T09:00:00+08:00"


@pytest.mark.parametrize(
    ("customer", "log", "today", "state"),
    [
        ("lifecycle_status: lead", "", "2025-03-10", "collected"),
        ("lifecycle_status: lead\nowner: ann", "", "2025-03-10", "owned"),
        (f"lifecycle_status: lead\nowner: ann\n{GIVEN}", "", "2025-03-10", "owned"),
        (f"lifecycle_status: lead\nowner: ann\n{GIVEN}", "", "2025-03-11", "lapsed"),
        (f"lifecycle_status: active\nowner: ann\n{GIVEN}", "", "2025-03-11", "owned"),
        (f"lifecycle_status: lead\nowner: ann\n{GIVEN}", CALL.replace("WHO", "ann"), "2025-03-11", "contacted"),
        (f"lifecycle_status: lead\nowner: ann\n{GIVEN}", CALL.replace("WHO", "bob"), "2025-03-11", "lapsed"),
        (f"owner: ann\n{GIVEN.replace('REASON', 'manager_decision')}", "", "2025-03-10", "moved"),
        (f"owner: ann\n{GIVEN.replace('REASON', 'orphan')}", "", "2025-03-10", "assigned"),
        ("owner: dan", "", "2025-03-10", "orphan"),
        (f"{GIVEN}", "", "2025-03-10", "orphan"),
    ],
)
def test_where_a_customer_stands(customer: str, log: str, today: str, state: str) -> None:
    world = World(policy_of(f"assign: {{first_contact_days: 7}}\ncalendar: {CALENDAR}"))
    world.add("organisation", "organisation", STAFF)
    row = world.add("customer", "C0001", "name: A\n" + customer.replace("REASON", "territory"))
    if log:
        world.add("contact_log", "CL-1", log)
    found = ownership(row, book(world), world.policy, dt.date.fromisoformat(today))
    assert found == state
    assert ownership(row, book(world), world.policy, dt.date.fromisoformat(today), disputed=True) == "conflict"
