"""Lists of customers and people where policy.yaml or the records say little: F-15, F-28, F-29, F-70, F-72."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kamcli.clocks.workdays import Workdays
from kamcli.model.answers import Answers, OpenItemsQuestion
from kamcli.model.organisation import Organisation
from kamcli.model.policy_company import Weekday
from kamcli.views.audience import audience
from kamcli.views.book import Book
from kamcli.views.customer_book import customer_book, questions, resources
from kamcli.views.greetings import greetings
from kamcli.views.information import information
from kamcli.views.load import load
from tests.states.conftest import World, policy_of, read

TODAY = dt.date(2025, 3, 10)
BARE = "company: {currency: CNY}"
STAFF = """
staff:
  - {id: ann, name: Ann, unit: u, email: a@x, roles: [{role: rep, valid_from: 2020-01-01}]}
"""
PEOPLE = """
persons:
  - {id: C0001-P1, name: Ada, birth_date: 1980-03-12}
  - {id: C0001-P2, name: Bo, birth_date: 1980-03-12, left_on: 2025-01-01}
  - {id: C0001-P3, name: Cy, birth_date: 1980-05-12}
"""


def world(policy: str = BARE) -> World:
    made = World(policy_of(policy))
    made.add("organisation", "organisation", STAFF)
    made.add("customer", "C0001", "name: Aspen\nowner: ann\nlifecycle_status: active\ncollected_on: 2025-03-03")
    made.add(
        "customer", "C0002", "name: Birch\nowner: dan\nlifecycle_status: active\nrecorded_at: 2025-03-01T09:00:00Z"
    )
    made.add("customer", "C0003", "name: Cedar\nlifecycle_status: lost")
    made.add("people", "C0001", PEOPLE)
    return made


def book(made: World) -> Book:
    return Book(
        policy=made.policy,
        organisation=Organisation.model_validate({"id": "organisation", **read(STAFF)}),
        workdays=Workdays((Weekday.sat, Weekday.sun)),
        columns=made.columns,
    )


def nothing() -> Answers:
    found: dict[Any, Any] = {OpenItemsQuestion(TODAY): None}
    return Answers(found)


def test_load_names_the_parameters_that_are_missing() -> None:
    made = world()
    found = load(book(made), nothing(), made.policy, TODAY)

    assert [(each.person, each.customers, each.score, each.revenue, each.levels) for each in found.people] == [
        ("ann", 1, None, None, ()),
        ("dan", 1, None, None, ()),
    ]
    assert found.not_configured == ("assign",)
    assert (found.conflicts, found.proposals, found.lapsed) == ((), (), ())
    assert [each.customer_id for each in found.orphans] == ["C0002"]


def test_load_of_weights_and_of_a_customer_that_nobody_talked_to() -> None:
    made = world()
    made.policy = policy_of(
        "company: {currency: CNY}\n"
        "assign: {first_contact_days: 7, balance_weight: {count: 1, ability: 1}, conflict_rule: manager_only}\n"
        "calendar: {weekend: [sat, sun], start_day_counts: false, roll_if_last_day_off: false}"
    )
    given = "assignments: [{assignee: ann, date: 2025-02-03, by: bus, reason: balanced}]"
    made.add("customer", "C0004", f"name: Elm\nowner: ann\nlifecycle_status: candidate\n{given}")
    found = load(book(made), nothing(), made.policy, TODAY)

    assert [(each.customer_id, each.person, each.days_over) for each in found.lapsed] == [("C0004", "ann", 28)]
    assert [(each.person, each.score) for each in found.people] == [("ann", Decimal("2.00")), ("dan", Decimal("1.00"))]
    assert found.not_configured == ()
    assert found.spread == 1


def test_information_without_a_parameter_still_tells_the_days() -> None:
    made = world()
    found = information(book(made), nothing(), made.policy, TODAY)

    assert (found.allowed, found.not_configured) == (None, ("data",))
    assert [(each.customer_id, each.lag, each.late_by, each.stale_days) for each in found.files] == [
        ("C0001", 5, None, None),
        ("C0002", None, None, 9),
    ]


def test_greetings() -> None:
    bare = world()
    assert greetings(book(bare), nothing(), bare.policy, TODAY).not_configured == ("contact",)
    made = world()
    made.policy = policy_of("company: {currency: CNY}\ncontact: {birthday_lead_days: 7, festival_lead_days: 5}")
    made.add("greeting_plan", "GP-1", "festival: spring\ndate: 2025-03-15\naudience_rule: owner=ann")
    made.add("greeting_plan", "GP-2", "festival: autumn\ndate: 2025-03-16")
    made.add("contact_log", "CL-1", "customer: C0001\nperson: C0001-P1\npurpose: greeting\nat: 2025-03-09T09:00:00Z")
    found = greetings(book(made), nothing(), made.policy, TODAY)

    assert [(each.person, each.days_left, each.done) for each in found.birthdays] == [("C0001-P1", 2, True)]
    assert [(each.plan, each.days_left, each.audience.names, each.greeted) for each in found.festivals] == [
        ("GP-1", 5, ("Aspen",), 1)
    ]


@pytest.mark.parametrize(
    ("rule", "names", "fault"),
    [
        ("", ("Aspen", "Birch"), ""),
        ("全部", ("Aspen", "Birch"), ""),
        ("客户负责人=ann 且 客户状态=正常", ("Aspen",), ""),
        ("客户负责人=nobody", (), "Account owner has no nobody"),
        ("负责=ann", (), "customer has no column 负责"),
        ("逾期>0", (), "the filter asks the ledgers"),
        ("basics.fax=1", (), "the filter uses a field that is no summary column"),
    ],
)
def test_whom_a_plan_means(rule: str, names: tuple[str, ...], fault: str) -> None:
    made = world()
    made.policy = policy_of("company: {currency: CNY}\nreceivables: {buckets: [30]}")
    found = audience(rule, book(made), made.policy, TODAY)

    assert found.names == names
    assert (found.fault.en if found.fault else "").startswith(fault)
    assert bool(found.fault) is bool(fault)


def test_customers_are_listed_without_schemes_and_ledgers() -> None:
    made = world()
    assert questions(made.policy, TODAY) == ()
    listed = customer_book(book(made), nothing(), made.policy, TODAY)
    register = resources(book(made), nothing(), made.policy, TODAY)

    assert [(each.customer_id, each.tier, each.sales) for each in listed.customers] == [
        ("C0001", None, None),
        ("C0002", None, None),
    ]
    assert [each.customer_id for each in listed.left] == ["C0003"]
    assert [(each.label.en, each.customers) for each in register.sources] == [("not said", 2)]
