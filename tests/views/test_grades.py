"""The table of grades."""

from collections.abc import Callable

import pytest

from kamcli.views.grades import Grades
from kamcli.views.reports import BY_NAME
from tests.small_book import SmallBook


@pytest.fixture
def grades(small_book: Callable[[str], SmallBook]) -> Grades:
    found: Grades = small_book("zh").view(BY_NAME["grades"])
    return found


def test_every_customer_stands_once_best_first(grades: Grades) -> None:
    assert [(each.customer_id, each.share_pct) for each in grades.customers[:2]] == [
        ("C0001", "4.00"),
        ("C0004", "1.20"),
    ]
    assert len({each.customer_id for each in grades.customers}) == len(grades.customers) == 4


def test_a_difference_is_said_with_both_levels(grades: Grades) -> None:
    cell = grades.customers[0].cells["revenue_share"]

    assert (cell.differs, cell.said.en) == (True, "key account (assigned: strategic account)")
    assert [(each.customer_id, each.primary) for each in grades.differences] == [("C0001", True)]


def test_a_scheme_without_parameters_says_so(grades: Grades) -> None:
    vip = next(each for each in grades.schemes if each.scheme == "vip")

    assert vip.status is not None
    assert vip.status.zh == "未配置 tier.vip.thresholds"


def test_levels_are_counted(grades: Grades) -> None:
    share = next(each for each in grades.schemes if each.scheme == "revenue_share")

    assert sum(each.count for each in share.levels) + share.not_computable == len(grades.customers)
