"""The weekly digest (每周简报, F-53): what needs a manager, in the order of spec 3.3, each line from a rule."""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from kamcli.clocks.workdays import plus_days
from kamcli.model.answers import Answers, Question
from kamcli.model.choices import AccessLevel, Scheme
from kamcli.model.finding import Finding, Say, Severity
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import overdue as deadlines
from kamcli.views import tier
from kamcli.views.approvals import Approval, approvals
from kamcli.views.arrears import Aged, Arrears, aged, arrears
from kamcli.views.book import Book
from kamcli.views.deadlines import ClockLine, Group, by_owner, items_question
from kamcli.views.delegated import Delegated, delegated
from kamcli.views.digest_class import limited
from kamcli.views.digest_dealings import GREETED, CallbackHalf, Greeting, VisitCount, dealings
from kamcli.views.edits import NewCustomer, WatchedChange
from kamcli.views.executive_visits import Relation
from kamcli.views.faults import Fault, faults
from kamcli.views.grades import Difference, Grades, Near, grades_of
from kamcli.views.overdue import OverdueView
from kamcli.views.portfolio import Counted, by_state, by_tier
from kamcli.views.sales import SalesGlance, sales_glance, sales_questions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """A deadline; `count` says how many like it stand behind (a customer's invoices stand in one line)."""

    line: ClockLine
    count: int


class OwnerTurns(NamedTuple):
    """What one person has missed; `id` is "" for what is nobody's."""

    id: str
    name: str
    total: int
    turns: tuple[Turn, ...]


class Waiting(NamedTuple):
    """An approval that waits; `days` since its last sign-off, None before the first."""

    approval: Approval
    since: dt.date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """From `since` (exclusive) to `as_of`, and ahead to `until`; both spans are `digest.due_ahead_days` long.

    `reason` says why there are no receivables, `sales` is None without a sales ledger, `changed` without a history that
    reaches back to `since`. What `not_configured` names is missing in policy.yaml, and with it the part that needs it.
    `most` is the highest class that is shown, `withheld` names the parts that lie above it and are empty here.
    """

    as_of: dt.date
    since: dt.date
    until: dt.date
    faults: tuple[Fault, ...]
    errors: int
    warnings: int
    missed: tuple[OwnerTurns, ...]
    late: int
    due: tuple[Turn, ...]
    approvals: tuple[Waiting, ...]
    new: tuple[NewCustomer, ...]
    changed: tuple[WatchedChange, ...] | None
    reason: Say | None
    arrears: tuple[Arrears, ...]
    aged: tuple[Aged, ...]
    differences: tuple[Difference, ...]
    near: tuple[Near, ...]
    visits: tuple[VisitCount, ...]
    executives: tuple[Relation, ...]
    callbacks: CallbackHalf | None
    greetings: tuple[Greeting, ...]
    states: tuple[Counted, ...]
    primary: Scheme | None
    tiers: tuple[Counted, ...]
    sales: SalesGlance | None
    delegated: tuple[Delegated, ...]
    not_configured: tuple[str, ...]
    most: AccessLevel
    withheld: tuple[Say, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing needs anybody's attention: the figures alone are no reason to write."""
        urgent = (self.faults, self.missed, self.due, self.approvals, self.aged, self.differences, self.near)
        return not any((*urgent, self.new, self.changed, self.greetings, self.delegated, self.not_configured))


def questions(policy: Policy, today: dt.date) -> tuple[Question[Any], ...]:
    """What the digest asks the ledgers."""
    asked: list[Question[Any]] = []
    for part in (deadlines.questions, tier.questions, sales_questions):
        with suppress(NotConfigured):  # the digest says so in its place
            asked += part(policy, today)
    return tuple(asked)


def digest(book: Book, answers: Answers, policy: Policy, today: dt.date, max_class: str = "") -> Digest:
    """The digest of a day up to a class ("" = `digest.max_class`); KamError where a ledger can't be read."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    return limited(_whole(book, answers, policy, today, most))


def _whole(book: Book, answers: Answers, policy: Policy, today: dt.date, most: AccessLevel) -> Digest:
    span = policy.digest.due_ahead_days
    since, until = plus_days(today, -span), plus_days(today, span)
    gaps = Gaps()
    late = deadlines.overdue(book, answers, policy, today, span)
    waits = gaps.part(lambda: approvals(book, answers, policy, today).items)
    shown = _tiers(book, gaps.part(lambda: grades_of(book, tier.tier(book, answers, policy, today))))
    shown |= dealings(book, policy, gaps.part, (since, today, until), most)
    return Digest(
        as_of=today,
        since=since,
        until=until,
        faults=faults(book.findings, most, book.lang),
        errors=_count(book.findings, Severity.error),
        warnings=_count(book.findings, Severity.warning),
        approvals=tuple(waiting(each, today) for each in waits or ()),
        aged=_aged(book, answers, policy, since, today, late),
        states=by_state(book),
        sales=gaps.part(lambda: sales_glance(answers, policy, today)),
        delegated=delegated(book, since, today),
        most=most,
        not_configured=tuple(dict.fromkeys((*gaps.parameters, *(each.parameter for each in late.not_configured)))),
        **_deadlines(late),
        **shown,
    )


def _deadlines(late: OverdueView) -> dict[str, Any]:
    """Clocks and receivables."""
    return {
        "missed": tuple(_owner(group) for group in late.by_owner),
        "late": len(late.missed),
        "due": _turns(by_owner(tuple(each for each in late.coming if each.clock not in GREETED))),
        "reason": late.reason,
        "arrears": (*arrears(late.receivables, office=False), *arrears(late.office_receivables, office=True)),
    }


def _tiers(book: Book, graded: Grades | None) -> dict[str, Any]:
    """What the primary scheme proposes; empty where the schemes are not configured."""
    if graded is None:
        return {"differences": (), "near": (), "primary": None, "tiers": ()}
    return {
        "differences": tuple(each for each in graded.differences if each.primary),
        "near": graded.near,
        "primary": graded.primary,
        "tiers": by_tier(book, graded.primary),
    }


class Gaps:
    """Builds parts of a view; one that is not configured is None, and its missing parameter is kept."""

    def __init__(self) -> None:
        self.parameters: list[str] = []

    def part(self, build: Callable[[], T]) -> T | None:
        """What `build` gives."""
        try:
            return build()
        except NotConfigured as lack:
            self.parameters.append(lack.parameter)
            return None


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(each.severity is severity for each in findings)


def _owner(group: Group) -> OwnerTurns:
    return OwnerTurns(group.id, group.name, len(group.lines), tuple(Turn(*each) for each in group.condensed))


def _turns(groups: Iterable[Group]) -> tuple[Turn, ...]:
    """Everybody's deadlines in the order of their days, a shared one once."""
    found = dict.fromkeys(Turn(*each) for group in groups for each in group.condensed)
    return tuple(sorted(found, key=lambda turn: (turn.line.due, turn.line.clock, turn.line.record)))


def waiting(approval: Approval, today: dt.date) -> Waiting:
    """How long an approval has waited for its next step."""
    since = max((taken.at.date() for taken in approval.done), default=None)
    return Waiting(approval, since, (today - since).days if since else None)


def _aged(
    book: Book, answers: Answers, policy: Policy, since: dt.date, today: dt.date, late: OverdueView
) -> tuple[Aged, ...]:
    items = answers[items_question(today)]
    if late.reason is not None or items is None:
        return ()
    return aged(book, items, policy.receivables.buckets, since, today)
