"""What a share is a share of: the company's sales of the year, or the sum of the ledger (R-GRD-01, CC-02)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.finding import Say
from kamcli.model.policy_tier import RevenueShare, ShareTotal
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import said
from kamcli.rules.grading.period import Period
from kamcli.rules.grading.takings import Takings, absent


class Total(NamedTuple):
    """The denominator, above 0, or the reasons why there is none; a missing total is never taken for zero."""

    amount: Decimal | None = None
    reasons: tuple[Say, ...] = ()


def total_of(given: Given, rules: RevenueShare, period: Period, takings: Takings | None) -> Total:
    """The total that `tier.revenue_share.total` asks for, in the company's currency."""
    gap = absent(takings, period)
    if takings is None or gap is not None:
        return Total(reasons=(gap,) if gap else ())
    if rules.total == ShareTotal.ledger:
        return _above_zero(takings.total, Say("台账合计", "the sum of the ledger"), takings.missing)
    return _company_total(given, period)


def _company_total(given: Given, period: Period) -> Total:
    if period.year is None:
        zh = "“{period}”不是一个财年，没有企业销售总额；可把 等级.销售占比.总额口径 改为台账口径"
        en = "{period} is not one fiscal year, so there is no company total; tier.revenue_share.total may be ledger"
        return Total(reasons=(said(zh, en, period=period.name),))
    figures = given.company.get(period.year)
    if figures is None:
        zh, en = (
            "没有 company/{year}.yaml，缺企业总销售额",
            "there is no company/{year}.yaml with the company's total sales",
        )
        return Total(reasons=(said(zh, en, year=period.year),))
    return _above_zero(figures.total_sales, said("{year} 年企业总销售额", "total sales of {year}", year=period.year))


def _above_zero(amount: Decimal | None, name: Say, missing: tuple[Say, ...] = ()) -> Total:
    if missing or amount is None:
        return Total(reasons=missing or (said("缺{name}", "{name} is missing", name=name),))
    if amount <= 0:
        return Total(
            reasons=(
                said("{name}为 {amount}，不能作分母", "{name} is {amount}, no denominator", name=name, amount=amount),
            )
        )
    return Total(amount)


def strangers(given: Given, takings: Takings | None) -> Iterator[Say]:
    """A note on customers of the ledger that have no file: they are in the total and get no grade."""
    unknown = (
        tuple(sorted(each for each in takings.by_customer if not given.columns.has("customer", each)))
        if takings
        else ()
    )
    if unknown:
        zh = "台账中有 {n} 个客户没有档案（{first}），计入总额，不分级"
        en = "without a file, in the total and not graded: {n} ({first})"
        yield said(zh, en, n=len(unknown), first=_some(unknown))


def _some(names: tuple[str, ...], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
