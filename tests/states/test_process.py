from itertools import pairwise

import pytest

from kamcli.model.kinds import KINDS
from kamcli.model.signoff import Act
from kamcli.model.spelling import canonical, spelling
from kamcli.rules.register import RULES
from kamcli.states.ownership import OWNERSHIP
from kamcli.states.process import (
    LINES,
    PROCESSES,
    SIGNED,
    demanded_act,
    position,
    reached,
    step_by_act,
    step_to,
    target_of,
)
from kamcli.states.step import Process

EVERY = pytest.mark.parametrize("process", [*PROCESSES.values(), OWNERSHIP], ids=lambda process: process.title.en)
BOTH = pytest.mark.parametrize("process", SIGNED.values(), ids=SIGNED)
ENDED = {"lost", "bad", "closed", "archived", "rejected", "cancelled", "expired"}  # asks for nothing new


@EVERY
def test_every_state_of_the_model_is_in_the_table(process: Process) -> None:
    states = set(type(process.line[0]))
    named = {step.target for step in process.steps} | {each for step in process.steps for each in step.sources}
    assert named == states
    assert states - set(process.line) - set(process.beside) <= ENDED


@EVERY
def test_main_line_can_be_walked(process: Process) -> None:
    for before, after in pairwise(process.line):
        assert step_to(process, before, after), (before, after)


@EVERY
def test_everything_can_be_reached_from_the_first_state(process: Process) -> None:
    found = {process.line[0]}
    for _ in process.steps:
        found |= {step.target for step in process.steps if found & set(step.sources)}
    assert found == set(type(process.line[0]))


@BOTH
def test_execution_is_reached_through_the_approval_only(process: Process) -> None:
    approved = target_of(process, Act.approve)
    without = {process.line[0]}
    for _ in process.steps:
        steps = (step for step in process.steps if step.act != Act.approve)
        without |= {step.target for step in steps if without & set(step.sources)}
    after = {each for each in type(approved) if demanded_act(process, each) == Act.approve}
    assert approved in after
    assert not without & after


@EVERY
def test_one_step_between_two_states_for_each_act(process: Process) -> None:
    seen = [(source, step.target, step.act) for step in process.steps for source in step.sources]
    assert len(seen) == len(set(seen))


@EVERY
def test_what_a_step_needs_and_stamps_are_fields_of_its_kind(process: Process) -> None:
    table = spelling(KINDS[process.kind].model)
    assert not process.field or process.field in table.terms
    for step in process.steps:
        for name in (*step.needs, *(stamped for stamped, _ in step.stamps)):
            assert canonical(table, name) is not None, name


@EVERY
def test_only_signed_processes_have_sign_offs(process: Process) -> None:
    assert (SIGNED.get(process.kind) is process) == any(step.act for step in process.steps)


@BOTH
def test_state_that_opens_a_revision_demands_nothing(process: Process) -> None:
    assert [demanded_act(process, step.target) for step in process.steps if step.renews] == [None, None]


@EVERY
def test_guard_is_a_rule_or_named_as_not_checkable(process: Process) -> None:
    from kamcli.changes.guards import TITLES

    guards = {guard for step in process.steps for guard in step.guards}
    assert guards <= {rule.id for rule in RULES} | set(TITLES)


@pytest.mark.parametrize(
    ("kind", "state", "act"),
    [
        ("contract", "draft", None),
        ("contract", "clause_reviewed", None),
        ("contract", "submitted", "submit"),
        ("contract", "signed_chain", "sign"),
        ("contract", "approved", "approve"),
        ("contract", "fulfilled", "approve"),
        ("contract", "returned", None),
        ("contract", None, None),
        ("application", "amended", None),
        ("application", "ended", "approve"),
    ],
)
def test_what_a_state_demands(kind: str, state: str | None, act: str | None) -> None:
    assert demanded_act(PROCESSES[kind], state) == act


@pytest.mark.parametrize(
    ("kind", "state", "since", "expected"),
    [
        ("contract", "clause_reviewed", "pending", True),
        ("contract", "approved", "signed", False),
        ("contract", "signed_by_both", "signed", True),
        ("contract", "terminated", "signed", True),
        ("contract", "rejected", "clause_reviewed", False),
        ("application", "amended", "approved", True),
        ("customer", "watch", "active", True),
        ("customer", "candidate", "active", False),
        ("customer", "lost", "lead", False),
        ("customer", None, "lead", False),
        ("customer", "active", "coded", False),
        ("ka_status", "suspended", "applied", True),
        ("reconciliation", "sent", "confirmed", False),
    ],
)
def test_required_from_a_state_on(kind: str, state: str | None, since: str, *, expected: bool) -> None:
    assert reached(kind, state, since) is expected


def test_lines_are_states_of_their_kinds() -> None:
    for kind, (line, beside) in LINES.items():
        assert all(position(kind, state) is not None for state in (*line, *beside))
        assert kind in (*KINDS, "ka_status")


def test_band_one_goes_from_submitted_to_approved() -> None:
    step = step_by_act(PROCESSES["application"], Act.approve, "submitted")
    assert step is not None
    assert step.target == "approved"
