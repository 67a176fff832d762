"""What stands on every report."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from kamcli.model.choices import Scheme
from kamcli.views.head import head
from kamcli.views.names import customer_name, names
from kamcli.views.portfolio import by_state, by_tier
from tests.small_book import SmallBook

Books = Callable[[str], SmallBook]
DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("level", "zh", "en"),
    [(0, "git 设置", "anyone with write access can type"), (2, "级别 2", "proof level 2")],
)
def test_a_report_says_what_its_names_prove(small_book: Books, level: int, zh: str, en: str) -> None:
    book = small_book("zh").book
    policy = book.policy.model_copy(update={"proof_level": level})
    found = head(replace(book, policy=policy), DAY)

    assert zh in found.proof.zh
    assert en in found.proof.en


def test_without_a_commit_the_revision_is_empty(small_book: Books) -> None:
    assert head(replace(small_book("zh").book, head=""), DAY).revision == ""


def test_ids_are_printed_as_names(small_book: Books) -> None:
    book = small_book("en").book

    assert names(book)["staff"]["rob"] == "Rob Rep"
    assert (customer_name(book, "C0001"), customer_name(book, "C0003")) == ("Aspen", "Cedar Trading")
    assert (customer_name(book, "X9"), customer_name(book, None)) == ("X9", "")


def test_customers_are_counted_by_state_and_tier(small_book: Books) -> None:
    book = small_book("en").book

    assert [(each.id, each.count) for each in by_state(book)] == [("lead", 1), ("active", 2), ("dormant", 1)]
    assert [(each.id, each.count) for each in by_tier(book, Scheme.revenue_share)] == [
        ("strategic", 1),
        ("key", 1),
        ("", 2),
    ]
