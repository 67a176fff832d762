"""The credit investigation (信用调查, CR)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Many,
    Maybe,
    Money,
    Part,
    Points,
    Table,
    Text,
    about,
    auto,
    conf,
    internal,
)
from kamcli.model.choices import CreditFactor, CreditGrade, CreditHandling
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, StaffId


class CreditMethod(Choice):
    """Credit method."""

    own = auto(), "自行调查"
    agency = auto(), "专业机构"
    bank = auto(), "银行"
    public = auto(), "公开信息"


class Financials(Part):
    """Financials (财务数据)."""

    year: Count = conf("CR-02", "年度", since="always")
    assets: Maybe[Money] = conf("CR-02", "资产")
    liabilities: Maybe[Money] = conf("CR-02", "负债")
    revenue: Maybe[Money] = conf("CR-02", "营业收入")
    profit: Maybe[Money] = conf("CR-02", "利润")
    cash: Maybe[Money] = conf("CR-02", "现金")


class CreditInvestigation(Entry):
    """Credit investigation (信用调查)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    investigated_on: Maybe[Date] = conf("CR-01", "调查日期", since="always")
    about(investigated_on, "最近一次的评分算数 | the latest investigation counts", "R-GRD-09")
    by: Maybe[StaffId] = conf("CR-01", "调查人", since="always")
    method: Maybe[CreditMethod] = conf("CR-01", "调查方式", since="always")
    financials: Many[Financials] = conf("CR-02", "财务数据")
    payment_record: Maybe[Text] = conf("CR-03", "付款记录", derived=True)
    about(payment_record, "由台账算出的付款情况 | how the customer pays, as the ledgers show")
    payment_record_note: Maybe[Text] = conf("CR-03", "付款记录说明")
    scores: Table[CreditFactor, Points] = conf("CR-04", "信用评分", since="always")
    about(scores, "每个因素一个分，按制度的权重合计 | one for each factor, weighted as the policy says", "R-GRD-09")
    proposed_grade: Maybe[CreditGrade] = conf("CR-05", "拟定信用等级", since="always")
    about(proposed_grade, "调查人的建议；等级由评分算出 | a proposal; the grade itself is computed", "R-GRD-09")
    proposed_limit: Maybe[Money] = conf("CR-05", "拟定信用限度额", since="always", ge=0)
    proposed_credit_days: Maybe[Count] = conf("CR-05", "拟定账期天数", since="always")
    proposed_handling: Maybe[CreditHandling] = conf("CR-05", "拟定信用处理办法", since="always")
    reputation_evidence: Maybe[Text] = conf("CR-06", "信誉依据", since="always")
    about(reputation_evidence, "信誉好坏凭什么说 | what is said of the reputation rests on")
    valid_until: Maybe[Date] = conf("CR-07", "有效期至", since="always")
    about(valid_until, "过后信用等级算过期 | afterwards the grade counts as expired", "R-GRD-09")
    approved_by: Maybe[StaffId] = conf("CR-07", "批准人", since="always")
    card_history: Maybe[Text] = conf("CR-08", "信用卡历史", "Credit card history", derived=True)
    about(card_history, "等级、限额的变动和信用事件 | changes of grade and limit, and incidents")
