"""The visit slip and the visit (客户走访单, VS), and visits of executives (高层互访, EX)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Moment,
    Part,
    Text,
    about,
    auto,
    conf,
    internal,
    pers,
)
from kamcli.model.entry import Entry
from kamcli.model.people import DecisionPower
from kamcli.model.promise import NextStep
from kamcli.model.refs import CustomerId, MaterialId, PersonId, ProjectId, StaffId, SurveyAnswerId


class VisitState(Choice):
    """States of a visit (SM-4)."""

    planned = auto(), "已计划"
    slip_filled = auto(), "已填走访单"
    approved = auto(), "已批准"
    handed_in = auto(), "已交考勤"
    departed = auto(), "已出发"
    met = auto(), "已会谈"
    logged = auto(), "已登记"
    closed = auto(), "已结束"
    cancelled = auto(), "已取消"
    expired = auto(), "已过期"


class VisitKind(Choice):
    """Visit kind."""

    first = auto(), "首次拜访"
    regular = auto(), "例行拜访"
    callback = auto(), "回访"
    complaint = auto(), "投诉处理"
    collection = auto(), "催款"
    inspection = auto(), "巡检"
    campaign = auto(), "活动拜访"
    manager_tour = auto(), "经理巡访"
    exec = auto(), "高层拜访"
    maintenance = auto(), "维护"


class IntroducerKind(Choice):
    """Introducer kind."""

    association = auto(), "行业协会"
    bureau = auto(), "主管局"
    company = auto(), "同业公司"
    other = auto(), "其他"


class Host(Part):
    """Hosts (接待者)."""

    person: Maybe[PersonId] = pers("VS-07", "人员")
    about(person, "人员表里有他就写编号 | the id, where the people file has him", "R-VIS-02")
    name: Maybe[Line] = pers("VS-07", "姓名", when="person not on file")
    position: Maybe[Line] = pers("VS-07", "职务")
    decision_power: Maybe[DecisionPower] = conf("VS-07", "决策权", since="always")
    about(decision_power, "必须问，问不到写“不详” | has to be asked; unknown if nobody says", "R-VIS-02")


class Introducer(Part):
    """Introducer (引荐方)."""

    kind: IntroducerKind = internal("VS-10", "引荐方类别", since="always")
    name: Line = internal("VS-10", "引荐方名称", since="always")


class Conduct(Part):
    """Conduct checklist (出访要求检查)."""

    neat_dress: Maybe[Flag] = internal("VS-11", "着装整洁")
    card_first: Maybe[Flag] = internal("VS-11", "先递名片")
    self_intro: Maybe[Flag] = internal("VS-11", "自我介绍", "Self-introduction")
    talk_of_customer: Maybe[Flag] = internal("VS-11", "以客户为话题")
    light_opening: Maybe[Flag] = internal("VS-11", "轻松开场")
    industry_theme: Maybe[Flag] = internal("VS-11", "行业话题")
    solutions_offered: Maybe[Flag] = internal("VS-11", "提供解决办法")


class Visit(Entry):
    """Visit (客户走访单)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    slip_no: Maybe[Line] = internal("VS-01", "走访单号", since="slip_filled")
    about(slip_no, "纸面走访单上的号 | the number on the paper slip")
    visitors: Many[StaffId] = internal("VS-01", "走访人", since="always")
    planned_at: Maybe[Moment] = internal("VS-02", "计划时间", since="always")
    objectives: Many[Text] = internal("VS-02", "走访目标", since="always")
    about(objectives, "出发前就写好 | set before leaving", "R-VIS-01")
    approved_by: Maybe[StaffId] = internal("VS-03", "批准人", since="approved", later=True)
    approved_at: Maybe[Moment] = internal("VS-03", "批准时间", since="approved", later=True)
    about(approved_at, "不晚于离开时间 | not after departed_at", "CK-07", "R-VIS-01")
    handed_to_attendance_at: Maybe[Moment] = internal("VS-04", "交考勤时间", since="handed_in", later=True)
    about(
        handed_to_attendance_at,
        "不晚于离开时间，同一分钟可以 | not after departed_at; the same minute will do",
        "CK-07",
    )
    attendance_clerk: Maybe[StaffId] = internal("VS-04", "考勤管理员", since="handed_in", later=True)
    departed_at: Maybe[Moment] = internal("VS-05", "离开时间", since="departed", later=True)
    returned_at: Maybe[Moment] = internal("VS-05", "返回时间", since="met", later=True)
    visit_kind: Maybe[VisitKind] = internal("VS-06", "拜访类别", since="always")
    hosts: Many[Host] = pers("VS-07", "接待者", since="met", later=True)
    about(hosts, "是谁、什么职务、能决定什么 | who, in which position, with which say", "R-VIS-02")
    customer_needs: Maybe[Text] = conf("VS-08", "客户自认需求", since="met", later=True)
    about(customer_needs, "客户自己怎么说，不是我方的看法 | in the customer's own view, not in ours", "R-VIS-02")
    customer_problems: Maybe[Text] = conf("VS-08", "客户自认问题", since="met", later=True)
    about(customer_problems, "客户自己怎么说 | in the customer's own view", "R-VIS-02")
    product_use: Maybe[Text] = conf("VS-09", "产品使用情况", when="visit_kind callback", later=True)
    new_needs: Maybe[Text] = conf("VS-09", "新需求", when="visit_kind callback", later=True)
    products_introduced: Many[Text] = conf("VS-09", "新产品推介", when="visit_kind callback", later=True)
    introducer: Maybe[Introducer] = internal("VS-10", "引荐方", when="large or hard customer, first leader meeting")
    about(
        introducer, "大客户或难进的客户，经人引荐见领导 | leads to the leaders of a large or hard customer", "R-VIS-03"
    )
    conduct_checklist: Maybe[Conduct] = internal("VS-11", "出访要求检查", later=True)
    survey_given: Maybe[SurveyAnswerId] = internal("VS-12", "交付调查表", later=True)
    oral_opinion: Maybe[Text] = internal("VS-12", "口头意见", since="met", later=True)
    note_taker: Maybe[StaffId] = internal("VS-13", "会谈记录人", since="approved")
    about(note_taker, "会谈要有专人记录 | somebody is named to take notes", "R-VIS-04")
    materials: Many[MaterialId] = internal("VS-14", "宣传资料")
    about(materials, "带现行版本的整套资料 | the whole kit, in versions that are current", "R-CON-04")
    result: Maybe[Text] = conf("VS-15", "结果", since="met", later=True)
    next_step: Maybe[NextStep] = conf("VS-15", "下一步", since="met", later=True)
    about(next_step, "到期没做会提醒走访人 | the visitors are reminded until it is done", "CK-32")
    project: Maybe[ProjectId] = conf("P", "项目")
    state: Maybe[VisitState] = internal("SM-4", "状态", since="always", later=True)
    about(state, "由 kam move 改 | changed by kam move")


class VisitDirection(Choice):
    """Visit direction."""

    we_visit = auto(), "我方往访"
    they_visit = auto(), "对方来访"


class ExecutiveVisitState(Choice):
    """States of an executive visit."""

    planned = auto(), "已计划"
    confirmed = auto(), "已约定"
    done = auto(), "已完成"
    cancelled = auto(), "已取消"


class ExecutiveVisit(Entry):
    """Executive visit (高层互访)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    purpose: Maybe[Text] = conf("EX-01", "拜访目的", since="always")
    planned_on: Maybe[Date] = conf("EX-01", "计划日期", since="always")
    place: Maybe[Text] = conf("EX-01", "地点", since="always")
    our_participants: Many[StaffId] = pers("EX-02", "我方参与人员", since="always")
    about(our_participants, "双方都要有高层 | both sides bring executives", "R-VIS-10")
    their_participants: Many[PersonId] = pers("EX-02", "对方参与人员", since="always")
    about(their_participants, "双方都要有高层 | both sides bring executives", "R-VIS-10")
    visit_direction: Maybe[VisitDirection] = internal("EX-03", "互访方向", since="always")
    cycle_months: Maybe[Count] = conf("EX-04", "周期月数")
    about(cycle_months, "空着按制度的周期 | the policy's cycle holds where it is empty", "CK-33")
    state: Maybe[ExecutiveVisitState] = conf("EX-04", "状态", since="always", later=True)
    done_on: Maybe[Date] = conf("EX-04", "完成日期", since="done", later=True)
    about(done_on, "下一次的周期从这里起算 | the next cycle runs from here", "CK-33")
    result: Maybe[Text] = conf("EX-04", "结果", since="done", later=True)
