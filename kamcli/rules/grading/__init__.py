"""The grading schemes, side by side and each on its own (R-GRD-00); the table is written by hand."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kamcli.model.choices import Scheme
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
    """One scheme: the function that grades by it, and its rules in the catalogue."""

    scheme: Scheme
    grade: Callable[[Given], Graded]
    rules: tuple[str, ...]


class Outcome(NamedTuple):
    """What a scheme gave; without `graded` it is not configured, and `lacking` is the parameter that is missing."""

    method: Method
    graded: Graded | None
    lacking: str = ""


SCHEMES = (
    Method(Scheme.revenue_share, revenue_share, ("R-GRD-01", "R-GRD-02", "R-GRD-03", "R-GRD-04", "R-GRD-05")),
    Method(Scheme.demand, demand, ("R-GRD-06",)),
    Method(Scheme.vip, vip, ("R-GRD-07",)),
    Method(Scheme.sales_band, sales_band, ("R-GRD-08",)),
    Method(Scheme.credit, credit, ("R-GRD-09",)),
    Method(Scheme.value, value, ("R-GRD-10", "R-GRD-15")),
    Method(Scheme.pareto, pareto, ("R-GRD-12", "R-GRD-13")),
    Method(Scheme.industry, industry, ("R-GRD-18",)),
)


METHODS = {method.scheme: method for method in SCHEMES}


def outcomes(given: Given) -> Iterator[Outcome]:
    """Every scheme of `tier.enabled_schemes`, in that order; what policy leaves open is not configured."""
    return (outcome(scheme, given) for scheme in given.policy.tier.enabled_schemes)


def outcome(scheme: Scheme, given: Given) -> Outcome:
    """What one scheme gives, whether it is enabled or not."""
    method = METHODS[scheme]
    try:
        return Outcome(method, method.grade(given))
    except NotConfigured as lack:
        return Outcome(method, None, lack.parameter)
