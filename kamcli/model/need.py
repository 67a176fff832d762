"""What a customer needs, said or unsaid (客户需求, ND)."""

from kamcli.model.base import Choice, Date, Maybe, Money, Text, about, auto, conf, internal
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, NeedSourceId, StaffId, UnitId


class NeedKind(Choice):
    """Need kind."""

    product = auto(), "产品"
    service = auto(), "服务"
    convenience = auto(), "便利"
    support = auto(), "支持"
    other = auto(), "其他"


class Clarity(Choice):
    """Need clarity."""

    explicit = auto(), "明确"
    implicit = auto(), "隐含"
    latent = auto(), "潜在"


class ResponseStage(Choice):
    """Response stage."""

    clarified = auto(), "已明确"
    analysed = auto(), "已分析"
    planned = auto(), "已制定方案"
    implemented = auto(), "已实施"
    monitored = auto(), "跟踪中"
    closed = auto(), "已关闭"


class Need(Entry):
    """Need (客户需求)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    text: Maybe[Text] = conf("ND-01", "需求内容", since="always")
    kind: Maybe[NeedKind] = conf("ND-01", "需求类别", since="always")
    clarity: Maybe[Clarity] = conf("ND-02", "需求明确程度", since="always")
    customer_view: Maybe[Text] = conf("ND-03", "客户自述")
    about(
        customer_view, "客户自认的需求和问题，走访时要问 | the customer's own words, asked for at a visit", "R-VIS-02"
    )
    pain: Maybe[Text] = conf("ND-04", "问题后果")
    found_on: Maybe[Date] = internal("ND-05", "发现日期", since="always")
    found_in: Maybe[NeedSourceId] = internal("ND-05", "发现于", since="always")
    about(found_in, "走访、回访、联络、调查或投诉的编号 | id of the visit, call-back, contact, survey or ticket")
    response_stage: Maybe[ResponseStage] = internal("ND-06", "响应阶段", since="always", later=True)
    fed_back_to: Maybe[UnitId] = internal("ND-07", "反馈部门", later=True)
    about(fed_back_to, "改进产品、研发要知道的部门 | the unit that improves the product")
    fed_back_on: Maybe[Date] = internal("ND-07", "反馈日期", later=True)
    value_estimate: Maybe[Money] = conf("ND-08", "预计价值")
    solution: Maybe[Text] = conf("ND-09", "解决方案", later=True)
    owner: Maybe[StaffId] = internal("ND-10", "负责人", since="always")
    due: Maybe[Date] = internal("ND-10", "期限", since="always")
    about(due, "到期未关闭会提醒负责人 | the owner is reminded until it is closed", "CK-32")
