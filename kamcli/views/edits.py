"""New customers, and changes of watched fields that superiors and departments have to be told of (R-DAT-05)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from kamcli.model.choices import AccessLevel, Role
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.states.roster import holders, person_of, roster_of
from kamcli.views.book import Book, Edit
from kamcli.views.card_facts import allowed
from kamcli.views.data_sheet import Entry, entries
from kamcli.views.names import names

WITHHELD = Say("（高于本报表密级）", "(above the class of this report)")
UNIT_ROLES = (Role.business_manager, Role.business_dept)  # whose departments a change of trading concerns


class NewCustomer(NamedTuple):
    """A customer that came into the book in the span; `owner` is a staff id."""

    customer_id: str
    customer: str
    state: Any
    owner: str | None
    source: Any
    recorded_on: dt.date


class WatchedChange(NamedTuple):
    """A watched field that changed; None stands for a value that was or is missing, `tell` are staff ids."""

    customer_id: str
    customer: str
    field: str
    label: Say
    old: Any
    new: Any
    kind: str
    by: str
    on: dt.date
    tell: tuple[str, ...]


def new_customers(book: Book, since: dt.date, today: dt.date) -> tuple[NewCustomer, ...]:
    """Who was recorded after `since` and up to today."""
    rows = (row for row in book.columns.rows("customer") if row.recorded_at)
    return tuple(
        NewCustomer(
            row.id,
            row.short_name or row.name or row.id,
            row.lifecycle_status,
            row.owner,
            row.source_channel,
            row.recorded_at.date(),
        )
        for row in rows
        if since < row.recorded_at.date() <= today
    )


def watched_changes(book: Book, policy: Policy, most: AccessLevel) -> tuple[WatchedChange, ...] | None:
    """The changes of the book's edits, field by field, up to a class; None without a history to compare."""
    if book.edits is None:
        return None
    return tuple(change for edit in book.edits for change in _changes(book, policy, edit, most))


def _changes(book: Book, policy: Policy, edit: Edit, most: AccessLevel) -> Iterator[WatchedChange]:
    before, after = _leaves(edit.before), _leaves(edit.after)
    author = person_of(roster_of(book.columns), edit.email)
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        values = (old.value if old else None, new.value if new else None)
        one = new or old
        if one is None or values[0] == values[1] or not _watched(field, policy):
            continue
        values = tuple(called(book, one.entry.kind, each) for each in values)
        hidden = not allowed(one.sensitivity, most)
        yield WatchedChange(
            edit.after.id,
            edit.after.short_name or edit.after.name,
            field,
            one.entry.label,
            WITHHELD if hidden else values[0],
            WITHHELD if hidden else values[1],
            "text" if hidden else one.entry.kind,
            author.name if author else edit.email,
            edit.on,
            _told(book, edit),
        )


def called(book: Book, kind: str, value: Any) -> Any:
    """A staff, unit or customer id by its name."""
    return names(book).get(kind, {}).get(value, value) if isinstance(value, str) else value


class _Leaf(NamedTuple):
    sensitivity: str
    entry: Entry

    @property
    def value(self) -> Any:
        return self.entry.value


def _leaves(customer: Any) -> dict[str, _Leaf]:
    return {entry.field: _Leaf(sensitivity, entry) for sensitivity, entry in entries(customer)}


def _watched(field: str, policy: Policy) -> bool:
    return any(field == each or field.startswith(f"{each}.") for each in policy.data.watch_fields)


def _told(book: Book, edit: Edit) -> tuple[str, ...]:
    """Superiors: who manages the owner's unit; related departments: who holds the roles of business."""
    roster = roster_of(book.columns)
    owner = roster.staff.get(edit.after.owner or "")
    manager = next((unit.manager for unit in book.organisation.units if owner and unit.id == owner.unit), None)
    others = [each for role in UNIT_ROLES for each in holders(roster, role, None, edit.on)]
    return tuple(dict.fromkeys(each for each in (manager, *others) if each))
