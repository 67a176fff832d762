"""The digest: its order, what it counts, and what belongs to the days since the last one."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Finding, Severity
from kamcli.store.ledger import answer
from kamcli.views.book import Edit
from kamcli.views.delegated import delegated
from kamcli.views.digest import Digest
from kamcli.views.faults import faults
from kamcli.views.reports import BY_NAME
from tests.small_book import TODAY, SmallBook

Books = Callable[[str], SmallBook]


@pytest.fixture
def week(small_book: Books) -> Digest:
    found: Digest = small_book("en").view(BY_NAME["digest"])
    return found


def test_sections_stand_in_the_order_of_the_catalogue(small_book: Books) -> None:
    text = small_book("en").text("digest", "md")

    assert re.findall(r"^## ([A-Za-z ,-]+?)(?: \(|$)", text, re.MULTILINE) == [
        "Errors in the records",
        "Missed, by whose turn it is",
        "Due soon",
        "Approvals pending",
        "New customers and watched changes",
        "Receivables",
        "Tiers",
        "Visits and call-backs",
        "Birthdays and festivals",
        "Figures",
        "Signed under delegation",
    ]


def test_both_spans_are_those_of_the_policy(week: Digest) -> None:
    assert (week.since, week.as_of, week.until) == (dt.date(2026, 11, 13), TODAY, dt.date(2026, 11, 27))


def test_what_is_missed_stands_by_owner_and_invoices_of_a_customer_in_one_line(week: Digest) -> None:
    told = [(each.name, each.total, [(turn.line.clock, turn.count) for turn in each.turns]) for each in week.missed]

    assert told == [
        (
            "Rob Rep",
            9,
            [("CK-29", 1), ("CK-12", 3), ("CK-33", 1), ("CK-20", 1), ("CK-06", 1), ("CK-32", 1), ("CK-32", 1)],
        ),
        ("Kay Keys", 1, [("CK-13", 1)]),
        ("Max Manager", 1, [("CK-32", 1)]),
        ("Oda Office", 2, [("CK-05", 1), ("CK-12", 1)]),
        ("", 1, [("CK-20", 1)]),
    ]
    assert week.late == 13


def test_what_is_due_stands_in_the_order_of_days(week: Digest) -> None:
    assert [turn.line.record for turn in week.due] == [
        "CN-20261116-BBBB",
        "CL-20261118-BBBB",
        "CN-20261117-CCCC",
        "I-4",
        "VS-20261112-BBBB",
        "DL-20261116-AAAA",
        "MN-20261106-LETT",
        "VS-20261105-LETT",
    ]


def test_birthdays_and_festivals_stand_in_a_section_of_their_own(week: Digest) -> None:
    assert [(each.day.day, each.what.en, each.name) for each in week.greetings] == [
        (24, "birthday", ""),
        (25, "festival", "spring_festival"),
    ]
    assert not {turn.line.clock for turn in week.due} & {"CK-24", "CK-34"}


def test_watched_changes_are_printed_with_who_has_to_be_told(small_book: Books) -> None:
    """R-DAT-05."""
    book = small_book("en")
    after = book.record("customer", "C0001")
    before = after.model_copy(update={"owner": "oda"})
    edited = replace(book.book, edits=(Edit(before, after, "kay@golden.example", dt.date(2026, 11, 18)),))
    report = BY_NAME["digest"]
    answers = answer(book.records, report.questions(book.policy, TODAY), book.policy, "en")
    text = book.text_of("digest", "md", report.build(edited, answers, book.policy, TODAY))

    assert "| Aspen | Account owner | Oda Office | Rob Rep | Kay Keys | 2026-11-18 | Oda Office, Max Manager |" in text


def test_an_approval_waits_since_its_last_sign_off(week: Digest) -> None:
    told = [(each.approval.subject, each.days, bool(each.approval.problems)) for each in week.approvals]

    assert told == [("CN-20261116-BBBB", 3, False), ("CN-20261117-CCCC", None, True)]


def test_only_the_primary_scheme_proposes_changes(week: Digest) -> None:
    assert [(each.customer_id, each.scheme) for each in week.differences] == [("C0001", "revenue_share")]


def test_signing_under_delegation_is_told_once(small_book: Books) -> None:
    book = small_book("en").book

    assert [each.by for each in delegated(book, dt.date(2026, 11, 17), TODAY)] == ["max"]
    assert delegated(book, dt.date(2026, 11, 18), TODAY) == ()
    assert delegated(book, dt.date(2026, 11, 10), dt.date(2026, 11, 17)) == ()


def test_errors_are_counted_by_rule_and_warnings_only_counted() -> None:
    found = (
        Finding(rule="R-B", message="b1", record="C1"),
        Finding(rule="R-A", message="a1", record="C1"),
        Finding(rule="R-A", message="a2", record="C2"),
        Finding(rule="R-A", message="a3", file="policy.yaml"),
        Finding(rule="R-C", message="c", record="C3", severity=Severity.warning),
    )

    assert [(each.rule, each.count, each.message, each.records) for each in faults(found, AccessLevel.pers, "en")] == [
        ("R-A", 3, "a1", ("C1", "C2", "policy.yaml")),
        ("R-B", 1, "b1", ("C1",)),
    ]
