"""What was learned of a customer after its file was made: observations, problems, their end, the archive's stamps."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from kamcli.changes.change import Delete
from kamcli.model.columns import Row
from kamcli.model.kinds import KINDS
from kamcli.model.spelling import label
from kamcli.store.demo.book import Demo, Event, undone
from kamcli.store.records import spelling_of

# lists of dated items: where, the item's date, and the date that closes it
DATED = (
    (("characteristics", "habits"), "observed_on", ""),
    (("transactions", "credit_problems"), "date", "resolved_on"),
    (("transactions", "problems"), "since", "closed_on"),
    (("transactions", "countermeasures"), "", "done_on"),
)
# the way of a new file to the archive: the date, who sets it, what goes with it, and in whose words
STAMPS = (
    ("reviewed_on", "reviewed_by", ("reviewed_by",), "审核档案"),
    ("sent_to_marketing_on", "recorded_by", (), "送市场营销部"),
    ("marketing_filed_on", "marketing_filed_by", ("marketing_filed_by",), "归档"),
)
STANCE = ("stance", "stance_since", "stance_evidence")


def observed(demo: Demo, row: Row, begun: dt.date) -> Iterator[Event]:
    """The events of one customer's file and of its persons, all after the day on which they were made."""
    data = demo.data(row.file)
    for date, by, beside, words in STAMPS:
        day = _day(data.get(date))
        if day and day > begun:
            back = undone(row.file, *(Delete((name,)) for name in (date, *beside)))
            yield Event(demo.day(day, row.id, date), data[by], f"{row.id}: {words}", row.file, back)
    for at, opening, closing in DATED:
        items = (data.get(at[0]) or {}).get(at[1]) or ()
        days = [_day(item.get(opening)) or begun for item in items]
        for position, item in enumerate(items):
            if days[position] > begun:
                yield _event(demo, row, (*at, _index(days, position, days[position])), days[position])
            closed = _day(item.get(closing))
            if closed and closed > begun:
                yield _event(demo, row, (*at, _index(days, position, closed), closing), closed)
    yield from _stances(demo, row, begun)


def _index(days: Sequence[dt.date], position: int, day: dt.date) -> int:
    """Where an item stood on a day: the ones that came later were not there."""
    return position - sum(each > day for each in days[:position])


def _event(demo: Demo, row: Row, at: tuple[str | int, ...], day: dt.date) -> Event:
    zh = label(spelling_of(KINDS["customer"]), at[:2], "zh").rpartition(".")[2]
    subject = f"{row.id}: {zh}，{'已了结' if isinstance(at[-1], str) else '记一条'}"
    who = owner_on(row, day)
    return Event(demo.day(day, row.id, *map(str, at)), who, subject, row.file, undone(row.file, Delete(at)))


def _stances(demo: Demo, row: Row, begun: dt.date) -> Iterator[Event]:
    """Where somebody at the customer stands towards us."""
    people = demo.book.columns.find("people", row.id)
    for position, person in enumerate(demo.data(people.file).get("persons") or () if people else ()):
        day = _day(person.get("stance_since"))
        if people and day and day > begun:
            edits = (Delete(("persons", position, name)) for name in STANCE if person.get(name))
            subject = f"{row.id}: {person['id']} 的立场"
            yield Event(
                demo.day(day, person["id"]), owner_on(row, day), subject, people.file, undone(people.file, *edits)
            )


def owner_on(row: Row, day: dt.date) -> str:
    """Who looked after a customer on a day."""
    held = [each.assignee for each in row.assignments or () if each.date <= day]
    return str(held[-1] if held else row.recorded_by)


def _day(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
