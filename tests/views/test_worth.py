"""What a customer is worth: its level by the primary scheme and its sales (R-GRD-01)."""

from decimal import Decimal

from kamcli.model.answers import Answers
from kamcli.views.tier import questions
from kamcli.views.worth import Worth, worth
from tests.rules.grading.case import DAY, customers, line, policy, row, sales
from tests.views.test_tier import assigned, book

SOLD = sales(line("C1", "6000000", "9"), line("C2", "600000", "8"))


def of(*schemes: str) -> dict[str, Worth]:
    rules = policy({"tier.enabled_schemes": list(schemes)})
    columns = customers(row("customer", "C1", f"name: One\n{assigned('key')}"), row("customer", "C2", "name: Two"))
    return dict(worth(book(columns, rules), Answers(dict.fromkeys(questions(rules, DAY), SOLD)), rules, DAY))


def test_the_assigned_level_else_the_computed_one_and_the_sales_of_the_scheme() -> None:
    found = of("revenue_share", "demand")

    assert [(found[each].tier.en, found[each].sales) for each in ("C1", "C2")] == [  # type: ignore[union-attr]
        ("key account", Decimal(6000000)),  # 6 % would be strategic
        ("not a key account", Decimal(600000)),
    ]
    assert [(found[each].rank, found[each].demand) for each in ("C1", "C2")] == [(0, None), (1, None)]


def test_a_scheme_that_is_not_enabled_says_nothing() -> None:
    assert of("credit")["C1"] == Worth(0, None, None, None)
