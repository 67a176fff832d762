import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kamcli.clocks.workdays import Workdays
from kamcli.model.answers import Answers, OpenItem, OpenItems, OpenItemsQuestion, Sales
from kamcli.model.choices import Scheme
from kamcli.model.columns import Columns, Row
from kamcli.model.ledgers import Debtor
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy
from kamcli.output.jsontext import document
from kamcli.views import eligibility as eligible
from kamcli.views.book import Book
from kamcli.views.tier import TierView, questions, tier
from kamcli.views.tier_data import eligibility_data, tier_data
from tests.rules.grading.case import DAY, company, customers, line, policy, row, sales


def customer(name: str, more: str = "") -> Row:
    return row("customer", name, f"name: {name} Ltd\n{more}")


def assigned(level: str, scheme: str = "revenue_share") -> str:
    return f"tiers:\n  {scheme}: {{assigned: {level}, date: 2026-01-20, by: S1, basis: b}}"


COLUMNS = customers(
    customer("C1", f"{assigned('key')}\nshort_name: One"),
    customer("C2", assigned("key")),
    customer("C3", "characteristics: {growth_potential: high}"),
    customer("C4"),
    customer("C5"),
    row("credit_investigation", "CR-1", "customer: C1\ninvestigated_on: 2026-01-10\nscores: {payment: 90}"),
)
SOLD = sales(line("C1", "6000000", "9"), line("C2", "2000000", "8"), line("C3", "950000", "7"), line("C4", "5", "6"))


def book(columns: Columns, rules: Policy) -> Book:
    staff = Organisation.model_validate({"id": "organisation"})
    return Book(policy=rules, organisation=staff, workdays=Workdays(()), columns=columns, company=company())


def view(changed: Mapping[str, Any] | None = None, *, sold: Sales | None = SOLD) -> TierView:
    rules = policy(changed)
    answers = Answers(dict.fromkeys(questions(rules, DAY), sold))
    return tier(book(COLUMNS, rules), answers, rules, DAY)


def test_customers_stand_by_level_of_the_primary_scheme_then_value() -> None:
    assert view().customers == ("C1", "C2", "C3", "C4", "C5")
    assert view({"tier.primary_scheme": "credit"}).customers == ("C2", "C3", "C4", "C5", "C1")
    assert view({"tier.primary_scheme": "vip"}).customers == ("C1", "C2", "C3", "C4", "C5")


def test_computed_and_assigned_stand_side_by_side() -> None:
    found = view().schemes[Scheme.revenue_share]
    lines = found.by_customer
    assert [(line.level, line.assigned and line.assigned.level, line.differs) for line in found.customers] == [
        ("strategic", "key", True),
        ("key", "key", False),
        ("ordinary", None, False),
        ("none", None, False),
        ("none", None, False),
    ]
    assert [lines[each].share_pct for each in ("C1", "C3", "C5")] == ["6.00", "0.95", "0.00"]
    assert (lines["C1"].name, lines["C2"].name) == ("One", "C2 Ltd")
    assert [(scheme.scheme, line.customer_id) for scheme, line in view().differences] == [("revenue_share", "C1")]
    assert [line.customer_id for line in view().near] == ["C3"]


def test_levels_are_counted_and_what_is_not_computable_stands_apart() -> None:
    schemes = view().schemes
    assert dict(schemes[Scheme.revenue_share].counts) == {"strategic": 1, "key": 1, "ordinary": 1, "none": 2}
    assert dict(schemes[Scheme.credit].counts) == {"A": 0, "B": 0, "C": 0, "D": 0, "U": 4}
    assert (schemes[Scheme.credit].not_computable, schemes[Scheme.demand].not_computable) == (1, 5)


def test_a_scheme_that_is_not_configured_says_what_is_missing() -> None:
    found = view().schemes[Scheme.vip]
    assert (found.configured, found.lacking, found.customers) == (False, "tier.vip.thresholds", ())


def test_without_a_ledger_nothing_is_zero() -> None:
    found = view(sold=None).schemes[Scheme.revenue_share]
    assert [(line.level, line.value, line.share_pct, line.computable) for line in found.customers[:1]] == [
        (None, None, None, False)
    ]


def test_the_service_level_follows_the_assigned_level_of_the_primary_scheme() -> None:
    lines = view().schemes[Scheme.revenue_share].by_customer
    assert [lines[each].service_level for each in ("C1", "C2", "C3", "C4")] == ["L2", "L2", "L3", "L3"]
    assert {line.service_level for line in view().schemes[Scheme.credit].customers} == {None}


def test_average_sales_stand_beside() -> None:
    found = view().averages
    assert (found["C1"].monthly, found["C1"].annual) == (Decimal(1000000), Decimal(12000000))
    assert dict(view({"tier.sales_band": None}).averages) == {}


def test_the_json_is_stable() -> None:
    whole = view()
    data = json.loads(document("en", **tier_data(whole, whole.schemes.values())))
    assert (data["schema_version"], data["as_of"], data["primary"]) == (1, "2026-03-15", "revenue_share")
    scheme = data["schemes"]["revenue_share"]
    assert (scheme["configured"], scheme["counts"]["key"]) == (True, 1)
    assert scheme["base"]["total"] == "100000000.00"
    assert scheme["period"]["first"] == "2025-01-01"
    assert scheme["customers"][0] == {
        "customer_id": "C1",
        "level": "strategic",
        "label": "strategic account",
        "value": "6000000.00",
        "share_pct": "6.000000",
        "bases": ["share"],
        "pending": [],
        "assigned": "key",
        "assigned_on": "2026-01-20",
        "differs": True,
        "service_level": "L2",
        "computable": True,
        "reason": None,
        "inputs": [{"name": "growth potential", "value": None}],
        "edge": {"upper": None, "up_by": None, "up_pct": None, "lower": "key", "down_by": "1000000.00", "near": False},
    }
    vip = data["schemes"]["vip"]
    assert (vip["configured"], vip["period"], vip["customers"], vip["lacking"]) == (
        False,
        None,
        [],
        "tier.vip.thresholds",
    )
    one = json.loads(document("en", **tier_data(whole, [whole.schemes[Scheme.credit]], "C1")))
    assert [each["customer_id"] for each in one["schemes"]["credit"]["customers"]] == ["C1"]
    assert one["schemes"]["credit"]["customers"][0]["reason"].startswith("CR-1 has no score for finance")


@pytest.mark.parametrize(("items", "met"), [(None, None), (OpenItems((), (), ()), False)])
def test_the_eligibility_view(items: OpenItems | None, *, met: bool | None) -> None:
    rules = policy()
    asked = eligible.questions(rules, DAY)
    answers = Answers({each: items if isinstance(each, OpenItemsQuestion) else SOLD for each in asked})
    found = eligible.eligibility(book(COLUMNS, rules), answers, rules, DAY)
    first = found.customers[0]
    assert (first.name, first.eligible, [each.rule for each in first.criteria]) == (
        "One",
        False,
        ["R-ELG-01", "R-ELG-02", "R-ELG-03", "R-ELG-05"],
    )
    assert first.criteria[1].met is met
    data = json.loads(document("en", **eligibility_data(found, "C1")))
    assert (data["mode"], len(data["customers"])) == ("contract_capital_reputation", 1)
    assert data["customers"][0]["missing"][0] == "neither a contract nor a draft"


def owing(customer: str, amount: str, currency: str, debtor: Debtor = Debtor.customer) -> OpenItem:
    return OpenItem(customer, f"F{amount}", DAY, None, Decimal(amount), Decimal(1), currency, "", debtor)


@pytest.mark.parametrize(
    ("items", "reason", "met"),
    [
        pytest.param(
            (owing("C1", "7", "CNY"), owing("C1", "5", "")), "capital of 10.00, at least 0.01", True, id="sum"
        ),
        pytest.param((owing("C1", "3", "USD"),), "capital of 14.00, at least 0.01", True, id="at this year's rate"),
        pytest.param((owing("C1", "7", "CNY", Debtor.office),), "capital of 0.00, at least 0.01", False, id="office"),
        pytest.param((owing("C2", "7", "CNY"),), "capital of 0.00, at least 0.01", False, id="somebody else's"),
        pytest.param(
            (owing("C1", "7", "EUR"), owing("C1", "7", "CNY")),
            "no application states it, and the receivables are not known",
            None,
            id="no rate, so the sum is not known",
        ),
    ],
)
def test_capital_is_what_the_customer_owes(items: tuple[OpenItem, ...], reason: str, met: bool | None) -> None:  # noqa: FBT001
    rules = policy()
    told = replace(book(COLUMNS, rules), company=company(2025) | company(2026, USD="7"))
    asked = eligible.questions(rules, DAY)
    found = {each: OpenItems(items, (), ()) if isinstance(each, OpenItemsQuestion) else SOLD for each in asked}
    first = eligible.eligibility(told, Answers(found), rules, DAY).customers[0]
    assert (first.criteria[1].reason.en, first.criteria[1].met) == (reason, met)


def test_the_same_book_on_another_day_has_another_period() -> None:
    rules = policy()
    assert {each.first for each in questions(rules, dt.date(2027, 1, 1))} == {dt.date(2026, 1, 1)}
