"""What kam has to say about a record: a finding with a place, and the one error that stops a command."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

KeyPath = tuple[str | int, ...]
NOTHING: Mapping[str, Any] = MappingProxyType({})
# how a message names a line of a file: it moves, and the finding is still the same
_LINE = re.compile(r"(?<=\bline )\d+|(?<=第 )\d+(?= 行)|(?<=\.csv:)\d+")


class Severity(StrEnum):
    """How much a finding weighs: an error blocks an approval, a warning fails `check --strict`, information nothing."""

    error = "error"
    warning = "warning"
    information = "information"


class Exit:
    """The exit codes of the command line (design §3)."""

    FINE = 0
    FINDINGS = 1
    ASKED_WRONGLY = 2
    UNREADABLE = 3
    CONFIGURATION = 4
    RENDERING = 5
    BUG = 70
    INTERRUPTED = 130


class Say(NamedTuple):
    """One sentence in both languages; `{name}` places are filled from the figures of a problem."""

    zh: str
    en: str

    def read(self, lang: str, figures: Mapping[str, Any] = NOTHING) -> str:
        """The sentence in one language ("zh" or "en") with its figures filled in."""
        text = self.zh if lang == "zh" else self.en
        return text.format(**{name: spoken(value, lang) for name, value in figures.items()}) if figures else text

    def filled(self, figures: Mapping[str, Any]) -> "Say":
        """The sentence with its figures filled in, in both languages."""
        return Say(self.read("zh", figures), self.read("en", figures))


def spoken(value: Any, lang: str) -> Any:
    """A figure as a reader of `lang` sees it: things that know both languages choose theirs, lists are joined."""
    if isinstance(value, Say):
        return value.read(lang)
    if hasattr(value, "zh"):
        return value.zh if lang == "zh" else value.en
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(str(spoken(each, lang)) for each in value)
    return value


class Problem(NamedTuple):
    """What a rule yields: where in the record, and the figures of its sentence; the runner adds everything else.

    `record` names the record where it is not the one judged (book rules), `kind` its kind; `variant` picks one of
    several sentences of the rule, `severity` overrides the rule's.
    """

    at: KeyPath = ()
    figures: Mapping[str, Any] = NOTHING
    record: str = ""
    kind: str = ""
    severity: Severity | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """Something a person should look at, and where: `file:line:column`, both counted from 1, 0 where there is none."""

    file: str = ""
    line: int = 0
    column: int = 0
    rule: str
    severity: Severity = Severity.error
    message: str
    hint: str = ""
    spec: str = ""
    record: str = ""
    field: str = ""
    at: KeyPath = dataclasses.field(default=(), compare=False)

    @property
    def unreadable(self) -> bool:
        """Whether the file's text could not be read as a record at all (exit code 3)."""
        return self.rule.startswith("YAML-") and self.severity is Severity.error

    @property
    def key(self) -> tuple[str, ...]:
        """What makes this finding the same one when lines move: rule, file, record, key path, and the words."""
        return (self.rule, self.file, self.record, *map(str, self.at), _LINE.sub("", self.message))


class KamError(Exception):
    """A request that can't be met: a sentence in both languages, an exit code, findings where there are places."""

    def __init__(
        self, say: Say, *, code: int = Exit.FINDINGS, hint: Say | None = None, findings: tuple[Finding, ...] = ()
    ) -> None:
        super().__init__(say.en)
        self.say = say
        self.code = code
        self.hint = hint
        self.findings = findings


def refuse(zh: str, en: str, *, code: int = Exit.FINDINGS, hint: Say | None = None, **figures: Any) -> KamError:
    """A KamError with its figures filled into both sentences."""
    return KamError(Say(zh, en).filled(figures), code=code, hint=hint)
