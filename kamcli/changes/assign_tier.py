"""Assigning a level to a customer: the tier entry and the revision of the guarded block, nothing else (R-GRD-00)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from kamcli.changes.assign import Renewal, renewals
from kamcli.changes.change import Assignment, Put
from kamcli.model.choices import Level, Scheme
from kamcli.model.columns import Columns, Row
from kamcli.model.customer import Block
from kamcli.model.finding import Exit, refuse
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.rules.grading.labels import label
from kamcli.states.chain import chain_of_block


class TierWish(NamedTuple):
    """Which level a customer is to have under a scheme, from which day, on whose word and why."""

    scheme: Scheme
    level: Level
    day: dt.date
    by: str
    basis: str


def level_named(word: str, scheme: Scheme, levels: tuple[str, ...]) -> Level:
    """The level of a scheme that somebody means by its id or either label; refuses with the list where it is none."""
    known = tuple(level for level in Level if level in levels)
    for level in known:
        if word in (level.value, level.zh, level.en, *label(scheme, level)):
            return level
    words = tuple(f"{level.value} {label(scheme, level).zh}" for level in known)
    zh, en = (
        "{scheme}没有可评定的等级“{word}”；有：{known}",
        "{scheme} has no level {word} to assign; there are: {known}",
    )
    raise refuse(zh, en, code=Exit.ASKED_WRONGLY, scheme=scheme, word=word, known=words or ("—",))


def assign_tier(row: Row, wish: TierWish) -> Assignment:
    """The edits: level, day, person and basis of one scheme."""
    entry = ("tiers", str(wish.scheme))
    facts = {"assigned": str(wish.level), "date": wish.day.isoformat(), "by": wish.by, "basis": wish.basis}
    edits = tuple(Put((*entry, name), text) for name, text in facts.items())
    return Assignment(row.file, edits, f"{row.id}: assign {wish.scheme.value} {wish.level.value}")


def tier_renewals(before: Any, after: Any, row: Row, columns: Columns, policy: Policy) -> Iterator[Renewal]:
    """The revisions that an assignment opens: the tier block gets one from its first level on, to be signed off."""
    found = tuple(renewals(before, after, row, columns, policy))
    yield from found
    numbered = Block.tier in before.revisions or any(each.block == Block.tier for each in found)
    if not numbered and before.tiers != after.tiers:
        yield Renewal(f"{row.id}.{Block.tier}", Block.tier.value, ("revisions", Block.tier.value), 1, _chain(policy))


def _chain(policy: Policy) -> Any:
    try:
        return chain_of_block(Block.tier, policy)
    except NotConfigured:
        return None
