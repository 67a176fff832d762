import datetime as dt

import pytest

from kamcli.changes.change import Append, Assignment, Put
from kamcli.changes.handover import Giver, handed_over
from tests.states.conftest import ROSTER, World, read, row

TODAY = dt.date(2025, 4, 1)


def entry(customer: str, *edits: Put | Append, log: str = "") -> dict[str, str] | None:
    """The assignment that is added, in brief."""
    world = World()
    world.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), world.policy)
    made = world.add("customer", "C0001", f"name: Firm\n{customer}")
    if log:
        world.add("contact_log", "CL-1", log)
    wanted = Assignment("customers/C0001.yaml", edits, "set")
    found = handed_over(wanted, made, world.columns, Giver("bus", TODAY))
    added = [each for each in found.edits if each not in edits]
    if not added:
        return None
    assert isinstance(added[0], Append)
    assert added[0].at == ("assignments",)
    return added[0].value  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("customer", "log", "reason"),
    [
        ("lifecycle_status: active\nowner: hzm", "", "manager_decision"),
        ("lifecycle_status: lead\nowner: hzm", "", "reassigned_no_contact"),
        (
            "lifecycle_status: lead\nowner: hzm",
            "customer: C0001\nby: hzm\nat: 2025-03-05T09:00:00+08:00",
            "manager_decision",
        ),
        ("lifecycle_status: active", "", "orphan"),
        ("lifecycle_status: active\nowner: old", "", "orphan"),
    ],
)
def test_a_new_owner_is_written_down_with_the_reason(customer: str, log: str, reason: str) -> None:
    assert entry(customer, Put(("owner",), "rep"), log=log) == {
        "assignee": "rep",
        "date": "2025-04-01",
        "by": "bus",
        "reason": reason,
    }


@pytest.mark.parametrize(
    "edits",
    [
        (Put(("owner",), "hzm"),),
        (Put(("owner",), ""),),
        (Put(("region",), "north"),),
        (Put(("owner",), "rep"), Append(("assignments",), {"assignee": "rep"})),
    ],
)
def test_nothing_is_added(edits: tuple[Put | Append, ...]) -> None:
    assert entry("lifecycle_status: active\nowner: hzm", *edits) is None
