from decimal import Decimal

import pytest

from kamcli.model.columns import Row
from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.credit import credit
from tests.rules.grading.case import case, customers, only, policy, row, told


def investigation(score: str, *, on: str = "2026-01-10", name: str = "CR-20260110-AAAA", more: str = "") -> Row:
    scores = ", ".join(f"{factor}: {score}" for factor in ("payment", "finance", "reputation", "cooperation", "legal"))
    dated = f"investigated_on: {on}\n" if on else ""
    return row("credit_investigation", name, f"customer: C0001\n{dated}scores: {{{scores}}}\n{more}")


@pytest.mark.parametrize(
    ("score", "level"),
    [("85", "A"), ("84.99", "B"), ("70", "B"), ("69.99", "C"), ("50", "C"), ("49.99", "D"), ("0", "D")],
)
def test_the_weighted_score_decides_and_an_edge_is_the_higher_grade(score: str, level: str) -> None:
    grade = only(credit(case(customers("C0001", investigation(score)))))
    assert (grade.level, grade.value) == (level, Decimal(score))
    assert (grade.label.zh, grade.label.en) == (f"信用{level}级", f"credit {level}")


def test_scores_are_weighted() -> None:
    scores = "{payment: 100, finance: 50, reputation: 50, cooperation: 0, legal: 100}"
    text = f"customer: C0001\ninvestigated_on: 2026-01-10\nscores: {scores}"
    assert only(credit(case(customers("C0001", row("credit_investigation", "CR-1", text))))).value == Decimal(70)


def test_without_an_investigation_a_customer_is_unrated() -> None:
    grade = only(credit(case(customers("C0001"))))
    assert (grade.level, grade.label.zh, grade.computable) == ("U", "信用未评级", True)
    assert told(grade) == "no credit investigation"


def test_a_missing_score_is_named() -> None:
    record = row("credit_investigation", "CR-1", "customer: C0001\ninvestigated_on: 2026-01-10\nscores: {payment: 90}")
    grade = only(credit(case(customers("C0001", record))))
    assert (grade.level, grade.computable) == (None, False)
    assert "CR-1 has no score for finance" in told(grade)


def test_the_latest_investigation_up_to_the_day_counts() -> None:
    older = investigation("90", on="2025-06-01", name="CR-20250601-AAAA")
    future = investigation("10", on="2026-03-16", name="CR-20260316-AAAA")
    assert only(credit(case(customers("C0001", older, investigation("60"), future)))).level == "C"


@pytest.mark.parametrize(
    ("on", "more", "reason"),
    [
        ("2025-03-15", "", ""),
        ("2025-03-14", "", "CR-20260110-AAAA expired on 2026-03-14, review it"),
        ("2026-01-10", "valid_until: 2026-03-14", "CR-20260110-AAAA expired on 2026-03-14, review it"),
        ("2020-01-10", "valid_until: 2026-03-15", ""),
        ("", "", "CR-20260110-AAAA has no date"),
    ],
)
def test_a_grade_past_its_review_is_shown_as_expired(on: str, more: str, reason: str) -> None:
    grade = only(credit(case(customers("C0001", investigation("90", on=on, more=more)))))
    assert (grade.level, told(grade)) == ("A", reason)


def test_wrong_weights_grade_nobody() -> None:
    rules = policy({"credit.factors": {"payment": "95"}})
    graded = credit(case(customers("C0001", investigation("90")), rules=rules))
    assert graded.fault is not None
    assert graded.fault.en == "credit.factors adds up to 95 instead of 100"
    assert (only(graded).level, only(graded).computable) == (None, False)


def test_it_is_not_configured_without_grades() -> None:
    with pytest.raises(NotConfigured, match=r"credit\.grades"):
        credit(case(customers("C0001"), rules=policy({"credit.grades": []})))


def test_of_two_on_one_day_the_later_id_counts_and_an_undated_one_never_wins() -> None:
    earlier, later = investigation("90", name="CR-20260110-AAAA"), investigation("60", name="CR-20260110-BBBB")
    undated = investigation("10", on="", name="CR-20260301-AAAA")
    assert only(credit(case(customers("C0001", earlier, later, undated)))).level == "C"
