"""The contract or agreement (合同, CN)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Money,
    Number,
    Part,
    Text,
    about,
    auto,
    conf,
    internal,
)
from kamcli.model.choices import PaymentMethod
from kamcli.model.entry import Entry
from kamcli.model.refs import ContractId, CustomerId, PersonId, SignoffId, StaffId


class ContractKind(Choice):
    """Contract kind."""

    purchase_sale = auto(), "购销"
    supply = auto(), "商品供应"
    quality_assurance = auto(), "质量保证"
    framework = auto(), "框架"
    cooperation = auto(), "合作"
    industry = auto(), "行业合同"


class ContractState(Choice):
    """States of a contract (SM-3)."""

    draft = auto(), "草拟"
    clause_reviewed = auto(), "条款已审"
    submitted = auto(), "已提交"
    signed_chain = auto(), "已签署"
    approved = auto(), "已批准"
    signed_by_both = auto(), "双方已签"
    in_force = auto(), "履行中"
    fulfilled = auto(), "已履行完毕"
    expired = auto(), "已到期"
    terminated = auto(), "已解除"
    returned = auto(), "已退回"
    rejected = auto(), "已驳回"


class Party(Choice):
    """Party."""

    us = auto(), "我方"
    them = auto(), "对方"


class QualityMark(Choice):
    """Quality mark."""

    good = auto(), "良好"
    acceptable = auto(), "合格"
    poor = auto(), "不合格"


class FloorPrice(Part):
    """Floor prices (结算底价)."""

    product: Line = conf("CN-04", "产品", since="always")
    about(product, "写商品明细里的产品名 | as the items name it")
    floor_price: Money = conf("CN-04", "底价", since="always", ge=0)
    about(floor_price, "与公司结算的最低单价 | lowest unit price settled with the company")
    contract_price: Money = conf("CN-04", "合同价", since="always", ge=0)
    about(contract_price, "低于底价的要加批 | below the floor it takes a longer chain", "R-CTR-06")


class Instalment(Part):
    """Instalments (分期付款)."""

    due: Date = conf("CN-07", "期限", since="always")
    amount: Money = conf("CN-07", "金额", since="always")


class PaymentTerms(Part):
    """Payment terms (付款条件)."""

    payment_method: PaymentMethod = conf("CN-07", "付款方式", since="always")
    credit_days: Maybe[Count] = conf("CN-07", "账期天数", when="open_account")
    about(credit_days, "自开票日起的天数 | days from the invoice")
    instalments: Many[Instalment] = conf("CN-07", "分期付款", when="instalments")


class DeliveryTerm(Part):
    """Delivery terms (交货期限)."""

    item: Text = internal("CN-08", "交货内容", since="always")
    qty: Maybe[Number] = internal("CN-08", "数量", "Quantity")
    about(qty, "欠货按它核算 | goods owed are counted against it")
    due: Date = internal("CN-08", "期限", since="always")


class ContractItem(Part):
    """Items (商品明细)."""

    product: Line = conf("CN-09", "产品", since="always")
    qty: Number = conf("CN-09", "数量", "Quantity", since="always")
    unit: Maybe[Line] = conf("CN-09", "单位")
    price: Money = conf("CN-09", "单价", since="always")
    amount: Money = conf("CN-09", "金额", since="always")
    about(amount, "各项合计等于合同额 | the items add up to the contract amount", "R-CTR-04")


class ClauseReview(Part):
    """Clause review (条款审查)."""

    clear: Flag = conf("CN-10", "条款明确", since="always")
    lawful: Flag = conf("CN-10", "合法", since="always")
    compliant: Flag = conf("CN-10", "合规", since="always")
    in_our_interest: Flag = conf("CN-10", "符合我方利益", since="always")
    reviewer: StaffId = conf("CN-10", "审查人", since="always")
    date: Date = conf("CN-10", "日期", since="always")


class Obligation(Part):
    """Obligations (履约义务)."""

    party: Party = internal("CN-11", "义务方", since="always")
    text: Text = internal("CN-11", "内容", since="always")
    due: Date = internal("CN-11", "期限", since="always")
    done_on: Maybe[Date] = internal("CN-11", "完成日期", later=True)
    quality: Maybe[QualityMark] = internal("CN-11", "履行质量", later=True)


class Commitment(Part):
    """Commitments (承诺条款)."""

    metric: Text = conf("CN-12", "指标", since="always")
    about(metric, "承诺什么，如年采购额 | what is promised, as purchases a year")
    value: Number = conf("CN-12", "目标值", since="always")
    by_date: Date = conf("CN-12", "截止日期", since="always")
    consequence: Maybe[Text] = conf("CN-12", "未达后果")
    about(consequence, "未达到怎么办，如收回优惠 | what follows if it is missed, as benefits withdrawn")


class Contract(Entry):
    """Contract (合同)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    revision: Maybe[Count] = internal("SG-02", "版次", since="always", ge=1)
    about(revision, "每次重新送审加一，签署只认本版 | one more each round; a sign-off stands for its own", "R-AUD-04")
    contract_no: Maybe[Line] = internal("CN-01", "合同编号", since="always")
    about(contract_no, "纸面合同上的编号，不是文件编号 | the number on the paper, not the id of the file")
    title: Maybe[Line] = internal("CN-01", "合同名称", since="always")
    kind: Maybe[ContractKind] = internal("CN-02", "合同类别", since="always")
    industry_kind: Maybe[Line] = internal("CN-02", "行业合同名称", when="kind industry")
    about(industry_kind, "如供用电合同、调度协议 | as power supply, dispatch agreement")
    amount: Maybe[Money] = conf("CN-03", "合同额", since="always", ge=0)
    about(amount, "定金额档；框架合同填十二个月的预计 | sets the band; of a framework, a year's estimate", "R-APR-05")
    floor_prices: Many[FloorPrice] = conf("CN-04", "结算底价", when="low-price programme or application")
    about(floor_prices, "低价产品和大客户申请的合同要写 | for low-price products and for applications", "R-CTR-06")
    signed_on: Maybe[Date] = internal("CN-05", "签订日期", since="signed", later=True)
    about(signed_on, "双方都签了的那天，不晚于生效日期 | later signature's day, not after effective_from", "R-CTR-04")
    effective_from: Maybe[Date] = internal("CN-05", "生效日期", since="always")
    about(effective_from, "不早于最后一次批准 | not before the last approval", "R-APR-09")
    effective_to: Maybe[Date] = internal("CN-05", "到期日期", since="always")
    about(effective_to, "到期前提醒 | pointed out before it comes", "CK-31", "R-CTR-04")
    our_signatory: Maybe[StaffId] = internal("CN-06", "我方签约人", since="signed", later=True)
    their_signatory: Maybe[PersonId] = internal("CN-06", "对方签约人", since="signed", later=True)
    about(their_signatory, "法定代表人或其委托的人 | the legal representative, or who acts for him")
    payment_terms: Maybe[PaymentTerms] = conf("CN-07", "付款条件", since="always")
    about(payment_terms, "应收的到期日由它定 | decides when money falls due")
    delivery_terms: Many[DeliveryTerm] = internal("CN-08", "交货期限", since="always")
    about(delivery_terms, "公司欠货按它核算 | goods owed are counted against them")
    items: Many[ContractItem] = conf("CN-09", "商品明细", since="always")
    about(items, "各项金额合计等于合同额 | their amounts add up to the contract amount", "R-CTR-04")
    clause_review: Many[ClauseReview] = conf("CN-10", "条款审查", since="clause_reviewed")
    about(clause_review, "签约前审查，四问都要答“是” | before signing; all four questions are answered yes", "R-CTR-01")
    obligations: Many[Obligation] = internal("CN-11", "履约义务")
    commitments: Many[Commitment] = conf("CN-12", "承诺条款")
    about(commitments, "可量化的承诺，如年采购额 | measurable promises, as purchases a year")
    paired_contract: Maybe[ContractId] = internal("CN-13", "配套合同", when="kind supply")
    about(paired_contract, "供应合同配套的质量保证合同 | the quality-assurance twin of a supply contract")
    state: Maybe[ContractState] = internal("CN-14", "状态", since="always", later=True)
    about(state, "由 kam approve 和 kam move 改 | changed by kam approve and kam move")
    signoffs: Many[SignoffId] = internal("CN-14", "签署", derived=True)
    material_digest: Maybe[Text] = internal("CN-15", "关键内容摘要", derived=True)
    about(material_digest, "签署所认的内容的摘要 | digest of what the sign-offs stand for", "R-AUD-04")
    amends: Maybe[ContractId] = internal("CN-16", "补充的合同", "Contract that this one amends")
    about(amends, "补充合同按新的总额定档 | an amendment is banded by the new total", "R-APR-11")
