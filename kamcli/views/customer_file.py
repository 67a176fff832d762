"""The customer information file (客户信息档案, F-30): how the material came in, and all that it says."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.clocks.entry import entered_on
from kamcli.model.answers import Answers
from kamcli.model.customer import AssignReason, Customer
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.data_sheet import DataSheet, data_sheet, questions

__all__ = ["CustomerFile", "customer_file", "questions"]


class Given(NamedTuple):
    """One entry of the list of owners."""

    day: dt.date
    person: str
    by: str
    reason: AssignReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFile:
    """The sheet with what stands above it: collection, review, entry, hand-over, filing, and whose it was."""

    as_of: dt.date
    collected_on: dt.date | None
    collected_by: str | None
    reviewed_on: dt.date | None
    reviewed_by: str | None
    entered_on: dt.date | None
    entered_by: str | None
    sent_on: dt.date | None
    filed_on: dt.date | None
    filed_by: str | None
    keeper: str | None
    owners: tuple[Given, ...]
    sheet: DataSheet


def customer_file(
    book: Book, answers: Answers, policy: Policy, today: dt.date, customer: Customer, max_class: str = ""
) -> CustomerFile:
    """The file of a customer up to a class ("" = `digest.max_class`)."""
    row = book.columns.find("customer", customer.id)
    return CustomerFile(
        as_of=today,
        collected_on=customer.collected_on,
        collected_by=customer.collected_by,
        reviewed_on=customer.reviewed_on,
        reviewed_by=customer.reviewed_by,
        entered_on=entered_on(row) if row is not None else None,
        entered_by=customer.recorded_by,
        sent_on=customer.sent_to_marketing_on,
        filed_on=customer.marketing_filed_on,
        filed_by=customer.marketing_filed_by,
        keeper=customer.file_keeper,
        owners=tuple(Given(each.date, each.assignee, each.by, each.reason) for each in customer.assignments),
        sheet=data_sheet(book, answers, policy, today, customer, max_class),
    )
