"""The computed columns of customers, one line each: what it is, of which scheme, amount and day, and its question."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kamcli.model.answers import Question
from kamcli.model.base import Choice
from kamcli.model.choices import Level, Scheme, ServiceLevel
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import computed_values as by
from kamcli.views.column import Column, Source, folded, spellings
from kamcli.views.computed_values import Figures, Inputs
from kamcli.views.filter_values import Unfit

Asked = Callable[[Policy, dt.date], tuple[Question[Any], ...]]
Gather = Callable[[Inputs, Scheme], Figures]


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed column: its words, the sort of its values, what it is computed from, its question to the ledgers."""

    name: str
    zh: str
    en: str
    sort: str
    meaning: Say
    gather: Gather
    asks: Asked = by.nothing
    by_scheme: bool = False
    choices: tuple[Choice, ...] = ()
    rules: tuple[str, ...] = ()
    secrecy: str = "int"


COMPUTED: tuple[Computed, ...] = (
    Computed(
        "tier",
        "等级",
        "Tier",
        "choice",
        Say(
            "评定的等级（tiers.<体系>.assigned），体系是 tier.primary_scheme；别的体系写 等级.VIP等级",
            "the assigned level (tiers.<scheme>.assigned) of tier.primary_scheme; of another scheme: tier.vip",
        ),
        by.assigned,
        by_scheme=True,
        choices=tuple(Level),
        rules=("R-GRD-00",),
        secrecy="conf",
    ),
    Computed(
        "computed_tier",
        "算出等级",
        "Computed tier",
        "choice",
        Say(
            "kam tier 按当天算出的等级，体系是 tier.primary_scheme；别的体系写 算出等级.VIP等级；算不出的为空",
            "the level that kam tier computes for the day, by tier.primary_scheme; of another: computed_tier.vip; "
            "empty where it can't be computed",
        ),
        by.graded,
        by.tier_questions,
        by_scheme=True,
        choices=tuple(Level),
        rules=("R-GRD-00",),
        secrecy="conf",
    ),
    Computed(
        "tier_differs",
        "等级不符",
        "Tier differs",
        "flag",
        Say(
            "算出的等级和评定的不同（同一体系）", "the computed level differs from the assigned one of the same scheme"
        ),
        by.differs,
        by.tier_questions,
        by_scheme=True,
        rules=("R-GRD-00",),
        secrecy="conf",
    ),
    Computed(
        "service_level",
        "服务级别",
        "Service level",
        "choice",
        Say(
            "主体系的等级应得的服务级别：先看评定的，再看算出的（tier.to_service_level）",
            "the service that the level of the primary scheme earns: the assigned one's, else the computed one's",
        ),
        by.service,
        by.tier_questions,
        choices=tuple(ServiceLevel),
        rules=("R-GRD-19",),
        secrecy="conf",
    ),
    Computed(
        "sales",
        "销售额",
        "Sales",
        "money",
        Say(
            "tier.revenue_share.period 那一期的销售额，折成本币；缺汇率的为空",
            "sales of the period tier.revenue_share.period, in the company's currency; empty where a rate is missing",
        ),
        by.sales,
        by.tier_questions,
        rules=("R-GRD-01",),
    ),
    Computed(
        "share",
        "销售占比",
        "Sales share",
        "percent",
        Say(
            "销售额占公司同期销售额的百分比（tier.revenue_share.period）",
            "sales in percent of the company's sales of the same period (tier.revenue_share.period)",
        ),
        by.share,
        by.tier_questions,
        rules=("R-GRD-01",),
    ),
    Computed(
        "outstanding",
        "欠款",
        "Outstanding",
        "money",
        Say(
            "当天客户欠我方的余额（不含办事处欠款），按当年汇率折成本币；缺汇率的为空",
            "what the customer owes on the day (not what our offices owe), in the company's currency at the year's "
            "rate; empty where a rate is missing",
        ),
        by.outstanding,
        by.ageing_questions,
        rules=("R-PAY-01", "R-PAY-03"),
    ),
    Computed(
        "overdue",
        "逾期",
        "Overdue",
        "money",
        Say(
            "欠款里到期日已过的部分，当天，按当年汇率折成本币；缺汇率的为空",
            "the part of what is outstanding whose due date has passed on the day, in the company's currency",
        ),
        by.overdue,
        by.ageing_questions,
        rules=("R-PAY-02",),
    ),
    Computed(
        "max_days",
        "最长逾期天数",
        "Days overdue",
        "count",
        Say(
            "最早到期而未清的一张发票逾期多少天；没有逾期为 0",
            "how many days the oldest unpaid document is overdue; 0 where none is",
        ),
        by.max_days,
        by.ageing_questions,
        rules=("R-PAY-02",),
    ),
    Computed(
        "unallocated",
        "未分配回款",
        "Unallocated",
        "money",
        Say(
            "收到而没有对上发票的款，当天，按当年汇率折成本币",
            "money received that settles no invoice, on the day, in the company's currency",
        ),
        by.unallocated,
        by.ageing_questions,
        rules=("R-PAY-01",),
    ),
    Computed(
        "contract_amount",
        "合同额",
        "Contract amount",
        "money",
        Say(
            "当天有效合同（已批准、双方已签、履行中，未到期）的金额合计；有一份没写金额就为空",
            "the sum of the contracts in force on the day (approved, signed by both, in force; not run out); "
            "empty where one has no amount",
        ),
        by.contract_amount,
    ),
    Computed(
        "contracts",
        "合同数",
        "Contracts",
        "count",
        Say("当天有效合同的份数", "how many contracts are in force on the day"),
        by.contracts,
    ),
    Computed(
        "expires",
        "到期",
        "Expires",
        "date",
        Say("当天有效合同里最早到期的日子", "the day on which the first of the contracts in force runs out"),
        by.expires,
    ),
)
BY_NAME = {each.name: each for each in COMPUTED}
BY_WORD = {folded(word): each for each in COMPUTED for word in (each.name, each.zh, each.en, each.en.replace(" ", "_"))}


def of_scheme(computed: Computed, word: str, policy: Policy) -> Column | None:
    """The column of a computed one, `word` names its scheme ("" = the primary one); None where no scheme is meant."""
    scheme = next((each for each in Scheme if word in {folded(str(each)), folded(each.zh)}), None) if word else None
    if word and (scheme is None or not computed.by_scheme):
        return None
    name, label = computed.name, Say(computed.zh, computed.en)
    if scheme:
        name, label = f"{name}.{scheme}", Say(f"{label.zh}.{scheme.zh}", f"{label.en}: {scheme.en}")
    chosen = scheme or _primary(policy) if computed.by_scheme else None
    words = spellings(computed.choices)
    return Column(
        name, label, computed.sort, Source(computed=computed.name, scheme=chosen or ""), computed.choices, words
    )


def _primary(policy: Policy) -> Scheme:
    try:
        return policy.tier.primary_scheme
    except NotConfigured as missing:
        raise Unfit(*missing.say) from None
