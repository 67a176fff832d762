"""Who may be named a key account and what is missing: eligible is not approved (R-ELG-04)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kamcli.model.answers import Answers, OpenItems, OpenItemsQuestion, Question
from kamcli.model.choices import Scheme
from kamcli.model.company import CompanyFigures
from kamcli.model.customer import KaStatus
from kamcli.model.finding import Say
from kamcli.model.ledgers import Debtor
from kamcli.model.policy import Policy
from kamcli.model.policy_tier import EligibilityMode
from kamcli.rules import eligibility as rules
from kamcli.rules.eligibility import Criterion, Receivables
from kamcli.rules.grading import outcome
from kamcli.rules.grading.given import Given, given
from kamcli.rules.grading.given import questions as sales_questions
from kamcli.rules.grading.grade import Grade
from kamcli.rules.grading.period import fiscal_year
from kamcli.rules.grading.takings import Rates
from kamcli.views.book import Book
from kamcli.views.names import customer_name

BAD_CASES = Say(
    "不良客户记录在后续版本；本版以客户状态“疑似不良”“不良”代替",
    "bad cases come with a later version; this one reads the lifecycle states bad suspect and bad instead",
)
USED = (Scheme.revenue_share, Scheme.credit, Scheme.pareto)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One customer: `eligible` None = an input is missing; `ka_status` says whether it was named."""

    customer_id: str
    name: str
    ka_status: KaStatus | None
    eligible: bool | None
    criteria: tuple[Criterion, ...]
    missing: tuple[Say, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityView:
    """Every customer against `eligibility.mode`."""

    as_of: dt.date
    mode: EligibilityMode
    customers: tuple[Candidate, ...]
    notes: tuple[Say, ...]


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """Sales for the grades, open items for the capital that is tied up (TR-13)."""
    return (*sales_questions(policy, today), OpenItemsQuestion(today))


def eligibility(book: Book, answers: Answers, policy: Policy, today: dt.date) -> EligibilityView:
    """The criteria of R-ELG-01 to R-ELG-05 for every customer of the book, in the order of their ids."""
    inputs = given(book.columns, policy, today, book.company, answers)
    grades = {scheme: _grades(scheme, inputs) for scheme in USED}
    owed = _receivables(answers[OpenItemsQuestion(today)], book.company, policy, today)
    found = rules.eligibility(inputs, grades, owed)
    candidates = (
        Candidate(
            customer_id=each.customer_id,
            name=customer_name(book, each.customer_id),
            ka_status=getattr(book.columns.find("customer", each.customer_id), "ka_status", None),
            eligible=each.eligible,
            criteria=each.criteria,
            missing=each.missing,
        )
        for each in found
    )
    return EligibilityView(as_of=today, mode=policy.eligibility.mode, customers=tuple(candidates), notes=(BAD_CASES,))


def _grades(scheme: Scheme, inputs: Given) -> Mapping[str, Grade]:
    graded = outcome(scheme, inputs).graded
    return {grade.customer_id: grade for grade in graded.grades} if graded else {}


def _receivables(
    items: OpenItems | None, company: Mapping[int, CompanyFigures], policy: Policy, today: dt.date
) -> Receivables | None:
    """What customers owe in the company's currency, at this year's rate; None for a customer where there is none."""
    if items is None:
        return None
    start = policy.company.fiscal_year_start
    rates = Rates(company, policy.company.currency, start)
    owed: dict[str, Decimal | None] = {}
    for item in items.items:
        if item.debtor == Debtor.customer:
            rate = rates.of(item.currency, (fiscal_year(today, start),))
            held = owed.get(item.customer_id, Decimal(0))
            owed[item.customer_id] = None if held is None or isinstance(rate, Say) else held + item.balance * rate
    return owed
