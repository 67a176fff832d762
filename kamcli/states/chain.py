"""The chain of an approval: which role takes which act, in which order, as the policy's tables say."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from kamcli.model.choices import Role
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import Guarded, GuardedBlock, Steps
from kamcli.model.signoff import Act
from kamcli.states.band import Band, band_of

CLOSING = (Act.reject, Act.return_, Act.withdraw)  # they end a revision
GUARDED_BY_KIND: Mapping[str, Guarded] = {"application": Guarded.admission, "contract": Guarded.contract}


class Stage(NamedTuple):
    """One place of a chain: an act and the role that takes it."""

    act: Act
    role: Role


class Direction(Enum):
    """Whether a new value gives more than the old one; what can't be told apart counts as loosening."""

    loosen = "loosen"
    tighten = "tighten"


class Chain(NamedTuple):
    """The stages of an approval in their order; `band` is None where no amount decides."""

    stages: tuple[Stage, ...]
    band: Band | None = None

    @property
    def begins_with_submission(self) -> bool:
        """Whether somebody submits the thing first; guarded blocks of a customer go to the signers at once."""
        return self.stages[0].act == Act.submit

    @property
    def roles(self) -> tuple[Role, ...]:
        """Everybody who signs or approves; each of them may return or reject."""
        return tuple(stage.role for stage in self.stages if stage.act != Act.submit)


def chain_by_amount(amount: Decimal | None, policy: Policy, *, below_floor: bool = False) -> Chain:
    """The chain of an application or contract: the office submits, then the band's roles (R-APR-01 … R-APR-03).

    In the bands of `counts_as_sign` the submission is its role's signature too. A price below the floor adds the
    roles of `contract.below_floor_chain` at the end (R-CTR-06).
    """
    band = band_of(amount, policy)
    row = policy.approval.bands[band.number - 1 : band.number]
    if not row:
        raise NotConfigured("approval.bands")
    submit = policy.approval.submit
    signers = row[0].sign
    if band.number in submit.counts_as_sign:
        signers = tuple(role for role in signers if role != submit.role)
    stages = (Stage(Act.submit, submit.role), *stages_of(Steps(sign=signers, approve=row[0].approve)))
    floor = policy.contract.below_floor_chain if below_floor else ()
    more = (Stage(Act.approve, role) for role in floor)
    return Chain((*stages, *(stage for stage in more if stage not in stages)), band)


def chain_of_block(block: str, policy: Policy, direction: Direction = Direction.loosen) -> Chain:
    """The chain of a guarded block that no amount decides (approval.guarded)."""
    guarded = guarded_block(block, policy)
    steps = guarded.steps or (guarded.tighten if direction is Direction.tighten else guarded.loosen)
    if steps is None:
        raise NotConfigured(f"approval.guarded.{block}.steps")
    return Chain(stages_of(steps))


def chain_named(name: str, policy: Policy) -> Chain:
    """A chain of approval.chains: everybody signs in order, the last one approves (R-APR-13)."""
    roles = parameter(policy, f"approval.chains.{name}")
    if not roles:
        raise NotConfigured(f"approval.chains.{name}")
    return Chain(stages_of(Steps(sign=roles[:-1], approve=roles[-1])))


def stages_of(steps: Steps) -> tuple[Stage, ...]:
    """Signatures in order, then the approval."""
    return (*(Stage(Act.sign, role) for role in steps.sign), Stage(Act.approve, steps.approve))


def guarded_block(block: str, policy: Policy) -> GuardedBlock:
    """What policy says about a guarded block."""
    found = next((value for name, value in policy.approval.guarded.items() if name == block), None)
    if found is None:
        raise NotConfigured(f"approval.guarded.{block}")
    return found


def said(stage: Stage) -> Say:
    """A stage in words: 大客户管理部签署, sign by ka department."""
    return Say(f"{stage.role.zh}{stage.act.zh}", f"{stage.act.en} by {stage.role.en}")


def has_fields(block: str, policy: Policy) -> bool:
    """Whether a block is a part of a customer's file that policy guards."""
    return any(name == block and guarded.fields for name, guarded in policy.approval.guarded.items())


def file_name(subject: str, revision: int, stage: Stage) -> str:
    """Where a sign-off lies, below records/."""
    return f"signoffs/{subject}/r{revision}-{stage.act.value}-{stage.role.value}.yaml"
