"""A customer that gets another owner: the change of `owner` and the entry that says who gave it to him, and why."""

import datetime as dt
from typing import NamedTuple

from kamcli.changes.change import Append, Assignment, Put
from kamcli.clocks.contact import NEW
from kamcli.clocks.contacts import by_customer
from kamcli.model.columns import Columns, Row
from kamcli.model.customer import AssignReason
from kamcli.states.roster import employed, roster_of


class Giver(NamedTuple):
    """Who changes the owner, and when."""

    person: str
    today: dt.date


def handed_over(wanted: Assignment, row: Row, columns: Columns, giver: Giver) -> Assignment:
    """The same edits with one entry more in `assignments` where they change a customer's owner (CU-22, R-ASG-03).

    Nothing is added where somebody wrote the entry himself, or where the owner is emptied or stays.
    """
    if row.kind != "customer" or any(each.at[0] == "assignments" for each in wanted.edits):
        return wanted
    given = next((each for each in wanted.edits if isinstance(each, Put) and each.at == ("owner",)), None)
    if given is None or not given.value or given.value == row.values.get("owner"):
        return wanted
    entry = {
        "assignee": str(given.value),
        "date": giver.today.isoformat(),
        "by": giver.person,
        "reason": str(_reason(row, columns, giver.today).value),
    }
    return Assignment(wanted.path, (*wanted.edits, Append(("assignments",), entry)), wanted.subject)


def _reason(row: Row, columns: Columns, today: dt.date) -> AssignReason:
    """Why a customer is moved: it was nobody's, its owner never talked to it, or a manager decides so."""
    owner: str | None = row.values.get("owner")
    if owner is None or not employed(roster_of(columns), owner, today):
        return AssignReason.orphan
    new = row.values.get("lifecycle_status") in NEW
    talked = any(owner in each.people for each in by_customer(columns).get(row.id, ()))
    return AssignReason.reassigned_no_contact if new and not talked else AssignReason.manager_decision
