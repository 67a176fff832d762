"""What `kam` alone shows: first what waits for the person at the keyboard, then the rest, briefly."""

import datetime as dt
from dataclasses import dataclass

from kamcli.model.answers import Answers
from kamcli.model.finding import Say
from kamcli.model.money import grouped
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.views import overdue as late
from kamcli.views.book import Book
from kamcli.views.deadlines import ClockLine
from kamcli.views.overdue import OverdueView, overdue

SHORT = 10  # lines of a block of other people's business; the whole list is `kam overdue`
QUESTIONS = late.questions


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, the count behind it, and its first lines."""

    title: Say
    count: int
    lines: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class TodayView:
    """What needs attention on a day; `person` is the name of whom the first block is for, "" for nobody known."""

    as_of: dt.date
    person: str
    blocks: tuple[Block, ...]


LATE, LATE_ELSEWHERE = Say("已逾期", "overdue"), Say("其他人已逾期", "overdue with others")
SOON, SOON_ELSEWHERE = Say("即将到期", "due soon"), Say("其他人即将到期", "due soon with others")


def today(book: Book, answers: Answers, policy: Policy, day: dt.date, person: str = "") -> TodayView:
    """The attention of a day; `person` is a member of staff's id. KamError where a ledger can't be read."""
    view = overdue(book, answers, policy, day, _ahead(policy))
    mine = tuple(line for line in view.clocks if _waits_for(line, person))
    others = tuple(line for line in view.clocks if not _waits_for(line, person))
    blocks = (
        _block(Say("等您处理", "waiting for you"), mine, len(mine)),
        _block(LATE_ELSEWHERE if mine else LATE, tuple(line for line in others if line.days_over > 0)),
        _block(SOON_ELSEWHERE if mine else SOON, tuple(line for line in others if line.days_over <= 0)),
        _receivables(view),
    )
    name = next((each.name for each in book.organisation.staff if each.id == person), "")
    return TodayView(day, name, tuple(block for block in blocks if block.count))


def _waits_for(line: ClockLine, person: str) -> bool:
    return any(owner.id == person for owner in line.owners)


def _ahead(policy: Policy) -> int | None:
    try:
        return policy.digest.due_ahead_days
    except NotConfigured:
        return None


def _block(title: Say, found: tuple[ClockLine, ...], most: int = SHORT) -> Block:
    return Block(title, len(found), tuple(_line(line) for line in found[:most]))


def _line(line: ClockLine) -> Say:
    names = tuple(owner.name for owner in line.owners)
    return Say(*(_words(line, "、".join(names) if lang == "zh" else ", ".join(names), lang) for lang in ("zh", "en")))


def _words(line: ClockLine, names: str, lang: str) -> str:
    parts = (line.customer_name, line.message.read(lang), names)
    return "  ".join(part for part in parts if part)


def _receivables(view: OverdueView) -> Block:
    owed = tuple((currency, layer) for currency, layer in (view.receivables or {}).items() if layer.overdue)
    lines = tuple(
        Say(
            f"{currency} {grouped(layer.overdue)}，应收合计 {grouped(layer.outstanding)}",
            f"{currency} {grouped(layer.overdue)} of {grouped(layer.outstanding)}",
        )
        for currency, layer in owed
    )
    return Block(Say("逾期货款", "overdue money"), len(lines), lines)
