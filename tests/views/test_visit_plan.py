"""Plans of visits against what took place: the order of the route, what keeps a line, goals, tours; who goes where."""

import datetime as dt

import pytest

from kamcli.model.answers import Answers
from kamcli.model.finding import Exit, KamError
from kamcli.model.visit_plan import VisitPlan
from kamcli.views.campaign import progress
from kamcli.views.tour import stop_of
from kamcli.views.trips import Trips, trips
from kamcli.views.visit_plan import VisitPlanPaper, visit_plan
from tests.views.dealings import book_of, policy_of, record_of

TODAY = dt.date(2025, 3, 14)
CUSTOMERS = """
customer:
  C0001: {lifecycle_status: active, route: {area: b, sequence: 1}}
  C0002: {lifecycle_status: active, route: {area: a, sequence: 2}}
  C0003: {lifecycle_status: active, route: {area: a, sequence: 10}}
  C0004:
    lifecycle_status: active
    transactions:
      problems: [{text: late, since: 2025-01-02}, {text: old, since: 2024-01-01, closed_on: 2024-02-01}]
"""
PLAN = """
period: 2025-W11
theme: spring
goal_metric: firms
goal_value: 4
made_by: li.na
entry_position: head
gifts: [GF-1]
lines:
  - {date: 2025-03-11, customer: C0004, purpose: talk, visitor: li.na, method: on_site}
  - {date: 2025-03-11, customer: C0001, purpose: talk, visitor: li.na, method: on_site}
  - {date: 2025-03-11, customer: C0003, purpose: talk, visitor: li.na, method: on_site}
  - {date: 2025-03-11, customer: C0002, purpose: talk, visitor: li.na, method: on_site}
  - {date: 2025-03-10, customer: C0002, route_sequence: 7, purpose: call, visitor: he.min, method: phone}
support_needed:
  - {what: van, from_party: admin, needed_by: 2025-03-10, granted: true}
  - {what: map, from_party: admin, needed_by: 2025-03-10}
state: running
"""


def visit(customer: str, day: str, state: str = "met", who: str = "li.na", more: str = "") -> str:
    return f"{{customer: {customer}, visitors: [{who}], planned_at: {day}T09:00:00+08:00, state: {state}{more}}}"


def made(visits: str = "", more: str = "", most: str = "conf", plan: str = PLAN) -> VisitPlanPaper:
    policy = policy_of(most)
    book = book_of(f"{CUSTOMERS}\nvisit: {{{visits}}}\n{more}", policy)
    return visit_plan(book, Answers(), policy, TODAY, record_of(VisitPlan, "VP-1", plan))


def test_lines_go_by_day_area_and_sequence_and_those_without_a_route_last() -> None:
    """R-VIS-07."""
    assert [(each.date.day, each.customer_id, each.stop.label) for each in made().lines] == [
        (10, "C0002", "a 7"),
        (11, "C0002", "a 2"),
        (11, "C0003", "a 10"),
        (11, "C0001", "b 1"),
        (11, "C0004", ""),
    ]


def test_an_area_without_a_number_comes_last_in_it() -> None:
    book = book_of(CUSTOMERS, policy_of())

    assert stop_of(book, "C0004", 3) == ("", 3)
    assert (
        sorted([stop_of(book, "C0001"), stop_of(book, "C0001")._replace(sequence=None)], key=lambda one: one.order)[
            1
        ].label
        == "b"
    )


@pytest.mark.parametrize(
    ("visits", "kept"),
    [
        (f"VS-1: {visit('C0001', '2025-03-11')}", "VS-1"),
        (f"VS-1: {visit('C0001', '2025-03-12')}", "VS-1"),  # another day of the plan's week
        (f"VS-1: {visit('C0001', '2025-03-12')}, VS-2: {visit('C0001', '2025-03-11')}", "VS-2"),
        (f"VS-1: {visit('C0001', '2025-03-11', 'planned')}", "VS-1 planned"),
        (f"VS-1: {visit('C0001', '2025-03-12', 'planned')}", ""),
        (f"VS-1: {visit('C0001', '2025-03-11', who='he.min')}", ""),
        (f"VS-1: {visit('C0001', '2025-03-15')}", ""),  # not yet
        (f"VS-1: {visit('C0001', '2025-03-03')}", ""),
        (f"VS-1: {visit('C0002', '2025-03-11')}", ""),
        ("VS-1: {customer: C0001, visitors: [li.na], state: planned}", ""),
    ],
)
def test_what_keeps_a_line(visits: str, kept: str) -> None:
    line = next(each for each in made(visits).lines if each.customer_id == "C0001")

    assert " ".join(filter(None, (line.record, "" if line.actual else str(line.state or "")))) == kept


def test_a_call_keeps_a_line_by_phone_and_one_contact_keeps_one_line() -> None:
    twice = PLAN.replace("C0003, purpose: talk", "C0001, purpose: talk")
    log = "contact_log: {CL-1: {customer: C0002, at: 2025-03-10T09:00:00+08:00, by: he.min, channel: phone}}"
    found = made(f"VS-1: {visit('C0001', '2025-03-11', more=', result: yes')}", log, plan=twice)

    assert [(each.record, each.result, each.actual is not None) for each in found.lines if each.record] == [
        ("CL-1", None, True),
        ("VS-1", "yes", True),
    ]


def test_last_visit_open_issues_and_results() -> None:
    more = """
callback: {CB-1: {customer: C0004, issues: [
  {text: hums, reported_at: 2025-03-01T09:00:00+08:00, responsible_unit: hz},
  {text: told, reported_at: 2025-03-01T09:00:00+08:00, responsible_unit: hz, told_customer_on: 2025-03-02}]}}
need:
  ND-1: {customer: C0004, text: more, found_on: 2025-02-01, response_stage: clarified}
  ND-2: {customer: C0004, text: done, found_on: 2025-02-01, response_stage: closed}
"""
    visits = f"VS-1: {visit('C0004', '2025-03-01')}, VS-2: {visit('C0004', '2025-03-11', more=', result: good')}"
    line = made(visits, more).lines[-1]
    inside = made(visits, more, "int").lines[-1]

    assert (line.last_visit, line.days_since) == (dt.date(2025, 3, 1), 10)
    assert (line.open.en, line.open.zh) == ("late; more; hums", "late；more；hums")
    assert (line.result, inside.result, inside.open.en) == ("good", None, "hums")


def test_gifts_are_confidential_and_the_counterpart_is_personal() -> None:
    assert [(found.gifts, found.entry_position) for found in (made(most=most) for most in ("int", "conf", "pers"))] == [
        ((), None),
        (("GF-1",), None),
        (("GF-1",), "head"),
    ]


@pytest.mark.parametrize(
    ("extra", "tour"),
    [
        ("", "4 units, not fewer than 3: hold a special tour"),
        ("activities: [special_tour]", "a special tour is planned"),
        (
            "target_units: [{customer: C0001}, {name: Elm}, {name: Oak}]",
            "3 units, not fewer than 3: hold a special tour",
        ),
        ("target_units: [{customer: C0001}, {name: Elm}]", "2 units, fewer than 3: too few for a special tour"),
    ],
)
def test_progress_against_the_goal(extra: str, tour: str) -> None:
    """R-VIS-08: two lines of one customer count it once."""
    found = made(
        f"VS-1: {visit('C0001', '2025-03-11')}, VS-2: {visit('C0002', '2025-03-11')}", plan=PLAN + extra
    ).progress

    assert (found.reached, found.share_pct, found.lines, found.kept) == (2, "50.00", 5, 2)
    assert (found.support_needed, found.support_granted) == (2, 1)
    assert found.tour.en == tour


def test_a_plan_without_goal_lines_or_period() -> None:
    policy = policy_of(without="events")
    found = progress(book_of(CUSTOMERS, policy), policy, TODAY, record_of(VisitPlan, "VP-1", "period: spring"))

    assert (found.goal, found.share_pct, found.units, found.lines) == (None, None, 0, 0)
    assert found.tour.en == "events is not configured"


def test_a_period_in_other_words_is_that_of_the_lines() -> None:
    plan = PLAN.replace("2025-W11", "this spring")
    found = made(f"VS-1: {visit('C0001', '2025-03-10')}, VS-2: {visit('C0002', '2025-03-12')}", plan=plan)

    assert [each.record for each in found.lines if each.actual] == ["VS-1"]


# -------------------------------------------------------------------------------------------------------------- trips


VISITS = ", ".join(
    (
        f"VS-1: {visit('C0004', '2025-03-11', more=', objectives: [talk, eat]')}",
        f"VS-2: {visit('C0001', '2025-03-12', 'cancelled')}",
        f"VS-3: {visit('C0001', '2025-03-20')}",
        f"VS-4: {visit('C0003', '2025-03-13', 'planned', 'boss')}",
        "VS-5: {customer: C0001, visitors: [li.na], state: planned}",
    )
)


def gone(who: str = "", period: str = "") -> Trips:
    policy = policy_of()
    plan = "\n    ".join(PLAN.strip().splitlines())
    text = f"{CUSTOMERS}\nvisit: {{{VISITS}}}\nvisit_plan:\n  VP-2: {{period: 2025-04}}\n  VP-1:\n    {plan}\n"
    return trips(book_of(text, policy), Answers(), policy, TODAY, who, period)


def told(found: Trips) -> list[str]:
    return [f"{day.date.day} {each.customer_id} {each.record}" for day in found.days for each in day.trips]


def test_slips_come_with_the_lines_of_plans_that_have_none_and_calls_are_no_trips() -> None:
    found = gone()

    assert told(found) == ["11 C0002 VP-1", "11 C0003 VP-1", "11 C0001 VP-1", "11 C0004 VS-1", "13 C0003 VS-4"]
    assert (found.count, found.without_slip, [each.id for each in found.plans]) == (5, 3, ["VP-1"])
    assert found.days[0].trips[-1].goals == ("talk", "eat")


@pytest.mark.parametrize(
    ("who", "period", "expected"),
    [
        ("boss", "", ["13 C0003 VS-4"]),
        ("hz", "", ["11 C0002 VP-1", "11 C0003 VP-1", "11 C0001 VP-1", "11 C0004 VS-1"]),
        ("top", "2025-03-13", ["13 C0003 VS-4"]),
        ("li.na", "2025-03", ["11 C0002 VP-1", "11 C0003 VP-1", "11 C0001 VP-1", "11 C0004 VS-1", "20 C0001 VS-3"]),
        ("he.min", "", []),
    ],
)
def test_trips_of_a_person_or_an_office(who: str, period: str, expected: list[str]) -> None:
    assert told(gone(who, period)) == expected


def test_somebody_unknown_is_refused_with_who_may_be_meant() -> None:
    with pytest.raises(KamError) as refused:
        gone("li.nah")

    assert refused.value.code == Exit.ASKED_WRONGLY
    assert "li.na" in refused.value.say.en.partition("did you mean")[2]
