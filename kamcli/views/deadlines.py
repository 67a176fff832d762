"""The clocks as lines that a reader understands, grouped by whose turn it is or by customer."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kamcli.clocks.base import NOTHING_TO_ADD, Facts
from kamcli.clocks.engine import Reading, Running, Stopped, Unknown, read_clocks
from kamcli.clocks.receivable import owed_in_words
from kamcli.clocks.workdays import Day
from kamcli.model.answers import ZERO, Answers, OpenItemsQuestion
from kamcli.model.finding import Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import severity_of
from kamcli.views.book import Book
from kamcli.views.names import names

LATE = Say("{title} {record}{about}：期限 {due}，已过 {days}", "{title}, {record}{about}: last day {due}, {days} over")
TODAY = Say("{title} {record}{about}：期限就是今天 {due}", "{title}, {record}{about}: the last day is today, {due}")
AHEAD = Say("{title} {record}{about}：期限 {due}，还有 {days}", "{title}, {record}{about}: last day {due}, {days} left")
ABOUT = Say("（{}）", " ({})")
MISSING = Say("policy.yaml 缺少 {parameter}", "policy.yaml lacks {parameter}")
INVOICE = "invoice"


class Person(NamedTuple):
    """A member of staff; the name is the id where the roster has nobody of that id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """What there is to say of a deadline, put into words when it is read: of a large ledger few lines are shown."""

    of: Running

    def read(self, lang: str) -> str:
        """The sentence in one language."""
        clock, due, last, days_over, _ = self.of
        sentence = LATE if days_over > 0 else AHEAD if days_over else TODAY
        about = due.about.read(lang)
        frame = ABOUT.read(lang) if about else "{}"
        return sentence.read(lang).format(
            title=clock.title.read(lang),
            record=due.record,
            about=frame.format(about),
            due=last.date if not last.provisional else shown_day(last).read(lang),
            days=days_in_words(abs(days_over)).read(lang),
        )

    @property
    def bare(self) -> "Message":
        """The sentence without what the deadline is about."""
        return Message(self.of._replace(due=self.of.due._replace(about=NOTHING_TO_ADD)))

    @property
    def zh(self) -> str:
        return self.read("zh")

    @property
    def en(self) -> str:
        return self.read("en")


class ClockLine(NamedTuple):
    """One deadline of one record (design §3.1); `days_over` counts calendar days after `due`, 0 or less = in time.

    `owner` is the id of the first of `owners`, None where nobody is named; `customer_name` is the id where the book
    has no such customer, "" where there is none; `remind_on` is when the policy's notice begins; `owed` is money that
    waits, in `currency`.
    """

    clock: str
    rule: str
    title: Say
    record: str
    kind: str
    customer_id: str | None
    customer_name: str
    owner: str | None
    owners: tuple[Person, ...]
    start: dt.date | None
    due: dt.date
    days_over: int
    remind_on: dt.date | None
    provisional: bool
    severity: Severity
    about: Say
    consequence: Say
    message: Message
    owed: Decimal | None
    currency: str | None

    @property
    def shown_due(self) -> Say:
        return shown_day(Day(self.due, self.provisional))


class Silent(NamedTuple):
    """A clock that can't run, for one record or (record "") at all: a date or a parameter is missing."""

    clock: str
    title: Say
    record: str
    customer_id: str | None
    parameter: str
    reason: Say


class Group(NamedTuple):
    """The lines of one owner or one customer; `id` and `name` are "" for those of nobody."""

    id: str
    name: str
    lines: tuple[ClockLine, ...]

    @property
    def condensed(self) -> tuple[tuple[ClockLine, int], ...]:
        """The lines with a count: a customer's invoices stand in one, the longest overdue one with what all owe."""
        gathered: dict[tuple[str, str], list[ClockLine]] = {}
        for line in self.lines:
            key = (line.clock, (line.customer_id or "") if line.kind == INVOICE else f"{line.record} {line.about.en}")
            gathered.setdefault(key, []).append(line)
        return tuple((_summed(found), len(found)) for found in gathered.values())


def _summed(found: list[ClockLine]) -> ClockLine:
    """The first of some lines, with the money of all."""
    owed: dict[str, Decimal] = {}
    for line in found:
        if line.owed is not None and line.currency is not None:
            owed[line.currency] = owed.get(line.currency, ZERO) + line.owed
    return found[0]._replace(about=owed_in_words(owed, len(found))) if owed and len(found) > 1 else found[0]


def items_question(today: dt.date) -> OpenItemsQuestion:
    """Every open invoice."""
    return OpenItemsQuestion(today)


def reading_of(book: Book, answers: Answers, policy: Policy, today: dt.date) -> Reading:
    """Every clock over a book and its open invoices; KamError where a ledger can't be read."""
    facts = Facts(
        columns=book.columns,
        organisation=book.organisation,
        workdays=book.workdays,
        open_items=answers[items_question(today)],
    )
    return read_clocks(facts, policy, today)


def shown_day(last: Day) -> Say:
    """The last day in time, marked where a later holiday notice may change it (R-CAL-02)."""
    day = last.date.isoformat()
    return Say(f"{day}（暂定）", f"{day} (provisional)") if last.provisional else Say(day, day)


class _Known(NamedTuple):
    """What many lines share: names by id, people by the ids of a line's owners, and severities of missed clocks."""

    customers: Mapping[str, str]
    people: Mapping[tuple[str, ...], tuple[Person, ...]]
    severities: Mapping[str, Severity]


def lines(running: Iterable[Running], book: Book, policy: Policy) -> tuple[ClockLine, ...]:
    """Deadlines as lines, in the order given."""
    running = tuple(running)
    known = names(book)
    groups = {each.due.owners for each in running}
    clocks = {each.clock.id: each.clock for each in running}
    shared = _Known(
        known["customer"],
        {group: tuple(Person(owner, known["staff"].get(owner, owner)) for owner in group) for group in groups},
        {name: severity_of(name, clock.severity, policy) for name, clock in clocks.items()},
    )
    return tuple(_line(each, shared) for each in running)


def _line(running: Running, known: _Known) -> ClockLine:
    """One deadline; what is not missed yet is information, whatever the policy says of the clock."""
    clock, due, last, days_over, remind_on = running
    return ClockLine(
        clock=clock.id,
        rule=clock.rule,
        title=clock.title,
        record=due.record,
        kind=due.kind,
        customer_id=due.customer_id or None,
        customer_name=known.customers.get(due.customer_id, due.customer_id),
        owner=due.owners[0] if due.owners else None,
        owners=known.people[due.owners],
        start=due.start,
        due=last.date,
        days_over=days_over,
        remind_on=remind_on,
        provisional=last.provisional,
        severity=known.severities[clock.id] if days_over > 0 else Severity.information,
        about=due.about,
        consequence=clock.consequence,
        message=Message(running),
        owed=due.owed,
        currency=due.currency,
    )


def days_in_words(n: int) -> Say:
    return Say(f"{n} 天", f"{n} day" if n == 1 else f"{n} days")


def not_configured(stopped: Stopped) -> Silent:
    """A clock whose parameter policy.yaml lacks."""
    clock, key = stopped
    return Silent(clock.id, clock.title, "", None, key, MISSING.filled({"parameter": key}))


def not_computable(unknown: Unknown) -> Silent:
    """A record whose date is missing."""
    clock, due = unknown
    return Silent(clock.id, clock.title, due.record, due.customer_id or None, "", due.about)


def by_owner(found: tuple[ClockLine, ...]) -> tuple[Group, ...]:
    """Lines by each person whose turn it is, the longest overdue first; last those of nobody."""
    return _groups((*owner, each) for each in found for owner in each.owners or (Person("", ""),))


def by_customer(found: tuple[ClockLine, ...]) -> tuple[Group, ...]:
    """Lines by customer, the longest overdue first; last those of none."""
    return _groups((each.customer_id or "", each.customer_name, each) for each in found)


def _groups(keyed: Iterable[tuple[str, str, ClockLine]]) -> tuple[Group, ...]:
    """Groups keep the order in which their first lines come."""
    names: dict[str, str] = {}
    gathered: dict[str, list[ClockLine]] = {}
    for key, name, each in keyed:
        names[key] = name
        gathered.setdefault(key, []).append(each)
    order = sorted(gathered, key=lambda key: not key)
    return tuple(Group(key, names[key], tuple(gathered[key])) for key in order)
