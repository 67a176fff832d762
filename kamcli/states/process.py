"""The processes as tables of transitions (spec 5): SM-2 the key-account application, SM-3 the contract."""

from collections.abc import Mapping
from typing import NamedTuple

from kamcli.model.application import ApplicationState as A
from kamcli.model.base import Choice, auto
from kamcli.model.contract import ContractState as C
from kamcli.model.customer import KaStatus as K
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Say
from kamcli.model.reconciliation import ReconciliationState as R
from kamcli.model.signoff import Act


class Actor(Choice):
    """Who takes a step; which roles these are stands in the policy's chains."""

    office = auto(), "办事处"
    signer = auto(), "签署人"
    approver = auto(), "批准人"
    both = auto(), "双方", "both parties"


class Step(NamedTuple):
    """One transition. `act` is the sign-off that makes it; a step without one is made by `kam move`.

    `guards` are the ids of rules that must find nothing; `renews` opens the next revision, which is signed anew.
    """

    sources: tuple[Choice, ...]
    target: Choice
    actors: tuple[Actor, ...]
    guards: tuple[str, ...] = ()
    act: Act | None = None
    renews: bool = False


class Process(NamedTuple):
    """A process: the states of its main line in order, those beside it with the one they count as, and its steps."""

    id: str
    kind: str
    title: Say
    line: tuple[Choice, ...]
    beside: Mapping[Choice, Choice]
    steps: tuple[Step, ...]


DOCUMENTS = ("R-DOC-01", "R-DOC-02", "R-DOC-03", "R-DOC-05", "R-DOC-06", "R-DOC-07")
FILLED = "SCHEMA-05"  # what the state asks for is filled
OFFICE, SIGNER, APPROVER, BOTH = (Actor.office,), (Actor.signer,), (Actor.approver,), (Actor.both,)

APPLICATION = Process(
    "SM-2",
    "application",
    Say("大客户申请", "key-account application"),
    (A.draft, A.submitted, A.signed, A.approved, A.in_force),
    {A.amended: A.in_force, A.ended: A.in_force, A.returned: A.draft, A.rejected: A.draft},
    (
        Step((A.draft, A.amended), A.submitted, OFFICE, (FILLED, *DOCUMENTS), Act.submit),
        Step((A.submitted,), A.signed, SIGNER, (FILLED, *DOCUMENTS), Act.sign),
        Step((A.submitted, A.signed), A.approved, APPROVER, (FILLED, *DOCUMENTS), Act.approve),
        Step((A.submitted, A.signed), A.returned, (Actor.signer, Actor.approver), (), Act.return_),
        Step((A.submitted, A.signed), A.rejected, (Actor.signer, Actor.approver), (), Act.reject),
        Step((A.submitted, A.signed), A.returned, OFFICE, (), Act.withdraw),
        Step((A.returned, A.rejected), A.draft, OFFICE, renews=True),
        Step((A.approved,), A.in_force, OFFICE, ("R-APR-01", "R-APR-02", "R-APR-03", "R-APR-09", "R-GDS-01", FILLED)),
        Step((A.approved, A.in_force), A.amended, OFFICE, renews=True),
        Step((A.in_force,), A.ended, OFFICE),
    ),
)
CONTRACT = Process(
    "SM-3",
    "contract",
    Say("合同审批", "contract"),
    (C.draft, C.clause_reviewed, C.submitted, C.signed_chain, C.approved, C.signed_by_both, C.in_force),
    {
        C.fulfilled: C.in_force,
        C.expired: C.in_force,
        C.terminated: C.in_force,
        C.returned: C.draft,
        C.rejected: C.draft,
    },
    (
        Step((C.draft,), C.clause_reviewed, OFFICE, (FILLED, "R-CTR-01")),
        Step((C.clause_reviewed,), C.submitted, OFFICE, (FILLED, "R-CTR-01", "R-CTR-04"), Act.submit),
        Step((C.submitted,), C.signed_chain, SIGNER, (FILLED, "R-CTR-01", "R-CTR-04"), Act.sign),
        Step((C.submitted, C.signed_chain), C.approved, APPROVER, (FILLED, "R-CTR-01", "R-CTR-04"), Act.approve),
        Step((C.submitted, C.signed_chain), C.returned, (Actor.signer, Actor.approver), (), Act.return_),
        Step((C.submitted, C.signed_chain), C.rejected, (Actor.signer, Actor.approver), (), Act.reject),
        Step((C.submitted, C.signed_chain), C.returned, OFFICE, (), Act.withdraw),
        Step((C.returned, C.rejected), C.draft, OFFICE, renews=True),
        Step((C.approved,), C.signed_by_both, BOTH, (FILLED, "R-CTR-03", "R-SEL-09", "R-CTR-04")),
        Step((C.signed_by_both,), C.in_force, OFFICE, ("R-APR-01", "R-APR-02", "R-APR-03", "R-APR-09", FILLED)),
        Step((C.approved, C.signed_by_both, C.in_force), C.draft, OFFICE, renews=True),
        Step((C.in_force,), C.fulfilled, OFFICE),
        Step((C.in_force,), C.expired, OFFICE),
        Step((C.in_force,), C.terminated, BOTH),
    ),
)
PROCESSES: Mapping[str, Process] = {process.kind: process for process in (APPLICATION, CONTRACT)}

# Main lines whose steps come with a later issue: they already say from which state on a field is asked for.
LINES: Mapping[str, tuple[tuple[Choice, ...], Mapping[Choice, Choice]]] = {
    **{kind: (process.line, process.beside) for kind, process in PROCESSES.items()},
    "customer": (
        (Lifecycle.lead, Lifecycle.candidate, Lifecycle.investigated, Lifecycle.recognised, Lifecycle.active),
        {
            Lifecycle.watch: Lifecycle.active,
            Lifecycle.dormant: Lifecycle.active,
            Lifecycle.bad_suspect: Lifecycle.active,
        },
    ),
    "ka_status": ((K.none, K.applied, K.approved), {K.suspended: K.approved}),
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
    acts = (Act.submit, Act.sign, Act.approve)
    return next(
        (act for act in reversed(acts) if where >= (position(process.kind, target_of(process, act)) or 0)), None
    )
