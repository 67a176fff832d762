"""Deadlines about persons, without their names where a report may not print personal data (R-PRV-02)."""

from collections.abc import Iterable

from kamcli.clocks.base import NOTHING_TO_ADD
from kamcli.model.choices import AccessLevel
from kamcli.views.card_facts import allowed
from kamcli.views.deadlines import ClockLine, Message

BIRTHDAY = "CK-24"


def discreet(lines: Iterable[ClockLine], most: AccessLevel) -> tuple[ClockLine, ...]:
    """The lines up to a class: of a birthday stay the day and the customer, not whose it is."""
    named = allowed(AccessLevel.pers, most)
    return tuple(line if named or line.clock != BIRTHDAY else _nameless(line) for line in lines)


def _nameless(line: ClockLine) -> ClockLine:
    running = line.message.of
    due = running.due._replace(record=line.customer_id or "", about=NOTHING_TO_ADD)
    return line._replace(record=due.record, about=NOTHING_TO_ADD, message=Message(running._replace(due=due)))
