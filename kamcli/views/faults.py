"""Errors of a book by rule, in words that a reader of some class may see (R-PRV-02)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Finding, Severity
from kamcli.model.kinds import kind_of
from kamcli.rules.register import RULES
from kamcli.views.card_facts import allowed, sensitivity

TITLES = {rule.id: rule.title for rule in RULES}
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Fault:
    """Findings of one rule: how many, the first one's words or the rule's own, and the records they lie in."""

    rule: str
    count: int
    message: str
    records: tuple[str, ...]


def faults(findings: Iterable[Finding], most: AccessLevel, lang: str) -> tuple[Fault, ...]:
    """Errors by rule, the most frequent first."""
    gathered: dict[str, list[Finding]] = {}
    for each in findings:
        if each.severity is Severity.error:
            gathered.setdefault(each.rule, []).append(each)
    found = (
        Fault(rule, len(some), words(some, most, lang), tuple(dict.fromkeys(each.record or each.file for each in some)))
        for rule, some in gathered.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.count, each.rule)))


def words(findings: Iterable[Finding], most: AccessLevel, lang: str) -> str:
    """The words of the first finding that may be shown; of none, the rule's title: words may quote what they are of."""
    found = tuple(findings)
    shown = next((each.message for each in found if allowed(class_of(each), most)), "")
    return shown or (TITLES[found[0].rule].read(lang) if found[0].rule in TITLES else "")


def class_of(finding: Finding) -> AccessLevel:
    """The class of what a finding says: that of its field, personal in a people's file, else confidential at least."""
    kind = kind_of(finding.file)
    if kind is None:
        return AccessLevel.conf
    if kind.name == PEOPLE:
        return AccessLevel.pers
    classes = tuple(AccessLevel)
    return max(AccessLevel.conf, sensitivity(finding.at, kind.model), key=classes.index)
