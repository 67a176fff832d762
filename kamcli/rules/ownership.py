"""Whose a customer is: one owner, one file keeper, a specialist for a key account (R-ASG)."""

from collections.abc import Iterator

from kamcli.model.columns import Columns, Row
from kamcli.model.customer import KaStatus, Lifecycle
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.rules.base import book_rule, computed
from kamcli.states.process import reached

ACTIVE = (Lifecycle.active, Lifecycle.watch, Lifecycle.dormant)


@book_rule(
    "R-ASG-07",
    title=Say(
        "正常客户有唯一负责人和档案专人，大客户有专属客服",
        "an active customer has one owner and one file keeper, a key account a specialist",
    ),
    say={
        "owner": Say("没有客户负责人", "there is no account owner"),
        "file_keeper": Say("没有档案专人", "there is no file keeper"),
        "service_specialist": Say("大客户没有专属客服", "the key account has no service specialist"),
        "differs": Say(
            "客户负责人 {owner}，最近一次分配给 {assignee}", "the owner is {owner}, the last assignment says {assignee}"
        ),
    },
    kinds=("customer",),
)
def nobody_named(columns: Columns, _: Policy) -> Iterator[Problem]:
    """No owner is an error, the others are warnings; the last assignment must name the owner (CU-22)."""
    for row in columns.rows("customer"):
        if row.lifecycle_status in ACTIVE:
            yield from (_lacks(row, name) for name in _wanted(row) if not row.values[name])
        assigned = row.assignments[-1].assignee if row.assignments else None
        if assigned is not None and row.owner is not None and assigned != row.owner:
            figures = {"owner": row.owner, "assignee": assigned}
            yield Problem(("owner",), figures, row.id, row.kind, Severity.warning, "differs")


def _wanted(row: Row) -> Iterator[str]:
    yield from ("owner", "file_keeper")
    if row.ka_status == KaStatus.approved:
        yield "service_specialist"


def _lacks(row: Row, name: str) -> Problem:
    severity = Severity.error if name == "owner" else Severity.warning
    return Problem(("lifecycle_status",), {}, row.id, row.kind, severity, name)


@book_rule(
    "R-DAT-02",
    title=Say("资料先由经理审核，再录入", "a manager reviews the material before it is entered"),
    say={
        "": Say("没有审核人或审核日期", "nobody has reviewed it, or the day is missing"),
        "before": Say(
            "审核日期 {reviewed} 早于收集日期 {collected}",
            "reviewed on {reviewed}, before it was collected on {collected}",
        ),
        "own": Say("审核人就是收集人 {person}", "it was reviewed by {person}, who collected it"),
    },
    severity=Severity.warning,
    kinds=("customer",),
)
def unreviewed(columns: Columns, _: Policy) -> Iterator[Problem]:
    """From the candidate on; who collected it does not review it."""
    for row in columns.rows("customer"):
        if not reached("customer", row.lifecycle_status, "candidate"):
            continue
        if row.reviewed_by is None or row.reviewed_on is None:
            yield Problem(("lifecycle_status",), {}, row.id, row.kind)
        elif row.reviewed_by == row.collected_by:
            yield Problem(("reviewed_by",), {"person": row.reviewed_by}, row.id, row.kind, variant="own")
        if row.reviewed_on and row.collected_on and row.reviewed_on < row.collected_on:
            figures = {"reviewed": row.reviewed_on, "collected": row.collected_on}
            yield Problem(("reviewed_on",), figures, row.id, row.kind, variant="before")


OWNERSHIP = (
    computed(
        "R-ASG-01",
        title=Say("谁收集的客户归谁", "who collected a customer keeps it"),
        severity=Severity.information,
        kinds=("customer",),
    ),
    computed(
        "R-ASG-02",
        title=Say("两人收集同一客户，先录入者得", "of two who collected one customer the earlier record wins"),
        severity=Severity.warning,
        kinds=("customer",),
        parameters=("assign.conflict_rule",),
    ),
    computed(
        "R-ASG-03",
        title=Say(
            "归属最后由业务经理决定，写明原因", "the business manager has the final word on ownership, with a reason"
        ),
        severity=Severity.information,
        kinds=("customer",),
    ),
    computed(
        "R-ASG-04",
        title=Say("活动线索由经理均衡分配", "the manager deals out campaign leads evenly"),
        severity=Severity.information,
        kinds=("customer",),
        parameters=("assign.balance_weight",),
    ),
    computed(
        "R-ASG-05",
        title=Say(
            "一周内没有沟通的新客户可以改派（CK-02）", "a new customer not talked to in a week may be moved (CK-02)"
        ),
        severity=Severity.warning,
        kinds=("customer",),
        parameters=("assign.first_contact_days",),
    ),
    computed(
        "R-ASG-06",
        title=Say("无主客户由经理分配给在岗的人", "the manager gives customers without an owner to those present"),
        severity=Severity.warning,
        kinds=("customer",),
    ),
    nobody_named,
    computed(
        "R-ASG-08",
        title=Say("各人的客户数、等级、销售额、待办一览", "customers, levels, sales and open tasks of each person"),
        severity=Severity.information,
        kinds=("customer",),
    ),
    unreviewed,
    computed(
        "R-DAT-05",
        title=Say("重要资料变更要告知上级和相关部门", "superiors and departments are told when watched fields change"),
        severity=Severity.information,
        kinds=("customer",),
        parameters=("data.watch_fields",),
    ),
    computed(
        "R-DAT-06",
        title=Say("登记资料来源，按来源统计", "the source of a customer is recorded and counted"),
        severity=Severity.information,
        kinds=("customer",),
    ),
    computed(
        "R-DAT-07",
        title=Say("市场部的线索按属地给业务员", "leads of marketing go to the representative of the territory"),
        severity=Severity.information,
        kinds=("customer",),
    ),
)
