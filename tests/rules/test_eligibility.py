from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from kamcli.model.choices import Scheme
from kamcli.model.columns import Columns, Row
from kamcli.rules.eligibility import Criterion, Eligibility, eligibility, every
from kamcli.rules.grading import outcome
from kamcli.rules.grading.given import Given
from tests.rules.grading.case import case, customers, line, policy, row, sales

GOOD = "name: n\ntransactions: {reputation: good}"
SCORES = "{payment: 80, finance: 80, reputation: 80, cooperation: 80, legal: 80}"
RATED = row("credit_investigation", "CR-1", f"customer: C0001\ninvestigated_on: 2026-01-10\nscores: {SCORES}")
CONTRACT = row("contract", "CN-1", "customer: C0001\nstate: in_force\neffective_to: 2026-12-31")
OWED = {"C0001": Decimal(5)}


def judged(*records: Row, owed: Any = OWED, changed: Mapping[str, Any] | None = None, sold: str = "1") -> Eligibility:
    inputs: Given = case(_book(*records), sales(line("C0001", sold), line("C0002", "1")), rules=policy(changed))
    used = (Scheme.revenue_share, Scheme.credit, Scheme.pareto)
    graded = {scheme: outcome(scheme, inputs).graded for scheme in used}
    grades = {scheme: {each.customer_id: each for each in found.grades} for scheme, found in graded.items() if found}
    return next(iter(eligibility(inputs, grades, owed)))


def _book(*records: Row) -> Columns:
    return customers(*records)


def met(found: Eligibility) -> list[bool | None]:
    return [each.met for each in found.criteria]


def of(found: Eligibility, rule: str) -> Criterion:
    return next(each for each in found.criteria if each.rule == rule)


def customer(text: str = GOOD) -> Row:
    return row("customer", "C0001", text)


def test_contract_capital_and_reputation_make_eligible() -> None:
    found = judged(customer(), CONTRACT, RATED)
    assert (found.eligible, found.missing, met(found)) == (True, (), [True, True, True, False])


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("state: in_force", True, "contract CN-1 is signed"),
        ("state: signed_by_both", True, "contract CN-1 is signed"),
        ("state: draft", True, "contract CN-1 is drafted, to be signed before it is carried out"),
        ("state: approved", True, "contract CN-1 is drafted, to be signed before it is carried out"),
        ("state: terminated", False, "neither a contract nor a draft"),
        ("state: rejected", False, "neither a contract nor a draft"),
        ("state: in_force\neffective_to: 2026-03-15", True, "contract CN-1 is signed"),
        ("state: in_force\neffective_to: 2026-03-14", False, "neither a contract nor a draft"),
    ],
)
def test_a_contract_in_force_or_a_draft(text: str, *, verdict: bool, reason: str) -> None:
    found = of(judged(customer(), RATED, row("contract", "CN-1", f"customer: C0001\n{text}")), "R-ELG-01")
    assert (found.met, found.reason.en) == (verdict, reason)


@pytest.mark.parametrize(
    ("application", "owed", "verdict"),
    [
        ("", {"C0001": Decimal("0.01")}, True),
        ("", {"C0001": Decimal("0.00")}, False),
        ("", {}, False),
        ("", None, None),
        ("", {"C0001": None}, None),
        ("state: submitted\napplied_on: 2026-01-01\ncapital_needed: 5万", None, True),
        ("state: submitted\napplied_on: 2026-01-01\ncapital_needed: 0", {}, False),
        ("state: submitted\napplied_on: 2026-01-01\ncapital_needed: 0", None, None),
        ("state: rejected\napplied_on: 2026-01-01\ncapital_needed: 5万", {}, False),
        ("state: submitted\napplied_on: 2026-01-01\ncapital_needed: 0.01", None, True),
    ],
)
def test_capital_is_applied_for_or_owed(application: str, owed: Any, *, verdict: bool | None) -> None:
    records = [row("application", "AP-1", f"customer: C0001\n{application}")] if application else []
    assert of(judged(customer(), *records, owed=owed), "R-ELG-02").met is verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("transactions: {reputation: excellent}", True, "reputation is excellent"),
        ("transactions: {reputation: fair}", False, "reputation is fair"),
        ("short_name: s", None, "reputation is not stated"),
        ("lifecycle_status: bad_suspect\ntransactions: {reputation: good}", False, "lifecycle status is bad suspect"),
    ],
)
def test_reputation(text: str, *, verdict: bool | None, reason: str) -> None:
    found = of(judged(customer(f"name: n\n{text}"), RATED), "R-ELG-03")
    assert (found.met, found.reason.en) == (verdict, reason)


@pytest.mark.parametrize(
    ("score", "on", "verdict", "reason"),
    [
        ("70", "2026-01-10", True, "reputation is good"),
        ("69.99", "2026-01-10", False, "credit C is below B"),
        ("90", "2024-01-10", None, "credit A has expired, review it"),
    ],
)
def test_the_credit_grade_must_suffice(score: str, on: str, *, verdict: bool | None, reason: str) -> None:
    scores = SCORES.replace("80", score)
    record = row("credit_investigation", "CR-1", f"customer: C0001\ninvestigated_on: {on}\nscores: {scores}")
    found = of(judged(customer(), record), "R-ELG-03")
    assert (found.met, found.reason.en) == (verdict, reason)
    assert of(judged(customer()), "R-ELG-03").reason.en == "credit unrated"


@pytest.mark.parametrize(
    ("mode", "sold", "eligible"),
    [
        ("contract_capital_reputation", "1", True),
        ("significance", "1", False),
        ("significance", "1000000", True),
        ("any", "1", True),
        ("all", "1", False),
        ("all", "1000000", True),
    ],
)
def test_the_mode_says_what_counts(mode: str, sold: str, *, eligible: bool) -> None:
    found = judged(customer(), CONTRACT, RATED, changed={"eligibility.mode": mode}, sold=sold)
    assert found.eligible is eligible


@pytest.mark.parametrize(("sold", "eligible"), [("1", False), ("1000000", True)])
def test_either_way_makes_eligible(sold: str, *, eligible: bool) -> None:
    found = judged(customer(), RATED, owed={}, changed={"eligibility.mode": "any"}, sold=sold)
    assert found.eligible is eligible


def test_significance_is_not_known_without_a_denominator() -> None:
    found = of(judged(customer(), changed={"tier.revenue_share.period": "rolling_12m"}), "R-ELG-05")
    assert (found.met, found.reason.en) == (None, "the revenue share is not computable")


def test_what_is_missing_is_listed() -> None:
    found = judged(customer(), RATED, owed={})
    assert found.eligible is False
    assert [each.en for each in found.missing] == ["neither a contract nor a draft", "capital of 0.00, at least 0.01"]


def test_an_unknown_input_is_no_pass() -> None:
    found = judged(customer("name: n"), CONTRACT, RATED)
    assert (found.eligible, [each.en for each in found.missing]) == (None, ["reputation is not stated"])


def test_a_failure_outweighs_what_is_not_known() -> None:
    def one(met: bool | None) -> Criterion:  # noqa: FBT001 three values
        return Criterion("R", CONTRACT, met, CONTRACT)  # type: ignore[arg-type]  # neither is read

    assert [every(map(one, each)) for each in ((True, True), (True, None), (None, False), ())] == [
        True,
        None,
        False,
        True,
    ]


BRAND = f"{GOOD}\ncharacteristics: {{brand_effect: {{significant: SIGNIFICANT, evidence: EVIDENCE}}}}"


@pytest.mark.parametrize(
    ("significant", "evidence", "verdict", "reason"),
    [
        ("true", "trade fair", True, "it clearly raises the brand or market position"),
        ("true", "", False, "no marked effect on sales, profit or market influence"),
        ("false", "trade fair", False, "no marked effect on sales, profit or market influence"),
    ],
)
def test_influence_on_the_market_needs_its_evidence(
    significant: str, evidence: str, *, verdict: bool, reason: str
) -> None:
    text = BRAND.replace("SIGNIFICANT", significant).replace("EVIDENCE", evidence)
    found = of(judged(customer(text)), "R-ELG-05")
    assert (found.met, found.reason.en) == (verdict, reason)


@pytest.mark.parametrize(
    ("profit", "verdict", "reason"),
    [
        ("1000", True, "it is among the best customers"),
        ("1", False, "no marked effect on sales, profit or market influence"),
    ],
)
def test_the_best_customers_by_profit_are_significant(profit: str, *, verdict: bool, reason: str) -> None:
    others = [f"C000{n}" for n in range(2, 6)]
    sold = sales(line("C0001", "1000", profit), *(line(name, "1000", f"{n}0") for n, name in enumerate(others, 1)))
    inputs = case(customers(customer(), *others), sold)
    graded = {scheme: outcome(scheme, inputs).graded for scheme in (Scheme.revenue_share, Scheme.pareto)}
    grades = {scheme: {each.customer_id: each for each in found.grades} for scheme, found in graded.items() if found}
    found = of(next(iter(eligibility(inputs, grades, OWED))), "R-ELG-05")
    assert (found.met, found.reason.en) == (verdict, reason)
