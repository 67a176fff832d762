"""The customer: header (CU) and the four categories."""

from kamcli.model.base import Choice, Count, Date, Flag, Many, Maybe, Part, Table, Text, auto, conf, internal, pub
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
    """Ka status."""

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

    area: Text = internal("CU-12", "片区", since="always")
    sequence: Count = internal("CU-12", "顺序号", since="always")


class Assignment(Part):
    """Assignments (分配记录)."""

    assignee: StaffId = internal("CU-22", "分配给", since="always")
    date: Date = internal("CU-22", "日期", since="always")
    by: StaffId = internal("CU-22", "经办人", since="always")
    reason: AssignReason = internal("CU-22", "原因", since="always")


class AssignedTier(Part):
    """Tiers (等级)."""

    assigned: Level = conf("CU-26", "评定等级", since="always")
    date: Date = conf("CU-26", "日期", since="always")
    by: StaffId = conf("CU-26", "经办人", since="always")
    basis: Text = conf("CU-26", "评定依据", since="always")
    evidence: Maybe[Text] = conf("CU-26", "证明材料")
    valid_until: Maybe[Date] = conf("CU-26", "有效期至")


class Customer(Entry):
    """A customer (客户)."""

    code: Maybe[Text] = internal("CU-33", "客户代码", since="coded")
    revisions: Table[Block, Count] = internal("CU-32", "版次", when="guarded block changed")
    name: Text = pub("CU-02", "客户名称", since="always")
    short_name: Maybe[Text] = internal("CU-03", "简称")
    lifecycle_status: Maybe[Lifecycle] = internal("CU-04", "客户状态", since="always", later=True)
    ka_status: Maybe[KaStatus] = internal("CU-05", "大客户状态", "Key-account status", since="always", later=True)
    time_scope: Maybe[TimeScope] = internal("CU-06", "客户时段", derived=True)
    relation_kind: Maybe[RelationKind] = internal("CU-07", "客户关系", since="always")
    nature: Maybe[Nature] = internal("CU-08", "客户性质", since="always")
    is_end_consumer: Maybe[Flag] = internal("CU-09", "终端消费者", "End consumer", since="always")
    industry: Maybe[IndustryName] = pub("CU-10", "行业", since="always")
    region: Maybe[RegionName] = internal("CU-11", "地区", since="always")
    route: Maybe[Route] = internal("CU-12", "路序", when="visited by tour")
    office: Maybe[UnitId] = internal("CU-13", "办事处", since="always")
    owner: Maybe[StaffId] = internal("CU-14", "客户负责人", "Account owner", since="candidate")
    service_specialist: Maybe[StaffId] = internal("CU-15", "专属客服", when="service level 1")
    file_keeper: Maybe[StaffId] = internal("CU-16", "档案专人", since="active")
    source_channel: Maybe[SourceChannel] = internal("CU-17", "资料来源", since="always")
    collected_on: Maybe[Date] = internal("CU-18", "收集日期", since="always")
    collected_by: Maybe[StaffId] = internal("CU-18", "收集人", since="always")
    reviewed_by: Maybe[StaffId] = internal("CU-19", "审核人", since="candidate")
    reviewed_on: Maybe[Date] = internal("CU-19", "审核日期", since="candidate")
    entered_on: Maybe[Date] = internal("CU-20", "录入日期", derived=True)
    sent_to_marketing_on: Maybe[Date] = internal("CU-21", "发送市场部日期", since="candidate")
    marketing_filed_by: Maybe[StaffId] = internal("CU-21", "归档人", since="candidate")
    marketing_filed_on: Maybe[Date] = internal("CU-21", "归档日期", since="candidate")
    assignments: Many[Assignment] = internal("CU-22", "分配记录", since="candidate")
    first_contact_on: Maybe[Date] = internal("CU-23", "首次沟通日期", derived=True)
    groups: Many[Text] = internal("CU-24", "自定义分组")
    parent_customer: Maybe[CustomerId] = internal("CU-25", "上级客户")
    tiers: Table[Scheme, AssignedTier] = conf("CU-26", "等级", since="active")
    roster_kind: Maybe[RosterKind] = internal("CU-27", "名册类别", since="always")
    roster_revised_on: Maybe[Date] = internal("CU-28", "名册修订日期", since="active")
    programmes: Many[Programme] = conf("CU-29", "运作程序")
    trade_basis: Maybe[Text] = conf("CU-30", "交易方针", since="recognised")
    ka_type: Maybe[KaTypeName] = conf("CU-31", "大客户类型", "Key-account type")
    ka_type_concerns: Many[Text] = conf("CU-31", "类型关心点", "Concerns of the type")
    basics: Maybe[Basics] = internal("BA", "基础资料", "Basic data")
    characteristics: Maybe[Characteristics] = internal("CH", "客户特征")
    business: Maybe[Business] = internal("BU", "业务状况", "Business status")
    transactions: Maybe[Transactions] = internal("TR", "交易现状", "Transaction status")
