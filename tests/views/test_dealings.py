"""What goes on with a customer: last contacts, promises of either side, needs, what is arranged, who was given it."""

import datetime as dt
from decimal import Decimal

import pytest

from kamcli.clocks.workdays import Workdays
from kamcli.model.choices import AccessLevel
from kamcli.model.organisation import Organisation
from kamcli.model.policy_company import Weekday
from kamcli.states.ownership import Ownership
from kamcli.views.book import Book
from kamcli.views.dealings import assigned, needs, planned, pledges, talks, whose
from tests.states.conftest import World, policy_of, read

TODAY = dt.date(2025, 3, 10)
AT = "T10:00:00+08:00"

ISSUE = f"{{text: hums, reported_at: '2025-03-03{AT}', responsible_unit: u}}"


@pytest.fixture
def world() -> World:
    made = World(policy_of())
    made.add("customer", "C0001", "name: Firm\nowner: rep")
    made.add("people", "C0001", "persons: [{id: C0001-P1, name: Pat}]")
    return made


def book(world: World) -> Book:
    return Book(
        policy=world.policy,
        organisation=Organisation.model_validate({"id": "organisation", **read("staff: []")}),
        workdays=Workdays((Weekday.sat, Weekday.sun)),
        columns=world.columns,
    )


def log(world: World, record_id: str, more: str = "") -> None:
    world.add("contact_log", record_id, f"customer: C0001\nby: rep\nchannel: phone\n{more}")


def test_the_latest_contacts_come_first_and_tell_what_was_said(world: World) -> None:
    for n in range(1, 8):
        log(world, f"CL-{n}", f"at: 2025-03-0{n}{AT}\ncontent: said {n}")
    log(world, "CL-9", f"at: 2025-03-11{AT}\ncontent: tomorrow")
    found = talks(book(world), "C0001", TODAY, AccessLevel.conf)

    assert [each.what for each in found.last] == [(f"said {n}",) for n in (7, 6, 5, 4, 3)]
    assert (found.last[0].on, found.last[0].people, found.withheld) == (dt.date(2025, 3, 7), ("rep",), 0)


@pytest.mark.parametrize(
    ("kind", "text", "what"),
    [
        ("contact_log", f"at: 2025-03-03{AT}", ()),
        ("visit", f"state: met\nplanned_at: 2025-03-03{AT}\nobjectives: [see it]\nresult: seen", ("seen",)),
        ("visit", f"state: met\nplanned_at: 2025-03-03{AT}\nobjectives: [see it, ask]", ("see it", "ask")),
        ("visit", f"state: met\nplanned_at: 2025-03-03{AT}", ()),
        (
            "callback",
            f"state: done\ndone_on: 2025-03-03\nissues: [{ISSUE}]",
            ("hums",),
        ),
    ],
)
def test_every_kind_of_contact_has_its_own_words(world: World, kind: str, text: str, what: tuple[str, ...]) -> None:
    world.add(kind, "X-1", f"customer: C0001\n{text}")

    assert [each.what for each in talks(book(world), "C0001", TODAY, AccessLevel.conf).last] == [what]


def test_persons_are_named_in_the_class_of_persons_only(world: World) -> None:
    log(world, "CL-1", f"at: 2025-03-03{AT}\nperson: C0001-P1")
    hosts = "hosts: [{person: C0001-P7}, {name: Host}, {decision_power: final}]"
    world.add("visit", "VS-1", f"customer: C0001\nstate: met\nplanned_at: 2025-03-02{AT}\n{hosts}")
    world.add("callback", "CB-1", "customer: C0001\nstate: done\ndone_on: 2025-03-01")
    most, least = (talks(book(world), "C0001", TODAY, each) for each in (AccessLevel.pers, AccessLevel.conf))

    assert [each.theirs for each in most.last] == [("Pat",), ("C0001-P7", "Host"), ()]
    assert [each.theirs for each in least.last] == [(), (), ()]
    assert (most.withheld, least.withheld) == (0, 3)


def test_a_person_of_a_customer_without_people_is_an_id(world: World) -> None:
    del world.rows["people", "C0001"]
    log(world, "CL-1", f"at: 2025-03-03{AT}\nperson: C0001-P1")

    assert talks(book(world), "C0001", TODAY, AccessLevel.pers).last[0].theirs == ("C0001-P1",)


def test_our_promises_come_first_then_theirs_by_their_days(world: World) -> None:
    world.contract(
        "5",
        "state: in_force\nobligations: [{party: them, text: pay, due: 2025-03-01}, {party: us, text: ship, "
        "due: 2025-03-12}, {party: us, text: old, due: 2025-01-01, done_on: 2025-01-01}]",
    )
    log(world, "CL-1", f"at: 2025-03-03{AT}\nfollow_up: {{text: call, due: 2025-03-08}}")
    log(world, "CL-2", f"at: 2025-03-04{AT}")
    done = "{text: b, owner: rep, due: 2025-03-09, done_on: 2025-03-09}"
    world.add("minutes", "MN-1", f"customer: C0001\nagreements: [{{text: a, owner: ka, due: 2025-03-09}}, {done}]")
    world.add("visit", "VS-1", "customer: C0002\nnext_step: {text: others, due: 2025-03-08}")
    found = pledges(book(world), "C0001", TODAY)

    assert [(each.text, str(each.party), each.days_over, each.owners) for each in found] == [
        ("call", "us", 2, ("rep",)),
        ("a", "us", 1, ("ka",)),
        ("ship", "us", 0, ("rep",)),
        ("pay", "them", 9, ("rep",)),
    ]


def test_open_needs_stand_with_their_stage(world: World) -> None:
    for record_id, text in (
        ("ND-1", "text: a\nkind: product\nresponse_stage: planned\ndue: 2025-03-01\nowner: rep"),
        ("ND-2", "text: b"),
        ("ND-3", "text: c\nresponse_stage: closed\ndue: 2025-03-01"),
    ):
        world.add("need", record_id, f"customer: C0001\n{text}")
    found = needs(book(world), "C0001", TODAY)

    assert [(each.id, each.step, each.steps, each.days_over) for each in found] == [
        ("ND-1", 3, 6, 9),
        ("ND-2", 0, 6, 0),
    ]
    assert [each.kind and each.kind.value for each in found] == ["product", None]


def test_what_is_arranged_stands_by_its_day_and_without_one_at_the_end(world: World) -> None:
    for kind, record_id, text in (
        ("visit", "VS-1", f"state: planned\nplanned_at: 2025-03-12{AT}\nobjectives: [see]\nvisitors: [rep]"),
        ("visit", "VS-2", f"state: approved\nplanned_at: 2025-03-09{AT}"),
        ("visit", "VS-3", f"state: met\nplanned_at: 2025-03-12{AT}"),
        ("visit", "VS-4", "state: planned"),
        ("callback", "CB-1", "state: planned\nperiod: 2025-03-H1\nby: rep"),
        ("callback", "CB-2", "state: planned"),
        ("callback", "CB-3", "state: done"),
        ("executive_visit", "EX-1", "state: confirmed\nplanned_on: 2025-03-10\npurpose: dine\nour_participants: [rep]"),
        ("executive_visit", "EX-2", "state: planned"),
        ("executive_visit", "EX-3", "state: done"),
    ):
        world.add(kind, record_id, f"customer: C0001\n{text}")
    found = planned(book(world), "C0001", TODAY)

    assert [each.record for each in found] == ["EX-1", "VS-1", "CB-1", "CB-2", "EX-2", "VS-4"]
    assert [(each.label.en, each.people, each.what) for each in found][:3] == [
        ("executive visit", ("rep",), ("dine",)),
        ("visit", ("rep",), ("see",)),
        ("call-back", ("rep",), ("2025-03-H1",)),
    ]


def test_who_was_given_a_customer_last_comes_first(world: World) -> None:
    entry = "{{assignee: {who}, date: {day}, by: boss, reason: territory}}"
    entries = ", ".join(entry.format(who=who, day=day) for who, day in (("a", "2024-01-01"), ("b", "2025-01-01")))
    row = world.add("customer", "C0002", f"name: Firm\nassignments: [{entries}]")

    assert [(each.assignee, each.on.year) for each in assigned(row)] == [("b", 2025), ("a", 2024)]
    assert assigned(world.rows["customer", "C0001"]) == ()


@pytest.mark.parametrize(
    ("outstanding", "limit", "share", "over"),
    [
        ("50", "200", "25.00", "0"),
        ("200", "200", "100.00", "0"),
        ("200.01", "200", "100.01", "0.01"),
        ("5", "0", None, "5"),
    ],
)
def test_what_is_owed_stands_beside_the_limit(outstanding: str, limit: str, share: str | None, over: str) -> None:
    from types import SimpleNamespace
    from typing import Any

    from kamcli.views.card_open import Owed, exposure

    def owes(currency: str, *, office: bool) -> Owed:
        debt: Any = SimpleNamespace(outstanding=Decimal(outstanding))
        return Owed(currency, office, debt)

    policy: Any = SimpleNamespace(company=SimpleNamespace(currency="CNY"))
    owed = (owes("CNY", office=False), owes("CNY", office=True), owes("USD", office=False))
    found = exposure(owed, Decimal(limit), policy)

    assert found is not None
    assert (found.share_pct, found.over) == (share, Decimal(over))
    assert exposure(None, Decimal(limit), policy) is None
    assert exposure(owed, None, policy) is None


def test_a_conflict_that_nobody_decided_comes_before_everything(world: World) -> None:
    ours = world.rows["customer", "C0001"]
    assert whose(ours, book(world), world.policy, TODAY) == "orphan"  # its owner is nobody of the roster

    same = "name: Firm\nlifecycle_status: lead\nbasics: {uscc: 91310000MA1FL0AA1B}\ncollected_by: "
    first, second = (world.add("customer", f"C000{n}", f"{same}{who}") for n, who in ((1, "rep"), (2, "ka")))
    policy = policy_of("assign: {conflict_rule: manager_only}")
    assert {whose(each, book(world), policy, TODAY) for each in (first, second)} == {Ownership.conflict}
    assert whose(first, book(world), policy_of(), TODAY) is None
