"""A book out of a few lines of YAML, for the views on dealing with customers."""

from dataclasses import replace
from typing import Any

from kamcli.clocks.workdays import Workdays
from kamcli.model.columns import columns_from
from kamcli.model.organisation import Organisation
from kamcli.model.policy import Policy
from kamcli.model.policy_company import Weekday
from kamcli.views.book import Book, Edit
from tests.clocks.conftest import POLICY, read, row

MORE = """
visit: {require_slip: true, kit: [book, journal], manager_coverage_min_pct: 50, manager_max_share_pct: 30}
events: {tour_min_visitors: 3}
company: {name: Golden, language: en}
"""
STAFF = """
id: organisation
units:
  - {id: top, kind: sales_company, name: Top, manager: boss}
  - {id: hz, kind: office, name: Hangzhou, parent_unit: top, manager: he.min}
staff:
  - {id: boss, name: Boss, unit: top, email: boss@x, roles: [{role: sales_manager, office: hz, valid_from: 2020-01-01}]}
  - {id: li.na, name: 李娜, unit: hz, email: li@x, roles: [{role: rep, valid_from: 2020-01-01}]}
  - {id: he.min, name: 何敏, unit: hz, email: he@x, roles: [{role: business_dept, valid_from: 2020-01-01}]}
"""
STRATEGIC = "{revenue_share: {assigned: strategic, date: 2025-01-01, by: x, basis: y}}"


def policy_of(most: str = "conf", *, without: str = "", watch: str = "", per_year: int = 24) -> Policy:
    """The policy of these tests; `without` leaves out a group."""
    given: dict[str, Any] = read(POLICY) | read(MORE)
    given["digest"] |= {"max_class": most}
    given["callback"] |= {"per_year": str(per_year)}
    given["data"] |= {"watch_fields": watch.split()}
    if without:
        del given[without]
    return Policy.model_validate(given)


def book_of(text: str, policy: Policy, edits: tuple[Edit, ...] | None = None) -> Book:
    """kind -> id -> fields, as records hold them."""
    records = {"organisation": {"organisation": read(STAFF)}, **read(text)}
    rows = (row(kind, name, fields or {}) for kind, ids in records.items() for name, fields in ids.items())
    book = Book(
        policy=policy,
        organisation=Organisation.model_validate(read(STAFF)),
        workdays=Workdays((Weekday.sat, Weekday.sun)),
        columns=columns_from(rows),
    )
    return replace(book, edits=edits)


def record_of(kind: Any, record_id: str, text: str) -> Any:
    """A whole record."""
    return kind.model_validate({"id": record_id, **read(text)})
