"""A customer under every scheme: computed beside assigned, and how far it is to the next level (R-GRD-00, R-GRD-21)."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.answers import Answers
from kamcli.model.choices import Scheme
from kamcli.model.finding import Say
from kamcli.model.money import rounded
from kamcli.model.policy import Policy
from kamcli.rules.grading.labels import label
from kamcli.views import tier
from kamcli.views.book import Book
from kamcli.views.grades import computed_level


class TierLine(NamedTuple):
    """The customer under one scheme; `computed` says why there is none where there is none.

    `up_by` is what is missing to the `next_level`, money or a score as the scheme has it; None at the top.
    """

    scheme: Scheme
    computed: Say
    assigned: Say | None
    assigned_on: dt.date | None
    valid_until: dt.date | None
    share_pct: str | None
    why: tuple[Say, ...]
    computable: bool = True
    primary: bool = False
    next_level: Say | None = None
    up_by: Decimal | None = None


def tiers(book: Book, answers: Answers, policy: Policy, today: dt.date, customer_id: str) -> Iterator[TierLine]:
    """Every enabled scheme, in the policy's order."""
    found = tier.tier(book, answers, policy, today)
    for view in found.schemes.values():
        line = view.by_customer.get(customer_id)
        assigned, edge = (line.assigned, line.edge) if line else (None, None)
        yield TierLine(
            view.scheme,
            computed_level(view, line),
            assigned.label if assigned else None,
            assigned.on if assigned else None,
            assigned.valid_until if assigned else None,
            line.share_pct if line else None,
            line.reasons if line else (),
            line.computable if line else False,
            view.scheme == found.primary,
            label(view.scheme, edge.upper) if edge and edge.upper else None,
            rounded(edge.up_by) if edge and edge.up_by is not None else None,
        )
