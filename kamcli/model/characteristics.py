"""Category 2 of a customer: characteristics (客户特征, CH)."""

from kamcli.model.base import (
    Choice,
    Count,
    Date,
    Flag,
    Line,
    Many,
    Maybe,
    Number,
    Part,
    Text,
    about,
    auto,
    conf,
    internal,
)
from kamcli.model.choices import Potential, Size


class LoyaltyKind(Choice):
    """Loyalty kind."""

    value_based = auto(), "认同价值"
    price_only = auto(), "只看价格"


class Habit(Part):
    """Habits (需求与习惯细节)."""

    observed_on: Maybe[Date] = internal("CH-11", "观察日期")
    text: Text = internal("CH-11", "内容", since="always")
    about(text, "今后服务中要照顾到的细节 | a detail to respect in later service")


class ServiceDemands(Part):
    """Service demands (服务要求)."""

    response_hours: Maybe[Number] = internal("CH-13", "响应时限小时")
    about(response_hours, "小时；比一般承诺更严时填 | hours, where stricter than our usual promise")
    after_sales: Maybe[Text] = internal("CH-13", "售后要求")


class BrandEffect(Part):
    """Brand effect (品牌提升作用)."""

    significant: Flag = conf("CH-16", "作用显著", since="always")
    about(significant, "明显提升品牌或市场地位，可评战略客户 | a clear effect can make it strategic", "R-GRD-02")
    evidence: Maybe[Text] = conf("CH-16", "证明材料", when="significant")
    about(evidence, "有证明并经签署才算数 | counts only with evidence and a sign-off", "R-GRD-02", "R-ELG-05")


class LineContribution(Part):
    """Line contributions (产品线贡献)."""

    line: Line = conf("CH-17", "产品线", since="always")
    about(line, "写台账里的产品名 | the product as the ledgers name it", "R-GRD-03")
    large: Flag = conf("CH-17", "贡献较大", since="always")
    about(large, "对该产品线贡献大的，可评重点客户 | a large contribution can make a key account", "R-GRD-03")
    evidence: Maybe[Text] = conf("CH-17", "证明材料", when="large")


class ExpectationProfile(Part):
    """Expectation profile (期望特征)."""

    education: Maybe[Text] = internal("CH-19", "学历层次")
    about(education, "采购人员一般的学历 | usual education of those who buy")
    quality_standard: Maybe[Text] = internal("CH-19", "质量标准")
    about(quality_standard, "他们按什么标准要求质量 | the standard that they ask of quality")
    knows_market_price: Maybe[Flag] = internal("CH-19", "了解市场价格")
    wants_choice: Maybe[Flag] = internal("CH-19", "要求可选择")
    about(wants_choice, "是否要有几种方案可挑 | whether several options must be offered")


class Characteristics(Part):
    """Characteristics (客户特征)."""

    service_areas: Many[Line] = internal("CH-01", "服务区域", since="active")
    about(service_areas, "客户自己销售和服务到哪些地方 | where the customer itself sells and serves")
    sales_capability: Maybe[Count] = conf("CH-02", "销售能力", since="active", ge=1, le=5)
    about(sales_capability, "5 最强 | 5 is strongest")
    sales_capability_note: Maybe[Text] = conf("CH-02", "销售能力说明")
    growth_potential: Maybe[Potential] = conf("CH-03", "发展潜力", since="active")
    about(growth_potential, "占比不够的，有潜力才算普通客户 | below the key share it makes ordinary", "R-GRD-04")
    growth_potential_note: Maybe[Text] = conf("CH-03", "发展潜力说明")
    business_philosophy: Maybe[Text] = internal("CH-04", "经营观念")
    company_culture: Maybe[Text] = internal("CH-05", "公司文化")
    business_direction: Maybe[Text] = internal("CH-06", "经营方向")
    business_policy: Maybe[Text] = internal("CH-07", "经营方针", since="investigated")
    enterprise_scale: Maybe[Size] = internal("CH-08", "企业规模", since="active")
    about(enterprise_scale, "没填需求大小时用它 | stands in for a missing demand size", "R-GRD-06")
    operating_features: Maybe[Text] = internal("CH-09", "经营管理特点")
    preferences: Many[Text] = internal("CH-10", "偏好")
    about(preferences, "企业的喜好，不写个人的 | likings of the firm, not of persons")
    habits: Many[Habit] = internal("CH-11", "需求与习惯细节")
    about(habits, "观察到的细节，今后服务中照顾到 | details observed, to be respected in later service")
    custom_needs: Many[Text] = conf("CH-12", "个性化需求")
    about(custom_needs, "一般产品和服务满足不了的要求 | what usual products and services do not meet")
    service_demands: Maybe[ServiceDemands] = internal("CH-13", "服务要求")
    loyalty: Maybe[Count] = conf("CH-14", "忠诚度", since="active", ge=1, le=5)
    about(loyalty, "5 最忠诚 | 5 is most loyal")
    loyalty_reason: Maybe[Text] = conf("CH-14", "忠诚度理由")
    loyalty_kind: Maybe[LoyaltyKind] = conf("CH-14", "忠诚类型")
    about(loyalty_kind, "只看价格的，忠诚分值封顶 | held by price only, the loyalty score is capped", "R-GRD-15")
    industry_influence: Maybe[Count] = conf("CH-15", "行业影响力", since="active", ge=1, le=5)
    about(industry_influence, "5 最大 | 5 is greatest")
    industry_influence_note: Maybe[Text] = conf("CH-15", "行业影响力说明")
    brand_effect: Maybe[BrandEffect] = conf("CH-16", "品牌提升作用")
    line_contributions: Many[LineContribution] = conf("CH-17", "产品线贡献")
    key_resources: Maybe[Text] = conf("CH-18", "拥有重要资源")
    about(key_resources, "手里的渠道、牌照等，凭此可作关键客户 | channels or licences that make it a key customer")
    expectation_profile: Maybe[ExpectationProfile] = internal("CH-19", "期望特征")
    consumption_pattern: Maybe[Text] = conf("CH-20", "消费模式")
    about(consumption_pattern, "什么时候买、隔多久、买多少 | when, how often and how much it buys")
    consumption_figures: Maybe[Number] = conf("CH-20", "消费量", derived=True)
