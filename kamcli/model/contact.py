"""What is said to customers and by them: contact log (联络记录, CL) and call-backs (回访, CB)."""

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
from kamcli.model.choices import Channel
from kamcli.model.entry import Entry
from kamcli.model.promise import Promise
from kamcli.model.refs import CustomerId, DocumentId, PersonId, ProjectId, StaffId, UnitId


class Direction(Choice):
    """Direction."""

    out = auto(), "去"
    in_ = "in", "来"


class ContactPurpose(Choice):
    """Contact purpose."""

    intro_material = auto(), "寄送资料"
    confirm_receipt = auto(), "确认收到"
    appointment = auto(), "预约"
    invite = auto(), "邀请"
    need = auto(), "了解需求"
    greeting = auto(), "问候"
    information_given = auto(), "提供情报"
    guidance = auto(), "经营指导"
    collection = auto(), "催款"
    callback = auto(), "回访"
    feedback = auto(), "反馈"
    negotiation = auto(), "洽谈"
    other = auto(), "其他"


class ContactLog(Entry):
    """Contact log entry (联络记录): one call, letter, message or talk."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    at: Maybe[Moment] = internal("CL-01", "联络时间", "Time", since="always")
    about(at, "联络节奏从这里起算 | the rhythm of contacts runs from here", "CK-43", "CK-02")
    by: Maybe[StaffId] = internal("CL-01", "我方人员", "Our side", since="always")
    person: Maybe[PersonId] = pers("CL-01", "对方人员", "Their side", since="always")
    about(person, "人员表里的编号；不知道是谁就列入不详项 | id in the people file; unknown if nobody can say")
    channel: Maybe[Channel] = internal("CL-02", "方式", since="always")
    about(channel, "对陌生客户先寄资料再打电话 | to a stranger first something written, then the phone", "R-CON-01")
    direction: Maybe[Direction] = internal("CL-03", "方向", since="always")
    about(direction, "去：我方联络客户；来：客户找我方 | out: we turned to the customer; in: the customer to us")
    purpose: Maybe[ContactPurpose] = internal("CL-04", "目的", since="always")
    about(purpose, "反馈要接着记需求或投诉 | feedback leads to a need or a ticket", "R-CON-11", "CK-44")
    content: Maybe[Text] = conf("CL-05", "联络内容", since="always")
    duration_minutes: Maybe[Count] = internal("CL-05", "时长分钟")
    about(duration_minutes, "预约和确认的电话要短 | calls that confirm or make an appointment are short", "R-CON-02")
    recording: Maybe[DocumentId] = pers("CL-06", "录音")
    recording_consent: Maybe[Flag] = pers("CL-06", "录音已获同意", when="recording")
    follow_up: Maybe[Promise] = internal("CL-07", "跟进")
    about(follow_up, "答应客户或自己要做的下一步 | what was promised, or what comes next", "CK-32")
    project: Maybe[ProjectId] = conf("P", "项目")


class CallbackState(Choice):
    """States of a call-back."""

    planned = auto(), "已计划"
    done = auto(), "已完成"


class Issue(Part):
    """Issues (反映情况)."""

    text: Text = internal("CB-02", "内容", since="always")
    reported_at: Moment = internal("CB-02", "提出时间", since="always")
    responsible_unit: UnitId = internal("CB-02", "责任部门", since="always")
    notified_at: Maybe[Moment] = internal("CB-02", "通知时间")
    about(notified_at, "责任部门得知的时刻 | when the responsible unit was told")
    handled_on: Maybe[Date] = internal("CB-02", "处理日期")
    result: Maybe[Text] = internal("CB-02", "结果")
    told_customer_on: Maybe[Date] = internal("CB-02", "告知客户日期")


class Callback(Entry):
    """Call-back (回访): how the product does, what is newly needed, what was introduced."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    period: Maybe[Line] = internal("CB-01", "回访期", since="always")
    about(period, "如 2026-11上、2026-11下 | as 2026-11-H1, 2026-11-H2; the day done decides", "CK-13")
    channel: Maybe[Channel] = internal("CB-01", "方式", since="always")
    done_on: Maybe[Date] = internal("CB-01", "完成日期", since="done", later=True)
    by: Maybe[StaffId] = internal("CB-01", "回访人", since="always")
    issues: Many[Issue] = internal("CB-02", "反映情况")
    product_use: Maybe[Text] = conf("CB-03", "产品使用情况", since="done")
    about(product_use, "三问之一：用得怎样 | one of the three questions: how it is used", "R-CON-08")
    new_needs: Maybe[Text] = conf("CB-03", "新需求", since="done")
    about(new_needs, "三问之二：有什么新需求 | the second: what is newly needed", "R-CON-08")
    products_introduced: Many[Text] = conf("CB-03", "新产品推介", since="done")
    about(products_introduced, "三问之三：推介了什么 | the third: what was introduced", "R-CON-08")
    state: Maybe[CallbackState] = internal("P", "状态", since="always", later=True)
