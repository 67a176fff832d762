"""What a rule is: one decorated function, its sentences in both languages, and the runner that stamps its findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kamcli.model.columns import Columns
from kamcli.model.finding import Finding, Problem, Say, Severity
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy

RecordCheck = Callable[[Any, Policy], Iterator[Problem]]
BookCheck = Callable[[Columns, Policy], Iterator[Problem]]
Says = Mapping[str, Say]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of `kam rules`: what must hold, what is said when it does not, and which parameters it reads."""

    id: str
    title: Say
    says: Says
    hint: Say | None = None
    severity: Severity = Severity.error
    kinds: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    spec: str = ""
    record: RecordCheck | None = None
    book: BookCheck | None = None


def _rule(rule_id: str, title: Say, say: Say | Says, **rest: Any) -> Rule:
    says = MappingProxyType({"": say}) if isinstance(say, Say) else MappingProxyType(dict(say))
    return Rule(id=rule_id, title=title, says=says, spec=rest.pop("spec", rule_id), **rest)


def record_rule(rule_id: str, *, title: Say, say: Say | Says, **rest: Any) -> Callable[[RecordCheck], Rule]:
    """Make a rule of a function `(record, policy) -> problems`; `kinds` says whose records it sees."""
    return lambda check: _rule(rule_id, title, say, record=check, **rest)


def book_rule(rule_id: str, *, title: Say, say: Say | Says, **rest: Any) -> Callable[[BookCheck], Rule]:
    """Make a rule of a function `(columns, policy) -> problems`; each problem names its record."""
    return lambda check: _rule(rule_id, title, say, book=check, **rest)


def computed(rule_id: str, *, title: Say, **rest: Any) -> Rule:
    """A rule of the catalogue that computes a figure instead of finding a fault."""
    return _rule(rule_id, title, title, **{"severity": Severity.information, **rest})


def family(rule_id: str, *, title: Say, say: Say, **rest: Any) -> Rule:
    """A fixed finding of the reader, the schema or the book (YAML-nn, SCHEMA-nn, BOOK-nn …)."""
    return _rule(rule_id, title, say, **rest)


def missing_parameters(rule: Rule, policy: Policy) -> tuple[str, ...]:
    """Which of the rule's parameters policy.yaml does not give: the rule is then not configured."""
    return tuple(key for key in rule.parameters if not _given(policy, key))


def _given(policy: Policy, key: str) -> bool:
    try:
        parameter(policy, key)
    except NotConfigured:
        return False
    return True


def finding(rule: Rule, problem: Problem, policy: Policy | None, lang: str, **place: Any) -> Finding:
    """A problem as a finding: the rule's id and sentence, the severity that policy may have changed."""
    figures = problem.figures
    hint = rule.hint.read(lang, figures) if rule.hint else ""
    severity = problem.severity or rule.severity
    return Finding(
        rule=rule.id,
        spec=rule.spec,
        severity=severity_of(rule.id, severity, policy),
        message=rule.says[problem.variant].read(lang, figures),
        hint=hint,
        at=problem.at,
        **place,
    )


def severity_of(rule_id: str, severity: Severity, policy: Policy | None) -> Severity:
    """The severity after the overrides of policy.yaml (`severity:` by rule id)."""
    changed = policy.severity.get(rule_id) if policy else None
    if changed is None:
        return severity
    return Severity.information if changed == "info" else Severity(str(changed.value))


def problems_of(run: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
    """Run one rule; where a parameter it needs is missing it yields nothing (the policy rule reports the parameter)."""
    try:
        yield from run()
    except NotConfigured:
        return
