"""Industry schemes (行业等级, R-GRD-18): a named metric list of policy, which has no bands in this version."""

from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.given import Given
from kamcli.rules.grading.grade import Graded


def industry(_: Given) -> Graded:
    """Not configured: policy.yaml holds no industry scheme yet."""
    raise NotConfigured("tier.industry")
