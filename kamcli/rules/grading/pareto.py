"""Best, middle and last customers by profit (二八分类, R-GRD-12), and what the best really bring (R-GRD-13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import NamedTuple

from kamcli.model.choices import Boundary, Level, Scheme
from kamcli.model.finding import Say
from kamcli.model.money import EXACT
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy_tier import Pareto, ParetoMetric, Rounding, Ties
from kamcli.rules.grading.denominator import strangers
from kamcli.rules.grading.edges import Band, Ladder, ladder, placed
from kamcli.rules.grading.given import Given, bought
from kamcli.rules.grading.grade import Basis, Grade, Graded, Share, not_computable, said
from kamcli.rules.grading.labels import label
from kamcli.rules.grading.period import share_period
from kamcli.rules.grading.takings import ZERO, Taking

SCHEME = Scheme.pareto
LEVELS = (Level.top, Level.middle, Level.bottom)
PERCENT = Decimal(100)
ROUNDINGS = {Rounding.half_up: ROUND_HALF_UP, Rounding.ceil: ROUND_CEILING, Rounding.floor: ROUND_FLOOR}
NOTHING_BOUGHT = Say("期间内没有购买，不参加排名", "bought nothing in the period, not ranked")
NO_PROFIT = Say("部分销售没有毛利，改按销售额排名", "some sales give no gross profit, ranked by amount instead")


class Ranking(NamedTuple):
    """Customers that bought, best first, with the figure that they are ranked by."""

    customers: tuple[str, ...]
    figures: tuple[Decimal, ...]
    metric: ParetoMetric


class Cut(NamedTuple):
    """How many customers are best, and the position of the first of the last group."""

    best: int
    last: int


def pareto(given: Given) -> Graded:
    """A grade for every customer that bought in the period of `tier.revenue_share.period`; no others are ranked."""
    rules = given.policy.tier.pareto
    if rules is None:
        raise NotConfigured("tier.pareto")
    period = share_period(given.policy, given.day)
    sums = given.takings[period]
    everyone = {row.id: taking for row, taking in bought(given, period)}
    buying = {
        each: taking for each, taking in everyone.items() if sums and each in sums.by_customer and not taking.missing
    }
    ranking = ranked(buying, rules.metric)
    graded = _placed(ranking, rules, given) if len(buying) >= rules.min_customers else {}
    few = _too_few(len(buying), rules.min_customers)
    return Graded(
        scheme=SCHEME,
        levels=tuple(level.value for level in LEVELS),
        period=period,
        base=_base(ranking, rules, graded),
        grades=tuple(
            graded.get(each) or _unranked(each, taking, few, buys=each in buying) for each, taking in everyone.items()
        ),
        notes=(*_notes(ranking, rules, everyone), *strangers(given, sums)),
    )


def ranked(buying: Mapping[str, Taking], metric: ParetoMetric) -> Ranking:
    """Best first, equal figures by id; without the gross profit of every sale all are ranked by amount."""
    profits = metric == ParetoMetric.gross_profit and all(taking.gross_profit is not None for taking in buying.values())
    figures = {each: (taking.gross_profit if profits else None) for each, taking in buying.items()}
    by_figure = {each: buying[each].amount if figure is None else figure for each, figure in figures.items()}
    order = sorted(by_figure, key=lambda each: (-by_figure[each], each))
    used = ParetoMetric.gross_profit if profits else ParetoMetric.amount
    return Ranking(tuple(order), tuple(by_figure[each] for each in order), used)


def cut_of(figures: Sequence[Decimal], rules: Pareto) -> Cut:
    """Where the groups end: percentages of all who bought, rounded; equal figures at a cut stay together."""
    number = len(figures)
    step = 1 if rules.ties == Ties.better_group else -1
    best = _untied(figures, _part(number, rules.top_pct, rules.rounding), step)
    last = _untied(figures, number - _part(number, rules.bottom_pct, rules.rounding), step)
    return Cut(best, max(best, last))


def _part(number: int, pct: Decimal, rounding: Rounding) -> int:
    return int((number * pct / PERCENT).to_integral_value(ROUNDINGS[rounding]))


def _untied(figures: Sequence[Decimal], at: int, step: int) -> int:
    """A cut moved until it parts unequal figures."""
    while 0 < at < len(figures) and figures[at] == figures[at - 1]:
        at += step
    return at


def _placed(ranking: Ranking, rules: Pareto, given: Given) -> Mapping[str, Grade]:
    """Every ranked customer; its share is the cumulated one, down to itself."""
    steps = _ladder(ranking.figures, cut_of(ranking.figures, rules), given.policy.tier.near_edge_pct)
    total = sum(ranking.figures, ZERO)
    sums = accumulate(ranking.figures, EXACT.add)
    return {
        each: replace(placed(each, figure, steps, Basis.rank), share=Share(so_far, total) if total > 0 else None)
        for each, figure, so_far in zip(ranking.customers, ranking.figures, sums, strict=True)
    }


def _ladder(figures: Sequence[Decimal], cut: Cut, near_pct: Decimal) -> Ladder:
    """Each group as a band whose floor is its last member; a group without members is none."""
    ends = ((LEVELS[0], 0, cut.best), (LEVELS[1], cut.best, cut.last), (LEVELS[2], cut.last, len(figures)))
    bands = [Band(level.value, label(SCHEME, level), figures[end - 1]) for level, first, end in ends if end > first]
    return ladder(bands, Boundary.higher_band, near_pct)


def _too_few(number: int, least: int) -> Say:
    zh, en = (
        "只有 {n} 个客户有销售，少于 {least} 个，不分类",
        "only {n} customers bought, fewer than {least}: not classified",
    )
    return said(zh, en, n=number, least=least)


def _unranked(customer: str, taking: Taking, few: Say, *, buys: bool) -> Grade:
    if taking.missing:
        return not_computable(customer, *taking.missing)
    return (
        not_computable(customer, few, value=taking.amount)
        if buys
        else Grade(customer_id=customer, reasons=(NOTHING_BOUGHT,))
    )


def _base(ranking: Ranking, rules: Pareto, graded: Mapping[str, Grade]) -> Mapping[str, object]:
    best = [grade for grade in graded.values() if grade.level == Level.top]
    return {
        "metric": ranking.metric,
        "buying_customers": len(ranking.customers),
        "top_share": best[-1].share if best else None,
        "expected_profit_pct": rules.expected_profit_pct,
    }


def _notes(ranking: Ranking, rules: Pareto, everyone: Mapping[str, Taking]) -> Iterator[Say]:
    if ranking.metric != rules.metric and ranking.customers:
        yield NO_PROFIT
    apart = sum(1 for taking in everyone.values() if taking.missing)
    if apart and ranking.customers:
        zh, en = "{n} 个客户的销售无法换算，未参加排名", "not ranked, a currency has no rate: {n}"
        yield said(zh, en, n=apart)
