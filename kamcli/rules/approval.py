"""Whether a record is as far as its sign-offs: chains by band, states, dates and sums (R-APR-01 … 05, 09 … 11, 13)."""

from collections.abc import Iterator

from kamcli.model.application import ApplicationState
from kamcli.model.columns import Columns
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import SplitMode
from kamcli.model.signoff import Act
from kamcli.rules.base import book_rule, computed
from kamcli.states.approval import Standing, standings
from kamcli.states.band import band_of, sum_of
from kamcli.states.chain import GUARDED_BY_KIND, Stage, said
from kamcli.states.process import SIGNED, demanded_act, reached

NEEDED = (
    *("approval.bands", "approval.submit", "approval.guarded", "approval.four_eyes", "approval.unknown_amount_band"),
    *("approval.allow_subdelegation", "approval.delegation_max_days", "approval.split", "approval.split_window_days"),
    *("boundary.default", "contract.below_floor_chain", "book_id", "proof_level"),
)
NOT_SAID = Say("（空）", "(none)")
SUBJECTS = (*GUARDED_BY_KIND, "customer")


# --- the state of a record and its chain ------------------------------------------------------------------------------

AHEAD = {
    "": Say(
        "状态“{state}”超前于签署，还缺：{missing}", "the state {state} is ahead of its sign-offs; missing: {missing}"
    ),
    "closed": Say(
        "版次 {revision} 已{act}，状态却是“{state}”", "revision {revision} was closed ({act}), yet the state is {state}"
    ),
}


def ahead(columns: Columns, policy: Policy, *, band: int | None) -> Iterator[Problem]:
    """Records whose state claims more than was signed; `band` None = chains that no amount decides, 3 = 3 and above."""
    for standing in standings(columns, policy):
        if _band(standing) == band and standing.subject.row.kind in SIGNED:
            yield from _ahead(standing)


def split_problem(standing: Standing, policy: Policy) -> Problem | None:
    """The problem of R-APR-10 of a contract under approval; None where the sum decides anyway or stays in the band."""
    counted, band = standing.subject.basis, standing.subject.chain.band
    if counted is None or band is None or not counted.beside or policy.approval.split == SplitMode.cumulate:
        return None
    row = standing.subject.row
    total = sum_of((row, *counted.beside))
    higher = band_of(total, policy)
    if total is None or higher.number <= band.number:
        return None
    others = tuple(other.id for other in counted.beside)
    figures = {"days": policy.approval.split_window_days, "others": others, "total": total, "band": higher.number}
    return Problem(("amount",), figures, row.id, row.kind)


def _band(standing: Standing) -> int | None:
    band = standing.subject.chain.band
    return min(band.number, TOP_BAND) if band else None


TOP_BAND = 3  # R-APR-03 is the rule of the third band and of every band that a policy adds above it


def _ahead(standing: Standing) -> Iterator[Problem]:
    row = standing.subject.row
    demanded = demanded_act(SIGNED[row.kind], row.state)
    if demanded is None:
        return
    missing = tuple(said(stage) for stage in standing.missing if _asked(stage, demanded))
    figures = {"state": row.state, "missing": missing}
    if missing:
        yield Problem(("state",), figures, row.id, row.kind)
    elif standing.closed is not None:
        told = {"state": row.state, "revision": row.revision, "act": standing.closed.act}
        yield Problem(("state",), told, row.id, row.kind, variant="closed")


def _asked(stage: Stage, demanded: Act) -> bool:
    """Whether a state that demands an act demands this stage: a signed one every signature, an approved one all."""
    order = (Act.submit, Act.sign, Act.approve)
    return order.index(stage.act) <= order.index(demanded)


@book_rule(
    "R-APR-01",
    title=Say("第一档：走完制度规定的签署链才算批准", "band 1: approved once the chain of the policy is complete"),
    say=AHEAD,
    kinds=SUBJECTS,
    parameters=NEEDED,
)
def band_one_unsigned(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from ahead(columns, policy, band=1)


@book_rule(
    "R-APR-02",
    title=Say("第二档：走完制度规定的签署链才算批准", "band 2: approved once the chain of the policy is complete"),
    say=AHEAD,
    kinds=SUBJECTS,
    parameters=NEEDED,
)
def band_two_unsigned(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from ahead(columns, policy, band=2)


@book_rule(
    "R-APR-03",
    title=Say("第三档：走完制度规定的签署链才算批准", "band 3: approved once the chain of the policy is complete"),
    say=AHEAD,
    kinds=SUBJECTS,
    parameters=NEEDED,
)
def band_three_unsigned(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from ahead(columns, policy, band=TOP_BAND)


on_the_edge = computed(
    "R-APR-04",
    title=Say(
        "金额正好在两档边界时按制度取一档，并注明",
        "an amount exactly on an edge falls into the band that policy says, and it is noted",
    ),
    kinds=SUBJECTS,
    parameters=("approval.bands", "boundary.default"),
)
amount_unknown = computed(
    "R-APR-05",
    title=Say("金额不明时归制度指定的档", "a missing amount falls into the band that policy names"),
    kinds=SUBJECTS,
    parameters=("approval.unknown_amount_band", "approval.amount_basis"),
)


@book_rule(
    "R-APR-13",
    title=Say("其他审批走同一套签署链", "other approvals follow the same engine: a chain is data"),
    say=AHEAD,
    kinds=SUBJECTS,
    parameters=("approval.guarded",),
)
def fixed_chain_unsigned(columns: Columns, policy: Policy) -> Iterator[Problem]:
    yield from ahead(columns, policy, band=None)


# --- dates and sums --------------------------------------------------------------------------------------------------


@book_rule(
    "R-APR-09",
    title=Say("最后一步批准之后才能执行", "execution comes after the last approval; the same day is allowed"),
    say={
        "": Say(
            "生效日期 {effective} 早于批准日 {approved}",
            "it takes effect on {effective}, before its approval on {approved}",
        ),
        "contract": Say(
            "申请已执行，合同 {contract} 却还是“{state}”",
            "it is carried out while contract {contract} is still {state}",
        ),
    },
    kinds=("contract", "application"),
    parameters=NEEDED,
)
def executed_before_approval(columns: Columns, policy: Policy) -> Iterator[Problem]:
    for standing in standings(columns, policy):
        row, approved = standing.subject.row, standing.approved_at
        effective = row.effective_from if row.kind == "contract" else None
        if approved is not None and effective is not None and effective < approved.date():
            figures = {"effective": effective, "approved": approved.date()}
            yield Problem(("effective_from",), figures, row.id, row.kind)
        elif row.kind == "application" and row.state == ApplicationState.in_force:
            contract = columns.find("contract", row.contract)
            if contract is not None and not reached("contract", contract.state, "signed"):
                told = {"contract": contract.id, "state": contract.state or NOT_SAID}
                yield Problem(("state",), told, row.id, row.kind, variant="contract")


@book_rule(
    "R-APR-10",
    title=Say(
        "同一客户短期内的多份合同不拆分逃档",
        "several contracts of a customer within the window are not split to stay in a lower band",
    ),
    say=Say(
        "{days} 天内与 {others} 合计 {total:,}，进入第 {band} 档",
        "with {others} within {days} days the sum is {total:,}, which is band {band}",
    ),
    severity=Severity.warning,
    kinds=("contract",),
    parameters=NEEDED,
)
def split(columns: Columns, policy: Policy) -> Iterator[Problem]:
    for standing in standings(columns, policy):
        if not standing.complete and standing.closed is None and (found := split_problem(standing, policy)):
            yield found


amended_total = computed(
    "R-APR-11",
    title=Say("补充合同按新的总额归档", "an amendment falls into the band of the new total, not of the difference"),
    kinds=("contract",),
    parameters=("approval.bands",),
)


APPROVAL = (
    band_one_unsigned,
    band_two_unsigned,
    band_three_unsigned,
    on_the_edge,
    amount_unknown,
    executed_before_approval,
    split,
    amended_total,
    fixed_chain_unsigned,
)
