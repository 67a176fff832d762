"""Small books for grading: YAML in, grades out."""

import datetime as dt
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from kamcli.model.answers import Answers, Sales, SalesLine, SalesMonth
from kamcli.model.columns import Columns, Row, columns_from
from kamcli.model.company import CompanyFigures
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules.grading.given import Given, given, questions
from kamcli.rules.grading.grade import Grade, Graded
from kamcli.store.records import Located, parse_page, summary

DAY = dt.date(2026, 3, 15)
TERMS = {"credit_days": "0", "handling": "normal"}
POLICY: dict[str, Any] = {
    "company": {"currency": "CNY", "fiscal_year_start": "01-01"},
    "boundary": {"default": "higher_band"},
    "tier": {
        "primary_scheme": "revenue_share",
        "enabled_schemes": ["revenue_share", "demand", "vip", "sales_band", "credit", "value", "pareto", "industry"],
        "revenue_share": {
            "bands": [
                {"id": "strategic", "name": "战略客户", "min_pct": "5"},
                {"id": "key", "name": "重点客户", "min_pct": "1"},
                {"id": "ordinary", "name": "普通客户", "min_pct": "0"},
            ],
            "period": "last_full_year",
            "consolidate_groups": "false",
            "total": "company",
        },
        "qualitative_needs_signoff": "true",
        "line_contribution_pct": "10",
        "potential_values": ["high", "medium"],
        "demand": {
            "matrix": {
                "large": {"urgent": "A", "intended": "B", "latent": "C"},
                "medium": {"urgent": "B", "intended": "B", "latent": "C"},
                "small": {"urgent": "B", "intended": "B", "latent": "C"},
            }
        },
        "vip": {"metric": "recharge"},
        "sales_band": {"basis": "monthly_avg", "window_months": "12"},
        "pareto": {
            "metric": "gross_profit",
            "top_pct": "20",
            "middle_pct": "60",
            "bottom_pct": "20",
            "expected_profit_pct": "80",
            "rounding": "half_up",
            "ties": "better_group",
            "min_customers": "5",
        },
        "value": {
            "weights": {"current": "25", "potential": "25", "lifetime": "25", "loyalty": "25"},
            "cuts": {"L1": "80", "L2": "60"},
            "price_only_cap": "2",
        },
        "to_service_level": {"strategic": "L1", "key": "L2", "ordinary": "L3", "none": "L3"},
        "near_edge_pct": "10",
    },
    "credit": {
        "grades": [
            {"id": "A", "min": "85", **TERMS},
            {"id": "B", "min": "70", **TERMS},
            {"id": "C", "min": "50", **TERMS},
            {"id": "D", "min": "0", **TERMS},
        ],
        "factors": {"payment": "40", "finance": "20", "reputation": "20", "cooperation": "10", "legal": "10"},
        "review_months": "12",
    },
    "eligibility": {"mode": "contract_capital_reputation", "min_capital": "0.01", "min_credit": "B"},
}


def policy(changed: Mapping[str, Any] | None = None) -> Policy:
    """The catalogue's defaults, with values put at dotted keys; None takes a key out."""
    data = deepcopy(POLICY)
    for key, value in (changed or {}).items():
        *way, last = key.split(".")
        group = data
        for name in way:
            group = group[name]
        if value is None:
            del group[last]
        else:
            group[last] = value
    return Policy.model_validate(data)


def row(kind: str, record_id: str, text: str = "") -> Row:
    """The summary columns of a record that is given as YAML."""
    page = parse_page(f"{text}\n".encode(), Located(f"{kind}.yaml", KINDS[kind], record_id, None, "en"))
    assert page.record is not None, page.findings
    return summary(page)


def customers(*records: Row | str) -> Columns:
    """Columns of some records; a bare id is a customer that states nothing."""
    rows = (each if isinstance(each, Row) else row("customer", each, f"name: {each}") for each in records)
    return columns_from(iter(rows))


def line(
    customer: str, amount: str, profit: str | None = None, *, product: str = "", currency: str = "CNY"
) -> SalesLine:
    """One customer's sales of a product."""
    return SalesLine(customer, currency, product, Decimal(amount), None if profit is None else Decimal(profit), 1)


def sales(*lines: SalesLine, months: tuple[SalesMonth, ...] = ()) -> Sales:
    """An answer of the sales ledger."""
    return Sales(None, None, lines, months)


def company(year: int = 2025, total: str | None = "100000000", **rates: str) -> dict[int, CompanyFigures]:
    """The company's figures of a year; a total of None gives no figures at all."""
    if total is None:
        return {}
    text = {"id": str(year), "year": str(year), "total_sales": total, "rates": rates}
    return {year: CompanyFigures.model_validate(text)}


def case(
    columns: Columns,
    sold: Sales | None = None,
    *,
    rules: Policy | None = None,
    figures: Mapping[int, CompanyFigures] | None = None,
    day: dt.date = DAY,
) -> Given:
    """What a scheme is given; every question is answered with the same sales."""
    rules = rules or policy()
    answers = Answers(dict.fromkeys(questions(rules, day), sold))
    return given(columns, rules, day, company() if figures is None else figures, answers)


def only(graded: Graded, customer: str = "C0001") -> Grade:
    """The grade of one customer."""
    return next(grade for grade in graded.grades if grade.customer_id == customer)


def levels(graded: Graded) -> dict[str, str | None]:
    """Customer -> level."""
    return {grade.customer_id: grade.level for grade in graded.grades}


def told(grade: Grade) -> str:
    """The reasons in English."""
    return "; ".join(reason.en for reason in grade.reasons)
