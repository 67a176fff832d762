"""What somebody has to do until a day: next steps, follow-ups, agreements (CK-32 counts them all)."""

from kamcli.model.base import Date, Maybe, Part, Text, about, conf, internal
from kamcli.model.refs import StaffId


class Promise(Part):
    """Follow up (跟进)."""

    text: Text = internal("CL-07", "内容", since="always")
    due: Date = internal("CL-07", "期限", since="always")
    done_on: Maybe[Date] = internal("CL-07", "完成日期", later=True)


class NextStep(Part):
    """Next step (下一步)."""

    text: Text = conf("VS-15", "内容", since="always")
    due: Date = conf("VS-15", "期限", since="always")
    done_on: Maybe[Date] = conf("VS-15", "完成日期", later=True)


class Agreement(Part):
    """Agreements (约定事项)."""

    text: Text = conf("MN-03", "内容", since="always")
    owner: StaffId = conf("MN-03", "负责人", since="always")
    about(owner, "我方谁负责，到期提醒谁 | who sees to it on our side, and is reminded", "CK-32")
    due: Date = conf("MN-03", "期限", since="always")
    done_on: Maybe[Date] = conf("MN-03", "完成日期", later=True)
