"""Category 4 of a customer: transaction status (交易现状, TR)."""

from kamcli.model.base import Choice, Count, Date, Many, Maybe, Money, Number, Part, Percent, Text, auto, conf, internal
from kamcli.model.choices import CreditHandling, PaymentMethod
from kamcli.model.refs import StaffId, TicketContactLogId


class CreditProblemKind(Choice):
    """Credit problem."""

    late_payment = auto(), "逾期付款"
    partial_payment = auto(), "部分付款"
    dishonoured_bill = auto(), "票据拒付"
    dispute = auto(), "货款争议"
    over_limit = auto(), "超限额"
    other = auto(), "其他"


class Reputation(Choice):
    """Reputation."""

    excellent = auto(), "优秀"
    good = auto(), "良好"
    fair = auto(), "一般"
    poor = auto(), "差"


class Satisfaction(Choice):
    """Satisfaction."""

    very_satisfied = auto(), "很满意"
    quite_satisfied = auto(), "比较满意"
    basically_satisfied = auto(), "基本满意"
    not_very_satisfied = auto(), "不太满意"
    dissatisfied = auto(), "不满意"


class Settlement(Choice):
    """Settlement."""

    bank_transfer = auto(), "银行转账"
    acceptance_bill = auto(), "承兑汇票"
    cheque = auto(), "支票"
    cash = auto(), "现金"
    letter_of_credit = auto(), "信用证"
    online = auto(), "线上支付"
    other = auto(), "其他"


class TradeProblem(Part):
    """Problems (存在的问题)."""

    text: Text = conf("TR-02", "内容", since="always")
    since: Date = conf("TR-02", "起始日期", since="always")
    due: Maybe[Date] = conf("TR-02", "期限")
    owner: Maybe[StaffId] = conf("TR-02", "负责人")
    closed_on: Maybe[Date] = conf("TR-02", "关闭日期")


class Countermeasure(Part):
    """Countermeasures (未来的对策)."""

    text: Text = conf("TR-04", "内容", since="always")
    owner: StaffId = conf("TR-04", "负责人", since="always")
    due: Date = conf("TR-04", "期限", since="always")
    done_on: Maybe[Date] = conf("TR-04", "完成日期")


class TradeTerms(Part):
    """Trade terms (交易条件)."""

    payment_method: PaymentMethod = conf("TR-08", "付款方式", since="always")
    credit_days: Count = conf("TR-08", "账期天数", since="always")
    delivery: Maybe[Text] = conf("TR-08", "交货方式")
    price_terms: Maybe[Text] = conf("TR-08", "价格条件")
    discount: Maybe[Percent] = conf("TR-08", "折扣")


class CreditProblem(Part):
    """Credit problems (信用问题)."""

    date: Date = conf("TR-11", "日期", since="always")
    kind: CreditProblemKind = conf("TR-11", "类别", since="always")
    amount: Maybe[Money] = conf("TR-11", "金额")
    resolved_on: Maybe[Date] = conf("TR-11", "解决日期")
    note: Maybe[Text] = conf("TR-11", "说明")


class Transactions(Part):
    """Transaction status (交易现状)."""

    sales_activity: Maybe[Text] = conf("TR-01", "销售活动现状", since="active")
    sales_activity_figures: Maybe[Text] = conf("TR-01", "销售活动数据", derived=True)
    problems: Many[TradeProblem] = conf("TR-02", "存在的问题", since="active")
    advantages: Many[Text] = conf("TR-03", "保持的优势")
    countermeasures: Many[Countermeasure] = conf("TR-04", "未来的对策", since="active")
    corporate_image: Maybe[Count] = conf("TR-05", "企业形象", since="active", ge=1, le=5)
    corporate_image_note: Maybe[Text] = conf("TR-05", "企业形象说明")
    reputation: Maybe[Reputation] = conf("TR-06", "信誉", since="recognised")
    reputation_evidence: Maybe[Text] = conf("TR-06", "信誉依据", when="reputation")
    trade_terms: Maybe[TradeTerms] = conf("TR-08", "交易条件", since="active")
    credit_limit: Maybe[Money] = conf("TR-09", "信用限度额", since="active")
    credit_handling: Maybe[CreditHandling] = conf("TR-10", "信用处理办法", since="active")
    credit_problems: Many[CreditProblem] = conf("TR-11", "信用问题", since="active")
    settlement_method: Maybe[Settlement] = conf("TR-12", "货款支付方式", since="recognised")
    capital_occupied: Maybe[Money] = conf("TR-13", "资金占压", derived=True)
    owes_us: Maybe[Money] = conf("TR-14", "欠我方货款", derived=True)
    satisfaction: Maybe[Number] = internal("TR-15", "满意程度", derived=True)
    satisfaction_stated: Maybe[Satisfaction] = internal("TR-15", "自述满意程度", since="active")
    suggestions: Many[TicketContactLogId] = internal("TR-16", "建议收集")
    office_assessment: Maybe[Text] = conf("TR-17", "办事处评价", since="applied")
    office_rating: Maybe[Count] = conf("TR-17", "办事处评分", since="applied", ge=1, le=5)
