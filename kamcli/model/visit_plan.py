"""The plan of visits for a week, a month or a campaign (走访计划, VP)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Number,
    Part,
    Text,
    about,
    auto,
    conf,
    internal,
    pers,
)
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, GiftId, PersonId, StaffId


class VisitPlanState(Choice):
    """States of a visit plan."""

    drafted = auto(), "草拟"
    approved = auto(), "已批准"
    running = auto(), "执行中"
    done = auto(), "已完成"


class VisitMethod(Choice):
    """Visit method."""

    on_site = auto(), "上门"
    phone = auto(), "电话"
    online = auto(), "线上"
    event = auto(), "活动现场"


class Activity(Choice):
    """Campaign activity."""

    publicity = auto(), "宣传"
    booth = auto(), "展位"
    special_tour = auto(), "专场参观"
    bus_pickup = auto(), "接送"


class TargetUnit(Part):
    """Target units (拜访对象)."""

    customer: Maybe[CustomerId] = internal("VP-03", "客户", when="on file")
    name: Maybe[Line] = internal("VP-03", "单位名称", when="not on file")


class PlannedVisit(Part):
    """Lines (计划行)."""

    date: Date = internal("VP-05", "日期", since="always")
    customer: CustomerId = internal("VP-05", "客户", since="always")
    route_sequence: Maybe[Count] = internal("VP-05", "路线顺序")
    about(route_sequence, "空着按客户自己的路线 | the customer's own route holds where it is empty", "R-VIS-07")
    purpose: Text = internal("VP-05", "目的", since="always")
    visitor: StaffId = internal("VP-05", "走访人", since="always")
    method: VisitMethod = internal("VP-05", "方式", since="always")


class Support(Part):
    """Support needed (需配合事宜)."""

    what: Text = internal("VP-08", "配合内容", since="always")
    from_party: Text = internal("VP-08", "提供方", since="always")
    needed_by: Date = internal("VP-08", "需用日期", since="always")
    granted: Maybe[Flag] = internal("VP-08", "已落实", later=True)


class VisitPlan(Entry):
    """Visit plan (走访计划)."""

    period: Maybe[Line] = internal("VP-01", "期间", since="always")
    about(period, "如 2026-W47、2026-11 | as 2026-W47, 2026-11")
    theme: Maybe[Line] = internal("VP-01", "主题", since="always")
    goal_metric: Maybe[Line] = internal("VP-02", "目标指标", since="always")
    about(goal_metric, "数什么，如走访家数 | what is counted, as firms visited", "R-VIS-08")
    goal_value: Maybe[Number] = internal("VP-02", "目标值", since="always")
    target_units: Many[TargetUnit] = internal("VP-03", "拜访对象")
    entry_person: Maybe[PersonId] = pers("VP-04", "对口负责人")
    entry_position: Maybe[Line] = internal("VP-04", "对口职务")
    lines: Many[PlannedVisit] = internal("VP-05", "计划行", since="always")
    about(lines, "一行一次走访 | a line a visit", "R-VIS-07", "R-VIS-08")
    activities: Many[Activity] = internal("VP-06", "配套活动")
    gifts: Many[GiftId] = conf("VP-07", "礼品")
    support_needed: Many[Support] = internal("VP-08", "需配合事宜")
    made_by: Maybe[StaffId] = internal("VP-09", "制定人", since="always")
    made_on: Maybe[Date] = internal("VP-09", "制定日期", since="always")
    approved_by: Maybe[StaffId] = internal("VP-09", "批准人", since="approved", later=True)
    state: Maybe[VisitPlanState] = internal("P", "状态", since="always", later=True)
