"""What `kam add` asks at a terminal: the fields that the first state of a record needs, one answer a line."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kamcli.changes.add import Circumstances, defaults
from kamcli.model.base import Term
from kamcli.model.columns import Columns, Row
from kamcli.model.described import Form, described
from kamcli.model.finding import KeyPath
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.spelling import Spelling, spelling
from kamcli.states.process import LINES

# asked of a customer beside what is required: by these a firm that has a file already is recognised
_RECOGNISED_BY = (("basics", "uscc"), ("basics", "phones"))
# who fills the form and the day it is filled are, unless said otherwise, the person at the keyboard and today
_BY_ME = frozenset({"applicant", "by", "collected_by"})
_TODAY = frozenset({"applied_on", "assessed_on", "collected_on", "investigated_on"})
_OF_MANY_LINES = frozenset({"group"})


class Question(NamedTuple):
    """One field that is asked for: where its answer goes, its catalogue entry, how a value is written and spelt."""

    at: tuple[str, ...]
    term: Term
    form: Form
    table: Spelling

    @property
    def key(self) -> str:
        """The field as `key=value` names it."""
        return ".".join(self.at)


class Agenda(NamedTuple):
    """What is asked on one line each, and what takes more than a line and is filled in with an editor."""

    questions: tuple[Question, ...]
    later: tuple[Question, ...]


def agenda(
    kind: Kind, given: frozenset[KeyPath], at_hand: Circumstances, usual: frozenset[str] = frozenset()
) -> Agenda:
    """The fields that a new record needs and nobody has given yet; `given` holds key paths of English names.

    `usual` names the fields that are presumed to hold what they mostly hold (changes/presets.py).
    """
    known = {(name,) for name in (*defaults(kind, at_hand), *usual)}
    known |= {("recorded_by",), ("recorded_at",), ("unknown",)}
    asked = tuple(each for each in _needed(kind) if each.at not in known and not _touched(each.at, given))
    later = tuple(each for each in asked if each.form.sort in _OF_MANY_LINES or each.form.keyed)
    return Agenda(tuple(each for each in asked if each not in later), later)


def _touched(at: tuple[str, ...], given: frozenset[KeyPath]) -> bool:
    """Whether somebody gave this field or a part of it."""
    return any(path[: len(at)] == at for path in given)


def _needed(kind: Kind) -> Iterator[Question]:
    """The required fields in the order of the model; a required group is asked member by member."""
    for each in _required(kind, ()):
        if each.form.sort == "group" and not (each.form.many or each.form.keyed):
            yield from _required(kind, each.at)
        else:
            yield each
        if kind.name == "customer" and each.at == ("name",):
            yield from (question(kind, at) for at in _RECOGNISED_BY)


def _required(kind: Kind, above: tuple[str, ...]) -> Iterator[Question]:
    table = spelling(kind.model)
    for name in above:
        table = table.below(name)
    first = {"always", *(str(line[0].value) for name, (line, _) in LINES.items() if name == kind.name)}
    for name, told in table.terms.items():
        if told.since in first and not told.derived:
            yield question(kind, (*above, name))


def question(kind: Kind, at: tuple[str, ...]) -> Question:
    """The question for the field at a path of English names."""
    told = described(kind.model, at)
    return Question(at, told.term, told.form, told.table)


def default(asked: Question, given: Mapping[str, str], at_hand: Circumstances, columns: Columns) -> str:
    """What an empty answer means, as `key=value` takes it; `given` holds the answers so far by key. "" for nothing."""
    name = asked.at[-1]
    if asked.form.sort == "date" and name in _TODAY:
        return at_hand.now.date().isoformat()
    if name in _BY_ME and asked.table.ref == ("staff",):
        return at_hand.person or ""
    if name == "office" and asked.table.ref == ("unit",):
        return _office(given, at_hand, columns)
    return ""


def _office(given: Mapping[str, str], at_hand: Circumstances, columns: Columns) -> str:
    """The office of the customer, else the unit of the person at the keyboard."""
    customer = columns.find("customer", given.get("customer", ""))
    if customer is not None and customer.office:
        return str(customer.office)
    organisation = columns.find("organisation", "organisation")
    staff = organisation.staff if organisation else ()
    return next((str(each.unit) for each in staff if each.id == at_hand.person), "")


def sketched(given: Mapping[str, str]) -> Row:
    """The customer that the answers so far describe, to be held against the files that are there."""
    values = {name: given.get(path) for name, path in KINDS["customer"].columns.items()}
    phones = (given.get("basics.phones") or "").strip("[]")
    return Row(
        "customer", "", "", values | {"phones": tuple(each.strip() for each in phones.split(",") if each.strip())}
    )
