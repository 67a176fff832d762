"""What a record of the day is presumed to say: now, by me, the usual way; whatever is typed wins."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kamcli.changes.change import Value
from kamcli.clocks.contact import named_half
from kamcli.clocks.contacts import visited_on
from kamcli.model.columns import Columns
from kamcli.model.customer import AssignReason
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.states.roster import employed, roster_of

Values = dict[str, Value]


class Scene(NamedTuple):
    """What presets are drawn from: what is typed, the book, who sits there (None = nobody known), when."""

    given: Mapping[str, Any]
    columns: Columns
    policy: Policy
    person: str | None
    now: dt.datetime

    @property
    def today(self) -> str:
        """The day of the record."""
        return self.now.date().isoformat()

    @property
    def moment(self) -> str:
        """The time of the record."""
        return self.now.replace(second=0, microsecond=0).isoformat()


def presets(kind: str, scene: Scene) -> Values:
    """The values that a record of this kind gets where nobody gives others; English names and choices."""
    made = _OF.get(kind)
    found = made(scene) if made is not None else {}
    return {name: value for name, value in found.items() if value}


def _customer(scene: Scene) -> Values:
    """Who collected a customer keeps it (R-ASG-01), with the entry that says so where somebody is known to record it.

    Nothing where an owner or an assignment is typed: then somebody has decided.
    """
    collector = scene.given.get("collected_by")
    here = employed(roster_of(scene.columns), str(collector), scene.now.date())
    if not here or scene.given.get("owner") or scene.given.get("assignments"):
        return {}
    reason = str(AssignReason.first_recorded.value)
    entry = {"assignee": str(collector), "date": scene.today, "by": scene.person or "", "reason": reason}
    return {"owner": str(collector), "assignments": (entry,) if scene.person else ()}


def _contact_log(scene: Scene) -> Values:
    return {"at": scene.moment, "by": scene.person or "", "direction": "out", "person": _only_person(scene)}


def _visit(scene: Scene) -> Values:
    return {"planned_at": scene.moment, "visitors": _me(scene), "visit_kind": "regular"}


def _minutes(scene: Scene) -> Values:
    """Minutes repeat of their visit whose it was, when it was, and who went."""
    visit = scene.columns.find("visit", str(scene.given.get("visit", "")))
    day = visited_on(visit) if visit is not None else None
    return {
        "customer": str(visit.customer or "") if visit is not None else "",
        "met_on": day.isoformat() if day else "",
        "ours": tuple(visit.visitors or ()) if visit is not None else (),
        "drafted_by": scene.person or "",
        "drafted_on": scene.today,
    }


def _callback(scene: Scene) -> Values:
    chinese = _chinese(scene.policy)
    first, second = ("上", "下") if chinese else ("H1", "H2")
    return {"by": scene.person or "", "channel": "phone", "period": named_half(scene.now.date(), first, second)}


def _need(scene: Scene) -> Values:
    """A need belongs to the customer of the record that it was found in, and to that customer's owner."""
    source = _source(scene)
    customer = str(scene.given.get("customer", "") or (source.customer if source is not None else "") or "")
    row = scene.columns.find("customer", customer)
    owner = row.owner if row is not None else None
    return {"customer": customer, "found_on": scene.today, "owner": owner or scene.person or ""}


def _source(scene: Scene) -> Any:
    named = str(scene.given.get("found_in", ""))
    kinds = ("visit", "callback", "contact_log")
    return next((row for kind in kinds if (row := scene.columns.find(kind, named)) is not None), None)


def _visit_plan(scene: Scene) -> Values:
    year, week, _ = scene.now.date().isocalendar()
    return {"period": f"{year}-W{week:02d}", "made_by": scene.person or "", "made_on": scene.today}


def _executive_visit(_: Scene) -> Values:
    return {"visit_direction": "we_visit"}


def _me(scene: Scene) -> tuple[str, ...]:
    return (scene.person,) if scene.person else ()


def _only_person(scene: Scene) -> str:
    """The person at the customer, where only one is there; among several nobody is guessed."""
    table = scene.columns.find("people", str(scene.given.get("customer", "")))
    here = [each.id for each in (table.persons if table is not None else ()) if each.left_on is None]
    return str(here[0]) if len(here) == 1 else ""


def _chinese(policy: Policy) -> bool:
    try:
        return str(policy.company.language) == "zh"
    except NotConfigured:
        return False


_OF: Mapping[str, Callable[[Scene], Values]] = {
    "customer": _customer,
    "contact_log": _contact_log,
    "visit": _visit,
    "minutes": _minutes,
    "callback": _callback,
    "need": _need,
    "visit_plan": _visit_plan,
    "executive_visit": _executive_visit,
}
