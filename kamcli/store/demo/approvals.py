"""The way of each application and contract through its states, as the sign-offs and dates of the records tell it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kamcli.changes.approve import message_of, title_of
from kamcli.changes.change import Delete, Edit, Put
from kamcli.model.columns import Row
from kamcli.model.customer import KaStatus
from kamcli.model.signoff import Act
from kamcli.states.process import PROCESSES, reached, target_of
from kamcli.store.demo.book import Demo, Event, undone

ENDED = ("fulfilled", "expired", "terminated", "ended")
_STATUS: Mapping[Act, KaStatus] = MappingProxyType(
    {
        Act.submit: KaStatus.applied,
        Act.approve: KaStatus.approved,
        **dict.fromkeys((Act.return_, Act.reject, Act.withdraw), KaStatus.none),
    }
)
FILLED_BY_SIGNING = ("signed_on", "our_signatory", "their_signatory")


class Stop(NamedTuple):
    """A state that a record came to: when, by whom, and the edits that take out what was filled with it."""

    at: dt.datetime
    by: str
    state: str
    filled: tuple[Edit, ...] = ()
    subject: str = ""
    body: str = ""


def approvals(demo: Demo) -> Iterator[Event]:
    """The events of all applications and contracts but their first."""
    for row in demo.book.columns.rows("contract"):
        yield from _events(row, (*_signed(demo, row), *_contract(demo, row)))
    for row in demo.book.columns.rows("application"):
        yield from _events(row, (*_signed(demo, row), *_application(demo, row)))
        yield from _statuses(demo, row)


def _events(row: Row, stops: tuple[Stop, ...]) -> Iterator[Event]:
    """Stops as events: each takes the state back to the one before it."""
    state = "draft"
    ordered = sorted(stops, key=lambda each: each.at)
    for stop in ordered:
        edits = (*stop.filled, *((Put(("state",), state),) if stop.state != state else ()))
        if edits:
            subject = stop.subject or f"{row.id}: {state} -> {stop.state}"
            back = undone(row.file, *edits, last=stop is ordered[-1])
            yield Event(stop.at, stop.by, subject, row.file, back, body=stop.body)
        state = stop.state


def _signed(demo: Demo, row: Row) -> Iterator[Stop]:
    """The states that sign-offs made; a signature makes one only when no other signature is missing."""
    acts = _acts(demo, row)
    for position, act in enumerate(acts):
        following = next((each for each in acts[position + 1 :] if each.revision == act.revision), None)
        partial = act.act == Act.sign and _another_follows(following, row)
        state = target_of(PROCESSES[row.kind], Act.submit if partial else act.act)
        yield Stop(act.at, act.by, str(state.value), subject=title_of(act), body=message_of(act))


def _acts(demo: Demo, row: Row) -> list[Row]:
    mine = (each for each in demo.book.columns.rows("signoff") if each.subject == row.id)
    return sorted(mine, key=lambda each: each.at)


def _another_follows(following: Row | None, row: Row) -> bool:
    if following is None:
        return not reached(row.kind, row.state, str(target_of(PROCESSES[row.kind], Act.sign).value))
    return bool(following.act == Act.sign)


def _statuses(demo: Demo, row: Row) -> Iterator[Event]:
    """What the application made of the customer: the department that keeps key accounts enters it the same day."""
    customer, before = demo.row("customer", row.customer), KaStatus.none
    for act in _acts(demo, row):
        after = _STATUS.get(act.act, before)
        if after != before:
            back = undone(customer.file, Put(("ka_status",), str(before.value)))
            subject = f"{customer.id}: 大客户状态由{before.zh}改为{after.zh}"
            yield Event(demo.evening(act.at.date(), customer.id), demo.story.statuses, subject, customer.file, back)
        before = after


def _contract(demo: Demo, row: Row) -> Iterator[Stop]:
    data = demo.data(row.file)
    for review in data.get("clause_review") or ():
        at = demo.day(dt.date.fromisoformat(review["date"]), row.id, "review")
        yield Stop(at, review["reviewer"], "clause_reviewed", (Delete(("clause_review",)),))
    if reached("contract", row.state, "signed_by_both"):
        filled = tuple(Delete((name,)) for name in FILLED_BY_SIGNING if data.get(name))
        yield _moved(demo, row, row.signed_on, "signed_by_both", filled)
    if reached("contract", row.state, "in_force"):
        yield _moved(demo, row, row.effective_from, "in_force")
        for position, one in enumerate(data.get("obligations") or ()):
            yield from _fulfilled(demo, row, position, one)
    if row.state in ENDED:
        yield _moved(demo, row, _end(demo, row), str(row.state.value))


def _fulfilled(demo: Demo, row: Row, position: int, one: dict[str, str]) -> Iterator[Stop]:
    """An obligation done within the contract's life."""
    if done := one.get("done_on"):
        at = ("obligations", position)
        filled = tuple(Delete((*at, name)) for name in ("done_on", "quality") if one.get(name))
        yield _moved(demo, row, dt.date.fromisoformat(done), "in_force", filled)._replace(
            subject=f"{row.id}: 履约“{one['text']}”"
        )


def _application(demo: Demo, row: Row) -> Iterator[Stop]:
    contract = demo.row("contract", row.contract)
    filled = tuple(Delete((name,)) for name in ("post_approval_report",) if demo.data(row.file).get(name))
    if reached("application", row.state, "in_force"):
        begun = demo.story.began.get(row.id, contract.effective_from)
        yield _moved(demo, row, begun, "in_force", filled)
    if row.revision > 1:
        again = "amended" if reached("application", row.state, "in_force") else "draft"
        opened = (Put(("revision",), str(row.revision - 1)),)
        yield _moved(demo, row, row.applied_on, again, opened)
    if row.state in ENDED:
        yield _moved(demo, row, _end(demo, contract), "ended")


def _end(demo: Demo, contract: Row) -> dt.date:
    """The first day after a contract."""
    over: dt.date = contract.effective_to
    return demo.story.ended.get(contract.id, over + dt.timedelta(days=1))


def _moved(demo: Demo, row: Row, day: dt.date, state: str, filled: tuple[Edit, ...] = ()) -> Stop:
    """A step by `kam move`, by who keeps the record."""
    return Stop(demo.day(day, row.id, state), demo.at_work(row.recorded_by, day, row.customer), state, filled)
