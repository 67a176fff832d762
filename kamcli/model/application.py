"""The key-account application (大客户申请, AP)."""

from kamcli.model.base import Choice, Count, Date, Many, Maybe, Money, Part, Table, Text, auto, conf, internal
from kamcli.model.choices import Level, Scheme
from kamcli.model.entry import Entry
from kamcli.model.refs import (
    ContractId,
    CustomerId,
    DocumentId,
    ReconciliationId,
    SignoffId,
    StaffId,
    StockReportId,
    UnitId,
)


class ApplicationState(Choice):
    """St application."""

    draft = auto(), "草拟"
    submitted = auto(), "已提交"
    signed = auto(), "已签署"
    approved = auto(), "已批准"
    in_force = auto(), "执行中"
    amended = auto(), "变更中"
    ended = auto(), "已终止"
    returned = auto(), "已退回"
    rejected = auto(), "已驳回"


class Existence(Choice):
    """Existence."""

    exists = auto(), "有"
    none = auto(), "无"


class FloorPrice(Part):
    """Floor prices (结算底价)."""

    product: Text = conf("AP-05", "产品", since="always")
    floor_price: Money = conf("AP-05", "底价", since="always")


class Application(Entry):
    """Key-account application (大客户申请)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    revision: Maybe[Count] = internal("SG-02", "版次", since="always")
    office: Maybe[UnitId] = internal("AP-01", "办事处", since="always")
    applicant: Maybe[StaffId] = internal("AP-01", "申请人", since="always")
    applied_on: Maybe[Date] = internal("AP-02", "申请日期", since="always")
    contract: Maybe[ContractId] = conf("AP-03", "拟签合同", since="always")
    contract_amount: Maybe[Money] = conf("AP-04", "合同额", since="always")
    floor_prices: Many[FloorPrice] = conf("AP-05", "结算底价", since="always")
    capital_needed: Maybe[Money] = conf("AP-06", "预计资金占压", since="always")
    existing_business: Maybe[Existence] = conf("AP-07", "已发生业务", since="always")
    existing_business_amount: Maybe[Money] = conf("AP-07", "已发生业务金额", when="existing_business exists")
    reconciliation: Maybe[ReconciliationId] = conf("AP-08", "对账单", when="existing_business exists")
    owes_us_declared: Maybe[Money] = conf("AP-09", "申报欠款", since="always")
    office_assessment: Maybe[Text] = conf("AP-10", "办事处评价", since="always")
    documents: Many[DocumentId] = conf("AP-11", "资料清单", since="always")
    proposed_tiers: Table[Scheme, Level] = conf("AP-12", "拟定等级")
    state: Maybe[ApplicationState] = internal("AP-13", "状态", since="always", later=True)
    signoffs: Many[SignoffId] = internal("AP-14", "签署", derived=True)
    post_approval_report: Maybe[StockReportId] = internal("AP-15", "批准后上报", since="approved", later=True)
