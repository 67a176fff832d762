"""The value assessment (价值评估, GA)."""

from kamcli.model.base import Count, Date, Maybe, Money, Number, Part, Percent, Text, conf, internal
from kamcli.model.choices import ServiceLevel
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, StaffId


class CurrentValue(Part):
    """Current value (当前价值)."""

    spend: Maybe[Money] = conf("GA-01", "消费金额", derived=True)
    frequency: Maybe[Number] = conf("GA-01", "消费频次", derived=True)
    score: Number = conf("GA-01", "分值", since="always", ge=0, le=100)


class PotentialValue(Part):
    """Potential value (潜在价值)."""

    expected_profit: Maybe[Money] = conf("GA-02", "预期利润")
    score: Number = conf("GA-02", "分值", since="always", ge=0, le=100)


class LifetimeValue(Part):
    """Lifetime value (生命周期价值)."""

    years: Maybe[Number] = conf("GA-03", "年数")
    margin: Maybe[Percent] = conf("GA-03", "毛利率")
    retention: Maybe[Percent] = conf("GA-03", "保持率")
    discount_pct: Maybe[Percent] = conf("GA-03", "折现率")
    score: Number = conf("GA-03", "分值", since="always", ge=0, le=100)


class LoyaltyInfluence(Part):
    """Loyalty influence (忠诚度与影响力)."""

    loyalty: Maybe[Count] = conf("GA-04", "忠诚度", ge=1, le=5)
    influence: Maybe[Count] = conf("GA-04", "影响力", ge=1, le=5)
    score: Number = conf("GA-04", "分值", since="always", ge=0, le=100)


class ValueAssessment(Entry):
    """Value assessment (价值评估)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    current_value: Maybe[CurrentValue] = conf("GA-01", "当前价值", since="always")
    potential_value: Maybe[PotentialValue] = conf("GA-02", "潜在价值", since="always")
    lifetime_value: Maybe[LifetimeValue] = conf("GA-03", "生命周期价值", since="always")
    loyalty_influence: Maybe[LoyaltyInfluence] = conf("GA-04", "忠诚度与影响力", since="always")
    level: Maybe[ServiceLevel] = conf("GA-05", "价值级别", derived=True)
    assessed_on: Maybe[Date] = conf("GA-05", "评估日期", since="always")
    by: Maybe[StaffId] = conf("GA-05", "评估人", since="always")
    needs_scale_history: Maybe[Text] = conf("GA-06", "购买历史需求规模", derived=True)
