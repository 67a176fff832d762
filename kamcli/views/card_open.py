"""What is open at a customer: problems and countermeasures, contracts, debts, deadlines."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.engine import Running
from kamcli.model.answers import ZERO, Answers
from kamcli.model.base import Choice
from kamcli.model.columns import Row
from kamcli.model.contract import ContractState
from kamcli.model.finding import Say
from kamcli.model.money import share
from kamcli.model.policy import Policy
from kamcli.states.approval import Standing, standings
from kamcli.states.roster import roster_of
from kamcli.views import overdue as deadlines
from kamcli.views.ageing import Debt, Layers
from kamcli.views.approvals import Approval, Turn, approval
from kamcli.views.book import Book
from kamcli.views.deadlines import ClockLine, lines, reading_of

ENDED = (ContractState.fulfilled, ContractState.expired, ContractState.terminated, ContractState.rejected)


class Task(NamedTuple):
    """An open problem or countermeasure; `days_over` is 0 where the day has not passed or none was set."""

    text: str
    owner: str | None
    since: dt.date | None
    due: dt.date | None
    days_over: int


class OpenContract(NamedTuple):
    """A contract that has not ended, where its approval stands, who has signed and whose turn it is."""

    id: str
    contract_no: str | None
    title: str | None
    amount: Decimal | None
    state: Choice | None
    effective_to: dt.date | None
    approval: Say
    signers: Say
    turn: Turn | None


class Exposure(NamedTuple):
    """What the customer owes in the company's currency beside its credit limit; `share_pct` None for a limit of 0."""

    outstanding: Decimal
    limit: Decimal
    share_pct: str | None
    over: Decimal


class Owed(NamedTuple):
    """What the customer owes in one currency; `office` is the other layer, which is never added (R-PAY-03)."""

    currency: str
    office: bool
    debt: Debt


def tasks(tasks: Iterable[Any] | None, today: dt.date) -> tuple[Task, ...]:
    """What is still open, the most urgent first."""
    opened = [each for each in tasks or () if getattr(each, "closed_on", None) is None]
    opened = [each for each in opened if getattr(each, "done_on", None) is None]
    opened.sort(key=lambda each: each.due or dt.date.max)
    return tuple(
        Task(each.text, each.owner, getattr(each, "since", None), each.due, _over(each.due, today)) for each in opened
    )


def _over(due: dt.date | None, today: dt.date) -> int:
    return max((today - due).days, 0) if due else 0


def contracts(book: Book, policy: Policy, today: dt.date, customer_id: str) -> tuple[OpenContract, ...]:
    rows = [row for row in book.columns.rows("contract") if row.customer == customer_id and row.state not in ENDED]
    ids, roster = {row.id for row in rows}, roster_of(book.columns)
    stands = {each.subject.id: each for each in standings(book.columns, policy) if each.subject.id in ids}
    rows.sort(key=lambda row: (row.effective_to or dt.date.max, row.id))
    return tuple(_contract(row, stands[row.id], approval(stands[row.id], book, roster, today)) for row in rows)


def _contract(row: Row, standing: Standing, told: Approval) -> OpenContract:
    return OpenContract(
        row.id,
        row.contract_no,
        row.title,
        row.amount,
        row.state,
        row.effective_to,
        said(standing),
        told.signers,
        told.next,
    )


def said(standing: Standing) -> Say:
    """Where an approval stands, in words."""
    turn = standing.next
    if standing.complete:
        return Say("审批已完成", "approved")
    if standing.closed is not None:
        act = standing.closed.act
        return Say(f"已{act.zh}", f"closed: {act.en}")
    if turn is not None:
        return Say(f"待{turn.role.zh}{turn.act.zh}", f"waits for {turn.role.en} to {turn.act.en}")
    return Say("签署有问题，须重新提交", "a sign-off does not count: submit anew")


def owed(book: Book, answers: Answers, policy: Policy, today: dt.date, customer_id: str) -> tuple[Owed, ...] | None:
    view = deadlines.of_customer(deadlines.overdue(book, answers, policy, today), customer_id)
    if view.receivables is None or view.office_receivables is None:
        return None
    return (*_layer(view.receivables, office=False), *_layer(view.office_receivables, office=True))


def _layer(layers: Layers, *, office: bool) -> tuple[Owed, ...]:
    return tuple(Owed(currency, office, debt) for currency, one in layers.items() for debt in one.customers)


def exposure(owed: tuple[Owed, ...] | None, limit: Decimal | None, policy: Policy) -> Exposure | None:
    """None where there is no limit, or no ledger."""
    if owed is None or limit is None:
        return None
    own = policy.company.currency
    total = sum((each.debt.outstanding for each in owed if each.currency == own and not each.office), ZERO)
    taken = share(total, limit, (Decimal(100),)) if limit else None
    return Exposure(total, limit, taken, max(total - limit, ZERO))


def dates(book: Book, answers: Answers, policy: Policy, today: dt.date, customer_id: str) -> tuple[ClockLine, ...]:
    """What is late for this customer, then of each clock the next deadline, in the order of their days."""
    running = reading_of(book, answers, policy, today).running
    mine = sorted((each for each in running if each.due.customer_id == customer_id), key=lambda each: each.last.date)
    next_ones: dict[str, Running] = {}
    for each in mine:
        if each.days_over <= 0:
            next_ones.setdefault(each.clock.id, each)
    return lines((*(each for each in mine if each.days_over > 0), *next_ones.values()), book, policy)
