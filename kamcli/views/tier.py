"""All grading schemes side by side, computed against assigned (R-GRD-00)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kamcli.model.answers import Answers, SalesQuestion
from kamcli.model.choices import Scheme, ServiceLevel
from kamcli.model.columns import Row
from kamcli.model.finding import NOTHING, Say
from kamcli.model.money import share
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading import Outcome, outcomes
from kamcli.rules.grading.given import Given, given
from kamcli.rules.grading.given import questions as sales_questions
from kamcli.rules.grading.grade import Basis, Edge, Grade, Graded, Input, Share
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.period import Period
from kamcli.rules.grading.sales_band import Average, averages
from kamcli.views.book import Book
from kamcli.views.names import customer_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The level that somebody gave a customer, in force only as its sign-offs say."""

    level: str
    label: Say
    on: dt.date
    by: str
    basis: str
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One customer under one scheme: computed, assigned, and whether they differ.

    `value` is money in the company's currency or a score, `share_pct` the share as it is printed (R-NUM-02).
    """

    customer_id: str
    name: str
    level: str | None
    label: Say
    value: Decimal | None
    share: Share | None
    share_pct: str | None
    bases: tuple[Basis, ...]
    pending: tuple[Basis, ...]
    computable: bool
    reasons: tuple[Say, ...]
    edge: Edge | None
    inputs: tuple[Input, ...]
    assigned: Assigned | None
    service_level: ServiceLevel | None

    @property
    def differs(self) -> bool:
        """Whether a level was computed and a different one is assigned."""
        return self.assigned is not None and self.level is not None and self.assigned.level != self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeView:
    """One scheme over all customers; where it is not configured, `lacking` is the parameter that is missing."""

    scheme: Scheme
    rules: tuple[str, ...]
    configured: bool
    lacking: str
    period: Period | None
    base: Mapping[str, Any]
    counts: Mapping[str, int]
    not_computable: int
    customers: tuple[Line, ...]
    edges: tuple[Decimal, ...]
    notes: tuple[Say, ...]
    fault: Say | None

    @property
    def cumulated(self) -> bool:
        """Whether a share is the sum down to its customer and not the customer's own."""
        return self.scheme == Scheme.pareto

    @property
    def by_customer(self) -> Mapping[str, Line]:
        return MappingProxyType({line.customer_id: line for line in self.customers})


@dataclass(frozen=True, slots=True, kw_only=True)
class TierView:
    """Every enabled scheme, in the policy's order; customers stand in the order of the primary scheme.

    `commit` is the book's head, "" before the first. `averages` are monthly and annual average sales (SF-06), empty
    where no window is configured.
    """

    as_of: dt.date
    commit: str
    primary: Scheme
    schemes: Mapping[Scheme, SchemeView]
    customers: tuple[str, ...]
    averages: Mapping[str, Average]

    @property
    def differences(self) -> Iterator[tuple[SchemeView, Line]]:
        """Where computed and assigned differ."""
        return ((each, line) for each in self.schemes.values() for line in each.customers if line.differs)

    @property
    def near(self) -> Iterator[Line]:
        """Customers of the primary scheme that stand just below the next edge (R-GRD-21)."""
        found = self.schemes.get(self.primary)
        return (line for line in (found.customers if found else ()) if line.edge is not None and line.edge.near)


def questions(policy: Policy, today: dt.date) -> tuple[SalesQuestion, ...]:
    """What the schemes ask the sales ledger."""
    return sales_questions(policy, today)


def tier(book: Book, answers: Answers, policy: Policy, today: dt.date) -> TierView:
    """The schemes of `tier.enabled_schemes`, computed for every customer of the book."""
    return tier_of(book, given(book.columns, policy, today, book.company, answers))


def tier_of(book: Book, inputs: Given) -> TierView:
    """The same for inputs that were gathered before."""
    policy = inputs.policy
    found = tuple(outcomes(inputs))
    rows = {row.id: row for row in inputs.customers}
    order = _order(tuple(rows), found, policy.tier.primary_scheme)
    return TierView(
        as_of=inputs.day,
        commit=book.head,
        primary=policy.tier.primary_scheme,
        schemes=MappingProxyType({each.method.scheme: _scheme(each, book, rows, order, policy) for each in found}),
        customers=order,
        averages=_averages(inputs),
    )


def _averages(inputs: Given) -> Mapping[str, Average]:
    try:
        return averages(inputs)
    except NotConfigured:
        return NOTHING


def _order(customers: tuple[str, ...], found: tuple[Outcome, ...], primary: Scheme) -> tuple[str, ...]:
    """By level of the primary scheme, then by value, highest first, then by id; without one by id."""
    graded = next((each.graded for each in found if each.method.scheme == primary), None)
    if graded is None:
        return customers
    ranks = {level: at for at, level in enumerate(graded.levels)}
    grades = {grade.customer_id: grade for grade in graded.grades}

    def key(customer: str) -> tuple[int, Decimal, str]:
        grade = grades[customer]
        return ranks.get(grade.level or "", len(ranks)), -(grade.value or Decimal(0)), customer

    return tuple(sorted(customers, key=key))


def _scheme(
    outcome: Outcome, book: Book, rows: Mapping[str, Row], order: tuple[str, ...], policy: Policy
) -> SchemeView:
    graded = outcome.graded or Graded(scheme=outcome.method.scheme)
    grades = {grade.customer_id: grade for grade in graded.grades}
    count = Counter(grade.level for grade in graded.grades)
    return SchemeView(
        scheme=graded.scheme,
        rules=outcome.method.rules,
        configured=outcome.graded is not None,
        lacking=outcome.lacking,
        period=graded.period,
        base=graded.base,
        counts=MappingProxyType({level: count[level] for level in graded.levels}),
        not_computable=sum(not grade.computable for grade in graded.grades),
        customers=tuple(_line(grades[each], rows[each], graded, book, policy) for each in order if each in grades),
        edges=graded.edges,
        notes=graded.notes,
        fault=graded.fault,
    )


def _line(grade: Grade, row: Row, graded: Graded, book: Book, policy: Policy) -> Line:
    assigned = assigned_of(row, graded.scheme)
    return Line(
        customer_id=grade.customer_id,
        name=customer_name(book, row.id),
        level=grade.level,
        label=grade.label,
        value=grade.value,
        share=grade.share,
        share_pct=share(*grade.share, graded.edges) if grade.share else None,
        bases=grade.bases,
        pending=grade.pending,
        computable=grade.computable,
        reasons=grade.reasons,
        edge=grade.edge,
        inputs=grade.inputs,
        assigned=assigned,
        service_level=_service_level(assigned.level if assigned else grade.level, graded.scheme, policy),
    )


def assigned_of(row: Row, scheme: Scheme) -> Assigned | None:
    """The assigned level of a customer under a scheme (CU-26)."""
    found = (row.tiers or NOTHING).get(scheme)
    if found is None:
        return None
    return Assigned(
        level=str(found.assigned),
        label=label(scheme, found.assigned),
        on=found.date,
        by=found.by,
        basis=found.basis,
        valid_until=found.valid_until,
    )


def _service_level(level: str | None, scheme: Scheme, policy: Policy) -> ServiceLevel | None:
    """The service that the primary scheme's level earns: the assigned one's, else the computed one's (R-GRD-19)."""
    if level is None or scheme != policy.tier.primary_scheme:
        return None
    return next((served for earns, served in policy.tier.to_service_level.items() if earns == level), None)
