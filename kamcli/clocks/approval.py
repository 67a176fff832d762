"""Clocks of approvals: delegations that end (授权期满), steps that wait (审批待办)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts
from kamcli.clocks.workdays import Day, after_workdays
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.states.approval import Standing, may_act, pending
from kamcli.states.chain import Stage
from kamcli.states.roster import Roster, called, roster_of

BLOCKED = Say("有一份签署不算数，要提交新版次", "a sign-off does not count: a new revision has to be submitted")
NOON = dt.time(12)  # whose turn it is, is asked for a day; a delegation covers whole days


def delegation_end(facts: Facts, _: Policy, today: dt.date) -> Iterator[Due]:
    """CK-39: every delegation up to its last day; one that has ended or was revoked is over, not late."""
    roster = roster_of(facts.columns)
    for row in facts.columns.rows("delegation"):
        if row.id not in roster.revoked and row.valid_to >= today:
            about = _trust(row, roster)
            yield Due(row.id, "delegation", "", (row.grantor,), row.valid_from, Day(row.valid_to), about)


def approval_pending(facts: Facts, policy: Policy, today: dt.date) -> Iterator[Due]:
    """CK-42: every approval that was submitted and waits, in working days since its last sign-off."""
    length = policy.approval.step_workdays
    roster = roster_of(facts.columns)
    for waiting in pending(facts.columns, policy):
        since: dt.datetime = max(act.at for act in waiting.acts)
        persons = _turn(waiting, roster, policy, dt.datetime.combine(today, NOON, since.tzinfo))
        last = after_workdays(facts.workdays, policy.calendar, since.date(), length)
        subject = waiting.subject
        customer, about = subject.errand.customer or "", _awaited(waiting.next)
        yield Due(subject.id, subject.row.kind, customer, persons, since.date(), last, about)


def _turn(waiting: Standing, roster: Roster, policy: Policy, moment: dt.datetime) -> tuple[str, ...]:
    """Who may take the next step; where none can be taken, who prepared the thing."""
    if waiting.next is None:
        return tuple(dict.fromkeys(waiting.subject.prepared_by))
    return may_act(waiting.next, waiting.subject, roster, policy, moment)


def _awaited(stage: Stage | None) -> Say:
    return Say(f"待{stage.role.zh}{stage.act.zh}", f"{stage.role.en} has to {stage.act.en}") if stage else BLOCKED


def _trust(row: Row, roster: Roster) -> Say:
    delegate = called(roster, row.delegate)
    return Say(f"{delegate} 代行{row.role.zh}", f"{delegate} acts as {row.role.en}")
