"""What each customer is to us: its tier by the primary scheme, its demand level, its sales (R-GRD)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.answers import Answers
from kamcli.model.choices import Scheme
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import tier
from kamcli.views.book import Book


class Worth(NamedTuple):
    """Of one customer; `rank` is its place in the order of the primary scheme, None is what can't be computed."""

    rank: int
    tier: Say | None
    demand: Say | None
    sales: Decimal | None


def worth(book: Book, answers: Answers, policy: Policy, today: dt.date) -> Mapping[str, Worth]:
    """Customer -> its worth, the best first; {} where policy.yaml does not configure the schemes.

    The tier is the assigned one, else the computed one; sales are those of the period of the scheme of shares.
    """
    try:
        view = tier.tier(book, answers, policy, today)
    except NotConfigured:
        return {}
    lines = {scheme: found.by_customer for scheme, found in view.schemes.items()}
    return {
        customer: Worth(
            rank,
            _level(lines.get(view.primary, {}).get(customer)),
            _level(lines.get(Scheme.demand, {}).get(customer)),
            _sales(lines.get(Scheme.revenue_share, {}).get(customer)),
        )
        for rank, customer in enumerate(view.customers)
    }


def _level(line: tier.Line | None) -> Say | None:
    if line is None:
        return None
    if line.assigned is not None:
        return line.assigned.label
    return line.label if line.computable else None


def _sales(line: tier.Line | None) -> Decimal | None:
    return line.value if line is not None else None
