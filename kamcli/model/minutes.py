"""Minutes of a talk (会谈纪要, MN)."""

from kamcli.model.base import Choice, Date, Line, Many, Maybe, Text, about, auto, conf, internal, pers
from kamcli.model.entry import Entry
from kamcli.model.promise import Agreement
from kamcli.model.refs import CustomerId, PersonId, StaffId, VisitId


class MinutesState(Choice):
    """States of minutes (SM-4)."""

    drafted = auto(), "已起草"
    reviewed = auto(), "已审阅"
    sent = auto(), "已提交客户"
    receipt_confirmed = auto(), "已确认收到"
    closed = auto(), "已结束"


class SentVia(Choice):
    """Sent via."""

    fax = auto(), "传真"
    email = auto(), "邮件"
    post = auto(), "邮寄"
    im = auto(), "即时通讯"
    in_person = auto(), "当面"


class Minutes(Entry):
    """Minutes (会谈纪要)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    visit: Maybe[VisitId] = conf("MN-01", "走访", since="always")
    met_on: Maybe[Date] = conf("MN-01", "会谈日期", since="always")
    about(met_on, "编写期限从这里起算 | the days for writing run from here", "CK-05", "R-VIS-05")
    place: Maybe[Text] = conf("MN-01", "地点", since="always")
    ours: Many[StaffId] = conf("MN-01", "我方人员", "Our participants", since="always")
    theirs: Many[PersonId] = pers("MN-01", "对方人员", "Their participants", since="always")
    topics: Many[Text] = conf("MN-02", "议题", since="always")
    customer_statements: Many[Text] = conf("MN-02", "客户陈述", since="always")
    our_answers: Many[Text] = conf("MN-02", "我方答复", since="always")
    agreements: Many[Agreement] = conf("MN-03", "约定事项")
    about(agreements, "每条有负责人和期限 | each with who sees to it, and until when", "CK-32")
    drafted_by: Maybe[StaffId] = internal("MN-04", "编写人", since="always")
    drafted_on: Maybe[Date] = internal("MN-04", "编写日期", since="always")
    about(drafted_on, "会谈后两个工作日内，天数见制度 | within the policy's working days of the talk", "CK-05")
    reviewed_by: Maybe[StaffId] = internal("MN-05", "审阅人", since="reviewed", later=True)
    about(reviewed_by, "部门经理 | the department's manager", "R-VIS-05")
    reviewed_on: Maybe[Date] = internal("MN-05", "审阅日期", since="reviewed", later=True)
    about(reviewed_on, "先审阅，后提交客户 | reviewed first, then sent", "R-VIS-06")
    sent_on: Maybe[Date] = internal("MN-06", "提交客户日期", since="sent", later=True)
    about(sent_on, "不早于审阅日期 | not before reviewed_on", "R-VIS-06", "CK-06")
    sent_via: Maybe[SentVia] = internal("MN-06", "提交方式", since="sent", later=True)
    receipt_confirmed_on: Maybe[Date] = internal("MN-06", "确认收到日期", since="receipt_confirmed", later=True)
    confirmed_by: Maybe[Line] = pers("MN-06", "确认人", since="receipt_confirmed", later=True)
    state: Maybe[MinutesState] = internal("SM-4", "状态", since="always", later=True)
    about(state, "由 kam move 改 | changed by kam move")
