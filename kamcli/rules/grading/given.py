"""What a grading scheme is given: summary columns, company figures, policy, and the sales of its periods."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kamcli.model.answers import Answers, SalesQuestion
from kamcli.model.choices import Boundary
from kamcli.model.columns import Columns, Row
from kamcli.model.company import CompanyFigures
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading.period import Period, share_period, window_period
from kamcli.rules.grading.takings import NOTHING_BOUGHT, ZERO, Rates, Taking, Takings, absent, takings

PERIODS: tuple[Callable[[Policy, dt.date], Period], ...] = (share_period, window_period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The inputs of every scheme; `day` is the last day that counts, all else is independent of when one asks."""

    columns: Columns
    policy: Policy
    day: dt.date
    company: Mapping[int, CompanyFigures]
    takings: Mapping[Period, Takings | None]

    @property
    def customers(self) -> tuple[Row, ...]:
        return self.columns.rows("customer")

    @property
    def boundary(self) -> Boundary:
        """To which band an edge belongs where the scheme says nothing of its own (R-NUM-01)."""
        return self.policy.boundary.default


def questions(policy: Policy, day: dt.date) -> tuple[SalesQuestion, ...]:
    """What the schemes need to know from the sales ledger; a period that is not configured asks nothing."""
    spans = (span for period in periods(policy, day) for span in period.spans)
    return tuple(dict.fromkeys(span.question for span in spans))


def periods(policy: Policy, day: dt.date) -> Iterator[Period]:
    """The periods that policy.yaml configures."""
    for period in PERIODS:
        try:
            yield period(policy, day)
        except NotConfigured:
            continue


def given(
    columns: Columns, policy: Policy, day: dt.date, company: Mapping[int, CompanyFigures], answers: Answers
) -> Given:
    """The inputs gathered: every period's sales are added up once, for all schemes that read them."""
    rates = Rates(company, policy.company.currency, policy.company.fiscal_year_start)
    lines = frozenset(part.line for row in columns.rows("customer") for part in row.line_contributions or ())
    sums = {period: takings(period, answers, rates, lines) for period in periods(policy, day)}
    return Given(columns=columns, policy=policy, day=day, company=company, takings=sums)


def bought(given: Given, period: Period) -> Iterator[tuple[Row, Taking]]:
    """Every customer with its sales of a period; `missing` says why they are not known, no row of its own is zero."""
    sums = given.takings[period]
    reason = absent(sums, period)
    unknown = Taking(ZERO, None, (reason,)) if reason else None
    for row in given.customers:
        yield row, unknown or (sums.by_customer.get(row.id, NOTHING_BOUGHT) if sums else NOTHING_BOUGHT)
