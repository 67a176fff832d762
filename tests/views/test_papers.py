"""Slips and minutes, executives, call-backs, tours of the manager, and the digest's sections on them."""

import datetime as dt
from typing import Any

import pytest

from kamcli.model.answers import Answers
from kamcli.model.choices import AccessLevel
from kamcli.model.customer import Customer
from kamcli.model.minutes import Minutes
from kamcli.model.visit import Visit
from kamcli.output.jsontext import document
from kamcli.views.book import Edit
from kamcli.views.coverage import coverage
from kamcli.views.digest_dealings import callback_half, executives_due, greetings, visit_counts
from kamcli.views.edits import new_customers, watched_changes
from kamcli.views.executive_visits import executive_visits, report
from kamcli.views.minutes_paper import minutes_paper
from kamcli.views.service_record import service_record
from kamcli.views.visit_slip import blank_slip, visit_slip
from tests.views.dealings import STRATEGIC, book_of, policy_of, record_of

TODAY = dt.date(2025, 3, 14)
PEOPLE = """
people:
  C0001: {persons: [{id: C0001-P1, name: Ann, position: head, birth_date: 1980-03-16}, {id: C0001-P2, name: Bo}]}
"""
VISIT = """
customer: C0001
visitors: [li.na]
planned_at: 2025-03-14T09:00:00+08:00
materials: [MT-1, MT-2, MT-9]
hosts:
  - {person: C0001-P1, decision_power: final}
  - {name: Cy, position: clerk, decision_power: none}
customer_needs: gears
customer_problems: noise
result: a quote
next_step: {text: send it, due: 2025-03-20}
conduct_checklist: {card_first: true, neat_dress: false}
state: met
"""
MATERIALS = """
material:
  MT-1: {code: book, name: brochure, version: "3", valid_to: 2025-03-14}
  MT-2: {code: old, valid_to: 2025-03-13}
"""


# --------------------------------------------------------------------------------------------------------------- slip


def slip(most: str = "", text: str = VISIT) -> Any:
    policy = policy_of()
    book = book_of(f"customer: {{C0001: {{}}}}\n{PEOPLE}\n{MATERIALS}", policy)
    return visit_slip(book, Answers(), policy, TODAY, record_of(Visit, "VS-1", text), most)


@pytest.mark.parametrize(
    ("most", "needs", "hosts"),
    [
        ("int", None, []),
        ("", "gears", []),
        ("conf", "gears", []),
        ("pers", "gears", ["Ann head final", "Cy clerk none"]),
    ],
)
def test_what_a_slip_tells_depends_on_the_class(most: str, needs: str | None, hosts: list[str]) -> None:
    """R-PRV-02: needs are confidential, hosts are personal; how many there were is neither."""
    found = slip(most)

    assert (found.customer_needs, found.hosts_count) == (needs, 2)
    assert [f"{each.who.name} {each.who.position} {each.decision_power}" for each in found.hosts] == hosts
    assert ("Ann" in document("en", view=found)) is (most == "pers")


def test_the_kit_is_ticked_and_what_ran_out_or_is_missing_is_not() -> None:
    """R-CON-04: material is good on its last day."""
    assert [(each.code, each.label.en, each.met) for each in slip().kit] == [
        ("book", "brochure 3", True),
        ("old", "old", False),
        ("journal", "journal", False),
    ]
    assert [each.met for each in slip(text=VISIT.replace("planned_at: 2025-03-14T09:00:00+08:00", "")).kit][1] is True


def test_conduct_and_next_step() -> None:
    done = slip(text=VISIT.replace("due: 2025-03-20", "due: 2025-03-20, done_on: 2025-03-18"))

    assert {each.name: each.met for each in slip().conduct}["neat_dress"] is False
    assert {each.met for each in slip(text="customer: C0009").conduct} == {None}
    assert slip("int").next is None
    assert (slip().next.en, slip().next.zh) == ("send it (due 2025-03-20)", "send it（期限 2025-03-20）")
    assert (done.next.en, done.next.zh) == ("send it (done on 2025-03-18)", "send it（2025-03-18 完成）")


def test_a_slip_of_a_customer_that_the_book_lacks() -> None:
    found = slip(text="customer: C0009")

    assert (found.customer, found.address, found.hosts_count) == ("C0009", None, 0)


def test_the_empty_slip_may_be_for_a_visit_or_for_any() -> None:
    visit = record_of(Visit, "VS-1", VISIT)
    blank = blank_slip(policy_of(), TODAY, None)

    assert [blank_slip(policy_of(), TODAY, each).customer for each in (visit, None, record_of(Visit, "VS-2", ""))] == [
        "C0001",
        "",
        "",
    ]
    assert {each.field: len(each.choices) for each in blank.before}["visit_kind"] == 10
    assert [each.label.en for each in blank.conduct][:2] == ["Neat dress", "Card first"]


# ------------------------------------------------------------------------------------------------------------- minutes


MINUTES = """
customer: C0001
ours: [li.na, gone]
theirs: [C0001-P1, C0001-P2, C0001-P9]
agreements: [{text: a quote, owner: li.na, due: 2025-03-20}]
drafted_by: li.na
reviewed_by: he.min
remark: floor price 900; Ann supports us; credit B
"""


OURS = """
customer: {C0001: {transactions: {credit_limit: 900, trade_terms: {payment_method: open_account, credit_days: 30}}}}
people:
  C0001:
    persons:
      - {id: C0001-P1, name: Ann, position: head, stance: supporter, decision_power: final, phones: ['139']}
      - {id: C0001-P2, name: Bo}
"""


def paper(text: str = MINUTES) -> Any:
    policy = policy_of()
    record = record_of(Minutes, "MN-1", text)
    return minutes_paper(book_of(OURS, policy), Answers(), policy, TODAY, record)


def test_minutes_name_who_sat_at_the_table() -> None:
    found = paper()

    assert [each.en for each in found.present] == ["Ann (head)", "Bo", "C0001-P9"]
    assert found.present[0].zh == "Ann（head）"
    assert found.ours == ("李娜", "gone")
    assert [(each.owner, str(each.due)) for each in found.agreements] == [("李娜", "2025-03-20")]
    assert (found.drafted_by, found.reviewed_by, found.to_send) == ("李娜", "何敏", False)
    assert paper(MINUTES + "reviewed_on: 2025-03-12").to_send


def test_minutes_hold_nothing_that_is_ours_only() -> None:
    """Floor price, credit and stance stay here: neither the file's values nor the record's remark go out."""
    told = document("en", view=paper())

    for ours in ("floor", "900", "credit", "supporter", "supports", "final", "139"):
        assert ours not in told


def test_minutes_of_nobody() -> None:
    found = paper("")

    assert (found.customer, found.drafted_by, found.reviewed_by, found.present) == ("", "", "", ())


# ---------------------------------------------------------------------------------------------------------- executives


LEVELS = f"""
customer:
  C0001: {{lifecycle_status: active, tiers: {STRATEGIC}, owner: li.na}}
  C0002: {{lifecycle_status: active, tiers: {STRATEGIC.replace("strategic", "key")}}}
  C0003: {{lifecycle_status: active}}
  C0004: {{lifecycle_status: active, tiers: {STRATEGIC}}}
"""
MET = """
executive_visit:
  EX-1: {customer: C0001, state: done, done_on: 2024-06-01, result: old}
  EX-2: {customer: C0001, state: done, done_on: 2024-09-20, result: frame}
  EX-3:
    customer: C0001
    state: planned
    planned_on: 2025-03-10
    our_participants: [boss, gone]
    their_participants: [C0001-P1]
  EX-4: {customer: C0001, state: cancelled, planned_on: 2025-01-10}
  EX-5: {customer: C0003, state: done, done_on: 2025-01-01, result: tea}
  EX-6: {customer: C0002, state: done, done_on: 2025-03-01, cycle_months: 3}
  EX-7: {state: confirmed}
"""


def met(most: str = "conf") -> Any:
    policy = policy_of(most)
    return report(book_of(f"{LEVELS}\n{MET}\n{PEOPLE}", policy), Answers(), policy, TODAY)


def test_level_one_comes_first_and_in_it_whom_nobody_met() -> None:
    """CK-33: the last visit that took place counts, its own cycle before the policy's."""
    found = met()

    assert [
        (each.customer_id, each.cycle_months, each.outcome, str(each.due), each.days_over) for each in found.relations
    ] == [
        ("C0004", 6, None, "None", None),
        ("C0001", 6, "frame", "2025-03-20", -6),
        ("C0002", 3, None, "2025-06-01", -79),
        ("C0003", None, "tea", "None", None),
        ("", None, None, "None", None),
    ]
    assert (found.late, found.never) == (0, 1)


@pytest.mark.parametrize(("most", "names"), [("int", None), ("conf", ((), ())), ("pers", (("Boss", "gone"), ("Ann",)))])
def test_participants_are_personal_and_the_plan_is_confidential(most: str, names: Any) -> None:
    found = met(most)
    visits = [visit for each in found.relations for visit in each.planned if visit.id == "EX-3"]

    assert [(each.ours, each.theirs) for each in visits] == ([names] if names else [])
    assert [(each.ours_count, each.theirs_count, each.overdue) for each in visits] == ([(2, 1, True)] if names else [])


def test_the_digest_names_whom_executives_should_meet_by_the_next_one() -> None:
    policy = policy_of()
    book = book_of(f"{LEVELS}\n{MET}", policy)
    due = executives_due(book, policy, TODAY, dt.date(2025, 3, 20), AccessLevel.conf)
    sooner = executives_due(book, policy, TODAY, dt.date(2025, 3, 19), AccessLevel.conf)

    assert [each.customer_id for each in due] == ["C0004", "C0001"]
    assert [each.customer_id for each in sooner] == ["C0004"]
    assert executive_visits(book, policy, TODAY, "pub").relations == ()


# ---------------------------------------------------------------------------------------------------------- call-backs


CALLED = """
customer:
  C0001: {lifecycle_status: active, ka_status: approved, service_specialist: he.min, owner: li.na}
  C0002: {lifecycle_status: active, ka_status: approved, owner: li.na}
  C0003: {lifecycle_status: active}
  C0004: {lifecycle_status: lost, ka_status: approved}
callback:
  CB-1: {customer: C0001, state: done, done_on: 2025-03-14, by: he.min, issues: [
    {text: hums, reported_at: 2025-03-12T09:00:00+08:00, responsible_unit: hz, notified_at: 2025-03-12T10:30:00+08:00},
    {text: told, reported_at: 2025-03-01T09:00:00+08:00, responsible_unit: hz, told_customer_on: 2025-03-03},
    {text: silent, reported_at: 2025-03-10T09:00:00+08:00, responsible_unit: hz},
    {text: later, reported_at: 2025-03-15T09:00:00+08:00, responsible_unit: hz}]}
  CB-2: {customer: C0001, state: done, done_on: 2025-01-01}
  CB-3: {customer: C0001, state: done, done_on: 2024-12-31, issues: [
    {text: past, reported_at: 2024-12-31T09:00:00+08:00, responsible_unit: hz, told_customer_on: 2025-01-02},
    {text: still, reported_at: 2024-12-31T09:00:00+08:00, responsible_unit: hz}]}
  CB-4: {customer: C0001, state: done, done_on: 2025-03-15}
  CB-5: {customer: C0002, state: planned, period: 2025-03-H1}
  CB-6: {customer: C0001, state: done, done_on: 2025-02-16}
  CB-7: {state: planned}
"""


def test_open_issues_come_first_and_what_nobody_was_told_of_is_open() -> None:
    policy = policy_of()
    found = service_record(book_of(CALLED, policy), Answers(), policy, TODAY)

    assert [(each.text, each.open, each.days_open, str(each.hours)) for each in found.issues] == [
        ("still", True, 73, "None"),
        ("silent", True, 4, "None"),
        ("hums", True, 2, "1.5"),
        ("told", False, 2, "None"),
    ]
    assert (found.open, found.since, str(found.first_on)) == (3, dt.date(2025, 2, 16), "2024-12-31")
    assert [each.id for each in found.callbacks] == ["CB-1", "CB-6", "CB-5", "CB-7"]


@pytest.mark.parametrize(
    ("today", "by_now"), [("2025-01-01", 0), ("2025-03-14", 4), ("2025-12-30", 23), ("2025-12-31", 24)]
)
def test_call_backs_of_the_year_against_the_policy(today: str, by_now: int) -> None:
    """R-VIS-11: 24 a year, its part by a day rounded down."""
    policy = policy_of()
    counts = service_record(book_of(CALLED, policy), Answers(), policy, dt.date.fromisoformat(today)).counts
    first = next(each for each in counts if each.customer_id == "C0001")

    assert (first.by_now, first.per_year, first.caller) == (by_now, 24, "he.min")
    assert {each.customer_id for each in counts} == {"C0001", "C0002"}
    assert first.short == max(by_now - first.done, 0)


def test_the_half_of_the_month_that_runs() -> None:
    policy = policy_of()
    found = callback_half(book_of(CALLED, policy), policy, TODAY)

    assert (found.period.en, found.period.zh, found.asked, found.done, found.missing) == (
        "2025-03-H1",
        "2025-03上",
        2,
        1,
        ("C0002",),
    )


# --------------------------------------------------------------------------------------------------------------- tours


def tours(visits: str, customers: int = 2) -> Any:
    policy = policy_of()
    rows = ", ".join(
        f"C{n:04}: {{lifecycle_status: active, ka_status: {'none' if n % 2 else 'approved'}}}"
        for n in range(1, customers + 1)
    )
    book = book_of(f"customer: {{C0099: {{lifecycle_status: lost}}, {rows}}}\nvisit: {{{visits}}}", policy)
    return coverage(book, Answers(), policy, TODAY)


def toured(*days: str, who: str = "boss", state: str = "met") -> str:
    """`C0001 2025-01-02` ..."""
    made = (each.split() for each in days)
    return ", ".join(
        f"VS-{n}: {{customer: {customer}, visitors: [{who}], planned_at: {day}T09:00:00+08:00, state: {state}}}"
        for n, (customer, day) in enumerate(made)
    )


@pytest.mark.parametrize(
    ("visits", "pct", "too_few"),
    [
        (toured("C0001 2025-01-02"), "50.00", False),  # R-CON-09: exactly the least will do
        (toured("C0001 2024-03-15"), "50.00", False),
        (toured("C0001 2024-03-14"), "0.00", True),  # twelve months ago to the day
        (toured("C0001 2025-03-15"), "0.00", True),
        (toured("C0001 2025-01-02", who="li.na"), "0.00", True),
        (toured("C0001 2025-01-02", state="planned"), "0.00", True),
        (toured("C0099 2025-01-02"), "0.00", True),
    ],
)
def test_coverage_of_twelve_months(visits: str, pct: str, too_few: bool) -> None:  # noqa: FBT001
    tour = tours(visits).tours[0]

    assert (tour.manager, tour.coverage_pct, tour.too_few, tour.active) == ("boss", pct, too_few, 2)


def test_one_customer_takes_no_more_than_its_share() -> None:
    days = [f"C{n:04} 2025-01-02" for n in range(1, 8)]
    tour = tours(toured(*days, "C0001 2025-02-02", "C0001 2025-02-03", "C0002 2025-02-03"), 9).tours[0]

    assert [(each.customer_id, each.visits, each.share_pct, each.too_much) for each in tour.seen][:2] == [
        ("C0001", 3, "30.00", False),
        ("C0002", 2, "20.00", False),
    ]
    assert [(each.customer_id, each.key_account) for each in tour.unseen] == [("C0008", True), ("C0009", False)]
    assert tours(toured("C0001 2025-02-02", "C0001 2025-02-03", "C0002 2025-02-03")).tours[0].seen[0].too_much


def test_nobody_to_see() -> None:
    tour = tours("", 0).tours[0]

    assert (tour.coverage_pct, tour.too_few, tour.seen) == (None, None, ())


# -------------------------------------------------------------------------------------------------------------- digest


def test_visits_made_and_planned_by_person() -> None:
    visits = ", ".join(
        f"VS-{n}: {{customer: C0001, visitors: [{who}], planned_at: {day}T09:00:00+08:00, state: {state}}}"
        for n, (who, day, state) in enumerate(
            (
                ("li.na, boss", "2025-03-14", "met"),
                ("li.na", "2025-03-07", "met"),  # at the last digest
                ("li.na", "2025-03-08", "closed"),
                ("he.min", "2025-03-14", "planned"),
                ("he.min", "2025-03-21", "approved"),
                ("he.min", "2025-03-22", "approved"),
                ("he.min", "2025-03-20", "cancelled"),
                ("he.min", "2025-03-13", "planned"),
            )
        )
    )
    book = book_of(f"visit: {{{visits}, VS-99: {{state: planned}}}}", policy_of())
    counts = visit_counts(book, dt.date(2025, 3, 7), TODAY, dt.date(2025, 3, 21))

    assert counts == (("li.na", 2, 0), ("boss", 1, 0), ("he.min", 0, 2))


@pytest.mark.parametrize(("most", "name"), [("conf", ""), ("pers", "Ann")])
def test_birthdays_and_festivals_of_the_coming_days(most: str, name: str) -> None:
    first = "GP-1: {festival: spring, date: 2025-03-21, recorded_by: li.na}"
    plans = f"greeting_plan: {{{first}, GP-2: {{festival: late, date: 2025-03-22}}}}"
    policy = policy_of(most)
    book = book_of(f"customer: {{C0001: {{owner: li.na}}}}\n{PEOPLE}\n{plans}", policy)
    found = greetings(book, policy, TODAY, dt.date(2025, 3, 21), AccessLevel[most])

    assert [(each.day.day, each.what.en, each.name, each.owner) for each in found] == [
        (16, "birthday", name, "li.na"),
        (21, "festival", "spring", "li.na"),
    ]


def test_new_customers_since_the_last_digest() -> None:
    days = {"C0001": "2025-03-07", "C0002": "2025-03-08", "C0003": "2025-03-14", "C0004": "2025-03-15"}
    rows = ", ".join(f"{name}: {{recorded_at: {day}T23:00:00+08:00}}" for name, day in days.items())
    book = book_of(f"customer: {{{rows}, C0005: {{}}}}", policy_of())

    assert [each.customer_id for each in new_customers(book, dt.date(2025, 3, 7), TODAY)] == ["C0002", "C0003"]


BEFORE = """
name: Ann Ltd., owner: li.na, transactions: {credit_limit: 100},
basics: {addresses: [{kind: office, text: old street}], fax: '1'}
"""
AFTER = """
name: Ann Ltd., owner: he.min, transactions: {credit_limit: 200},
basics: {addresses: [{kind: office, text: new street}, {kind: delivery, text: gate}], fax: '2'}
"""
WATCH = "owner transactions.credit_limit basics.addresses"


def changed(most: str, email: str = "li@x", after: str = AFTER) -> Any:
    policy = policy_of(most, watch=WATCH)
    before, now = (record_of(Customer, "C0001", f"{{{each}}}") for each in (BEFORE, after))
    edit = Edit(before, now, email, dt.date(2025, 3, 12))
    return watched_changes(book_of("", policy, (edit,)), policy, AccessLevel[most])


def test_watched_fields_are_told_one_by_one() -> None:
    """R-DAT-05: what is not watched is not told; superiors and the business department have to know."""
    found = changed("conf")

    assert sorted((each.field, str(each.old), str(each.new)) for each in found) == [
        ("basics.addresses.0.text", "old street", "new street"),
        ("basics.addresses.1.kind", "None", "delivery"),
        ("basics.addresses.1.text", "None", "gate"),
        ("owner", "李娜", "何敏"),
        ("transactions.credit_limit", "100.00", "200.00"),
    ]
    assert {(each.by, each.tell) for each in found} == {("李娜", ("he.min",))}


def test_what_lies_above_the_class_is_told_without_its_values() -> None:
    limit = next(each for each in changed("int", "stranger@x") if each.field == "transactions.credit_limit")

    assert (limit.old.en, limit.new.en, limit.by) == (*["(above the class of this report)"] * 2, "stranger@x")


def test_a_customer_whom_nobody_owns_has_no_superior_to_tell() -> None:
    found = changed("conf", after="name: Ann Ltd., transactions: {credit_limit: 200}")

    assert {each.tell for each in found} == {("he.min",)}
    assert ("owner", "李娜", None) in {(each.field, each.old, each.new) for each in found}


def test_without_a_history_nobody_can_say_what_changed() -> None:
    policy = policy_of(watch=WATCH)

    assert watched_changes(book_of("", policy), policy, AccessLevel.conf) is None
