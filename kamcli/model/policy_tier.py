"""Grading parameters of policy.yaml (等级, 信用, 大客户资格)."""

from kamcli.model.base import (
    Choice,
    Count,
    Flag,
    Line,
    Many,
    Maybe,
    Money,
    Number,
    Part,
    Percent,
    Span,
    Table,
    about,
    auto,
    internal,
)
from kamcli.model.choices import (
    Boundary,
    CreditFactor,
    CreditGrade,
    CreditHandling,
    Level,
    Potential,
    Scheme,
    ServiceLevel,
    Size,
    Urgency,
)
from kamcli.model.parameters import Parameters, param


class EligibilityMode(Choice):
    """Eligibility mode."""

    contract_capital_reputation = auto(), "合同资金信誉"
    significance = auto(), "显著影响"
    any = auto(), "任一"
    all = auto(), "全部"


class ParetoMetric(Choice):
    """Pareto metric."""

    gross_profit = auto(), "毛利"
    amount = auto(), "销售额"


class Rounding(Choice):
    """Rounding."""

    half_up = auto(), "四舍五入"
    ceil = auto(), "向上取整"
    floor = auto(), "向下取整"


class SalesBasis(Choice):
    """Sales basis."""

    monthly_avg = auto(), "月平均"
    annual_avg = auto(), "年平均"


class SalesPeriod(Choice):
    """Sales period."""

    last_full_year = auto(), "上一完整年度"
    rolling_12m = auto(), "近十二个月"
    ytd = auto(), "本年至今"
    all = auto(), "全部"


class ShareTotal(Choice):
    """Share total."""

    company = auto(), "公司口径"
    ledger = auto(), "台账口径"


class Ties(Choice):
    """Ties."""

    better_group = auto(), "归较好组"
    worse_group = auto(), "归较差组"


class VipMetric(Choice):
    """What VIP levels are measured by."""

    recharge = auto(), "充值额"
    consumption = auto(), "消费额"
    sales = auto(), "销售额"


class Band(Part):
    """Bands (分档)."""

    id: Level = internal("PP-014", "等级代号", since="always")
    name: Line = internal("PP-014", "等级名称", since="always")
    min_pct: Percent = internal("PP-014", "最低占比", since="always")
    about(min_pct, "占比达到它归这一档，正好压线的看边界归属 | share from which on; on the edge as the boundary says")


class RevenueShare(Parameters, at="tier.revenue_share"):
    """Revenue share (销售占比)."""

    bands: Many[Band] = param("PP-014", "分档")
    boundary: Maybe[Boundary] = internal("PP-015", "边界归属")
    about(boundary, "正好压线的归哪档；空着照总的边界 | where a share on an edge goes; the default if left out")
    period: SalesPeriod = param("PP-016", "计算期间")
    about(period, "按哪段时间的销售算 | time whose sales are counted")
    consolidate_groups: Flag = param("PP-017", "集团合并")
    about(consolidate_groups, "子公司的销售并到上级客户 | subsidiaries' sales are added to the customer above")
    total: ShareTotal = param("PP-084a", "总额口径")
    about(total, "分母用公司数据，还是台账合计 | divides by company figures, or by the ledgers' sum")


class Demand(Parameters, at="tier.demand"):
    """Demand (需求等级)."""

    matrix: Table[Size, Table[Urgency, Level]] = param("PP-021", "判定矩阵")


class VipBand(Part):
    """Thresholds (分档)."""

    id: Level = internal("PP-023", "等级代号", since="always")
    name: Line = internal("PP-023", "等级名称", since="always")
    min: Money = internal("PP-023", "最低金额", since="always")


class Vip(Parameters, at="tier.vip"):
    """VIP levels (VIP等级)."""

    metric: VipMetric = param("PP-022", "指标")
    about(metric, "按充值、消费还是销售分 | by recharge, consumption or sales")
    thresholds: Many[VipBand] = internal("PP-023", "分档")


class SalesBandBand(Part):
    """Bands (分档)."""

    id: Line = internal("PP-026", "等级代号", since="always")
    name: Line = internal("PP-026", "等级名称", since="always")
    min: Money = internal("PP-026", "最低金额", since="always")


class SalesBand(Parameters, at="tier.sales_band"):
    """Sales band (销售额等级)."""

    basis: SalesBasis = param("PP-024", "计算依据")
    window_months: Span = param("PP-025", "计算月数")
    about(window_months, "往回看多少个月 | months that it looks back")
    bands: Many[SalesBandBand] = internal("PP-026", "分档")


class Pareto(Parameters, at="tier.pareto"):
    """Pareto (二八分类)."""

    metric: ParetoMetric = param("PP-027", "指标")
    top_pct: Percent = param("PP-028", "最佳客户占比")
    about(top_pct, "占全部客户数的多少 | share of all customers by number")
    middle_pct: Percent = param("PP-029", "中间客户占比")
    bottom_pct: Percent = param("PP-030", "末位客户占比")
    about(bottom_pct, "只列出来供经理定夺 | only listed for the manager to decide")
    expected_profit_pct: Percent = param("PP-031", "预期利润占比")
    about(expected_profit_pct, "预期最佳客户带来多少利润 | profit that the best are expected to bring")
    rounding: Rounding = param("PP-032", "取整方式")
    about(rounding, "人数不是整数时怎么取 | how a number of customers is made whole")
    ties: Ties = param("PP-033", "并列处理")
    about(ties, "压在分组线上的并列客户归哪组 | where customers equal at a cut belong")
    min_customers: Count = param("PP-034", "最少客户数")
    about(min_customers, "少于这么多客户不分组 | below so many customers there are no groups")
    new_months: Span = param("PP-035", "新客户月数")
    about(new_months, "这么多个月内的新客户不列末位 | newer customers are not listed as last")


class Weights(Parameters, at="tier.value.weights"):
    """Weights (权重)."""

    current: Count = param("PP-036", "当前价值")
    potential: Count = param("PP-036", "潜在价值")
    lifetime: Count = param("PP-036", "生命周期价值")
    loyalty: Count = param("PP-036", "忠诚度与影响力")


class Lifetime(Parameters, at="tier.value.lifetime"):
    """Lifetime (生命周期参数)."""

    horizon_years: Span = param("PP-039", "预测年数")
    discount_pct: Percent = param("PP-039", "折现率")


class Value(Parameters, at="tier.value"):
    """Value (价值等级)."""

    weights: Weights = param("PP-036", "权重")
    about(weights, "合计须为 100 | add up to 100")
    cuts: Table[ServiceLevel, Number] = param("PP-037", "分界")
    about(cuts, "分值达到它归该级，都不到的归三级 | score from which on; below them all is level 3")
    price_only_cap: Count = param("PP-038", "只看价格上限")
    about(price_only_cap, "只看价格的客户，忠诚度最高算几分 | most loyalty that a customer held by price counts")
    lifetime: Lifetime = param("PP-039", "生命周期参数")


class Tier(Parameters, at="tier"):
    """Tier (等级)."""

    primary_scheme: Scheme = param("PP-012", "主用体系")
    about(primary_scheme, "服务级别和排序看它 | decides the service level and the order of lists")
    enabled_schemes: Many[Scheme] = param("PP-013", "启用体系")
    about(enabled_schemes, "用哪几套，各算各的 | which ones are used, each by itself")
    revenue_share: Maybe[RevenueShare] = internal("PP-014", "销售占比")
    qualitative_needs_signoff: Flag = param("PP-018", "定性条件须签署")
    about(qualitative_needs_signoff, "凭定性条件升级须有签署 | a level by qualitative criteria takes a sign-off")
    line_contribution_pct: Percent = param("PP-019", "产品线贡献率")
    about(line_contribution_pct, "占产品线销售多少算贡献较大 | share of a product line that is a large contribution")
    potential_values: Many[Potential] = param("PP-020", "视为有潜力")
    about(potential_values, "占比不够的，潜力在此列才算普通客户 | potential that makes ordinary below the key share")
    demand: Maybe[Demand] = internal("PP-021", "需求等级")
    vip: Maybe[Vip] = internal("PP-022", "VIP等级")
    sales_band: Maybe[SalesBand] = internal("PP-024", "销售额等级")
    pareto: Maybe[Pareto] = internal("PP-027", "二八分类")
    value: Maybe[Value] = internal("PP-036", "价值等级")
    to_service_level: Table[Level, ServiceLevel] = param("PP-040", "对应服务级别")
    about(to_service_level, "主用体系的等级和对应的服务级别 | level of the primary scheme, and its service level")
    review_months: Span = param("PP-041", "评定周期月数")
    about(review_months, "过多少个月要重新评定 | months after which it is assessed again")
    near_edge_pct: Percent = param("PP-043", "临界幅度")
    about(near_edge_pct, "离上一档多近算临界 | how near the next band is pointed out")


class CreditGradeTerms(Part):
    """Grades (信用等级)."""

    id: CreditGrade = internal("PP-049", "等级代号", since="always")
    min: Number = internal("PP-049", "最低分", since="always")
    credit_days: Count = internal("PP-049", "账期天数", since="always")
    limit: Maybe[Money] = internal("PP-049", "限额")
    about(limit, "空着则按客户逐个批 | approved customer by customer if left out")
    handling: CreditHandling = internal("PP-049", "处理办法", since="always")


class Credit(Parameters, at="credit"):
    """Credit (信用)."""

    grades: Many[CreditGradeTerms] = param("PP-049", "信用等级")
    about(grades, "从高到低，评分达到最低分归该级 | from high to low, each from its lowest score on")
    factors: Table[CreditFactor, Count] = param("PP-050", "评分权重")
    about(factors, "合计须为 100 | add up to 100")
    review_months: Span = param("PP-051", "复审月数")
    about(review_months, "信用调查多少个月后重做 | months after which the investigation is repeated")


class Eligibility(Parameters, at="eligibility"):
    """Eligibility (大客户资格)."""

    mode: EligibilityMode = param("PP-054", "判定方式")
    about(mode, "三个条件都要，还是看显著影响 | the three criteria, or a marked effect")
    min_capital: Money = param("PP-055", "最低资金占压")
    about(min_capital, "占用的资金不低于它 | capital tied up, at least")
    min_credit: CreditGrade = param("PP-056", "最低信用等级")
    about(min_credit, "信用等级不低于它 | credit grade, at least")
    identify_pct: Percent = param("PP-057", "潜在识别比例")
    about(identify_pct, "潜在大客户取名单前百分之几 | part of the list that counts as potential")
