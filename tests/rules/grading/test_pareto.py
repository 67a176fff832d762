from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.grade import Graded
from kamcli.rules.grading.pareto import pareto
from tests.rules.grading.case import case, customers, levels, line, only, policy, sales, told

D = Decimal


def graded(profits: list[str], changed: dict[str, object] | None = None) -> Graded:
    names = [f"K{n:02}" for n in range(len(profits))]
    sold = sales(*(line(name, "1000", profit) for name, profit in zip(names, profits, strict=True)))
    return pareto(case(customers(*names), sold, rules=policy(changed)))


def groups(result: Graded) -> tuple[int, int, int]:
    count = Counter(grade.level for grade in result.grades)
    return count["top"], count["middle"], count["bottom"]


def distinct(number: int) -> list[str]:
    return [str(100 + each) for each in range(number)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (10, (2, 6, 2)),  # TV-09
        (7, (1, 5, 1)),  # TV-10
        (13, (3, 7, 3)),  # TV-11
        (5, (1, 3, 1)),
        (89, (18, 53, 18)),
    ],
)
def test_the_groups_are_percentages_of_all(number: int, expected: tuple[int, int, int]) -> None:
    assert groups(graded(distinct(number))) == expected


def test_too_few_customers_are_not_classified() -> None:  # TV-12
    result = graded(distinct(4))
    assert groups(result) == (0, 0, 0)
    assert {told(grade) for grade in result.grades} == {"only 4 customers bought, fewer than 5: not classified"}
    assert not any(grade.computable for grade in result.grades)


TIED = ["10", "9", "9", "7", "6", "5", "4", "3", "2", "1"]


def test_ties_at_a_cut_go_to_the_better_group() -> None:  # TV-13
    assert groups(graded(TIED)) == (3, 5, 2)
    assert groups(graded(TIED, {"tier.pareto.ties": "worse_group"})) == (1, 7, 2)
    assert groups(graded([*TIED[:7], "2", "2", "1"])) == (3, 6, 1)
    assert groups(graded(["5"] * 10)) == (10, 0, 0)


@pytest.mark.parametrize(("rounding", "expected"), [("half_up", (1, 5, 1)), ("ceil", (2, 3, 2)), ("floor", (1, 5, 1))])
def test_rounding(rounding: str, expected: tuple[int, int, int]) -> None:
    assert groups(graded(distinct(7), {"tier.pareto.rounding": rounding})) == expected


def test_the_share_is_cumulated_and_the_best_are_compared_with_what_is_expected() -> None:
    result = graded(TIED)
    assert only(result, "K00").share == (D(10), D(56))
    assert only(result, "K02").share == (D(28), D(56))
    assert result.base["top_share"] == (D(28), D(56))
    assert result.base["expected_profit_pct"] == D(80)


def test_without_every_gross_profit_amounts_are_ranked_and_said() -> None:
    names = [f"K{n}" for n in range(5)]
    sold = sales(*(line(name, str(n), None if n == 2 else "9") for n, name in enumerate(names)))
    result = pareto(case(customers(*names), sold))
    assert (result.base["metric"], only(result, "K4").level, only(result, "K0").level) == ("amount", "top", "bottom")
    assert [note.en for note in result.notes] == ["some sales give no gross profit, ranked by amount instead"]


def test_who_bought_nothing_is_not_ranked() -> None:
    names = [f"K{n}" for n in range(5)]
    sold = sales(*(line(name, "1", str(n)) for n, name in enumerate(names)))
    result = pareto(case(customers(*names, "Z"), sold))
    assert (only(result, "Z").level, told(only(result, "Z"))) == (None, "bought nothing in the period, not ranked")
    assert result.base["buying_customers"] == 5


def test_a_currency_without_a_rate_keeps_a_customer_out() -> None:
    names = [f"K{n}" for n in range(6)]
    sold = sales(*(line(name, "1", str(n), currency="USD" if n == 5 else "CNY") for n, name in enumerate(names)))
    result = pareto(case(customers(*names), sold))
    assert only(result, "K5").computable is False
    assert levels(result)["K4"] == "top"
    assert [note.en for note in result.notes] == ["not ranked, a currency has no rate: 1"]


def test_losses_rank_last_and_have_no_share_of_a_loss() -> None:
    result = graded(["-1", "-2", "-3", "-4", "-5"])
    assert groups(result) == (1, 3, 1)
    assert only(result, "K00").share is None


def test_it_is_not_configured_without_its_group() -> None:
    with pytest.raises(NotConfigured, match=r"tier\.pareto"):
        graded(distinct(5), {"tier.pareto": None})


@tried(st.lists(st.integers(min_value=-50, max_value=50), min_size=5, max_size=40))
def test_groups_partition_and_equal_profits_share_a_group(profits: list[int]) -> None:
    result = graded([str(profit) for profit in profits])
    assert sum(groups(result)) == len(profits)
    level: dict[Decimal | None, str | None] = {}
    for grade in result.grades:
        assert level.setdefault(grade.value, grade.level) == grade.level
