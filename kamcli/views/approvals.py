"""What waits for a signature and whose turn it is, and the register of what was approved or sent back (F-64)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.choices import Boundary, Role
from kamcli.model.finding import Problem, Say
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.rules.signoffs import BY_ID, problem
from kamcli.states.approval import Standing, may_act, standings
from kamcli.states.chain import Stage
from kamcli.states.roster import Roster, called, roster_of
from kamcli.states.verdict import Done
from kamcli.views.book import Book
from kamcli.views.names import customer_name

NOON = dt.time(12, tzinfo=dt.UTC)  # posts and delegations are asked by the day


class Taken(NamedTuple):
    """A stage that somebody took; `days` since the stage before, `level` says how well it is known who."""

    act: Act
    role: Role
    by: str
    name: str
    at: dt.datetime
    delegation: str | None
    level: str
    days: int


class Turn(NamedTuple):
    """Whose turn it is: staff ids, and the same people by name."""

    act: Act
    role: Role
    persons: tuple[str, ...]
    names: tuple[str, ...]


class Approval(NamedTuple):
    """One subject: what is required, what is done, what is next; `edge` names the reading where the amount is an edge.

    `outcome` is the act that ended it, approve included; `file_no` the filing number (备案号) of a band that has one.
    """

    subject: str
    customer_id: str
    customer: str
    revision: int | None
    band: int | None
    edge: Boundary | None
    amount: Decimal | None
    required: tuple[Stage, ...]
    done: tuple[Taken, ...]
    next: Turn | None
    problems: tuple[Say, ...]
    outcome: Act | None = None
    ended_on: dt.date | None = None
    file_no: str | None = None

    @property
    def signers(self) -> Say:
        """Who took which stage, in order; a delegate is marked."""
        told = tuple(Say(*(_signer(each, lang) for lang in ("zh", "en"))) for each in self.done)
        return Say(" → ".join(each.zh for each in told), " → ".join(each.en for each in told))

    @property
    def days(self) -> int:
        """From the first stage to the last one taken."""
        return sum(each.days for each in self.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsView:
    """`items` wait, the one that waits longest first; `register` is approved or closed, the latest first."""

    as_of: dt.date
    items: tuple[Approval, ...]
    register: tuple[Approval, ...]


def questions(_: Policy, __: dt.date) -> tuple[Question[Any], ...]:
    """The ledgers say nothing about approvals."""
    return ()


def approvals(book: Book, _: Answers, policy: Policy, today: dt.date) -> ApprovalsView:
    """The approvals of a book on a day."""
    roster = roster_of(book.columns)
    found = tuple(standings(book.columns, policy))
    open_now = sorted((each for each in found if each.waiting or each.unsigned), key=_last_act)
    over = (each for each in found if each.acts and (each.complete or each.closed is not None))
    register = [approval(each, book, roster, today) for each in over]
    register.sort(key=lambda each: (each.ended_on or dt.date.min, each.subject), reverse=True)
    items = tuple(approval(each, book, roster, today) for each in open_now)
    return ApprovalsView(as_of=today, items=items, register=tuple(register))


def approval(standing: Standing, book: Book, roster: Roster, today: dt.date) -> Approval:
    """One subject with its people by name."""
    subject, band = standing.subject, standing.subject.chain.band
    end = standing.closed or (standing.done[-1].row if standing.complete and standing.done else None)
    return Approval(
        subject=subject.id,
        customer_id=subject.errand.customer or "",
        customer=customer_name(book, subject.errand.customer),
        revision=subject.revision,
        band=band.number if band else None,
        edge=band.edge if band else None,
        amount=subject.errand.amount if band else None,
        required=subject.chain.stages,
        done=tuple(_taken(standing.done, roster)),
        next=turn_of(standing, roster, book.policy, today),
        problems=problems(standing),
        outcome=end.act if end else None,
        ended_on=end.at.date() if end else None,
        file_no=next((each.row.file_no for each in standing.done if each.row.file_no), None),
    )


def _taken(done: tuple[Done, ...], roster: Roster) -> Iterable[Taken]:
    before: dt.date | None = None
    for each in done:
        row, day = each.row, each.row.at.date()
        days = (day - before).days if before else 0
        name = roster.staff[row.by].name if row.by in roster.staff else row.by
        yield Taken(row.act, row.role, row.by, name, row.at, row.delegation, each.level, days)
        before = day


def turn_of(standing: Standing, roster: Roster, policy: Policy, today: dt.date) -> Turn | None:
    """Whose turn it is on a day."""
    stage = standing.next
    if stage is None:
        return None
    persons = may_act(stage, standing.subject, roster, policy, dt.datetime.combine(today, NOON))
    return Turn(stage.act, stage.role, persons, tuple(called(roster, each) for each in persons))


def problems(standing: Standing) -> tuple[Say, ...]:
    """Every sign-off that doesn't count and why, and what is remarked about those that do."""
    return tuple(_problems(standing))


def _problems(standing: Standing) -> Iterable[Say]:
    for trouble in standing.troubles:
        rule, told = BY_ID[trouble.rule], problem(trouble)
        yield Say(*(_sentence(rule.says[told.variant], told, trouble.signoff.id, lang) for lang in ("zh", "en")))


def _sentence(say: Say, told: Problem, signoff: str, lang: str) -> str:
    return f"{signoff}: {say.read(lang, told.figures)}"


def _signer(each: Taken, lang: str) -> str:
    trust = f"({each.delegation})" if each.delegation else ""
    act = each.act.zh if lang == "zh" else each.act.en
    return f"{each.name} {act}{trust} {each.at.date()}"


def _last_act(standing: Standing) -> tuple[dt.date, str]:
    days = (act.at.date() for act in standing.acts)
    return max(days, default=dt.date.max), standing.subject.id
