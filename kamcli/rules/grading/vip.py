"""VIP, ordinary and small customers by recharge or by sales, with the company's own thresholds (VIP等级, R-GRD-07)."""

from collections.abc import Iterator
from decimal import Decimal

from kamcli.model.choices import Scheme
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy_tier import VipMetric
from kamcli.rules.grading.edges import Band, ladder, placed
from kamcli.rules.grading.given import Given, bought
from kamcli.rules.grading.grade import Basis, Graded, not_computable
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.period import Period, share_period

SCHEME = Scheme.vip
NO_RECHARGE = Say("充值总额未填", "recharge total is not stated")


def vip(given: Given) -> Graded:
    """A grade for every customer: recharge is BA-23, consumption and sales are what the ledger holds of the period."""
    metric: VipMetric = parameter(given.policy, "tier.vip.metric")
    thresholds = parameter(given.policy, "tier.vip.thresholds")
    if not thresholds:
        raise NotConfigured("tier.vip.thresholds")
    bands = [Band(each.id.value, label(SCHEME, each.id, each.name), each.min) for each in thresholds]
    steps = ladder(bands, given.boundary, given.policy.tier.near_edge_pct)
    period = None if metric == VipMetric.recharge else share_period(given.policy, given.day)
    return Graded(
        scheme=SCHEME,
        levels=tuple(band.level for band in steps.bands),
        period=period,
        base={"metric": metric, "currency": given.policy.company.currency},
        grades=tuple(
            not_computable(customer, *missing) if missing else placed(customer, amount, steps, Basis.amount)
            for customer, amount, missing in _measured(given, period)
        ),
    )


def _measured(given: Given, period: Period | None) -> Iterator[tuple[str, Decimal, tuple[Say, ...]]]:
    """Every customer with its amount, or with the reason why there is none."""
    if period is None:
        for row in given.customers:
            stated = row.recharge_total
            yield row.id, stated or Decimal(0), (NO_RECHARGE,) if stated is None else ()
    else:
        for row, taking in bought(given, period):
            yield row.id, taking.amount, taking.missing
