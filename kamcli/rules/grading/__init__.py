"""The grading schemes side by side, each on its own (R-GRD-00); the table is written by hand."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kamcli.model.choices import Scheme
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.credit import credit
from kamcli.rules.grading.demand import demand
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Graded
from kamcli.rules.grading.industry import industry
from kamcli.rules.grading.pareto import pareto
from kamcli.rules.grading.revenue_share import revenue_share
from kamcli.rules.grading.sales_band import sales_band
from kamcli.rules.grading.value import value
from kamcli.rules.grading.vip import vip


class Method(NamedTuple):
    """One scheme: the function that grades, its rule of the catalogue, the parameters that it reads."""

    scheme: Scheme
    grade: Callable[[Given], Graded]
    rule: str
    parameters: tuple[str, ...]


class Outcome(NamedTuple):
    """A scheme's grades, or the parameter that policy.yaml lacks for it: then it is not configured."""

    method: Method
    graded: Graded | None
    lacking: str = ""


SCHEMES = (
    Method(Scheme.revenue_share, revenue_share, "R-GRD-01", (
        "tier.revenue_share.bands", "tier.revenue_share.boundary", "tier.revenue_share.period",
        "tier.revenue_share.total", "tier.revenue_share.consolidate_groups", "tier.qualitative_needs_signoff",
        "tier.line_contribution_pct", "tier.potential_values",
    )),
)
