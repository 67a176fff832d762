"""The value assessment (价值评估, GA)."""

from kamcli.model.base import Count, Date, Maybe, Money, Number, Part, Percent, Text, about, conf, internal
from kamcli.model.choices import ServiceLevel
from kamcli.model.entry import Entry
from kamcli.model.refs import CustomerId, StaffId


class CurrentValue(Part):
    """Current value (当前价值)."""

    spend: Maybe[Money] = conf("GA-01", "消费金额", derived=True)
    frequency: Maybe[Number] = conf("GA-01", "消费频次", derived=True)
    score: Number = conf("GA-01", "分值", since="always", ge=0, le=100)
    about(score, "消费金额和频次的评分 | how its spending and frequency score", "R-GRD-10")


class PotentialValue(Part):
    """Potential value (潜在价值)."""

    expected_profit: Maybe[Money] = conf("GA-02", "预期利润")
    about(expected_profit, "今后可望得到的 | what may be hoped for")
    score: Number = conf("GA-02", "分值", since="always", ge=0, le=100)
    about(score, "预期利润的评分 | how the expected profit scores", "R-GRD-10")


class LifetimeValue(Part):
    """Lifetime value (生命周期价值)."""

    years: Maybe[Number] = conf("GA-03", "年数")
    about(years, "往后看几年 | years looked ahead")
    margin: Maybe[Percent] = conf("GA-03", "毛利率")
    retention: Maybe[Percent] = conf("GA-03", "保持率")
    about(retention, "每年留住客户的可能 | chance of keeping the customer from year to year")
    discount_pct: Maybe[Percent] = conf("GA-03", "折现率")
    score: Number = conf("GA-03", "分值", since="always", ge=0, le=100)
    about(score, "全部往来年限的评分 | how the whole time together scores", "R-GRD-10")


class LoyaltyInfluence(Part):
    """Loyalty influence (忠诚度与影响力)."""

    loyalty: Maybe[Count] = conf("GA-04", "忠诚度", ge=1, le=5)
    about(loyalty, "5 最忠诚 | 5 is most loyal")
    influence: Maybe[Count] = conf("GA-04", "影响力", ge=1, le=5)
    about(influence, "5 最大 | 5 is greatest")
    score: Number = conf("GA-04", "分值", since="always", ge=0, le=100)
    about(score, "只看价格的客户有上限 | capped for customers that only price holds", "R-GRD-10", "R-GRD-15")


class ValueAssessment(Entry):
    """Value assessment (价值评估)."""

    customer: Maybe[CustomerId] = internal("CM-03", "客户", since="always")
    current_value: Maybe[CurrentValue] = conf("GA-01", "当前价值", since="always")
    potential_value: Maybe[PotentialValue] = conf("GA-02", "潜在价值", since="always")
    lifetime_value: Maybe[LifetimeValue] = conf("GA-03", "生命周期价值", since="always")
    loyalty_influence: Maybe[LoyaltyInfluence] = conf("GA-04", "忠诚度与影响力", since="always")
    level: Maybe[ServiceLevel] = conf("GA-05", "价值级别", derived=True)
    about(level, "由四个分值和制度的权重算出 | from the four scores and the policy's weights", "R-GRD-10")
    assessed_on: Maybe[Date] = conf("GA-05", "评估日期", since="always")
    about(assessed_on, "最近一次的算数 | the latest assessment counts")
    by: Maybe[StaffId] = conf("GA-05", "评估人", since="always")
    needs_scale_history: Maybe[Text] = conf("GA-06", "购买历史需求规模", derived=True)
