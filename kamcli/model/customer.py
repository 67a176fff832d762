"""The customer: header (CU) and the four categories."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Part,
    Table,
    Text,
    about,
    auto,
    conf,
    internal,
    pub,
)
from kamcli.model.basics import Basics
from kamcli.model.business import Business
from kamcli.model.characteristics import Characteristics
from kamcli.model.choices import Level, Scheme
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, IndustryName, KaTypeName, RegionName, StaffId, UnitId
from kamcli.model.transactions import Transactions


class AssignReason(Choice):
    """Assign reason."""

    first_recorded = auto(), "先录入者得"
    territory = auto(), "按属地分配"
    balanced = auto(), "均衡分配"
    manager_decision = auto(), "经理决定"
    reassigned_no_contact = auto(), "逾期未沟通改派"
    orphan = auto(), "无主客户分配"


class Block(Choice):
    """Block."""

    admission = auto(), "大客户准入"
    credit = auto(), "信用"
    tier = auto(), "等级"
    owner = auto(), "归属"
    identity = auto(), "身份资料"
    floor_price = auto(), "底价"


class KaStatus(Choice):
    """Whether a customer is a key account (CU-05)."""

    none = auto(), "未申请"
    applied = auto(), "已申请"
    approved = auto(), "已批准"
    suspended = auto(), "已暂停"
    revoked = auto(), "已取消"


class Lifecycle(Choice):
    """Lifecycle."""

    lead = auto(), "线索"
    candidate = auto(), "候选"
    investigated = auto(), "已调查"
    recognised = auto(), "已认定"
    active = auto(), "正常"
    watch = auto(), "预警"
    dormant = auto(), "休眠"
    bad_suspect = auto(), "疑似不良"
    bad = auto(), "不良"
    lost = auto(), "流失"
    closed = auto(), "终止"
    archived = auto(), "归档"
    rejected = auto(), "不予认定"


class Nature(Choice):
    """Nature."""

    government = auto(), "政府机构"
    public_institution = auto(), "事业单位"
    special_company = auto(), "特殊公司"
    ordinary_company = auto(), "普通公司"
    individual = auto(), "个人"
    trade_partner = auto(), "交易伙伴"


class Programme(Choice):
    """Programme."""

    low_price_product = auto(), "低价产品"


class RelationKind(Choice):
    """Relation kind."""

    direct = auto(), "直接客户"
    indirect = auto(), "间接客户"


class RosterKind(Choice):
    """Roster kind."""

    government = auto(), "政府机构"
    special_company = auto(), "特殊公司"
    ordinary_company = auto(), "普通公司"
    individual = auto(), "个人"
    partner = auto(), "交易伙伴"


class SourceChannel(Choice):
    """Source channel."""

    exhibition = auto(), "展会"
    press = auto(), "行业报刊"
    internet = auto(), "互联网"
    association = auto(), "行业协会"
    mall_brand_notes = auto(), "商场品牌摘抄"
    partner = auto(), "合作伙伴"
    rep_visit = auto(), "推销员访问"
    phone_interview = auto(), "电话访谈"
    email_interview = auto(), "邮件访谈"
    mailed_form = auto(), "邮寄资料表"
    survey_agency = auto(), "专业调查机构"
    gov_investment = auto(), "政府招商"
    inbound_letter = auto(), "来信来函"
    campaign = auto(), "营销活动"
    referral = auto(), "口碑推荐"
    public_info = auto(), "公开信息"


class TimeScope(Choice):
    """Time scope."""

    past = auto(), "过去客户"
    present = auto(), "现在客户"
    future = auto(), "未来客户"


class Route(Part):
    """Route (路序)."""

    area: Line = internal("CU-12", "片区", since="always")
    about(area, "走访路线上的分片 | district of a visiting tour")
    sequence: Count = internal("CU-12", "顺序号", since="always")
    about(sequence, "片区内的走访次序，不重复 | place in the tour of the area, used once")


class Assignment(Part):
    """Assignments (分配记录)."""

    assignee: StaffId = internal("CU-22", "分配给", since="always")
    about(assignee, "最后一条里的人就是客户负责人 | the one in the last entry is the account owner")
    date: Date = internal("CU-22", "日期", since="always")
    by: StaffId = internal("CU-22", "经办人", since="always")
    about(by, "作出分配的人 | who decided it")
    reason: AssignReason = internal("CU-22", "原因", since="always")


class AssignedTier(Part):
    """Tiers (等级)."""

    assigned: Level = conf("CU-26", "评定等级", since="always")
    about(assigned, "批准的等级；与算出的不同会提示 | approved level; a computed one that differs is told", "R-GRD-00")
    date: Date = conf("CU-26", "日期", since="always")
    about(date, "下次评定由此起算 | the next assessment is counted from here", "CK-29")
    by: StaffId = conf("CU-26", "经办人", since="always")
    basis: Text = conf("CU-26", "评定依据", since="always")
    about(basis, "评定所依据的数字或条款 | the figures or the clause that it rests on")
    evidence: Maybe[Text] = conf("CU-26", "证明材料")
    about(evidence, "支持定性条件的材料 | papers behind a qualitative criterion", "R-GRD-02")
    valid_until: Maybe[Date] = conf("CU-26", "有效期至")
    about(valid_until, "早于评定周期的，到这天就要复评 | assess again by then, if the period ends later", "CK-29")


class Customer(Entry):
    """A customer (客户)."""

    code: Maybe[Line] = internal("CU-33", "客户代码", since="coded")
    about(code, "客户选择程序结束后编发，不是文件名 | given at the end of the selection; not the file name")
    revisions: Table[Block, Count] = internal("CU-32", "版次", when="guarded block changed")
    about(revisions, "受控内容每改一次加一，随之签署 | one more with each change of a guarded block", "R-AUD-04")
    name: Line = pub("CU-02", "客户名称", since="always")
    about(name, "营业执照上的全称 | full legal name; duplicates are found by it", "R-DAT-04")
    short_name: Maybe[Line] = internal("CU-03", "简称")
    lifecycle_status: Maybe[Lifecycle] = internal("CU-04", "客户状态", since="always", later=True)
    about(lifecycle_status, "决定哪些字段必填 | decides which fields are required", "R-DAT-01")
    ka_status: Maybe[KaStatus] = internal("CU-05", "大客户状态", "Key-account status", since="always", later=True)
    about(ka_status, "大客户申请走到了哪一步 | how far the key-account application has come", "R-DAT-01")
    time_scope: Maybe[TimeScope] = internal("CU-06", "客户时段", derived=True)
    about(time_scope, "由客户状态推出 | follows from the lifecycle status")
    relation_kind: Maybe[RelationKind] = internal("CU-07", "客户关系", since="always")
    about(relation_kind, "直接向我方采购，还是经中间方 | buys from us, or through somebody between")
    nature: Maybe[Nature] = internal("CU-08", "客户性质", since="always")
    is_end_consumer: Maybe[Flag] = internal("CU-09", "终端消费者", "End consumer", since="always")
    about(is_end_consumer, "填“是”则不作不良客户判定 | true spares the customer the bad-customer criteria")
    industry: Maybe[IndustryName] = pub("CU-10", "行业", since="always")
    region: Maybe[RegionName] = internal("CU-11", "地区", since="always")
    route: Maybe[Route] = internal("CU-12", "路序", when="visited by tour")
    about(route, "按路线走访的客户才填 | only for customers visited by tour")
    office: Maybe[UnitId] = internal("CU-13", "办事处", since="always")
    about(office, "由哪个办事处经营，申请由它提交 | the office that serves it and submits its applications")
    owner: Maybe[StaffId] = internal("CU-14", "客户负责人", "Account owner", since="candidate")
    about(owner, "只能一人；到期与逾期事项归在他名下 | one person only; what is due or overdue is listed under him")
    service_specialist: Maybe[StaffId] = internal("CU-15", "专属客服", when="service level 1")
    about(service_specialist, "一级服务的客户要有 | a customer of service level 1 has one")
    file_keeper: Maybe[StaffId] = internal("CU-16", "档案专人", since="active")
    about(file_keeper, "保管这份客户档案的人 | who keeps the customer's file")
    source_channel: Maybe[SourceChannel] = internal("CU-17", "资料来源", since="always")
    about(source_channel, "最初从哪里得知这个客户 | how we first came to know of the customer")
    collected_on: Maybe[Date] = internal("CU-18", "收集日期", since="always")
    about(collected_on, "取得资料的日期，录入期限由此起算 | when the material was obtained; entry is timed from here")
    collected_by: Maybe[StaffId] = internal("CU-18", "收集人", since="always")
    about(collected_by, "谁收集的，默认归谁 | the customer is his by default")
    reviewed_by: Maybe[StaffId] = internal("CU-19", "审核人", since="candidate")
    about(reviewed_by, "录入前审核资料的经理 | manager who checked the material before entry")
    reviewed_on: Maybe[Date] = internal("CU-19", "审核日期", since="candidate")
    entered_on: Maybe[Date] = internal("CU-20", "录入日期", derived=True)
    about(entered_on, "文件首次提交的日期 | date of the file's first commit")
    sent_to_marketing_on: Maybe[Date] = internal("CU-21", "发送市场部日期", since="candidate")
    about(sent_to_marketing_on, "录入后移交市场营销部存档 | handed on to marketing after entry")
    marketing_filed_by: Maybe[StaffId] = internal("CU-21", "归档人", since="candidate")
    about(marketing_filed_by, "市场营销部里归档的人 | who filed it in the marketing department")
    marketing_filed_on: Maybe[Date] = internal("CU-21", "归档日期", since="candidate")
    assignments: Many[Assignment] = internal("CU-22", "分配记录", since="candidate")
    about(assignments, "每次分配加一条，旧的保留 | one entry an assignment, old ones stay")
    first_contact_on: Maybe[Date] = internal("CU-23", "首次沟通日期", derived=True)
    about(first_contact_on, "负责人最早一次联络或拜访 | earliest call or visit by the owner")
    groups: Many[Line] = internal("CU-24", "自定义分组")
    about(groups, "自取的标签，数量不限 | tags of your own, as many as you like")
    parent_customer: Maybe[CustomerId] = internal("CU-25", "上级客户")
    about(parent_customer, "集团里的上级，销售可合并到它 | head of its group; sales can be added up there", "R-GRD-01")
    tiers: Table[Scheme, AssignedTier] = conf("CU-26", "等级", since="active")
    about(tiers, "每套体系一条；只记评定的，不记算出的 | one entry a scheme: assigned, never computed", "R-GRD-00")
    roster_kind: Maybe[RosterKind] = internal("CU-27", "名册类别", since="always")
    about(roster_kind, "列入哪一本名册 | the roster that lists the customer")
    roster_revised_on: Maybe[Date] = internal("CU-28", "名册修订日期", since="active")
    programmes: Many[Programme] = conf("CU-29", "运作程序")
    about(programmes, "参加的专门做法，如低价产品 | special terms that it takes part in, as low-price products")
    trade_basis: Maybe[Text] = conf("CU-30", "交易方针", since="recognised")
    about(trade_basis, "为什么与其交易，基本方针是什么 | why we trade with the customer, and on which basic line")
    ka_type: Maybe[KaTypeName] = conf("CU-31", "大客户类型", "Key-account type")
    ka_type_concerns: Many[Text] = conf("CU-31", "类型关心点", "Concerns of the type")
    about(ka_type_concerns, "这类大客户最看重什么 | what key accounts of this type care about most")
    basics: Maybe[Basics] = internal("BA", "基础资料", "Basic data")
    characteristics: Maybe[Characteristics] = internal("CH", "客户特征")
    business: Maybe[Business] = internal("BU", "业务状况", "Business status")
    transactions: Maybe[Transactions] = internal("TR", "交易现状", "Transaction status")
