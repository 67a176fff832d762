"""The contract or agreement (合同, CN)."""

from kamcli.model.base import Choice, Count, Date, Flag, Many, Maybe, Money, Number, Part, Text, auto, conf, internal
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
    """St contract."""

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

    product: Text = conf("CN-04", "产品", since="always")
    floor_price: Money = conf("CN-04", "底价", since="always")
    contract_price: Money = conf("CN-04", "合同价", since="always")


class Instalment(Part):
    """Instalments (分期付款)."""

    due: Date = conf("CN-07", "期限", since="always")
    amount: Money = conf("CN-07", "金额", since="always")


class PaymentTerms(Part):
    """Payment terms (付款条件)."""

    payment_method: PaymentMethod = conf("CN-07", "付款方式", since="always")
    credit_days: Maybe[Count] = conf("CN-07", "账期天数", when="open_account")
    instalments: Many[Instalment] = conf("CN-07", "分期付款", when="instalments")


class DeliveryTerm(Part):
    """Delivery terms (交货期限)."""

    item: Text = internal("CN-08", "交货内容", since="always")
    qty: Maybe[Number] = internal("CN-08", "数量", "Quantity")
    due: Date = internal("CN-08", "期限", since="always")


class ContractItem(Part):
    """Items (商品明细)."""

    product: Text = conf("CN-09", "产品", since="always")
    qty: Number = conf("CN-09", "数量", "Quantity", since="always")
    unit: Maybe[Text] = conf("CN-09", "单位")
    price: Money = conf("CN-09", "单价", since="always")
    amount: Money = conf("CN-09", "金额", since="always")


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
    value: Number = conf("CN-12", "目标值", since="always")
    by_date: Date = conf("CN-12", "截止日期", since="always")
    consequence: Maybe[Text] = conf("CN-12", "未达后果")


class Contract(Entry):
    """Contract (合同)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    revision: Maybe[Count] = internal("SG-02", "版次", since="always")
    contract_no: Maybe[Text] = internal("CN-01", "合同编号", since="always")
    title: Maybe[Text] = internal("CN-01", "合同名称", since="always")
    kind: Maybe[ContractKind] = internal("CN-02", "合同类别", since="always")
    industry_kind: Maybe[Text] = internal("CN-02", "行业合同名称", when="kind industry")
    amount: Maybe[Money] = conf("CN-03", "合同额", since="always")
    floor_prices: Many[FloorPrice] = conf("CN-04", "结算底价", when="low-price programme or application")
    signed_on: Maybe[Date] = internal("CN-05", "签订日期", since="signed", later=True)
    effective_from: Maybe[Date] = internal("CN-05", "生效日期", since="always")
    effective_to: Maybe[Date] = internal("CN-05", "到期日期", since="always")
    our_signatory: Maybe[StaffId] = internal("CN-06", "我方签约人", since="signed", later=True)
    their_signatory: Maybe[PersonId] = internal("CN-06", "对方签约人", since="signed", later=True)
    payment_terms: Maybe[PaymentTerms] = conf("CN-07", "付款条件", since="always")
    delivery_terms: Many[DeliveryTerm] = internal("CN-08", "交货期限", since="always")
    items: Many[ContractItem] = conf("CN-09", "商品明细", since="always")
    clause_review: Many[ClauseReview] = conf("CN-10", "条款审查", since="clause_reviewed")
    obligations: Many[Obligation] = internal("CN-11", "履约义务")
    commitments: Many[Commitment] = conf("CN-12", "承诺条款")
    paired_contract: Maybe[ContractId] = internal("CN-13", "配套合同", when="kind supply")
    state: Maybe[ContractState] = internal("CN-14", "状态", since="always", later=True)
    signoffs: Many[SignoffId] = internal("CN-14", "签署", derived=True)
    material_digest: Maybe[Text] = internal("CN-15", "关键内容摘要", derived=True)
    amends: Maybe[ContractId] = internal("CN-16", "补充的合同", "Contract that this one amends")
