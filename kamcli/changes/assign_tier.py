"""Assigning a level to a customer: the tier entry and the number of the guarded block, nothing else (R-GRD-00)."""

import datetime as dt
from typing import NamedTuple

from kamcli.changes.change import Assignment, Put
from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Row
from kamcli.model.customer import Block
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.organisation import Staff


class Wish(NamedTuple):
    """Which level a customer is to have under a scheme, since when, on whose word and why."""

    scheme: Scheme
    level: str
    day: dt.date
    by: str
    basis: str


def assign_tier(row: Row, wish: Wish) -> Assignment:
    """Put the level, its date, person and basis, and raise `revisions.tier` by one: the old sign-offs no longer cover it."""
    entry = ("tiers", wish.scheme.value)
    revision = ((row.revisions or {}).get(Block.tier) or 0) + 1
    facts = {"assigned": wish.level, "date": wish.day.isoformat(), "by": wish.by, "basis": wish.basis}
    edits = (
        *(Put((*entry, name), text) for name, text in facts.items()),
        Put(("revisions", Block.tier.value), str(revision)),
    )
    return Assignment(row.file, edits, f"assign {wish.scheme.value} {wish.level} to {row.id}")
