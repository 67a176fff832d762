"""The key-account application (大客户申请, AP)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Line,
    Many,
    Maybe,
    Money,
    Part,
    Table,
    Text,
    about,
    auto,
    conf,
    internal,
)
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
    """States of an application (SM-2)."""

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

    product: Line = conf("AP-05", "产品", since="always")
    about(product, "写合同商品明细里的产品名 | as the items of the contract name it", "R-DOC-07")
    floor_price: Money = conf("AP-05", "底价", since="always", ge=0)
    about(floor_price, "与公司结算的最低单价 | lowest unit price settled with the company")


class Application(Entry):
    """Key-account application (大客户申请)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    revision: Maybe[Count] = internal("SG-02", "版次", since="always", ge=1)
    about(revision, "每次重新送审加一，签署只认本版 | one more each round; a sign-off stands for its own", "R-AUD-04")
    office: Maybe[UnitId] = internal("AP-01", "办事处", since="always")
    about(office, "由它提交 | the office that submits")
    applicant: Maybe[StaffId] = internal("AP-01", "申请人", since="always")
    about(applicant, "申请人不能签自己的申请 | who signs nothing of his own", "R-APR-07")
    applied_on: Maybe[Date] = internal("AP-02", "申请日期", since="always")
    contract: Maybe[ContractId] = conf("AP-03", "拟签合同", since="always")
    about(contract, "附上的合同文本或草案 | the contract text or draft that goes with it", "R-DOC-06", "R-ELG-01")
    contract_amount: Maybe[Money] = conf("AP-04", "合同额", since="always", ge=0)
    about(contract_amount, "定金额档，与合同草案一致 | sets the band; equals the draft's", "R-APR-04", "R-DOC-06")
    floor_prices: Many[FloorPrice] = conf("AP-05", "结算底价", since="always")
    about(floor_prices, "合同草案里每种产品一条 | one for every product of the draft", "R-DOC-07")
    capital_needed: Maybe[Money] = conf("AP-06", "预计资金占压", since="always")
    about(capital_needed, "应收和库存预计占用多少 | what receivables and stock will tie up", "R-ELG-02")
    existing_business: Maybe[Existence] = conf("AP-07", "已发生业务", since="always")
    about(existing_business, "没有也要写“无”，不能空着 | say none where there was none, not nothing", "R-DOC-03")
    existing_business_amount: Maybe[Money] = conf("AP-07", "已发生业务金额", when="existing_business exists")
    reconciliation: Maybe[ReconciliationId] = conf("AP-08", "对账单", when="existing_business exists")
    about(reconciliation, "双方签字并盖客户公章的那份 | the one signed by both and sealed by the customer", "R-DOC-02")
    owes_us_declared: Maybe[Money] = conf("AP-09", "申报欠款", since="always")
    about(owes_us_declared, "不欠写 0；与台账核对 | 0 where nothing is owed; held against the ledgers", "R-DOC-04")
    office_assessment: Maybe[Text] = conf("AP-10", "办事处评价", since="always")
    about(office_assessment, "办事处为什么推荐 | why the office puts the customer forward", "R-DOC-01")
    documents: Many[DocumentId] = conf("AP-11", "资料清单", since="always")
    about(documents, "按制度的申请资料清单核对 | checked against the policy's list of papers", "R-DOC-01")
    proposed_tiers: Table[Scheme, Level] = conf("AP-12", "拟定等级")
    about(proposed_tiers, "办事处建议的等级，每套体系一个 | levels that the office proposes, one a scheme")
    state: Maybe[ApplicationState] = internal("AP-13", "状态", since="always", later=True)
    about(state, "由 kam approve 和 kam move 改 | changed by kam approve and kam move")
    signoffs: Many[SignoffId] = internal("AP-14", "签署", derived=True)
    post_approval_report: Maybe[StockReportId] = internal("AP-15", "批准后上报", since="approved", later=True)
    about(post_approval_report, "上报联系方式、现存货物和公司欠货 | reports contacts, goods on hand and goods owed")
