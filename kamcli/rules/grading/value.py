"""Levels 1, 2, 3 by four weighted dimensions of value (价值等级, R-GRD-10, R-GRD-15)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kamcli.model.characteristics import LoyaltyKind
from kamcli.model.choices import Scheme, ServiceLevel
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy_tier import Value
from kamcli.rules.grading.credit import FULL_WEIGHT, off_weight
from kamcli.rules.grading.edges import Band, Ladder, ladder, placed
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Basis, Grade, Graded, Input, not_computable, said
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.latest import latest

SCHEME = Scheme.value
MOST_LOYAL = 5  # loyalty goes from 1 to 5 (CH-14), a dimension's score from 0 to 100
MOST_SCORE = 100
NO_ASSESSMENT = Say("没有价值评估", "no value assessment")
LOYALTY = "loyalty"
DIMENSIONS = (
    ("current", "current_score", Say("当前价值", "current value")),
    ("potential", "potential_score", Say("潜在价值", "potential value")),
    ("lifetime", "lifetime_score", Say("生命周期价值", "lifetime value")),
    (LOYALTY, "loyalty_score", Say("忠诚度与影响力", "loyalty and influence")),
)


def value(given: Given) -> Graded:
    """A grade for every customer out of its latest value assessment; below every cut lies L3."""
    rules = parameter(given.policy, "tier.value")
    if rules is None:
        raise NotConfigured("tier.value")
    weights = {name: getattr(rules.weights, name) for name, _, _ in DIMENSIONS}
    fault = off_weight("tier.value.weights", sum(weights.values()))
    steps = _ladder(given, rules)
    found = latest(given.columns.rows("value_assessment"), "assessed_on", given.day)
    grades = (_grade(row, found.get(row.id), rules, steps) for row in given.customers)
    return Graded(
        scheme=SCHEME,
        levels=tuple(band.level for band in steps.bands),
        base={"weights": rules.weights},
        grades=tuple(not_computable(row.id, fault) for row in given.customers) if fault else tuple(grades),
        fault=fault,
    )


def _ladder(given: Given, rules: Value) -> Ladder:
    cuts = {ServiceLevel.L3: Decimal(0), **rules.cuts}
    bands = [Band(level.value, label(SCHEME, level.value), cut) for level, cut in cuts.items()]
    return ladder(bands, given.boundary, given.policy.tier.near_edge_pct)


def _grade(customer: Row, row: Row | None, rules: Value, steps: Ladder) -> Grade:
    if row is None:
        return not_computable(customer.id, NO_ASSESSMENT)
    scored = tuple((name, getattr(rules.weights, name), getattr(row, column)) for name, column, _ in DIMENSIONS)
    missing = tuple(_missing(row, name) for name, weight, score in scored if weight and score is None)
    if missing:
        return not_computable(customer.id, *missing)
    most = most_loyal(customer, rules)
    scores = {name: min(score, most) if name == LOYALTY else score for name, _, score in scored if score is not None}
    total = sum((scores[name] * weight for name, weight, _ in scored if weight), Decimal(0))
    grade = placed(customer.id, total / FULL_WEIGHT, steps, Basis.score)
    return replace(grade, reasons=(*grade.reasons, *_capped(row, most, rules)), inputs=tuple(_inputs(row, rules)))


def _inputs(row: Row, rules: Value) -> Iterator[Input]:
    yield Input(Say("价值评估", "assessment"), row.id)
    for name, column, label_of in DIMENSIONS:
        weight = getattr(rules.weights, name)
        yield Input(
            said("{name}({weight}%)", "{name} ({weight} %)", name=label_of, weight=weight), getattr(row, column)
        )


def most_loyal(customer: Row, rules: Value) -> Decimal:
    """The most that the loyalty dimension may score: capped for customers that only prices hold (R-GRD-15).

    `tier.value.price_only_cap` is on the scale of loyalty (1 to 5); the same part of 100 caps the score.
    """
    if customer.loyalty_kind != LoyaltyKind.price_only:
        return Decimal(MOST_SCORE)
    return Decimal(rules.price_only_cap * MOST_SCORE) / MOST_LOYAL


def _capped(row: Row, most: Decimal, rules: Value) -> Iterator[Say]:
    if row.loyalty_score is not None and row.loyalty_score > most:
        zh = "只看价格的客户，忠诚度按 {cap} 封顶：{score} 计为 {most}"
        en = "held by price only, loyalty is capped at {cap}: {score} counts as {most}"
        yield said(zh, en, cap=rules.price_only_cap, score=row.loyalty_score, most=most)


def _missing(row: Row, dimension: str) -> Say:
    name = next(name for each, _, name in DIMENSIONS if each == dimension)
    return said("{record} 缺“{name}”分值", "{record} has no score for {name}", record=row.id, name=name)
