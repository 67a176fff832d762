"""records/policy.yaml: every number, list, chain and threshold of the business (spec/6-policy.md)."""

from kamcli.model.base import Choice, Count, Date, Line, Many, Maybe, Part, Table, Text, about, auto, internal
from kamcli.model.parameters import NotConfigured, Parameters, param
from kamcli.model.policy_approval import Approval, ContractRules, DocumentRules
from kamcli.model.policy_company import (
    ArchiveRules,
    BoundaryRules,
    CalendarRules,
    Company,
    CustomerIds,
    DataRules,
    DigestRules,
    Mail,
    PrivacyRules,
    Receivables,
)
from kamcli.model.policy_contact import (
    AssignRules,
    CallbackRules,
    ContactRules,
    EventRules,
    ExecutiveVisitRules,
    MinutesRules,
    SelectionRules,
    VisitRules,
)
from kamcli.model.policy_tier import Credit, Eligibility, Tier


class SeverityChoice(Choice):
    """Severity."""

    error = auto(), "错误"
    warning = auto(), "警告"
    info = auto(), "提示"


class Clause(Part):
    """Clauses (制度条款)."""

    title: Line = internal("PP-084b", "制度名称", since="always")
    article: Line = internal("PP-084b", "条款", since="always")
    text: Maybe[Text] = internal("PP-084b", "条文")


class Waiver(Part):
    """Waivers (豁免)."""

    rule: Line = internal("P", "规则", since="always")
    reason: Text = internal("P", "原因", since="always")
    until: Maybe[Date] = internal("P", "有效期止")


class Policy(Parameters, at=""):
    """The policy of a book (制度参数)."""

    schema_version: Maybe[Count] = internal("CM-02", "模式版本")
    book_id: Line = param("PP-084b", "账簿标识")
    about(book_id, "kam init 时生成，写进每份签署；不要改 | made by kam init, part of every sign-off; leave it alone")
    proof_level: Count = param("PP-084b", "证明级别", ge=0, le=3)
    about(proof_level, "签署要证明到哪一级，0 为不签名 | how far sign-offs are proved; 0 is without signatures")
    company: Company = param("PP-001", "公司")
    boundary: BoundaryRules = param("PP-011", "边界")
    calendar: CalendarRules = param("PP-006", "日历")
    customers: CustomerIds = param("PP-084b", "客户编号规则")
    tier: Tier = param("PP-012", "等级")
    credit: Credit = param("PP-049", "信用")
    eligibility: Eligibility = param("PP-054", "大客户资格")
    documents: DocumentRules = param("PP-058", "资料")
    approval: Approval = param("PP-067", "审批")
    contract: ContractRules = param("PP-086", "合同")
    receivables: Receivables = param("PP-095", "应收账款")
    data: DataRules = param("PP-099", "资料管理")
    assign: AssignRules = param("PP-108", "归属")
    visit: VisitRules = param("PP-111", "走访")
    minutes: MinutesRules = param("PP-115", "会谈纪要")
    callback: CallbackRules = param("PP-118", "回访")
    contact: ContactRules = param("PP-122", "联络")
    selection: SelectionRules = param("PP-152", "新客户选择")
    archive: ArchiveRules = param("PP-190", "档案")
    exec_visit: ExecutiveVisitRules = param("PP-197", "高层互访", "Executive visits")
    events: EventRules = param("PP-199", "活动")
    privacy: PrivacyRules = param("PP-209", "隐私")
    digest: DigestRules = param("PP-212", "周报")
    mail: Maybe[Mail] = internal("PP-084b", "邮件")
    about(mail, "周报怎样寄出；没有这一组就不寄 | how the digest is mailed; without the group nothing is")
    severity: Table[Text, SeverityChoice] = internal("PP-084b", "严重度调整")
    about(severity, "规则编号，和在本账簿里的严重度 | id of a rule, and how severe it is in this book")
    clauses: Table[Text, Clause] = internal("PP-084b", "制度条款")
    about(clauses, "规则编号，和它所依据的制度条款 | id of a rule, and the article that it rests on")
    waivers: Many[Waiver] = internal("P", "豁免")
    about(waivers, "哪条规则因什么不追究，到哪天为止 | which rule is waived, why, and until when")


def language(policy: Policy | None) -> str:
    """The language that the book is written in; Chinese where the policy names none."""
    try:
        return str(policy.company.language.value) if policy else "zh"
    except NotConfigured:
        return "zh"
