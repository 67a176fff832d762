"""The written delegation as a letter to sign (授权书, F-27): who lets whom act, in which role, for what, how long."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.choices import Role
from kamcli.model.finding import Say
from kamcli.model.money import capitals
from kamcli.model.policy import Policy
from kamcli.model.signoff import Delegation
from kamcli.states.roster import Roster, delegation_faults, in_post, roster_of
from kamcli.views.book import Book
from kamcli.views.names import customer_name, unit_names


class Party(NamedTuple):
    """One of the two people; `roles` are those that the person holds on the first day of the letter."""

    id: str
    name: str
    unit: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationLetter:
    """`days` counts both ends; an empty `office` or `customers` means any; `max_amount` None means no limit of its own.

    `faults` say why the letter gives no power, as R-APR-07 finds; `revoked_on` is the day of its revocation.
    """

    as_of: dt.date
    id: str
    grantor: Party
    delegate: Party
    role: Role
    office: str
    customers: tuple[str, ...]
    currency: str
    max_amount: Decimal | None
    in_capitals: str
    valid_from: dt.date
    valid_to: dt.date
    days: int
    reason: str
    document: str
    revoked_on: dt.date | None
    faults: tuple[Say, ...]


def questions(_: Policy, __: dt.date, ___: Delegation) -> tuple[Question[Any], ...]:
    """The ledgers say nothing about delegations."""
    return ()


def delegation_letter(
    book: Book, _: Answers, policy: Policy, today: dt.date, delegation: Delegation
) -> DelegationLetter:
    """The letter of a delegation; KeyError where the book has no such delegation."""
    roster = roster_of(book.columns)
    row = roster.delegations[delegation.id]
    revoked = roster.revoked.get(delegation.id)
    return DelegationLetter(
        as_of=today,
        id=delegation.id,
        grantor=_party(delegation.grantor, book, roster, delegation.valid_from),
        delegate=_party(delegation.delegate, book, roster, delegation.valid_from),
        role=delegation.role,
        **_scope(delegation, book),
        currency=policy.company.currency,
        max_amount=delegation.max_amount,
        in_capitals=capitals(delegation.max_amount) if delegation.max_amount is not None else "",
        valid_from=delegation.valid_from,
        valid_to=delegation.valid_to,
        days=(delegation.valid_to - delegation.valid_from).days + 1,
        reason=delegation.reason,
        document=delegation.document,
        revoked_on=revoked.date() if revoked else None,
        faults=tuple(delegation_faults(row, roster, policy)),
    )


def _scope(delegation: Delegation, book: Book) -> dict[str, Any]:
    """The office and the customers by name."""
    scope = delegation.scope
    office = (scope and scope.office) or ""
    customers = scope.customers if scope else ()
    return {
        "office": unit_names(book).get(office, office),
        "customers": tuple(f"{customer_name(book, each)} {each}" for each in customers),
    }


def _party(staff_id: str, book: Book, roster: Roster, day: dt.date) -> Party:
    person = roster.staff.get(staff_id)
    if person is None:
        return Party(staff_id, staff_id, "", ())
    unit = person.unit or ""
    return Party(
        staff_id,
        person.name,
        unit_names(book).get(unit, unit),
        tuple(post.role for post in person.roles if in_post(post, day)),
    )
