"""What is open between us and a customer: problems, opinions that nobody answered, needs that are not closed."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kamcli.model.choices import AccessLevel
from kamcli.model.need import ResponseStage
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed


class OpenIssue(NamedTuple):
    """`source` is the record that tells of it: the customer, a call-back or a need."""

    text: str
    since: dt.date | None
    source: str


def open_issues(book: Book, customer_id: str, most: AccessLevel) -> tuple[OpenIssue, ...]:
    """The issues of a customer up to a class, the oldest first: problems and needs are confidential."""
    found = list(_unanswered(book, customer_id))
    if allowed(AccessLevel.conf, most):
        found += (*_problems(book, customer_id), *_needs(book, customer_id))
    return tuple(sorted(found, key=lambda each: (each.since or dt.date.min, each.source)))


def _unanswered(book: Book, customer_id: str) -> Iterator[OpenIssue]:
    """What came up at call-backs and the customer was not told of."""
    for row in book.columns.rows("callback"):
        for issue in (row.issues or ()) if row.customer == customer_id else ():
            if issue.told_customer_on is None:
                yield OpenIssue(issue.text, issue.reported_at.date(), row.id)


def _problems(book: Book, customer_id: str) -> Iterator[OpenIssue]:
    row = book.columns.find("customer", customer_id)
    for each in (row.problems or ()) if row else ():
        if each.closed_on is None:
            yield OpenIssue(each.text, each.since, customer_id)


def _needs(book: Book, customer_id: str) -> Iterator[OpenIssue]:
    for row in book.columns.rows("need"):
        if row.customer == customer_id and row.response_stage != ResponseStage.closed:
            yield OpenIssue(row.text or "", row.found_on, row.id)
