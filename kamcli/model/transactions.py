"""Category 4 of a customer: transaction status (交易现状, TR)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Many,
    Maybe,
    Money,
    Number,
    Part,
    Percent,
    Text,
    about,
    auto,
    conf,
    internal,
)
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
    about(due, "打算解决的日期 | when it is to be solved")
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
    about(credit_days, "自开票日起的天数 | days from the invoice")
    delivery: Maybe[Text] = conf("TR-08", "交货方式")
    price_terms: Maybe[Text] = conf("TR-08", "价格条件")
    about(price_terms, "是否含税、含运费等 | whether tax, freight and so on are included")
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
    about(corporate_image, "5 最好 | 5 is best")
    corporate_image_note: Maybe[Text] = conf("TR-05", "企业形象说明")
    reputation: Maybe[Reputation] = conf("TR-06", "信誉", since="recognised")
    about(reputation, "要有大客户资格，须优秀或良好 | excellent or good makes eligible", "R-ELG-03")
    reputation_evidence: Maybe[Text] = conf("TR-06", "信誉依据", when="reputation")
    about(reputation_evidence, "凭什么这样评 | what the rating rests on", "R-ELG-03")
    trade_terms: Maybe[TradeTerms] = conf("TR-08", "交易条件", since="active")
    about(trade_terms, "应在信用等级允许的范围内 | within what the credit grade allows")
    credit_limit: Maybe[Money] = conf("TR-09", "信用限度额", since="active", ge=0)
    about(credit_limit, "最多可欠多少，在信用等级的限额内 | most that may be owed; within the credit grade's limit")
    credit_handling: Maybe[CreditHandling] = conf("TR-10", "信用处理办法", since="active")
    about(credit_handling, "按信用情况怎样供货、收款 | how goods are supplied and paid, in view of the credit")
    credit_problems: Many[CreditProblem] = conf("TR-11", "信用问题", since="active")
    settlement_method: Maybe[Settlement] = conf("TR-12", "货款支付方式", since="recognised")
    about(settlement_method, "认定客户时商定的支付工具 | means of payment, agreed at recognition")
    capital_occupied: Maybe[Money] = conf("TR-13", "资金占压", derived=True)
    about(capital_occupied, "应收余额加暂存货物的价值 | receivables plus the value of held goods")
    owes_us: Maybe[Money] = conf("TR-14", "欠我方货款", derived=True)
    about(owes_us, "台账里未收的应收货款 | receivables of the ledgers that are unpaid")
    satisfaction: Maybe[Number] = internal("TR-15", "满意程度", derived=True)
    about(satisfaction, "取自调查答卷 | taken from survey answers")
    satisfaction_stated: Maybe[Satisfaction] = internal("TR-15", "自述满意程度", since="active")
    about(satisfaction_stated, "没有答卷时，按客户口头说的填 | what the customer says, where there is no survey")
    suggestions: Many[TicketContactLogId] = internal("TR-16", "建议收集")
    office_assessment: Maybe[Text] = conf("TR-17", "办事处评价", since="applied")
    about(office_assessment, "办事处怎样看这个客户 | what the office thinks of the customer")
    office_rating: Maybe[Count] = conf("TR-17", "办事处评分", since="applied", ge=1, le=5)
    about(office_rating, "5 最好 | 5 is best")
