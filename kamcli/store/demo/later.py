"""What happened to the demonstration book after its files came: visits, grades, new owners, approvals, the story."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from kamcli.changes.change import Delete, Put
from kamcli.model.choices import Scheme
from kamcli.model.columns import Row
from kamcli.store.demo.approvals import approvals
from kamcli.store.demo.book import Demo, Event, replaced, undone
from kamcli.store.demo.observed import observed
from kamcli.store.demo.origins import entered

GRADED, REVISED = "评定等级（{n} 户）", "修订客户名册（{n} 户）"


def later(demo: Demo) -> Iterator[Event]:
    """Every event but the first of each file."""
    for row in demo.book.columns.rows("customer"):
        yield from _customer(demo, row)
    yield from approvals(demo)
    for told in demo.story.steps:
        yield Event(told.at, told.by, told.subject, told.path, replaced(told.now, told.was))


# --- customers ------------------------------------------------------------------------------------------------------


def _customer(demo: Demo, row: Row) -> Iterator[Event]:
    begun, data = entered(demo, row.id).date(), demo.data(row.file)
    yield from _assignments(demo, row, data, begun)
    yield from _grades(demo, row, data, begun)
    yield from observed(demo, row, begun)
    revised = data.get("roster_revised_on")
    if revised and dt.date.fromisoformat(revised) > begun:
        back = undone(row.file, Delete(("roster_revised_on",)), Delete(("roster_kind",)))
        at = demo.day(dt.date.fromisoformat(revised), "roster")
        yield Event(at, demo.story.roster, REVISED.format(n=1), row.file, back, REVISED)
    if row.verified_on and row.verified_on > begun:
        yield _verified(demo, row, data)


def _grades(demo: Demo, row: Row, data: dict[str, Any], begun: dt.date) -> Iterator[Event]:
    """What one person graded on one day is one change, under each of the schemes."""
    found: dict[tuple[dt.date, str], list[Scheme]] = {}
    for scheme, grade in (data.get("tiers") or {}).items():
        day = dt.date.fromisoformat(grade["date"])
        if day > begun:
            found.setdefault((day, grade["by"]), []).append(next(each for each in Scheme if each == scheme))
    for (day, by), schemes in found.items():
        back = undone(row.file, *(Delete(("tiers", str(each.value))) for each in schemes))
        names = "、".join(each.zh for each in schemes)
        yield Event(demo.evening(day, by), by, f"{row.id}: 评定{names}", row.file, back, GRADED)


def _verified(demo: Demo, row: Row, data: dict[str, Any]) -> Event:
    """A visit to the customer: what was found there, and who vouches for it."""
    held = data.get("transactions") or {}
    found = [("transactions", name) for name in ("sales_activity", "problems", "countermeasures") if held.get(name)]
    back = undone(row.file, *map(Delete, (*found, ("verified_on",), ("verified_by",))), last=True)
    by = data["verified_by"]
    return Event(demo.day(row.verified_on, row.id, by), by, f"{row.id}: 核实档案（{row.short_name}）", row.file, back)


def _assignments(demo: Demo, row: Row, data: dict[str, Any], begun: dt.date) -> Iterator[Event]:
    held = data.get("assignments") or []
    for position, one in enumerate(held):
        day = dt.date.fromisoformat(one["date"])
        if day > begun:
            former = (Put(("owner",), held[position - 1]["assignee"]),) if position else ()
            back = undone(row.file, Delete(("assignments", position)), *former)
            name = demo.people[one["assignee"]].name
            subject = f"{row.id}: {'改由' if position else '分配给'}{name}{'负责' if position else ''}"
            yield Event(demo.day(day, row.id), one["by"], subject, row.file, back)
