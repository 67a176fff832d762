"""Load and ownership (负荷与归属表, F-70): who has how many customers, and which have nobody or two."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.engine import Running, missed
from kamcli.clocks.register import BY_ID
from kamcli.model.answers import Answers, Question
from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.money import rounded
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading.labels import label
from kamcli.states.roster import Roster, roster_of
from kamcli.views import deadlines, tier, worth
from kamcli.views.book import Book
from kamcli.views.names import customer_name
from kamcli.views.ownership import Conflict, Orphan, Proposal, conflicts, load_score, orphans, owned, present, proposals

FIRST_TALK = "CK-02"
WITHOUT_TIER = Say("未评定", "no tier")


class LevelOf(NamedTuple):
    """How many customers of one level somebody has."""

    label: Say
    customers: int


class Carried(NamedTuple):
    """What one person carries; `revenue` is that of the scheme's period, `score` None where policy gives no weights."""

    person: str
    unit: str
    ability: int | None
    customers: int
    levels: tuple[LevelOf, ...]
    revenue: Decimal | None
    late: int
    score: Decimal | None

    @property
    def levels_said(self) -> Say:
        """The levels in words: strategic 1, key 3."""
        between = Say("、", ", ")
        return Say(
            between.zh.join(f"{each.label.zh} {each.customers}" for each in self.levels),
            between.en.join(f"{each.label.en} {each.customers}" for each in self.levels),
        )


class Lapsed(NamedTuple):
    """A new customer that its owner has not talked to in time: the manager may move it (R-ASG-05)."""

    customer_id: str
    name: str
    person: str
    assigned_on: dt.date | None
    last_day: dt.date
    days_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """People by load, the heaviest first; `spread` is the most less the least number of customers (R-ASG-08)."""

    as_of: dt.date
    people: tuple[Carried, ...]
    spread: int
    currency: str
    conflicts: tuple[Conflict, ...]
    orphans: tuple[Orphan, ...]
    lapsed: tuple[Lapsed, ...]
    proposals: tuple[Proposal, ...]
    not_configured: tuple[str, ...]


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """Sales for the revenue of each person, open items for what is late."""
    return (*tier.questions(policy, today), deadlines.items_question(today))


def load(book: Book, answers: Answers, policy: Policy, today: dt.date) -> Load:
    """The report of a day; what policy.yaml does not give is named and left out."""
    gaps: list[str] = []
    mine = owned(book)
    late = _late(book, answers, policy, today)
    bought = worth.worth(book, answers, policy, today)
    roster = roster_of(book.columns)
    names = {person.id for person in present(roster, today)} | set(mine)
    people = [_carried(roster, each, mine.get(each, ()), policy, late, bought) for each in sorted(names)]
    people.sort(key=lambda each: (-(each.score or 0), -each.customers, each.person))
    lone = orphans(book, today)
    counts = [each.customers for each in people]
    return Load(
        as_of=today,
        people=tuple(people),
        spread=max(counts, default=0) - min(counts, default=0),
        currency=policy.company.currency,
        conflicts=_given(lambda: tuple(conflicts(book, policy)), gaps),
        orphans=lone,
        lapsed=_lapsed(book, late),
        proposals=_given(lambda: tuple(proposals(book, policy, today, lone)), gaps),
        not_configured=tuple(dict.fromkeys(gaps)),
    )


def _given(made: Any, gaps: list[str]) -> Any:
    """What a part gives, nothing where a parameter is missing, which is then named."""
    try:
        return made()
    except NotConfigured as missing:
        gaps.append(missing.parameter)
        return ()


def _late(book: Book, answers: Answers, policy: Policy, today: dt.date) -> tuple[Running, ...]:
    return missed(deadlines.reading_of(book, answers, policy, today))


def _lapsed(book: Book, late: tuple[Running, ...]) -> tuple[Lapsed, ...]:
    found = (each for each in late if each.clock is BY_ID[FIRST_TALK])
    return tuple(
        Lapsed(
            each.due.customer_id,
            customer_name(book, each.due.customer_id),
            each.due.owners[0],
            each.due.start,
            each.last.date,
            each.days_over,
        )
        for each in found
    )


def _carried(
    roster: Roster,
    person: str,
    rows: tuple[Row, ...],
    policy: Policy,
    late: tuple[Running, ...],
    bought: Mapping[str, worth.Worth],
) -> Carried:
    staff = roster.staff.get(person)
    ability = staff.capability if staff else None
    known = [found.sales for row in rows if (found := bought.get(row.id)) and found.sales is not None]
    return Carried(
        person,
        staff.unit if staff else "",
        ability,
        len(rows),
        _levels(rows, policy),
        rounded(sum(known, Decimal(0))) if bought else None,
        sum(person in each.due.owners for each in late),
        _score(len(rows), ability, policy),
    )


def _score(customers: int, ability: int | None, policy: Policy) -> Decimal | None:
    try:
        return rounded(load_score(customers, ability, policy.assign.balance_weight))
    except NotConfigured:
        return None


def _levels(rows: tuple[Row, ...], policy: Policy) -> tuple[LevelOf, ...]:
    """Customers by the level assigned under the primary scheme, the best first."""
    try:
        scheme = policy.tier.primary_scheme
    except NotConfigured:
        return ()
    counts = Counter(_level(row, scheme) for row in rows)
    known = tuple(LevelOf(label(scheme, level), counts[level]) for level in Level if counts[level])
    return (*known, *((LevelOf(WITHOUT_TIER, counts[None]),) if counts[None] else ()))


def _level(row: Row, scheme: Scheme) -> Level | None:
    tier_ = (row.tiers or {}).get(scheme)
    return tier_.assigned if tier_ else None
