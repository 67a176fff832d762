"""Strategic, key and ordinary accounts by their share of the company's sales, or another criterion (R-GRD-01)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Row
from kamcli.model.finding import NOTHING, Say
from kamcli.model.money import EXACT
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.policy_tier import RevenueShare
from kamcli.rules.grading import criteria, groups, signed
from kamcli.rules.grading.criteria import Claim
from kamcli.rules.grading.denominator import Total, strangers, total_of
from kamcli.rules.grading.edges import BELOW_ALL, Band, Ladder, band_of, edge, ladder
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Basis, Grade, Graded, Input, Share, not_computable, said
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.period import Period, share_period
from kamcli.rules.grading.takings import NOTHING_BOUGHT, ZERO, Taking, Takings

SCHEME = Scheme.revenue_share
PERCENT = Decimal(100)
NONE = str(Level.none)


@dataclass(frozen=True, slots=True)
class Scale:
    """What is the same for every customer; `members` are subsidiaries and the top of their group."""

    policy: Policy
    total: Decimal
    steps: Ladder
    takings: Takings
    members: Mapping[str, str]
    signed: frozenset[tuple[str, int]]
    ranks: Mapping[str, int]


def revenue_share(given: Given) -> Graded:
    """A grade for every customer: the highest level that share, brand, product line or potential earns (R-GRD-05)."""
    rules = given.policy.tier.revenue_share
    if rules is None or not rules.bands:
        raise NotConfigured("tier.revenue_share.bands")
    period = share_period(given.policy, given.day)
    takings = given.takings[period]
    total = total_of(given, rules, period, takings)
    return Graded(
        scheme=SCHEME,
        levels=(*(band.id.value for band in sorted(rules.bands, key=lambda band: -band.min_pct)), NONE),
        period=period,
        base=_base(given, rules, total, takings),
        grades=_grades(given, rules, takings, total),
        edges=tuple(band.min_pct for band in rules.bands if band.min_pct > 0),
        notes=(*_provisional(period), *strangers(given, takings)),
    )


def _grades(given: Given, rules: RevenueShare, takings: Takings | None, total: Total) -> tuple[Grade, ...]:
    if takings is None or total.amount is None:
        return tuple(_without_total(row, takings, total) for row in given.customers)
    members = groups.tops(given.customers) if rules.consolidate_groups else NOTHING
    steps = _ladder(given, rules, total.amount)
    scale = Scale(
        given.policy,
        total.amount,
        steps,
        groups.pooled(takings, members) if members else takings,
        members,
        signed.approved(given.columns),
        {band.level: at for at, band in enumerate(steps.bands)},
    )
    return tuple(_grade(row, scale) for row in given.customers)


def _without_total(row: Row, takings: Takings | None, total: Total) -> Grade:
    """No denominator, no level on any basis: the share might have earned a higher one (TV-07)."""
    taking = takings.by_customer.get(row.id) if takings else None
    return not_computable(row.id, *total.reasons, value=taking.amount if taking and not taking.missing else None)


def _ladder(given: Given, rules: RevenueShare, total: Decimal) -> Ladder:
    """The bands as percent x total against figure x 100: no share is ever divided."""
    bands = [
        Band(band.id.value, label(SCHEME, band.id, band.name), EXACT.multiply(band.min_pct, total))
        for band in rules.bands
    ]
    return ladder(bands, rules.boundary or given.boundary, given.policy.tier.near_edge_pct, PERCENT)


def _grade(row: Row, scale: Scale) -> Grade:
    if row.id in scale.members:
        top = scale.members[row.id]
        return Grade(
            customer_id=row.id, reasons=(said("并入集团客户 {top} 计算", "counted with its group {top}", top=top),)
        )
    taking = scale.takings.by_customer.get(row.id, NOTHING_BOUGHT)
    if taking.missing:
        return not_computable(row.id, *taking.missing)
    counted = max(taking.amount, ZERO)
    return _measured(row, taking, counted, tuple(_claims(row, taking, counted, scale)), scale)


def _measured(row: Row, taking: Taking, counted: Decimal, claims: tuple[Claim, ...], scale: Scale) -> Grade:
    """The highest claim that counts, with every basis that earns it."""
    counting = tuple(claim for claim in claims if not claim.pending)
    level = min((claim.level for claim in counting), key=lambda level: _rank(level, scale), default=NONE)
    reasons = tuple(claim.reason for claim in claims if claim.reason and (claim.pending or claim.level == level))
    return Grade(
        customer_id=row.id,
        level=level,
        label=_label(level, scale),
        value=taking.amount,
        share=Share(counted, scale.total),
        bases=tuple(dict.fromkeys(claim.basis for claim in counting if claim.level == level != NONE)),
        pending=tuple(dict.fromkeys(claim.basis for claim in claims if claim.pending)),
        reasons=(*_negative(taking), *reasons),
        edge=edge(counted, scale.steps),
        inputs=tuple(_inputs(row)),
    )


def _claims(row: Row, taking: Taking, counted: Decimal, scale: Scale) -> Iterator[Claim]:
    """Every level that the customer reaches, on every basis; levels without a band in policy can't be reached."""
    band = band_of(counted, scale.steps)
    if band is None:
        yield Claim(NONE, Basis.share, reason=BELOW_ALL)
    elif band.level == Level.ordinary:
        yield criteria.potential(row, scale.policy)
    else:
        yield Claim(band.level, Basis.share)
    others = (
        *criteria.brand(row, scale.policy, scale.signed),
        *criteria.line(row, scale.policy, scale.signed, taking, scale.takings),
    )
    yield from (claim for claim in others if claim.level in scale.ranks)


def _inputs(row: Row) -> Iterator[Input]:
    """What beside the sales decides: CH-03, CH-16, CH-17."""
    yield Input(Say("发展潜力", "growth potential"), row.growth_potential)
    if row.brand_effect is not None:
        yield Input(Say("品牌作用显著", "brand effect significant"), row.brand_effect.significant)
    for part in row.line_contributions or ():
        yield Input(said("产品线“{line}”贡献较大", "large contribution to {line}", line=part.line), part.large)


def _rank(level: str, scale: Scale) -> int:
    """0 is the highest; none lies below every band."""
    return scale.ranks.get(level, len(scale.ranks))


def _label(level: str, scale: Scale) -> Say:
    return next((band.label for band in scale.steps.bands if band.level == level), label(SCHEME, level))


def _negative(taking: Taking) -> Iterator[Say]:
    if taking.amount < 0:
        yield Say("销售额为负，占比按 0 计", "sales are negative, counted as a share of 0")


def _provisional(period: Period) -> Iterator[Say]:
    if period.provisional:
        yield Say("本年未完，结果为暂定", "the year is not over, the result is provisional")


def _base(given: Given, rules: RevenueShare, total: Total, takings: Takings | None) -> Mapping[str, object]:
    bought = takings.by_customer if takings else NOTHING
    return {
        "total": total.amount,
        "total_from": rules.total,
        "currency": given.policy.company.currency,
        "customers": len(given.customers),
        "buying_customers": sum(1 for row in given.customers if row.id in bought),
    }
