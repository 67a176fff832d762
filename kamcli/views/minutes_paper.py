"""Minutes as the paper that goes to the customer (会谈纪要, F-32): what both sides said, and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.finding import Say
from kamcli.model.minutes import Minutes
from kamcli.model.policy import Policy
from kamcli.views.book import Book
from kamcli.views.names import staff_names
from kamcli.views.people_there import Attendee, attendee


class FollowUp(NamedTuple):
    """Something that was agreed; `owner` is a name, for the customer knows no ids."""

    text: str
    owner: str
    due: dt.date
    done_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Of the customer's file only its name, of persons only name and position, of the record only what was said.

    `to_send` is False before the review: minutes that nobody reviewed must not go out (R-VIS-06).
    """

    as_of: dt.date
    id: str
    state: Choice | None
    to_send: bool
    customer: str
    met_on: dt.date | None
    place: str | None
    ours: tuple[str, ...]
    theirs: tuple[Attendee, ...]
    topics: tuple[str, ...]
    statements: tuple[str, ...]
    answers: tuple[str, ...]
    agreements: tuple[FollowUp, ...]
    drafted_by: str
    drafted_on: dt.date | None
    reviewed_by: str
    reviewed_on: dt.date | None
    receipt_confirmed_on: dt.date | None
    confirmed_by: str | None

    @property
    def present(self) -> tuple[Say, ...]:
        """The customer's side in words."""
        return tuple(each.label for each in self.theirs)


def questions(_: Policy, __: dt.date, ___: Minutes) -> tuple[Question[Any], ...]:
    """The ledgers say nothing that was said."""
    return ()


def minutes_paper(book: Book, _: Answers, __: Policy, today: dt.date, minutes: Minutes) -> MinutesPaper:
    """The paper of minutes; those who sat at the table read it, so it names them."""
    people = staff_names(book)
    row = book.columns.find("customer", minutes.customer)
    return MinutesPaper(
        as_of=today,
        to_send=minutes.reviewed_on is not None,
        customer=(row and row.name) or minutes.customer or "",
        ours=tuple(people.get(each, each) for each in minutes.ours),
        theirs=tuple(attendee(book, each) for each in minutes.theirs),
        statements=minutes.customer_statements,
        answers=minutes.our_answers,
        agreements=_agreed(minutes, people),
        drafted_by=people.get(minutes.drafted_by or "", minutes.drafted_by or ""),
        reviewed_by=people.get(minutes.reviewed_by or "", minutes.reviewed_by or ""),
        **{name: getattr(minutes, name) for name in AS_WRITTEN},
    )


AS_WRITTEN = (
    *("id", "state", "met_on", "place", "topics", "drafted_on", "reviewed_on", "receipt_confirmed_on"),
    "confirmed_by",
)


def _agreed(minutes: Minutes, people: Mapping[str, str]) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(each.text, people.get(each.owner, each.owner), each.due, each.done_on) for each in minutes.agreements
    )
