import time
from collections import Counter

from kamcli.model.choices import Scheme
from kamcli.rules.grading import SCHEMES, outcomes
from kamcli.rules.tier import BY_ID
from tests.rules.grading.case import case, customers, line, policy, row, sales


def test_every_scheme_stands_in_the_table_with_its_rules() -> None:
    assert tuple(method.scheme for method in SCHEMES) == tuple(Scheme)
    assert {rule for method in SCHEMES for rule in method.rules} <= set(BY_ID)


def test_what_policy_leaves_open_is_not_configured() -> None:
    found = {each.method.scheme: each for each in outcomes(case(customers("C0001")))}
    lacking = {str(scheme): each.lacking for scheme, each in found.items() if each.graded is None}
    assert lacking == {
        "vip": "tier.vip.thresholds",
        "sales_band": "tier.sales_band.bands",
        "industry": "tier.industry",
    }


def test_only_enabled_schemes_are_computed_in_their_order() -> None:
    rules = policy({"tier.enabled_schemes": ["credit", "demand"]})
    assert [each.method.scheme for each in outcomes(case(customers("C0001"), rules=rules))] == ["credit", "demand"]


def test_ten_thousand_customers_are_graded_within_a_second() -> None:
    text = "name: n\nbusiness: {demand_size: large, demand_urgency: urgent}"
    first = row("customer", "K00000", text)
    names = [f"K{n:05}" for n in range(10_000)]
    book = customers(*(type(first)("customer", name, "", first.values) for name in names))
    sold = sales(*(line(name, str(n), str(n % 97)) for n, name in enumerate(names)))
    inputs = case(book, sold)
    start = time.perf_counter()
    found = tuple(outcomes(inputs))
    assert time.perf_counter() - start < 5  # far above what it takes, for slow machines
    sizes = Counter(len(each.graded.grades) for each in found if each.graded)
    assert sizes == {10_000: 5}
