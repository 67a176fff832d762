"""What has grown older since the last digest."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kamcli.model.answers import OpenItem, OpenItems
from kamcli.model.ledgers import Debtor
from kamcli.rules.receivables import Span
from kamcli.views.arrears import aged
from tests.small_book import SmallBook

TODAY = dt.date(2026, 11, 20)
SINCE = dt.date(2026, 11, 13)
EDGES = (30, 60)


def item(days: int | None, amount: int = 100) -> OpenItem:
    due = None if days is None else TODAY - dt.timedelta(days=days)
    return OpenItem("C0001", "I", TODAY, due, Decimal(amount), Decimal(0), "CNY", "", Debtor.customer)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(None, None, id="no due date"),
        pytest.param(0, None, id="due today"),
        pytest.param(1, (None, Span(1, 30)), id="late since today"),
        pytest.param(7, (None, Span(1, 30)), id="was due on the day of the last digest"),
        pytest.param(8, None, id="was late then already"),
        pytest.param(30, None, id="at the edge"),
        pytest.param(31, (Span(1, 30), Span(31, 60)), id="over the edge"),
        pytest.param(37, (Span(1, 30), Span(31, 60)), id="was at the edge"),
        pytest.param(38, None, id="was over the edge then already"),
        pytest.param(61, (Span(31, 60), Span(61, None)), id="over the last edge"),
        pytest.param(400, None, id="old"),
    ],
)
def test_a_document_is_told_in_the_week_in_which_it_passes_an_edge(
    small_book: Callable[[str], SmallBook], days: int | None, expected: tuple[Span | None, Span] | None
) -> None:
    found = aged(small_book("en").book, OpenItems((item(days),), (), ()), EDGES, SINCE, TODAY)

    assert [(each.before, each.now) for each in found] == ([expected] if expected else [])


def test_a_credit_note_is_nobodys_debt(small_book: Callable[[str], SmallBook]) -> None:
    assert aged(small_book("en").book, OpenItems((item(31, -100),), (), ()), EDGES, SINCE, TODAY) == ()
