"""The policy itself: no parameter missing, weights that add up, bands in order (spec/6-policy.md)."""

from collections.abc import Iterator

from kamcli.model.columns import Columns
from kamcli.model.finding import KeyPath, Problem, Say, Severity
from kamcli.model.parameters import Parameters
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import Guarded
from kamcli.model.spelling import label, spelling
from kamcli.rules.base import book_rule

FULL_WEIGHT = 100  # weights are percentages; the catalogue asks that they sum to one hundred


def missing_parameters(part: Parameters, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The key paths of required parameters that the file does not give."""
    for name in type(part).model_fields:
        if name not in part.__dict__:
            yield (*path, name)
        elif isinstance(part.__dict__[name], Parameters):
            yield from missing_parameters(part.__dict__[name], (*path, name))


@book_rule(
    "BOOK-07",
    title=Say("制度参数不缺", "no policy parameter is missing"),
    say=Say(
        "缺少参数 {key}：用到它的功能都是“未配置”", "the parameter {key} is missing: whatever uses it is not configured"
    ),
    hint=Say("在{parent}补一行：{paste}", "add a line {parent}: {paste}"),
    severity=Severity.warning,
    spec="R-NUM-03",
)
def parameter_missing(_: Columns, policy: Policy) -> Iterator[Problem]:
    """Never a silent default: the finding stands at the group that lacks the line."""
    table = spelling(Policy)
    for path in missing_parameters(policy):
        parent = path[:-1]
        figures = {
            "key": Say(label(table, path, "zh"), ".".join(str(key) for key in path)),
            "parent": Say(
                f"“{label(table, parent, 'zh')}”下" if parent else "文件里",
                f"under {'.'.join(map(str, parent))}" if parent else "at the top",
            ),
            "paste": Say(f"{label(table, path, 'zh').rpartition('.')[2]}: …", f"{path[-1]}: …"),
        }
        yield Problem(path, figures, "policy", "policy")


@book_rule(
    "BOOK-09",
    title=Say("权重合计为 100", "weights add up to 100"),
    say=Say("{name} 的权重合计 {total}，应为 100", "the weights of {name} add up to {total} instead of 100"),
    spec="R-GRD-10",
)
def weights_off(_: Columns, policy: Policy) -> Iterator[Problem]:
    """Value dimensions and credit factors."""
    value = policy.tier.value
    if value is not None:
        weights = value.weights
        total = weights.current + weights.potential + weights.lifetime + weights.loyalty
        if total != FULL_WEIGHT:
            named = Say("等级.价值等级", "tier.value")
            yield Problem(("tier", "value", "weights"), {"name": named, "total": total}, "policy", "policy")
    total = sum(policy.credit.factors.values())
    if total != FULL_WEIGHT:
        yield Problem(("credit", "factors"), {"name": Say("信用", "credit"), "total": total}, "policy", "policy")


@book_rule(
    "BOOK-12",
    title=Say("受控内容都有签署步骤", "every guarded block has its steps"),
    say={
        "absent": Say(
            "受控内容里没有“{block}”：改动它不需要任何签署",
            "approval.guarded has no {block}: changing it needs no signature",
        ),
        "empty": Say(
            "受控内容“{block}”没有写步骤：没有人能签", "the guarded block {block} has no steps: nobody can sign it"
        ),
    },
    hint=Say("在 policy.yaml 的 审批.受控内容 里补上它的步骤", "give its steps under approval.guarded in policy.yaml"),
    severity=Severity.warning,
    spec="PP-084",
    parameters=("approval.guarded",),
)
def block_unguarded(_: Columns, policy: Policy) -> Iterator[Problem]:
    """A block that policy leaves out is open to everybody, which nobody should learn by accident."""
    for block in Guarded:
        steps = policy.approval.guarded.get(block)
        if steps is None:
            yield Problem(("approval", "guarded"), {"block": block}, "policy", "policy", variant="absent")
        elif not (steps.by_band or steps.steps or steps.loosen or steps.tighten):
            yield Problem(("approval", "guarded", block.value), {"block": block}, "policy", "policy", variant="empty")
