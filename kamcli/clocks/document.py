"""Clocks of papers and licences (资料, 证照)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, is_live, live_customers, owners_of
from kamcli.clocks.workdays import Day
from kamcli.model.document import DocType
from kamcli.model.finding import Say
from kamcli.model.policy import Policy

# These types hold papers of many sorts: only one of the same title renews another.
SUNDRY = (DocType.licence_copy, DocType.other)


def paper_expiry(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-40: of the papers of a live customer that run out, the one of each sort that is valid longest."""
    newest: dict[tuple[str, ...], Due] = {}
    for sort, due in (*_papers(facts), *_licences(facts)):
        before = newest.get(sort)
        if before is None or (before.last and due.last and before.last.date < due.last.date):
            newest[sort] = due
    yield from newest.values()


def _papers(facts: Facts) -> Iterator[tuple[tuple[str, ...], Due]]:
    for row in facts.columns.rows("document"):
        if row.valid_until and row.doc_type and is_live(facts, row.customer):
            sort = (row.customer or "", row.doc_type, (row.title or "") if row.doc_type in SUNDRY else "")
            about = Say(row.title or row.doc_type.zh, row.title or row.doc_type.en)
            owners = owners_of(facts, row.customer)
            yield sort, Due(row.id, "document", row.customer or "", owners, row.issued_on, Day(row.valid_until), about)


def _licences(facts: Facts) -> Iterator[tuple[tuple[str, ...], Due]]:
    """The business licence as the customer's own file has it (BA-19)."""
    about = Say(DocType.business_licence.zh, DocType.business_licence.en)
    for row in live_customers(facts):
        if row.licence_until:
            owners, last = owners_of(facts, row.id), Day(row.licence_until)
            yield (row.id, DocType.business_licence, ""), Due(row.id, "customer", row.id, owners, None, last, about)
