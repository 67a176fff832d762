import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.clocks.workdays import Day, Workdays
from kamcli.model.answers import (
    Ageing,
    AgeingLine,
    Answers,
    Loose,
    OpenItem,
    OpenItems,
    OpenItemsQuestion,
    Question,
    Slot,
    Unallocated,
)
from kamcli.model.columns import Row, columns_from, picked
from kamcli.model.finding import Severity
from kamcli.model.kinds import KINDS
from kamcli.model.ledgers import Debtor
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy
from kamcli.model.policy_company import Weekday
from kamcli.output.jsontext import document
from kamcli.views.ageing import ageing_question, near_due_question
from kamcli.views.book import Book
from kamcli.views.deadlines import Message
from kamcli.views.overdue import OverdueView, of_customer, of_owner, overdue, questions
from kamcli.views.reports import BY_NAME

TODAY = dt.date(2026, 3, 10)
CUSTOMERS = ("C1", "C2", "C3", "C4")
OWNERS = {"C1": "li.na", "C2": "li.na", "C3": "tao.jing"}  # nobody looks after C4
POLICY: dict[str, Any] = {
    "company": {"currency": "CNY"},
    "calendar": {"weekend": ["sat", "sun"], "start_day_counts": "false", "roll_if_last_day_off": "false"},
    "tier": {"review_months": "12"},
    "documents": {"expiry_lead_days": "30"},
    "approval": {"step_workdays": "3"},
    "contract": {"expiry_lead_days": "60"},
    "receivables": {"lead_days": "7", "buckets": ["30", "60"]},
    "archive": {"freshness_days": "180"},
    "digest": {"due_ahead_days": "7"},
}
STAFF = [
    {"id": name, "name": chinese, "unit": "hz", "email": f"{name}@example.com"}
    for name, chinese in (("li.na", "李娜"), ("tao.jing", "陶静"))
]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(kind: str, record_id: str, /, **fields: object) -> Row:
    record = KINDS[kind].model.model_validate({"id": record_id, **fields})
    columns = {column: picked(record, path) for column, path in KINDS[kind].columns.items()}
    return Row(kind, record_id, f"{kind}/{record_id}.yaml", {**columns, "digest": record_id, "block_digests": {}})


def book(*rows: Row) -> Book:
    customers = (
        row("customer", name, name=f"{name}公司", owner=OWNERS.get(name), verified_on="2026-03-01")
        for name in CUSTOMERS
    )
    return Book(
        policy=Policy.model_validate(POLICY),
        organisation=Organisation.model_validate({"id": "organisation", "staff": STAFF}),
        workdays=Workdays((Weekday.sat, Weekday.sun)),
        columns=columns_from(iter((*customers, *rows))),
    )


def item(customer: str, number: str, due_on: str, amount: str = "100") -> OpenItem:
    issued = dt.date(2026, 1, 5)
    return OpenItem(customer, number, issued, day(due_on), Decimal(amount), Decimal(0), "CNY", "", Debtor.customer)


def answers(policy: Policy, today: dt.date, items: tuple[OpenItem, ...] = (), ageing: Ageing | None = None) -> Answers:
    found: dict[Question[Any], Any] = {
        OpenItemsQuestion(today): OpenItems(items, (), ()),
        ageing_question(policy, today): ageing or Ageing((), (), ()),
        near_due_question(policy, today): OpenItems((), (), ()),
    }
    return Answers(MappingProxyType(found))


def view_of(
    *rows: Row, items: tuple[OpenItem, ...] = (), ahead: int | None = None, today: dt.date = TODAY
) -> OverdueView:
    told = book(*rows)
    return overdue(told, answers(told.policy, today, items), told.policy, today, ahead)


def contract(name: str, customer: str, effective_to: str) -> Row:
    return row("contract", name, customer=customer, state="in_force", title="供货", effective_to=effective_to)


@pytest.mark.parametrize(
    ("today", "message"),
    [
        ("2026-03-09", "payment due, V1 (100.00 CNY owed): last day 2026-03-10, 1 day left"),
        ("2026-03-10", "payment due, V1 (100.00 CNY owed): the last day is today, 2026-03-10"),
        ("2026-03-11", "payment due, V1 (100.00 CNY owed): last day 2026-03-10, 1 day over"),
        ("2026-03-12", "payment due, V1 (100.00 CNY owed): last day 2026-03-10, 2 days over"),
    ],
)
def test_a_line_says_how_far_it_is(today: str, message: str) -> None:
    (line,) = view_of(items=(item("C1", "V1", "2026-03-10"),), ahead=7, today=day(today)).clocks
    assert line.message.en == message


def test_a_provisional_day_is_marked_and_a_plain_one_is_not() -> None:
    (line,) = view_of(items=(item("C1", "V1", "2026-03-09"),)).clocks
    assert line.message.zh == "货款到期 V1（尚欠 100.00 CNY）：期限 2026-03-09，已过 1 天"
    provisional = line._replace(due=dt.date(2027, 1, 12), provisional=True)
    assert provisional.shown_due == ("2027-01-12（暂定）", "2027-01-12 (provisional)")
    uncertain = Message(line.message.of._replace(last=Day(dt.date(2027, 1, 12), provisional=True)))
    assert "last day 2027-01-12 (provisional), " in uncertain.en


def test_missed_comes_first_and_what_comes_only_where_asked_for() -> None:
    items = (item("C1", "V1", "2026-03-09"), item("C1", "V2", "2026-03-10"), item("C2", "V3", "2026-03-24"))
    rows = (contract("CN1", "C1", "2026-03-25"), contract("CN2", "C2", "2026-02-28"))
    plain = view_of(*rows, items=items)
    assert [line.record for line in plain.clocks] == ["CN2", "V1"]
    assert [line.record for line in plain.reminders] == ["V2", "CN1"]
    asked = view_of(*rows, items=items, ahead=14)
    assert [(line.record, line.days_over) for line in asked.clocks] == [("CN2", 10), ("V1", 1), ("V2", 0), ("V3", -14)]
    assert [line.record for line in asked.coming] == ["V2", "V3"]
    assert [line.record for line in asked.reminders] == ["CN1"]  # its own notice began, beyond the days asked for
    assert [line.record for line in view_of(*rows, items=items, ahead=13).coming] == ["V2"]


@pytest.mark.parametrize(("digest", "coming"), [({"due_ahead_days": "14"}, ["V2", "V3"]), ({}, [])])
def test_the_report_looks_as_far_ahead_as_the_digest(digest: dict[str, str], coming: list[str]) -> None:
    items = (item("C1", "V1", "2026-03-09"), item("C1", "V2", "2026-03-10"), item("C2", "V3", "2026-03-24"))
    policy = Policy.model_validate({**POLICY, "digest": digest})
    view = BY_NAME["overdue"].build(book(), answers(policy, TODAY, items), policy, TODAY)
    assert [line.record for line in view.missed] == ["V1"]
    assert [line.record for line in view.coming] == coming


def test_lines_by_owner_and_by_customer() -> None:
    items = (item("C4", "V4", "2026-02-01"), item("C1", "V1", "2026-03-09"), item("C3", "V3", "2026-03-08"))
    view = view_of(contract("CN2", "C2", "2026-02-28"), items=items)
    owners = [(group.id, group.name, [line.record for line in group.lines]) for group in view.by_owner]
    assert owners == [("li.na", "李娜", ["CN2", "V1"]), ("tao.jing", "陶静", ["V3"]), ("", "", ["V4"])]
    customers = [(group.id, group.name, [line.record for line in group.lines]) for group in view.by_customer]
    assert customers == [
        ("C4", "C4公司", ["V4"]),
        ("C2", "C2公司", ["CN2"]),
        ("C3", "C3公司", ["V3"]),
        ("C1", "C1公司", ["V1"]),
    ]


def test_a_customers_invoices_stand_in_one_line_of_the_table() -> None:
    items = (*(item("C1", f"V{n}", f"2026-03-0{n}") for n in (1, 2, 3)), item("C2", "V4", "2026-03-04"))
    (group,) = view_of(items=items).by_owner
    assert [(line.record, count) for line, count in group.condensed] == [("V1", 3), ("V4", 1)]
    total = sum(line.owed for line in group.lines if line.owed is not None and line.customer_id == "C1")
    assert group.condensed[0][0].about.en == f"{total:,.2f} CNY owed"


def test_a_severity_of_the_policy_holds_for_what_is_missed_only() -> None:
    told = book(contract("CN1", "C1", "2026-03-09"), contract("CN2", "C1", "2026-03-12"))
    policy = Policy.model_validate({**POLICY, "severity": {"CK-31": "error"}})
    view = overdue(told, answers(policy, TODAY), policy, TODAY, 7)
    assert [line.severity for line in view.clocks] == [Severity.error, Severity.information]


def test_what_is_not_configured_and_not_computable_is_named() -> None:
    told = book(row("contract", "CN1", customer="C1", state="in_force"))
    policy = Policy.model_validate({**POLICY, "archive": {}})
    view = overdue(told, answers(policy, TODAY), policy, TODAY)
    missing = {each.clock: each.reason.en for each in view.not_configured}
    assert missing["CK-20"] == "policy.yaml lacks archive.freshness_days"
    assert "CK-31" not in missing
    assert [(each.clock, each.record, each.reason.en) for each in view.not_computable] == [
        ("CK-31", "CN1", "effective_to is not known")
    ]


def test_only_what_concerns_a_customer_or_a_person() -> None:
    items = (item("C1", "V1", "2026-03-09"), item("C3", "V3", "2026-03-08"))
    delegation = row(
        "delegation", "DL1", grantor="tao.jing", delegate="li.na", role="ka_department", valid_from="2026-03-01",
        valid_to="2026-03-12", document="DC1", reason="出差",
    )  # fmt: skip
    told = book(delegation)
    view = overdue(told, answers(told.policy, TODAY, items), told.policy, TODAY)
    assert [line.record for line in of_customer(view, "C1").clocks] == ["V1"]
    mine = of_owner(view, "tao.jing", told)
    assert [line.record for line in (*mine.clocks, *mine.reminders)] == ["V3", "DL1"]


def test_the_json_of_a_clock_has_the_fields_that_were_promised() -> None:
    view = view_of(items=(item("C1", "V1", "2026-03-09"), item("C4", "V4", "2026-03-09")))
    told = json.loads(document("zh", as_of=view.as_of, clocks=view.clocks))
    first, second = told["clocks"]
    promised = {
        "clock": "CK-12",
        "rule": "R-PAY-02",
        "record": "V1",
        "customer_id": "C1",
        "owner": "li.na",
        "start": "2026-01-05",
        "due": "2026-03-09",
        "days_over": 1,
        "provisional": False,
        "severity": "warning",
        "consequence": "计入逾期账龄，应催收",
        "message": "货款到期 V1（尚欠 100.00 CNY）：期限 2026-03-09，已过 1 天",
    }
    assert {name: first[name] for name in promised} == promised
    assert second["owner"] is None
    assert told["as_of"] == "2026-03-10"


def test_the_view_asks_what_it_needs() -> None:
    policy = Policy.model_validate(POLICY)
    assert set(questions(policy, TODAY)) == set(answers(policy, TODAY))


def test_without_a_ledger_a_customer_owes_nothing_that_is_known() -> None:
    told = book(contract("CN1", "C1", "2026-03-09"))
    nothing = Answers(dict.fromkeys(questions(told.policy, TODAY)))
    view = of_customer(overdue(told, nothing, told.policy, TODAY), "C1")
    assert (view.receivables, view.office_receivables) == (None, None)
    assert view.reason is not None
    assert view.reason.en == "there is no invoice ledger (ledgers/invoices)"
    assert [line.record for line in view.clocks] == ["CN1"]


# --------------------------------------------------------------------------------------------- receivables of some

slots = st.builds(Slot, st.integers(0, 9), st.integers(-500, 500).map(Decimal))


@st.composite
def ages(draw: Callable[..., Any]) -> Ageing:
    lines = tuple(
        AgeingLine(customer, "CNY", Debtor.customer, draw(slots), draw(slots), (draw(slots),) * 3, draw(slots), 0)
        for customer in draw(st.lists(st.sampled_from(CUSTOMERS), unique=True))
    )
    loose = tuple(
        Unallocated(customer, "CNY", Decimal(draw(st.integers(1, 9))), 1, Loose.no_invoice_no, Debtor.customer)
        for customer in draw(st.lists(st.sampled_from(CUSTOMERS), unique=True))
    )
    return Ageing(lines, (), loose)


@given(ages())
def test_the_customers_receivables_add_up_to_the_whole(ageing: Ageing) -> None:
    told = book()
    view = overdue(told, answers(told.policy, TODAY, (), ageing), told.policy, TODAY)
    parts = [(of_customer(view, name).receivables or {}).get("CNY") for name in CUSTOMERS]
    whole = (view.receivables or {}).get("CNY")
    for name in ("outstanding", "overdue", "unallocated"):
        assert sum((getattr(part, name) for part in parts if part), Decimal(0)) == (
            getattr(whole, name) if whole else 0
        )
    for part in filter(None, parts):
        assert part.outstanding == part.not_due.amount + part.no_due_date.amount + part.overdue
        assert part.overdue == sum((bucket.amount for bucket in part.buckets), Decimal(0))
