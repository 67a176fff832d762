"""What stands in the way of a step: its guards are rules, judged on the book as it would be after it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.model.base import Record
from kamcli.model.columns import Columns, Row
from kamcli.model.contract import ContractKind
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.model.spelling import label, spelling
from kamcli.rules import families
from kamcli.rules.base import Rule, family, missing_parameters, problems_of, severity_of
from kamcli.rules.register import RULES
from kamcli.rules.required import field_missing
from kamcli.states.process import SIGNED
from kamcli.states.step import FILLED, Step

Found = tuple[Rule, Problem]
# a guard that only some records have to pass
ONLY_WHERE: Mapping[str, Callable[[Row, Policy], bool]] = {
    "R-SEL-09": lambda row, _: row.kind != "contract" or row.contract_kind == ContractKind.supply,
    "R-SEL-12": lambda row, policy: row.nature is None or row.nature in policy.selection.required_for,
}
TITLES: Mapping[str, Say] = {
    "R-GDS-01": Say("批准后办事处已书面上报", "the office has reported in writing after the approval"),
    "R-CTR-03": Say("签约人符合规定", "the signatories are the prescribed ones"),
    "R-SEL-01": Say("五项选择条件都符合", "the five criteria of selection are met"),
    "R-SEL-02": Say("一般调查资料齐全", "the papers of the general investigation are complete"),
    "R-SEL-06": Say("各部门共同实地调查过", "the departments have visited the site together"),
    "R-SEL-07": Say("认定申请的内容齐全", "the application for recognition is complete"),
    "R-SEL-08": Say("供应合同由规定的人签", "the supply contract is signed by the prescribed people"),
    "R-SEL-10": Say("合同签后编了客户代码", "a code was given after the contracts"),
    "R-SEL-11": Say("通知部门、定付款方式、归档", "departments told, payment method fixed, papers filed"),
    "R-SEL-12": Say("按新客户选择程序走完", "the selection of a new customer was gone through"),
    "R-BAD-01": Say("长期没有交易", "no trade for a long time"),
    "R-BAD-05": Say("符合不良客户的情形", "a criterion of a bad customer is met"),
    "R-BAD-09": Say("善后事项都做完", "the aftercare is done"),
    "R-BAD-10": Say("从档案移出并归档", "removed from the file and archived"),
    "R-BAD-11": Say("重新受理有理由和总经理签署", "re-entry has a reason and the general manager's sign-off"),
    "R-CHN-03": Say("流失原因已分析", "why the customer left was analysed"),
    "R-SEL-09": Say("同时签有质量保证合同", "a quality-assurance contract was signed at the same time"),
}


class After(NamedTuple):
    """The book as a step would leave it: its columns, and the subject's row and record."""

    columns: Columns
    row: Row
    record: Any


class Outcome(NamedTuple):
    """What the guards of a step say: `found` are findings about the subject, `waived` guards that nobody can check."""

    found: tuple[Found, ...]
    waived: tuple[Say, ...] = ()


def with_rows(columns: Columns, *rows: Row) -> Columns:
    """The columns with some rows put in, in place of those of the same id."""
    tables = dict(columns.tables)
    for row in rows:
        tables[row.kind] = MappingProxyType(dict(sorted({**tables.get(row.kind, {}), row.id: row}.items())))
    return Columns(MappingProxyType(tables))


def guarded(step: Step, then: After, policy: Policy, today: dt.date) -> Outcome:
    """Judge the guards of a step. One that this version can't check needs a waiver by name, and says so."""
    known = {rule.id: rule for rule in RULES if rule.record or rule.book}
    asked = tuple(each for each in step.guards if each not in ONLY_WHERE or ONLY_WHERE[each](then.row, policy))
    watched = {(then.row.kind, then.row.id)}
    found = [*_unfilled(step, then.record)]
    found += [each for guard in asked if guard in known for each in _judged(known[guard], watched, then, policy)]
    waived: list[Say] = []
    for guard in (each for each in asked if each not in known):
        told = _waived(guard, policy, today)
        found += [] if told else [_not_checkable(guard)]
        waived += [told] if told else []
    return Outcome(tuple(found), tuple(waived))


def _unfilled(step: Step, record: Record) -> Iterator[Found]:
    """The fields that a step needs and that are empty."""
    table = spelling(type(record))
    for needed in step.needs:
        at = tuple(needed.split("."))
        held: Any = record
        for name in at:
            held = getattr(held, name, None)
        if held in (None, "", ()):
            field = Say(label(table, at, "zh"), label(table, at, "en"))
            yield field_missing, Problem(at, {"state": step.target, "field": field}, severity=Severity.error)


def about(watched: set[tuple[str, str]], then: After, policy: Policy) -> Iterator[Found]:
    """All problems that concern the subject's record or one of the watched (kind, id)."""
    for rule in RULES:
        yield from ((rule, each) for each in _problems(rule, then, policy) if _concerns(each, watched))


def _judged(rule: Rule, watched: set[tuple[str, str]], then: After, policy: Policy) -> Iterator[Found]:
    """The problems of one guard; a guard whose parameters policy.yaml does not give never passes."""
    for key in missing_parameters(rule, policy):
        yield families.GUARD_NOT_CONFIGURED, Problem(("state",), {"rule": rule.id, "key": key})
    for each in _problems(rule, then, policy):
        if _concerns(each, watched):
            # `check` only remarks what a state asks for where nobody signs; but nobody steps over it
            strict = rule.id == FILLED and then.row.kind not in SIGNED
            yield rule, each._replace(severity=Severity.error) if strict else each


def _problems(rule: Rule, then: After, policy: Policy) -> tuple[Problem, ...]:
    return tuple(problems_of(lambda: _run(rule, then, policy)))


def _run(rule: Rule, then: After, policy: Policy) -> Iterator[Problem]:
    if rule.record is not None and then.row.kind in rule.kinds:
        yield from rule.record(then.record, policy)
    elif rule.book is not None:
        yield from rule.book(then.columns, policy)


def _concerns(problem: Problem, watched: set[tuple[str, str]]) -> bool:
    """A record rule names no record: it was run over the subject alone."""
    return not problem.record or (problem.kind, problem.record) in watched


def errors(found: Iterable[Found], policy: Policy) -> tuple[Found, ...]:
    """What blocks, after the policy's own severities."""
    return tuple(
        (rule, problem)
        for rule, problem in found
        if severity_of(rule.id, problem.severity or rule.severity, policy) is Severity.error
    )


def _waived(guard: str, policy: Policy, today: dt.date) -> Say | None:
    """The waiver of a guard that holds today, in words."""
    for waiver in policy.waivers:
        if waiver.rule == guard and (waiver.until is None or today <= waiver.until):
            return Say(
                f"{guard} 本版本无法核对，已豁免：{waiver.reason}",
                f"{guard} is not checkable in this version, waived: {waiver.reason}",
            )
    return None


def _not_checkable(guard: str) -> Found:
    said = Say("{title}：本版本无法核对", "{title}: not checkable in this version")
    hint = Say(
        "核对过后在 policy.yaml 的 豁免 里写上：规则 {guard}、原因、有效期止",
        "once somebody has checked it, add to waivers in policy.yaml: rule {guard}, a reason, until when",
    )
    rule = family(guard, title=TITLES.get(guard, Say(guard, guard)), say=said, hint=hint, spec=guard)
    return rule, Problem(("state",), {"title": rule.title, "guard": guard})
