from decimal import Decimal

import pytest

from kamcli.model.columns import Row
from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.value import value
from tests.rules.grading.case import case, customers, only, policy, row, told


def assessment(*scores: str) -> Row:
    names = ("current_value", "potential_value", "lifetime_value", "loyalty_influence")
    lines = "\n".join(f"{name}: {{score: {score}}}" for name, score in zip(names, scores, strict=False))
    return row("value_assessment", "GA-20260101-AAAA", f"customer: C0001\nassessed_on: 2026-01-01\n{lines}")


@pytest.mark.parametrize(
    ("scores", "level", "score"),
    [
        (("80", "80", "80", "80"), "L1", "80"),
        (("80", "80", "80", "79.99"), "L2", "79.9975"),
        (("100", "100", "40", "0"), "L2", "60"),
        (("59", "60", "60", "60"), "L3", "59.75"),
        (("0", "0", "0", "0"), "L3", "0"),
    ],
)
def test_four_weighted_dimensions(scores: tuple[str, ...], level: str, score: str) -> None:
    grade = only(value(case(customers("C0001", assessment(*scores)))))
    assert (grade.level, grade.value) == (level, Decimal(score))


def test_labels_carry_the_scheme() -> None:
    grade = only(value(case(customers("C0001", assessment("90", "90", "90", "90")))))
    assert (grade.label.zh, grade.label.en) == ("价值一级", "value L1")


def test_price_only_loyalty_is_capped() -> None:
    customer = row("customer", "C0001", "name: n\ncharacteristics: {loyalty_kind: price_only}")
    grade = only(value(case(customers(customer, assessment("80", "80", "80", "100")))))
    assert (grade.level, grade.value) == ("L2", Decimal(70))
    assert told(grade) == "held by price only, loyalty is capped at 2: 100 counts as 40"
    low = only(value(case(customers(customer, assessment("80", "80", "80", "30")))))
    assert (low.value, told(low)) == (Decimal("67.5"), "")


def test_missing_inputs_are_named() -> None:
    assert told(only(value(case(customers("C0001"))))) == "no value assessment"
    grade = only(value(case(customers("C0001", assessment("80", "80")))))
    assert (grade.level, grade.computable) == (None, False)
    assert "GA-20260101-AAAA has no score for lifetime value" in told(grade)


def test_wrong_weights_grade_nobody() -> None:
    weights = {"current": "25", "potential": "25", "lifetime": "25", "loyalty": "20"}
    graded = value(
        case(customers("C0001", assessment("9", "9", "9", "9")), rules=policy({"tier.value.weights": weights}))
    )
    assert graded.fault is not None
    assert graded.fault.en == "tier.value.weights adds up to 95 instead of 100"
    assert only(graded).computable is False


def test_it_is_not_configured_without_its_group() -> None:
    with pytest.raises(NotConfigured, match=r"tier\.value"):
        value(case(customers("C0001"), rules=policy({"tier.value": None})))
