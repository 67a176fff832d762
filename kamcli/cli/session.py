"""What a command works with: the book that was asked for, the language, the day, and the person at the keyboard."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamcli.cli import show
from kamcli.model.finding import Exit, Finding, KamError, Say, Severity, refuse

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kamcli.model.answers import Answers
    from kamcli.model.organisation import Staff
    from kamcli.model.policy import Policy
    from kamcli.store.book import Reading
    from kamcli.store.source import Source
    from kamcli.views.book import Book


NOT_READ = frozenset({"BOOK-03", "BOOK-10", "BOOK-11"})
# a day outside is a slip of the finger; inside, deadlines can be counted in years without leaving the calendar
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)


@dataclass(frozen=True)
class Asked:
    """What stands before or behind the command: `-C`, `--lang`, `--as-of`."""

    directory: Path | None = None
    lang: str = ""
    as_of: str = ""
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True)
class Session:
    """One run of one command over one book."""

    asked: Asked
    judge: bool = False
    staged: bool = False
    _kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def source(self) -> "Source":
        """Where the book's text comes from: the work tree, or what is staged."""
        start = (self.asked.directory or Path.cwd()).resolve()
        if self.staged:
            from kamcli.store.staged import staged

            return staged(start)
        from kamcli.store.book import find_root
        from kamcli.store.source import Disk

        return Disk(find_root(start))

    @property
    def root(self) -> Path:
        """The records folder."""
        return self.source.root

    @cached_property
    def reading(self) -> "Reading":
        """Everything one walk over the book finds."""
        from kamcli.cli.progress import progress
        from kamcli.store.book import read_from

        with progress(quiet=self.asked.quiet) as tell:
            reading = read_from(self.source, self.asked.lang, judge=self.judge, tell=tell)
        show.speak(reading.lang)
        return reading

    @property
    def lang(self) -> str:
        """The language of what is printed."""
        return self.reading.lang

    @cached_property
    def policy(self) -> "Policy":
        """The policy; where it can't be read the command stops with its findings."""
        if self.reading.policy is None:
            at = tuple(each for each in self.reading.findings if each.file == "policy.yaml")
            raise KamError(
                Say("制度参数 policy.yaml 读不出来", "policy.yaml can't be read"), code=Exit.CONFIGURATION, findings=at
            )
        return self.reading.policy

    @cached_property
    def book(self) -> "Book":
        """The book as the core sees it; what could not be read is told on stderr first."""
        from kamcli.store.opening import open_book

        book = open_book(self.reading, self.policy)
        show.unreadable(book.findings, self.root, self.lang)
        return book

    @property
    def code(self) -> int:
        """The exit code that the reading itself asks for: results lack what could not be read."""
        lost = any(each.severity is Severity.error and _lost(each) for each in self.book.findings)
        return Exit.UNREADABLE if lost else Exit.FINE

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The company's time zone."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        name = self.policy.company.timezone
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise refuse(
                "policy.yaml 的时区“{name}”不存在",
                "the timezone {name} of policy.yaml does not exist",
                code=Exit.CONFIGURATION,
                name=name,
            ) from None

    def now(self) -> dt.datetime:
        """The clock: the only place in kam that reads it."""
        return dt.datetime.now(self.zone)  # noqa: TID251 the one clock

    @cached_property
    def today(self) -> dt.date:
        """The day that everything is computed for (R-CAL-05)."""
        if not self.asked.as_of:
            return self.now().date()
        from kamcli.model.ledger_cells import day

        found = day(self.asked.as_of)
        if found is None:
            raise refuse(
                "--as-of “{day}”不是日期（写 2026-03-09）",
                "--as-of {day} is not a date (write 2026-03-09)",
                code=Exit.ASKED_WRONGLY,
                day=self.asked.as_of,
            )
        if not FIRST_DAY <= found <= LAST_DAY:
            raise refuse(
                "--as-of {day} 不在 {first} 到 {last} 之间",
                "--as-of {day} is not between {first} and {last}",
                code=Exit.ASKED_WRONGLY,
                day=found,
                first=FIRST_DAY,
                last=LAST_DAY,
            )
        return found

    def refuse_as_of(self) -> None:
        """Signing takes its time from the clock, never from an option."""
        if self.asked.as_of:
            raise refuse(
                "签署的时间取时钟，不接受 --as-of",
                "the time of a sign-off is the clock's: --as-of is refused",
                code=Exit.ASKED_WRONGLY,
            )

    def answers(self, questions: "Callable[..., Any]") -> "Answers":
        """Answer the ledger questions that a view declares."""
        from kamcli.store.ledger import answer

        return answer(self.root, questions(self.policy, self.today), self.policy, self.lang)

    @cached_property
    def person(self) -> "Staff | None":
        """Who sits at the keyboard: the one member of staff whose e-mail is the git identity, or None."""
        from kamcli.states.roster import person_of, roster_of
        from kamcli.store import git

        found = git.identity(self.root)
        return person_of(roster_of(self.book.columns), found[1]) if found else None


def _lost(each: Finding) -> bool:
    """Whether a finding means that something of the book is missing in every result: it is no record, or not read."""
    from kamcli.rules.families import BY_ID

    unread = each.rule in BY_ID and each.rule.startswith(("YAML-", "SCHEMA-"))
    return unread or each.rule in NOT_READ or each.rule.startswith("LEDGER-")


class Current:
    """The session of this run, for whoever must speak after the command was refused."""

    session: Session | None = None


def language() -> str:
    """The language that a refusal is told in: the book's where one can be read, else what the environment asks for."""
    if Current.session is not None and not show.Speech.chosen:
        try:
            return Current.session.lang
        except KamError:
            pass
    return show.Speech.lang


def session(
    ctx: Any,
    *,
    lang: str | None = None,
    as_of: str = "",
    directory: Path | None = None,
    judge: bool = False,
    staged: bool = False,
) -> Session:
    """The session of a command; what stands behind the command wins over what stands before it."""
    asked: Asked = ctx.obj or Asked()
    if lang:
        asked = replace(asked, lang=str(lang))
    if as_of:
        asked = replace(asked, as_of=as_of)
    if directory:
        asked = replace(asked, directory=directory)
    if asked.lang:
        show.speak(asked.lang)
    Current.session = Session(asked, judge, staged)
    return Current.session
