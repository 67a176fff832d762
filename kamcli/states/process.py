"""Every process by its kind, and what its table answers: where a state stands, which steps lead on (spec 5)."""

from collections.abc import Mapping

from kamcli.model.base import Choice
from kamcli.model.contract import ContractState as C
from kamcli.model.reconciliation import ReconciliationState as R
from kamcli.model.signoff import Act
from kamcli.states.lifecycle import KA_LINE, LIFECYCLE
from kamcli.states.signing import APPLICATION, CONTRACT
from kamcli.states.step import Line, Process, Step
from kamcli.states.visiting import VISITING

PROCESSES: Mapping[str, Process] = {each.kind: each for each in (LIFECYCLE, APPLICATION, CONTRACT, *VISITING)}

SIGNED: Mapping[str, Process] = {each.kind: each for each in (APPLICATION, CONTRACT)}

# Main lines say from which state on a field is asked for; those of the last two have no table of steps.
LINES: Mapping[str, Line] = {
    **{kind: (process.line, process.beside) for kind, process in PROCESSES.items()},
    "ka_status": KA_LINE,
    "reconciliation": ((R.drafted, R.sent, R.confirmed), {}),
}
ALSO_CALLED: Mapping[str, Mapping[str, Choice]] = {
    "contract": {"pending": C.clause_reviewed, "signed": C.signed_by_both}
}


def position(kind: str, state: str | None) -> int | None:
    """Where a state stands on its main line, from 0; None for one that asks for nothing new (lost, closed …)."""
    line, beside = LINES[kind]
    found = next((each for each in (*beside, *line) if each == state), None)
    if found is None:
        return None
    return line.index(beside.get(found, found))


def reached(kind: str, state: str | None, since: str) -> bool:
    """Whether a record has come to the state `since`, a word of the models, along its main line (spec 0.2)."""
    where = position(kind, state)
    asked = position(kind, ALSO_CALLED.get(kind, {}).get(since, since))
    return where is not None and asked is not None and where >= asked


def step_by_act(process: Process, act: Act, state: str | None) -> Step | None:
    """The step that a sign-off makes from a state."""
    return next((step for step in process.steps if step.act == act and state in step.sources), None)


def target_of(process: Process, act: Act) -> Choice:
    """The state that an act leads to once it is wholly taken."""
    return next(step.target for step in process.steps if step.act == act)


def step_to(process: Process, state: str | None, target: str) -> Step | None:
    """The step from a state to another."""
    return next((step for step in process.steps if state in step.sources and step.target == target), None)


def is_signed(process: Process, state: str | None) -> bool:
    """Whether a sign-off leads to a state."""
    return any(step.act is not None and step.target == state for step in process.steps)


def targets(process: Process, state: str | None) -> tuple[Choice, ...]:
    """Where a record can go from a state."""
    return tuple(step.target for step in process.steps if state in step.sources)


def demanded_act(process: Process, state: str | None) -> Act | None:
    """The last sign-off that must have been given before a record may be in a state: submit, sign, approve, or none."""
    where = position(process.kind, state)
    if where is None or any(step.renews and step.target == state for step in process.steps):
        return None
    acts = tuple(act for act in (Act.submit, Act.sign, Act.approve) if any(step.act == act for step in process.steps))
    return next(
        (act for act in reversed(acts) if where >= (position(process.kind, target_of(process, act)) or 0)), None
    )
