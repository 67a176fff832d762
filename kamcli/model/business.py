"""Category 3 of a customer: business status (业务状况, BU)."""

from kamcli.model.base import (
    Choice,
    Count,
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
    pers,
)
from kamcli.model.choices import Size, Urgency
from kamcli.model.refs import CompetitorId, DocumentId, EquipmentId


class Attitude(Choice):
    """Attitude."""

    positive = auto(), "积极"
    neutral = auto(), "一般"
    negative = auto(), "消极"


class Capacity(Choice):
    """Capacity."""

    strong = auto(), "强"
    medium = auto(), "中"
    weak = auto(), "弱"


class Compliance(Choice):
    """Compliance."""

    ok = auto(), "守法"
    violation = auto(), "有违规"
    severe = auto(), "严重违法"


class Meets(Choice):
    """Meets."""

    meets = auto(), "符合"
    not_met = auto(), "不符合"


class OperatingResult(Choice):
    """Operating result."""

    good = auto(), "良好"
    normal = auto(), "正常"
    loss = auto(), "亏损"
    severe_loss = auto(), "严重亏损"
    bankrupt = auto(), "破产"
    closed = auto(), "停业"


class RelationWithUs(Choice):
    """Relation with us."""

    none = auto(), "无往来"
    occasional = auto(), "偶有往来"
    regular = auto(), "经常往来"
    strategic = auto(), "战略合作"


class Secrecy(Choice):
    """Secrecy."""

    ok = auto(), "遵守"
    breach = auto(), "违反"


class CompetitorRelation(Part):
    """Competitor relations (与竞争者的关系)."""

    competitor: CompetitorId = conf("BU-05", "竞争对手", since="always")
    strength: Count = conf("BU-05", "关系强度", since="always", ge=1, le=5)
    about(strength, "5 最紧密 | 5 is closest")
    note: Maybe[Text] = conf("BU-05", "说明")


class AnnualDemand(Part):
    """Annual demand (年采购量)."""

    product: Line = conf("BU-09", "产品", since="always")
    qty: Maybe[Number] = conf("BU-09", "数量", "Quantity")
    unit: Maybe[Line] = conf("BU-09", "单位")
    amount: Maybe[Money] = conf("BU-09", "金额")
    about(amount, "含向别家采购的 | what it buys elsewhere included")


class Business(Part):
    """Business status (业务状况)."""

    sales_performance: Maybe[Money] = conf("BU-01", "销售实绩", derived=True)
    purchase_history: Maybe[Text] = conf("BU-02", "购买历史", derived=True)
    manager_quality: Maybe[Count] = pers("BU-03", "管理者素质", since="active", ge=1, le=5)
    about(manager_quality, "5 最好；参考客户人员表里的素质评价 | 5 is best; rests on the ratings in the people file")
    manager_quality_note: Maybe[Text] = pers("BU-03", "管理者素质说明")
    staff_quality: Maybe[Count] = pers("BU-04", "业务人员素质", since="active", ge=1, le=5)
    about(staff_quality, "5 最好 | 5 is best")
    staff_quality_note: Maybe[Text] = pers("BU-04", "业务人员素质说明")
    competitor_relations: Many[CompetitorRelation] = conf("BU-05", "与竞争者的关系", since="active")
    relation_with_us: Maybe[RelationWithUs] = conf("BU-06", "与我方的业务关系", since="active")
    relation_with_us_note: Maybe[Text] = conf("BU-06", "业务关系说明")
    cooperation_attitude: Maybe[Attitude] = conf("BU-07", "合作态度", since="investigated")
    cooperation_attitude_note: Maybe[Text] = conf("BU-07", "合作态度说明")
    view_of_us: Maybe[Text] = conf("BU-08", "对我方的看法", since="investigated")
    annual_demand: Many[AnnualDemand] = conf("BU-09", "年采购量", since="active")
    about(annual_demand, "同类产品的全部采购，含竞争对手的 | all that it buys of our kind, competitors' included")
    installed_base: Many[EquipmentId] = conf("BU-10", "同类产品使用情况")
    about(installed_base, "已在用的我方和他方设备 | equipment in use, ours and others'")
    demand_size: Maybe[Size] = internal("BU-11", "需求大小", since="always")
    about(demand_size, "与及时性一起定需求等级 | makes the demand level together with urgency", "R-GRD-06")
    demand_urgency: Maybe[Urgency] = internal("BU-12", "需求及时性", since="always")
    about(demand_urgency, "与需求大小一起定需求等级 | makes the demand level together with size", "R-GRD-06")
    logistics_demand: Maybe[Text] = internal("BU-13", "物流需求状况")
    business_situation: Maybe[Text] = internal("BU-14", "客户业务情况")
    production_plans: Many[DocumentId] = conf("BU-15", "排产记录")
    operating_result: Maybe[OperatingResult] = conf("BU-16", "经营状况", since="active")
    operating_result_source: Maybe[Text] = conf("BU-16", "经营状况来源")
    about(operating_result_source, "从哪里得知，如年报、公示、走访 | where it is known from: accounts, register, visit")
    financial_capacity: Maybe[Capacity] = conf("BU-17", "财务能力", since="investigated")
    latest_accounts: Maybe[DocumentId] = conf("BU-17", "最近决算表")
    cost_level: Maybe[Meets] = conf("BU-18", "成本水平", since="investigated")
    about(cost_level, "成本管理和成本水平是否达到要求 | whether cost control and cost level are what we ask")
    cost_level_note: Maybe[Text] = conf("BU-18", "成本水平说明")
    secrecy_record: Maybe[Secrecy] = conf("BU-19", "保密遵守情况", since="investigated")
    secrecy_record_note: Maybe[Text] = conf("BU-19", "保密情况说明")
    legal_compliance: Maybe[Compliance] = conf("BU-20", "守法经营", since="active")
    legal_compliance_evidence: Maybe[Text] = conf("BU-20", "守法经营依据")
    about(legal_compliance_evidence, "处罚决定、判决或公示的出处 | decision, judgment or register entry behind it")
