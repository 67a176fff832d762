"""The policy itself: no parameter missing, weights that add up, bands in order (spec/6-policy.md)."""

from collections.abc import Iterator

from kamcli.model.columns import Columns
from kamcli.model.finding import KeyPath, Problem, Say, Severity
from kamcli.model.parameters import Parameters
from kamcli.model.policy import Policy
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
