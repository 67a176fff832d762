"""What stands in the way of a step: its guards are rules, judged on the book as it would be after it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.changes.change import Assignment, Edit, Put
from kamcli.model.columns import Columns, Row
from kamcli.model.contract import ContractKind
from kamcli.model.finding import Exit, KamError, Problem, Say, Severity, refuse
from kamcli.model.policy import Policy
from kamcli.rules import families
from kamcli.rules.base import Rule, family, missing_parameters, problems_of, severity_of
from kamcli.rules.register import RULES
from kamcli.states.process import PROCESSES, Process, Step, step_to, targets

Found = tuple[Rule, Problem]
# a guard that only some records have to pass
ONLY_WHERE: Mapping[str, Callable[[Row], bool]] = {"R-SEL-09": lambda row: row.contract_kind == ContractKind.supply}
TITLES: Mapping[str, Say] = {
    "R-GDS-01": Say("批准后办事处已书面上报", "the office has reported in writing after the approval"),
    "R-CTR-03": Say("签约人符合规定", "the signatories are the prescribed ones"),
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


def process_of(row: Row) -> Process:
    """The process of a record; refuses a kind that has none."""
    process = PROCESSES.get(row.kind)
    if process is None:
        zh, en = (
            "{id} 的状态流程本版本还没有，请直接改文件",
            "this version has no process for {id}: edit the file by hand",
        )
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, id=row.id)
    return process


def move(row: Row, word: str) -> Step:
    """The step to a state named in either language; refuses what the table has no step for, and what signing does."""
    process = process_of(row)
    reachable = targets(process, row.state)
    target = next((each for each in reachable if word in (each.value, each.zh, each.en)), None)
    step = step_to(process, row.state, str(target)) if target is not None else None
    if step is None:
        moves = tuple(each.target for each in process.steps if row.state in each.sources and each.act is None)
        raise refuse(
            "{id} 现在是“{state}”，不能改为“{word}”；kam move 可以改为：{moves}",
            "{id} is {state} and can't become {word}; kam move can make it: {moves}",
            code=Exit.FINDINGS,
            id=row.id,
            state=row.state or Say("（空）", "(none)"),
            word=word,
            moves=moves or Say("（没有，看 kam approve）", "(nothing, see kam approve)"),
        )
    if step.act is not None:
        raise _signed_only(row, step)
    return step


def edits(row: Row, step: Step) -> tuple[Edit, ...]:
    """The values that a step sets: the state, and the next revision where it opens one."""
    state = Put(("state",), str(step.target.value))
    return (state, Put(("revision",), str((row.revision or 0) + 1))) if step.renews else (state,)


def assignment(row: Row, step: Step) -> Assignment:
    """The change of the record's file."""
    return Assignment(row.file, edits(row, step), f"{row.id}: {row.state or '-'} -> {step.target.value}")


def after(row: Row, record: Any, columns: Columns, step: Step, *more: Row) -> After:
    """The book after a step, with `more` rows (the sign-off) added."""
    values: dict[str, Any] = {"state": step.target}
    if step.renews:
        values["revision"] = (row.revision or 0) + 1
    changed = Row(row.kind, row.id, row.file, MappingProxyType({**row.values, **values}))
    return After(with_rows(columns, changed, *more), changed, record.model_copy(update=values))


def with_rows(columns: Columns, *rows: Row) -> Columns:
    """The columns with some rows put in, in place of those of the same id."""
    tables = dict(columns.tables)
    for row in rows:
        tables[row.kind] = MappingProxyType(dict(sorted({**tables.get(row.kind, {}), row.id: row}.items())))
    return Columns(MappingProxyType(tables))


def guarded(step: Step, then: After, policy: Policy, today: dt.date) -> Outcome:
    """Judge the guards of a step. One that this version can't check needs a waiver by name, and says so."""
    known = {rule.id: rule for rule in RULES if rule.record or rule.book}
    asked = tuple(each for each in step.guards if each not in ONLY_WHERE or ONLY_WHERE[each](then.row))
    watched = {(then.row.kind, then.row.id)}
    found = [each for guard in asked if guard in known for each in _judged(known[guard], watched, then, policy)]
    waived: list[Say] = []
    for guard in (each for each in asked if each not in known):
        told = _waived(guard, policy, today)
        found += [] if told else [_not_checkable(guard)]
        waived += [told] if told else []
    return Outcome(tuple(found), tuple(waived))


def about(watched: set[tuple[str, str]], then: After, policy: Policy) -> Iterator[Found]:
    """All problems that concern the subject's record or one of the watched (kind, id)."""
    for rule in RULES:
        yield from ((rule, each) for each in _problems(rule, then, policy) if _concerns(each, watched))


def _judged(rule: Rule, watched: set[tuple[str, str]], then: After, policy: Policy) -> Iterator[Found]:
    """The problems of one guard; a guard whose parameters policy.yaml does not give never passes."""
    for key in missing_parameters(rule, policy):
        yield families.GUARD_NOT_CONFIGURED, Problem(("state",), {"rule": rule.id, "key": key})
    yield from ((rule, each) for each in _problems(rule, then, policy) if _concerns(each, watched))


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


def _signed_only(row: Row, step: Step) -> KamError:
    option = {"reject": " --reject", "return": " --return", "withdraw": " --withdraw"}.get(
        str(step.act and step.act.value), ""
    )
    line = f"kam approve {row.id}{option}"
    return refuse(
        "“{state}”由签署决定，不能用 kam move 改",
        "{state} follows from a sign-off and can't be set by kam move",
        hint=Say(line, line),
        state=step.target,
    )
