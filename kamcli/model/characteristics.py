"""Category 2 of a customer: characteristics (客户特征, CH)."""

from kamcli.model.base import Choice, Count, Date, Flag, Many, Maybe, Number, Part, Text, auto, conf, internal
from kamcli.model.choices import Potential, Size


class LoyaltyKind(Choice):
    """Loyalty kind."""

    value_based = auto(), "认同价值"
    price_only = auto(), "只看价格"


class Habit(Part):
    """Habits (需求与习惯细节)."""

    observed_on: Maybe[Date] = internal("CH-11", "观察日期")
    text: Text = internal("CH-11", "内容", since="always")


class ServiceDemands(Part):
    """Service demands (服务要求)."""

    response_hours: Maybe[Number] = internal("CH-13", "响应时限小时")
    after_sales: Maybe[Text] = internal("CH-13", "售后要求")


class BrandEffect(Part):
    """Brand effect (品牌提升作用)."""

    significant: Flag = conf("CH-16", "作用显著", since="always")
    evidence: Maybe[Text] = conf("CH-16", "证明材料", when="significant")


class LineContribution(Part):
    """Line contributions (产品线贡献)."""

    line: Text = conf("CH-17", "产品线", since="always")
    large: Flag = conf("CH-17", "贡献较大", since="always")
    evidence: Maybe[Text] = conf("CH-17", "证明材料", when="large")


class ExpectationProfile(Part):
    """Expectation profile (期望特征)."""

    education: Maybe[Text] = internal("CH-19", "学历层次")
    quality_standard: Maybe[Text] = internal("CH-19", "质量标准")
    knows_market_price: Maybe[Flag] = internal("CH-19", "了解市场价格")
    wants_choice: Maybe[Flag] = internal("CH-19", "要求可选择")


class Characteristics(Part):
    """Characteristics (客户特征)."""

    service_areas: Many[Text] = internal("CH-01", "服务区域", since="active")
    sales_capability: Maybe[Count] = conf("CH-02", "销售能力", since="active", ge=1, le=5)
    sales_capability_note: Maybe[Text] = conf("CH-02", "销售能力说明")
    growth_potential: Maybe[Potential] = conf("CH-03", "发展潜力", since="active")
    growth_potential_note: Maybe[Text] = conf("CH-03", "发展潜力说明")
    business_philosophy: Maybe[Text] = internal("CH-04", "经营观念")
    company_culture: Maybe[Text] = internal("CH-05", "公司文化")
    business_direction: Maybe[Text] = internal("CH-06", "经营方向")
    business_policy: Maybe[Text] = internal("CH-07", "经营方针", since="investigated")
    enterprise_scale: Maybe[Size] = internal("CH-08", "企业规模", since="active")
    operating_features: Maybe[Text] = internal("CH-09", "经营管理特点")
    preferences: Many[Text] = internal("CH-10", "偏好")
    habits: Many[Habit] = internal("CH-11", "需求与习惯细节")
    custom_needs: Many[Text] = conf("CH-12", "个性化需求")
    service_demands: Maybe[ServiceDemands] = internal("CH-13", "服务要求")
    loyalty: Maybe[Count] = conf("CH-14", "忠诚度", since="active", ge=1, le=5)
    loyalty_reason: Maybe[Text] = conf("CH-14", "忠诚度理由")
    loyalty_kind: Maybe[LoyaltyKind] = conf("CH-14", "忠诚类型")
    industry_influence: Maybe[Count] = conf("CH-15", "行业影响力", since="active", ge=1, le=5)
    industry_influence_note: Maybe[Text] = conf("CH-15", "行业影响力说明")
    brand_effect: Maybe[BrandEffect] = conf("CH-16", "品牌提升作用")
    line_contributions: Many[LineContribution] = conf("CH-17", "产品线贡献")
    key_resources: Maybe[Text] = conf("CH-18", "拥有重要资源")
    expectation_profile: Maybe[ExpectationProfile] = internal("CH-19", "期望特征")
    consumption_pattern: Maybe[Text] = conf("CH-20", "消费模式")
    consumption_figures: Maybe[Number] = conf("CH-20", "消费量", derived=True)
