"""Whose a customer is: conflicts with their evidence, customers of nobody, and a balanced proposal (R-ASG)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kamcli.clocks.base import ENDED
from kamcli.clocks.contact import NEW
from kamcli.clocks.contacts import by_customer
from kamcli.clocks.workdays import after_days
from kamcli.model.choices import Role
from kamcli.model.columns import Row
from kamcli.model.customer import AssignReason
from kamcli.model.finding import Say
from kamcli.model.organisation import Staff
from kamcli.model.policy import Policy
from kamcli.model.policy_contact import BalanceWeight, ConflictRule
from kamcli.rules.duplicates import duplicate_customer
from kamcli.states.ownership import Ownership
from kamcli.states.roster import Roster, employed, posts, roster_of
from kamcli.views.book import Book
from kamcli.views.names import customer_name

AVERAGE = 3  # the middle of the scale of ability, 1 to 5 (ST-03)
TRUSTED = 1  # working days that a record may claim to be older than its commit (R-ASG-02)

EARLIER = Say("先录入", "recorded first")
DECIDED = Say("经理决定", "the manager's decision")
MANAGER = Say("由经理决定：{why}", "for the manager to decide: {why}")
POLICY = Say("制度规定由经理决定", "the policy leaves it to the manager")
UNDATED = Say("有一方没有记录时间", "one of them has no recorded_at")
SAME = Say("记录时间相同", "both were recorded in the same second")
DOUBTED = Say("{id} 的记录时间比提交早 {days} 个工作日", "recorded_at of {id} is {days} working days before its commit")
CONTRARY = Say("提交的先后与记录时间相反", "the commits came in the opposite order")
NO_OWNER = Say("没有负责人", "no owner")
LEFT = Say("负责人已离职或不在名册", "the owner has left, or is not on the roster")


class Claim(NamedTuple):
    """One of two files of the same firm; `entered` is when git first saw it, None without a commit."""

    customer_id: str
    name: str
    person: str | None
    recorded: dt.datetime | None
    entered: dt.datetime | None


class Conflict(NamedTuple):
    """Two files of one firm that two people claim; the `winner` is None where the manager has to decide."""

    first: Claim
    second: Claim
    winner: str | None
    why: Say


class Orphan(NamedTuple):
    """A live customer that nobody who is present answers for."""

    customer_id: str
    name: str
    region: str | None
    former: str | None
    why: Say


class Proposal(NamedTuple):
    """Who could take an orphan: `score` is the load before it (R-ASG-04), `territory` whether his region is meant."""

    customer_id: str
    name: str
    person: str
    score: Decimal
    territory: bool


# --- conflicts ------------------------------------------------------------------------------------------------------


def conflicts(book: Book, policy: Policy) -> Iterator[Conflict]:
    """Every pair of files of one firm that different people collected (R-ASG-02, R-ASG-03)."""
    assert duplicate_customer.book is not None  # noqa: S101 it is a rule of the whole book
    rows = {row.id: row for row in book.columns.rows("customer")}
    for problem in duplicate_customer.book(book.columns, policy):
        other, later = rows[str(problem.figures["other"])], rows[problem.record]
        first, second = _claim(book, other), _claim(book, later)
        if first.person != second.person:
            yield Conflict(first, second, *_settled(book, policy, (other, later), (first, second)))


def _claim(book: Book, row: Row) -> Claim:
    person = row.collected_by or row.owner
    return Claim(row.id, customer_name(book, row.id), person, row.recorded_at, book.entered.get(row.file))


def _settled(book: Book, policy: Policy, rows: tuple[Row, Row], claims: tuple[Claim, Claim]) -> tuple[str | None, Say]:
    """Who has it and why: what a manager decided, else the earlier record, where nothing speaks against it."""
    for row in rows:
        last = row.assignments[-1] if row.assignments else None
        if last is not None and last.reason == AssignReason.manager_decision:
            return last.assignee, DECIDED
    if policy.assign.conflict_rule == ConflictRule.manager_only:
        return None, _left_to_manager(POLICY)
    doubt = _doubt(book, claims)
    if doubt is not None:
        return None, _left_to_manager(doubt)
    earlier = min((claim.recorded, claim) for claim in claims if claim.recorded)[1]
    return earlier.person, EARLIER


def _left_to_manager(why: Say) -> Say:
    return MANAGER.filled({"why": why})


def _doubt(book: Book, claims: tuple[Claim, Claim]) -> Say | None:
    """What keeps the earlier record from winning; git's order of commits is the evidence."""
    first, second = claims
    if first.recorded is None or second.recorded is None:
        return UNDATED
    if first.recorded == second.recorded:
        return SAME
    for claim in claims:
        days = _ahead(book, claim)
        if days > TRUSTED:
            return DOUBTED.filled({"id": claim.customer_id, "days": days})
    entered = first.entered is not None and second.entered is not None and first.entered != second.entered
    if entered and (first.recorded < second.recorded) != (first.entered < second.entered):  # type: ignore[operator]
        return CONTRARY
    return None


def _ahead(book: Book, claim: Claim) -> int:
    """How many working days a record claims to be older than its commit."""
    if claim.recorded is None or claim.entered is None:
        return 0
    return book.workdays.between(claim.recorded.date(), claim.entered.astimezone(claim.recorded.tzinfo).date())


# --- customers of nobody --------------------------------------------------------------------------------------------


def orphans(book: Book, today: dt.date) -> tuple[Orphan, ...]:
    """Live customers without an owner, or whose owner has left (R-ASG-06)."""
    roster = roster_of(book.columns)
    found = []
    for row in book.columns.rows("customer"):
        if row.lifecycle_status in ENDED or (row.owner and employed(roster, row.owner, today)):
            continue
        why = LEFT if row.owner else NO_OWNER
        found.append(Orphan(row.id, customer_name(book, row.id), row.region, row.owner, why))
    return tuple(found)


def owned(book: Book) -> dict[str, tuple[Row, ...]]:
    """Owner -> the live customers that are his."""
    found: dict[str, list[Row]] = {}
    for row in book.columns.rows("customer"):
        if row.owner and row.lifecycle_status not in ENDED:
            found.setdefault(row.owner, []).append(row)
    return {person: tuple(rows) for person, rows in found.items()}


def ownership(row: Row, book: Book, policy: Policy, today: dt.date, *, disputed: bool = False) -> Ownership:
    """Where a customer stands in SM-14; `disputed` where another file of the firm is somebody else's."""
    if disputed:
        return Ownership.conflict
    if row.owner is None or not employed(roster_of(book.columns), row.owner, today):
        return Ownership.orphan if row.assignments or row.owner else Ownership.collected
    given = row.assignments[-1] if row.assignments else None
    since = given.date if given is not None else dt.date.min
    talks = by_customer(book.columns).get(row.id, ())
    if any(row.owner in each.people and since <= each.day <= today for each in talks):
        return Ownership.contacted
    if given is not None and row.lifecycle_status in NEW:
        last = after_days(book.workdays, policy.calendar, given.date, policy.assign.first_contact_days)
        if today > last.date:
            return Ownership.lapsed
    return _given_by(given.reason) if given is not None else Ownership.owned


def _given_by(reason: AssignReason) -> Ownership:
    if reason in (AssignReason.manager_decision, AssignReason.reassigned_no_contact):
        return Ownership.moved
    return Ownership.assigned if reason in (AssignReason.orphan, AssignReason.balanced) else Ownership.owned


# --- a proposal -----------------------------------------------------------------------------------------------------


def load_score(customers: int, ability: int | None, weight: BalanceWeight) -> Decimal:
    """How loaded somebody is: customers by ability, each as heavy as policy says; unknown ability is average."""
    able = 1 + weight.ability * (Decimal(ability or AVERAGE) / AVERAGE - 1)
    return weight.count * customers / able


def present(roster: Roster, today: dt.date) -> tuple[Staff, ...]:
    """The representatives at work on a day: in post, not away."""
    people = (roster.staff[each] for each in sorted(roster.staff) if posts(roster, each, Role.rep, today))
    return tuple(person for person in people if not _away(person, today))


def _away(person: Staff, today: dt.date) -> bool:
    since = person.absent_from
    return since is not None and since <= today and (person.absent_to is None or today <= person.absent_to)


def proposals(book: Book, policy: Policy, today: dt.date, lone: tuple[Orphan, ...]) -> Iterator[Proposal]:
    """Each orphan to the least loaded of those whose territory it lies in, of all where nobody's is (R-ASG-04)."""
    people = present(roster_of(book.columns), today)
    counts = {person.id: 0 for person in people}
    counts |= {person: len(rows) for person, rows in owned(book).items() if person in counts}
    for orphan in lone:
        near = tuple(person for person in people if orphan.region and orphan.region in _lands(person))
        chosen = _least(near or people, counts, policy.assign.balance_weight)
        if chosen is not None:
            score = load_score(counts[chosen.id], chosen.capability, policy.assign.balance_weight)
            yield Proposal(orphan.customer_id, orphan.name, chosen.id, score, bool(near))
            counts[chosen.id] += 1


def _lands(person: Staff) -> tuple[str, ...]:
    """The regions that somebody works (R-DAT-07)."""
    return (*person.territory, *((person.region,) if person.region else ()))


def _least(people: tuple[Staff, ...], counts: Mapping[str, int], weight: BalanceWeight) -> Staff | None:
    def load(person: Staff) -> tuple[Decimal, str]:
        return load_score(counts[person.id], person.capability, weight), person.id

    return min(people, key=load, default=None)
