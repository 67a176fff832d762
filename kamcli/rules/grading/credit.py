"""Credit grades by the weighted scores of the latest credit investigation (信用等级, R-GRD-09)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kamcli.clocks.workdays import plus_months
from kamcli.model.choices import CreditFactor, CreditGrade, Scheme
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading.edges import Band, Ladder, ladder, placed
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Basis, Grade, Graded, Input, not_computable, said
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.latest import latest

SCHEME = Scheme.credit
UNRATED = CreditGrade.U.value
FULL_WEIGHT = 100  # weights are percentages
NO_INVESTIGATION = Say("没有信用调查", "no credit investigation")


def credit(given: Given) -> Graded:
    """A grade for every customer; U (未评级) without an investigation, marked as expired past its review date."""
    policy = given.policy
    if not policy.credit.grades:
        raise NotConfigured("credit.grades")
    bands = [Band(each.id.value, label(SCHEME, each.id), each.min) for each in policy.credit.grades]
    steps = ladder(bands, given.boundary, policy.tier.near_edge_pct)
    weights = policy.credit.factors
    fault = off_weight("credit.factors", sum(weights.values()))
    found = latest(given.columns.rows("credit_investigation"), "investigated_on", given.day)
    grades = (_grade(row.id, found.get(row.id), steps, given) for row in given.customers)
    return Graded(
        scheme=SCHEME,
        levels=(*(band.level for band in steps.bands), UNRATED),
        base={"weights": weights},
        grades=tuple(not_computable(row.id, fault) for row in given.customers) if fault else tuple(grades),
        fault=fault,
    )


def off_weight(parameter: str, total: int) -> Say | None:
    """The fault of weights that don't add up to 100: no score means anything then (R-GRD-10)."""
    if total == FULL_WEIGHT:
        return None
    return said("{key} 合计 {total}，应为 100", "{key} adds up to {total} instead of 100", key=parameter, total=total)


def _grade(customer: str, row: Row | None, steps: Ladder, given: Given) -> Grade:
    if row is None:
        return Grade(customer_id=customer, level=UNRATED, label=label(SCHEME, UNRATED), reasons=(NO_INVESTIGATION,))
    weights = given.policy.credit.factors
    missing = tuple(_unscored(row, weights))
    if missing:
        return not_computable(customer, *missing)
    score = sum((row.scores[factor] * weight for factor, weight in weights.items() if weight), Decimal(0)) / FULL_WEIGHT
    grade = placed(customer, score, steps, Basis.score)
    lapse = _lapse(row, given)
    return replace(
        grade,
        reasons=(*grade.reasons, lapse) if lapse else grade.reasons,
        inputs=tuple(_inputs(row, weights)),
        expired=lapse is not None,
    )


def _inputs(row: Row, weights: Mapping[CreditFactor, int]) -> Iterator[Input]:
    yield Input(Say("信用调查", "investigation"), row.id)
    for factor, weight in weights.items():
        yield Input(
            said("{factor}({weight}%)", "{factor} ({weight} %)", factor=factor, weight=weight), row.scores.get(factor)
        )


def _unscored(row: Row, weights: Mapping[CreditFactor, int]) -> Iterator[Say]:
    for factor, weight in weights.items():
        if weight and (row.scores or {}).get(factor) is None:
            zh, en = "{record} 缺“{factor}”评分", "{record} has no score for {factor}"
            yield said(zh, en, record=row.id, factor=factor)


def expiry(row: Row, policy: Policy) -> dt.date | None:
    """The last day on which an investigation counts: as stated in it, else `credit.review_months` after it (CK-22)."""
    if row.valid_until:
        until: dt.date = row.valid_until
        return until
    return plus_months(row.investigated_on, policy.credit.review_months) if row.investigated_on else None


def _lapse(row: Row, given: Given) -> Say | None:
    """Why an investigation no longer counts."""
    until = expiry(row, given.policy)
    if until is None:
        return said("{record} 没有调查日期", "{record} has no date", record=row.id)
    if until < given.day:
        zh, en = "{record} 已过期（{until}），须复审", "{record} expired on {until}, review it"
        return said(zh, en, record=row.id, until=until)
    return None
