"""The demonstration book as it ships: every text, its data under English names, its staff and its working days."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from kamcli.changes.change import Delete, Edit
from kamcli.model.columns import Row
from kamcli.model.kinds import KINDS, kind_of
from kamcli.store import book, reader
from kamcli.store.demo.story import Story, story
from kamcli.store.demo.strike import headless, struck
from kamcli.store.edit import edit
from kamcli.store.opening import open_book
from kamcli.store.records import fields_root, spelling_of
from kamcli.views.book import Book

MORNING = (dt.time(8, 35), 190)  # the hours in which somebody commits, each with its minutes
AFTERNOON = (dt.time(13, 20), 235)

Back = Callable[[str], str]


class Event(NamedTuple):
    """Something that somebody did to one file; events of one person, minute and subject are one commit.

    `back` gives the text before from the text after; None where the file begins. `many` is the subject of a commit
    that holds more of the like, `{n}` in it counts them. `path` lies below records/.
    """

    at: dt.datetime
    by: str
    subject: str
    path: str
    back: Back | None = None
    many: str = ""
    body: str = ""


@dataclass(frozen=True)
class Demo:
    """What ships; `root` is its records folder."""

    root: Path

    @cached_property
    def book(self) -> Book:
        """The book as the core sees it."""
        reading = book.read(self.root, "zh")
        if reading.policy is None:
            raise FileNotFoundError(self.root)
        return open_book(reading, reading.policy)

    @cached_property
    def story(self) -> Story:
        """What no record says: who opened the book, who imports, and the steps that were written by hand."""
        return story(self.zone)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.book.policy.company.timezone)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every file of the book by its path below records/, sorted."""
        found = ((path, path.relative_to(self.root).as_posix()) for path in self.root.rglob("*") if path.is_file())
        texts = {name: path.read_bytes().decode() for path, name in found if not f"/{name}".count("/.")}
        return dict(sorted(texts.items()))

    @cached_property
    def people(self) -> Mapping[str, Any]:
        """The staff by id."""
        return {person.id: person for person in self.book.organisation.staff}

    def data(self, path: str) -> dict[str, Any]:
        """A record's values as texts under English names."""
        return _data(path, self.texts[path])

    def row(self, kind: str, record_id: str) -> Row:
        """The summary row of a record that is there."""
        found = self.book.columns.find(kind, record_id)
        if found is None:
            raise KeyError(record_id)
        return found

    def day(self, day: dt.date, *key: str) -> dt.datetime:
        """A moment in working hours on a day, or on the working day after it; the same key gives the same minute."""
        workday = self.book.workdays.rolled(day).date
        draw = crc32("/".join((workday.isoformat(), *key)).encode())
        first, minutes = (MORNING, AFTERNOON)[draw % 2]
        return dt.datetime.combine(workday, first, self.zone) + dt.timedelta(minutes=draw // 2 % minutes)

    def evening(self, day: dt.date, *key: str) -> dt.datetime:
        """A moment at the end of a working day, after everything else of it."""
        return self.day(day).replace(hour=17, minute=50 + crc32("/".join((day.isoformat(), *key)).encode()) % 9)

    def at_work(self, staff_id: str, day: dt.date, customer: str) -> str:
        """The person, or who keeps the customer now where the person had left by that day."""
        left = self.people[staff_id].left_on
        if left is None or day <= left:
            return staff_id
        return str(self.row("customer", customer).owner)


@cache
def _data(path: str, text: str) -> dict[str, Any]:
    kind = kind_of(path)
    if kind is None:
        raise KeyError(path)
    data: dict[str, Any] = reader.read(text, spelling_of(kind), fields_root(kind))[0]
    return data


def undone(path: str, *edits: Edit, last: bool = False) -> Back:
    """Take a file back by edits of its values: kam's own editor sets them, what is deleted goes with its comments.

    The `last` event of a record brought the comment that opens its file.
    """
    kind = kind_of(path) or KINDS["customer"]
    return partial(_edited, spelling_of(kind), edits, last=last)


def _edited(spelling: Any, edits: tuple[Edit, ...], text: str, *, last: bool) -> str:
    text = headless(text) if last else text
    for each in edits:
        gone = isinstance(each, Delete)
        text = struck(text, spelling, each.at) if gone else edit(text, spelling, (each,), lang="zh")
    return text


def replaced(new: str, old: str) -> Back:
    """Take a file back by putting the old piece of text in place of the new one, which it holds once."""
    return partial(_swapped, new, old)


def _swapped(new: str, old: str, text: str) -> str:
    if text.count(new) != 1:
        raise ValueError(f"not there once: {new!r}")
    return text.replace(new, old)
