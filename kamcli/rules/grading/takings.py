"""What every customer bought in a period, in the company's currency; what has no rate stays apart (CC-05)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce

from kamcli.model.answers import Answers, Sales, SalesLine
from kamcli.model.company import CompanyFigures
from kamcli.model.finding import NOTHING, Say
from kamcli.model.money import EXACT
from kamcli.rules.grading.grade import said
from kamcli.rules.grading.period import Period, Span, fiscal_year

ZERO = Decimal(0)
ONE = Decimal(1)
NO_LEDGER = Say("没有销售台账", "there is no sales ledger")


@dataclass(slots=True)
class _Purse:
    """One customer's sum while it is being added up."""

    amount: Decimal = ZERO
    profit: Decimal | None = ZERO
    missing: tuple[Say, ...] = ()
    lines: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taking:
    """One customer's sales: `amount`, `gross_profit` (None when a row gives none), and why a part is not in them."""

    amount: Decimal
    gross_profit: Decimal | None
    missing: tuple[Say, ...] = ()
    lines: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)


NOTHING_BOUGHT = Taking(ZERO, None)


@dataclass(frozen=True, slots=True)
class Takings:
    """Sales of a period by customer; `total` is None when a part of it could not be converted, `missing` says which.

    `lines` are the totals of the product lines that were asked for.
    """

    by_customer: Mapping[str, Taking]
    total: Decimal | None
    missing: tuple[Say, ...] = ()
    lines: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)


class Rates:
    """The exchange rates of the book: company currency for one unit, one rate a fiscal year."""

    def __init__(self, company: Mapping[int, CompanyFigures], currency: str, year_start: str) -> None:
        self.company = company
        self.currency = currency
        self.year_start = year_start

    def of(self, currency: str, years: tuple[int, ...]) -> Decimal | Say:
        """The rate of a currency in the years of a sale, or the sentence that says why there is none."""
        if currency in ("", self.currency):
            return ONE
        rates = {year: self._rate(currency, year) for year in years}
        lacking = tuple(str(year) for year, rate in rates.items() if rate is None)
        if lacking or not rates:
            zh, en = "company/{year}.yaml 没有 {currency} 的汇率", "company/{year}.yaml has no rate for {currency}"
            return said(zh, en, year=lacking[0] if lacking else "?", currency=currency)
        found = {rate for rate in rates.values() if rate is not None}
        if len(found) > 1:
            zh = "{currency} 各年汇率不同，跨年合计无法换算"
            return said(
                zh, "{currency} has a different rate each year, a sum over years can't be converted", currency=currency
            )
        return found.pop()

    def _rate(self, currency: str, year: int) -> Decimal | None:
        figures = self.company.get(year)
        return figures.rates.get(currency) if figures else None


def takings(period: Period, answers: Answers, rates: Rates, lines: frozenset[str] = frozenset()) -> Takings | None:
    """The sales of a period, added up by customer; None where there is no sales ledger, which is not zero.

    `lines` are the product lines whose shares are wanted (R-GRD-03).
    """
    purses: dict[str, _Purse] = {}
    for span in period.spans:
        sales = answers[span.question]
        if sales is None:
            return None
        for line, rate in _rated(sales, span, rates):
            _add(purses.setdefault(line.customer_id, _Purse()), line, rate, lines)
    missing = tuple(dict.fromkeys(say for purse in purses.values() for say in purse.missing))
    frozen = {each: Taking(purse.amount, purse.profit, purse.missing, purse.lines) for each, purse in purses.items()}
    total = None if missing else reduce(EXACT.add, (purse.amount for purse in purses.values()), ZERO)
    return Takings(frozen, total, missing, _line_totals(purses))


def _rated(sales: Sales, span: Span, rates: Rates) -> Iterator[tuple[SalesLine, Decimal | Say]]:
    """Every line with the rate of its currency, which is looked up once."""
    known: dict[str, Decimal | Say] = {}
    for line in sales.lines:
        if line.currency not in known:
            known[line.currency] = rates.of(line.currency, _years(sales, span, line.currency, rates.year_start))
        yield line, known[line.currency]


def _years(sales: Sales, span: Span, currency: str, start: str) -> tuple[int, ...]:
    """The years that a sum in this currency may hold: the span's, or those of its months where the span is open."""
    if span.year is not None:
        return (span.year,)
    return tuple(sorted({fiscal_year(each.month, start) for each in sales.months if each.currency == currency}))


def _add(purse: _Purse, line: SalesLine, rate: Decimal | Say, wanted: frozenset[str]) -> None:
    if isinstance(rate, Say):
        purse.missing = tuple(dict.fromkeys((*purse.missing, rate)))
        return
    amount = line.amount if rate is ONE else EXACT.multiply(line.amount, rate)
    purse.amount = EXACT.add(purse.amount, amount)
    if purse.profit is not None:
        purse.profit = (
            None if line.gross_profit is None else EXACT.add(purse.profit, EXACT.multiply(line.gross_profit, rate))
        )
    if line.product in wanted:
        purse.lines[line.product] = purse.lines.get(line.product, ZERO) + amount


def _line_totals(purses: Mapping[str, _Purse]) -> Mapping[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for purse in purses.values():
        for line, amount in purse.lines.items():
            totals[line] = totals.get(line, ZERO) + amount
    return totals


def absent(takings: Takings | None, period: Period) -> Say | None:
    """Why there are no figures at all: no ledger, or no row in the period; nobody sold nothing (R-NUM-03)."""
    if takings is None:
        return NO_LEDGER
    if takings.by_customer:
        return None
    if period.first is None:
        return said("销售台账截至 {last} 没有数据", "the sales ledger has no rows up to {last}", last=period.last)
    zh, en = "销售台账在 {first} 至 {last} 没有数据", "the sales ledger has no rows from {first} to {last}"
    return said(zh, en, first=period.first, last=period.last)
