"""`kam move`: the step that a word asks for, and what it writes down."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from kamcli.changes.change import Assignment, Edit, Put
from kamcli.changes.guards import After, with_rows
from kamcli.model.base import Choice
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import KINDS
from kamcli.model.signoff import Act
from kamcli.states.process import PROCESSES, SIGNED, step_to, targets
from kamcli.states.step import Process, Stamp, Step

CLOSING_OPTIONS: Mapping[Act, str] = MappingProxyType(
    {Act.reject: " --reject", Act.return_: " --return", Act.withdraw: " --withdraw"}
)


class Taken(NamedTuple):
    """Who takes a step, and when; `person` None where the git identity is nobody of the roster."""

    person: str | None
    now: dt.datetime


def process_of(row: Row) -> Process:
    """The process of a record; refuses a kind that has none."""
    process = PROCESSES.get(row.kind)
    if process is None:
        zh, en = "{kind}没有状态流程，请直接改文件", "a {kind} has no process: edit the file by hand"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, kind=KINDS[row.kind].label)
    return process


def state_of(row: Row) -> Choice | None:
    """The state that a record is in; one without a state stands at the beginning (R-DAT-01)."""
    process = process_of(row)
    held: Choice | None = row.values.get(process.field)
    return held if held is not None or process.kind in SIGNED else process.line[0]


def move(row: Row, word: str) -> Step:
    """The step to a state named in either language; refuses what the table has no step for, and what signing does."""
    process, state = process_of(row), state_of(row)
    target = next((each for each in targets(process, state) if word in (each.value, each.zh, each.en)), None)
    step = step_to(process, state, str(target)) if target is not None else None
    if step is None:
        moves = tuple(each.target for each in process.steps if state in each.sources and each.act is None)
        raise refuse(
            "{id} 现在是“{state}”，不能改为“{word}”；kam move 可以改为：{moves}",
            "{id} is {state} and can't become {word}; kam move can make it: {moves}",
            code=Exit.FINDINGS,
            id=row.id,
            state=state or Say("（空）", "(none)"),
            word=word,
            moves=moves or _nowhere(process, state),
        )
    if step.act is not None:
        raise _signed_only(row, step)
    return step


def _nowhere(process: Process, state: Choice | None) -> Say:
    if targets(process, state):
        return Say("（没有，看 kam approve）", "(nothing, see kam approve)")
    return Say("（没有，这是终点）", "(nothing, this is the end)")


def stamped(step: Step, record: Any, taken: Taken) -> dict[str, Any]:
    """What a step writes of itself: the fields of its stamps that are empty, typed."""
    moment = taken.now.replace(microsecond=0)
    values = {Stamp.person: taken.person, Stamp.moment: moment, Stamp.day: moment.date()}
    wanted = {name: values[stamp] for name, stamp in step.stamps if getattr(record, name) is None}
    return {name: value for name, value in wanted.items() if value is not None}


def edits(row: Row, step: Step, stamps: Mapping[str, Any] = MappingProxyType({})) -> tuple[Edit, ...]:
    """The values that a step sets: the state, its stamps, and the next revision where it opens one."""
    state = Put((process_of(row).field,), str(step.target.value))
    more = tuple(Put((name,), _text(value)) for name, value in stamps.items())
    revision = (Put(("revision",), str((row.revision or 0) + 1)),) if step.renews else ()
    return (state, *more, *revision)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def assignment(row: Row, step: Step, stamps: Mapping[str, Any] = MappingProxyType({})) -> Assignment:
    """The change of the record's file."""
    return Assignment(row.file, edits(row, step, stamps), f"{row.id}: {state_of(row) or '-'} -> {step.target.value}")


def after(row: Row, record: Any, columns: Columns, step: Step, *more: Row, **stamps: Any) -> After:
    """The book after a step: `more` rows (the sign-off) added, `stamps` written."""
    values: dict[str, Any] = {process_of(row).field: step.target, **stamps}
    if step.renews:
        values["revision"] = (row.revision or 0) + 1
    changed = Row(row.kind, row.id, row.file, MappingProxyType({**row.values, **values}))
    return After(with_rows(columns, changed, *more), changed, record.model_copy(update=values))


def command(row: Row, step: Step) -> Say:
    """The line that takes a step, with the state in the reader's words."""
    if step.act is None:
        return Say(f"kam move {row.id} {step.target.zh}", f"kam move {row.id} {step.target.value}")
    line = f"kam approve {row.id}{CLOSING_OPTIONS.get(step.act, '')}"
    return Say(line, line)


def _signed_only(row: Row, step: Step) -> KamError:
    return refuse(
        "“{state}”由签署决定，不能用 kam move 改",
        "{state} follows from a sign-off and can't be set by kam move",
        hint=command(row, step),
        state=step.target,
    )
