"""The rules of grading and eligibility as `kam rules` lists them: what each computes and which parameters it reads."""

from kamcli.model.finding import Say, Severity
from kamcli.rules.base import Rule, computed

SEVERITIES = {"E": Severity.error, "W": Severity.warning, "I": Severity.information}


def _row(rule_id: str, severity: str, zh: str, en: str, parameters: tuple[str, ...] = ()) -> Rule:
    kinds = ("customer",)
    return computed(rule_id, title=Say(zh, en), severity=SEVERITIES[severity], kinds=kinds, parameters=parameters)


GRADING = (
    _row(
        "R-GRD-00",
        "W",
        "每套体系并列给出计算等级和评定等级，两者不同时提示；评定等级只经签署改变",
        "every scheme shows the computed beside the assigned level and points out a difference; assigning is signed",
        ("tier.enabled_schemes", "tier.primary_scheme", "tier.near_edge_pct"),
    ),
    _row(
        "R-GRD-01",
        "W",
        "客户年销售额占企业年销售总额的比例定战略、重点、普通",
        "the share of the company's annual sales makes strategic, key and ordinary accounts",
        (
            "tier.revenue_share.bands",
            "tier.revenue_share.period",
            "tier.revenue_share.total",
            "tier.revenue_share.consolidate_groups",
            "tier.revenue_share.boundary",
            "boundary.default",
        ),
    ),
    _row(
        "R-GRD-02",
        "W",
        "明显提升品牌形象或市场地位的为战略客户，要有证明材料和签署",
        "who clearly raises the brand or market position is strategic, with evidence and a sign-off",
        ("tier.qualitative_needs_signoff",),
    ),
    _row(
        "R-GRD-03",
        "W",
        "对产品线或业务板块贡献较大的为重点客户",
        "a large contribution to a product line makes a key account",
        ("tier.line_contribution_pct", "tier.qualitative_needs_signoff"),
    ),
    _row(
        "R-GRD-04",
        "I",
        "占比不足而有发展潜力的为普通客户，没有潜力的不是大客户",
        "below the share of key accounts growth potential makes an ordinary account, without it there is none",
        ("tier.potential_values",),
    ),
    _row(
        "R-GRD-05",
        "I",
        "几项条件取其最高的等级",
        "the highest level of all criteria counts",
    ),
    _row(
        "R-GRD-06",
        "W",
        "按需求大小和及时性分 A、B、C",
        "A, B and C by size and urgency of the demand",
        ("tier.demand.matrix",),
    ),
    _row(
        "R-GRD-07",
        "W",
        "按充值额或消费额分 VIP、普通、小客户",
        "VIP, ordinary and small customers by recharge or consumption",
        ("tier.vip.metric", "tier.vip.thresholds"),
    ),
    _row(
        "R-GRD-08",
        "W",
        "按月平均或年平均销售额分等级",
        "classes by monthly or annual average sales",
        ("tier.sales_band.basis", "tier.sales_band.window_months", "tier.sales_band.bands"),
    ),
    _row(
        "R-GRD-09",
        "W",
        "按信用调查的加权评分定信用等级，没有调查为未评级",
        "the weighted scores of the credit investigation make the credit grade, without one it is unrated",
        ("credit.grades", "credit.factors", "credit.review_months"),
    ),
    _row(
        "R-GRD-10",
        "E",
        "按四个维度的加权分值定价值一、二、三级",
        "four weighted dimensions make value levels 1, 2 and 3",
        ("tier.value.weights", "tier.value.cuts"),
    ),
    _row(
        "R-GRD-12",
        "W",
        "按利润分最佳、中间、末位客户",
        "best, middle and last customers by profit",
        (
            "tier.pareto.metric",
            "tier.pareto.top_pct",
            "tier.pareto.bottom_pct",
            "tier.pareto.rounding",
            "tier.pareto.ties",
            "tier.pareto.min_customers",
        ),
    ),
    _row(
        "R-GRD-13",
        "I",
        "最佳客户实际带来的比例与预期对照",
        "what the best customers really bring, beside what is expected",
        ("tier.pareto.expected_profit_pct",),
    ),
    _row(
        "R-GRD-15",
        "I",
        "只看价格的忠诚不抬高价值",
        "loyalty to the price alone does not raise the value",
        ("tier.value.price_only_cap",),
    ),
    _row(
        "R-GRD-18",
        "I",
        "行业等级：不同行业按各自的指标衡量",
        "industry schemes measure by the figures of their industry",
    ),
    _row(
        "R-GRD-19",
        "I",
        "主用体系的等级对应服务级别",
        "the level of the primary scheme decides the service level",
        ("tier.primary_scheme", "tier.to_service_level"),
    ),
    _row(
        "R-GRD-22",
        "I",
        "字母等级总与体系名一起打印",
        "the letter of a level is always printed with the name of its scheme",
    ),
)

ELIGIBILITY = (
    _row(
        "R-ELG-01",
        "I",
        "有购销合同或协议，申请时可为草案",
        "there is a contract or agreement, at application a draft will do",
    ),
    _row("R-ELG-02", "I", "需要一定的资金占压", "a certain capital is tied up", ("eligibility.min_capital",)),
    _row(
        "R-ELG-03",
        "I",
        "信誉良好，信用等级够，没有不良记录",
        "good reputation, a sufficient credit grade, no bad case",
        ("eligibility.min_credit", "credit.grades"),
    ),
    _row(
        "R-ELG-04",
        "I",
        "三项都具备才可定为大客户；具备资格不等于已批准",
        "all three make eligible, which is not approved",
        ("eligibility.mode",),
    ),
    _row(
        "R-ELG-05",
        "I",
        "对销售、利润或市场影响显著",
        "a marked effect on sales, profit or market influence",
        ("eligibility.mode",),
    ),
)
TIER = (*GRADING, *ELIGIBILITY)
BY_ID = {rule.id: rule for rule in TIER}
