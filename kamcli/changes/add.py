"""`kam add`: the values and the id of a new record."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from kamcli.changes.change import NewRecord, Value
from kamcli.changes.presets import Scene, presets
from kamcli.changes.wish import Wish, edit_of, wish
from kamcli.model.columns import Columns
from kamcli.model.finding import Exit, KeyPath, Say, refuse
from kamcli.model.kinds import Kind
from kamcli.model.policy import Policy
from kamcli.states.process import LINES, PROCESSES

ELSEWHERE = {  # kinds that another command makes, and which
    "signoff": "kam approve",
    "delegation": "kam delegate",
    "revocation": "kam delegate --revoke",
}
Values = dict[str, Value]


class Circumstances(NamedTuple):
    """What a new record needs to know: the ids that are taken, the time, the person, random words for event ids."""

    taken: frozenset[str]
    now: dt.datetime
    person: str | None
    draws: Iterator[str]
    record_id: str = ""

    @property
    def me_now(self) -> tuple[str | None, dt.datetime]:
        """Who adds it, and when."""
        return self.person, self.now


def add(kind: Kind, pairs: Iterable[str], at_hand: Circumstances, columns: Columns, policy: Policy) -> NewRecord:
    """The new record that `key=value …` ask for, with its id, state, revision and who recorded it when.

    Raises KamError: a kind that other commands make, unknown keys, computed fields, an id that is taken or not allowed.
    """
    addable(kind)
    given = values(kind.model, tuple(wish(pair, kind.model) for pair in pairs))
    record_id = at_hand.record_id or new_id(kind, at_hand, policy)
    check_id(record_id, kind, at_hand.taken, policy)
    usual = presets(kind.name, Scene(given, columns, policy, *at_hand.me_now))
    usual |= _from_customer(kind, {**usual, **given}, columns)
    whole = {**defaults(kind, at_hand), **usual, **given}
    name = whole.get("name") or whole.get("title") or whole.get("customer") or kind.label.en
    return NewRecord(f"{kind.folder}/{record_id}.yaml", kind.name, whole, f"{record_id}: add {name}")


def addable(kind: Kind) -> None:
    """Refuse a kind that another command makes, or that a book has one of."""
    if kind.name in ELSEWHERE or kind.single:
        raise _not_here(kind)


def values(model: type[BaseModel], wishes: Iterable[Wish]) -> Values:
    """Wishes as nested values under English names; a later wish for the same field wins."""
    found: Values = {}
    for asked in wishes:
        edit = edit_of(model, asked)
        value = getattr(edit, "value", "")
        if value != "":
            found = _with(found, asked.at, value, more=asked.more)  # type: ignore[assignment]  # a group stays a group
    return found


def _with(held: Value, at: KeyPath, value: Value, *, more: bool) -> Value:
    if not at:
        return (*held, value) if more and isinstance(held, tuple) else (value,) if more else value
    step, rest = at[0], at[1:]
    if isinstance(step, int):
        items = held if isinstance(held, tuple) else ()
        if step > len(items):
            zh, en = "列表没有第 {n} 项，下一项是第 {next} 项", "the list has no item {n}; the next one is item {next}"
            raise refuse(zh, en, code=Exit.ASKED_WRONGLY, n=step + 1, next=len(items) + 1)
        inner = _with(items[step] if step < len(items) else {}, rest, value, more=more)
        return (*items[:step], inner, *items[step + 1 :])
    group = held if isinstance(held, Mapping) else {}
    return {**group, step: _with(group.get(step, {}), rest, value, more=more)}


# --- what nobody has to type ----------------------------------------------------------------------------------------


def defaults(kind: Kind, at_hand: Circumstances) -> Values:
    """Who recorded it and when, the first state of its process, revision 1."""
    fields = kind.model.model_fields
    first = {name: str(LINES[line][0][0].value) for name, line in _lines(kind) if name in fields}
    if "recorded_at" in fields:
        first["recorded_at"] = at_hand.now.replace(microsecond=0).isoformat()
    if "recorded_by" in fields and at_hand.person:
        first["recorded_by"] = at_hand.person
    if "revision" in fields:
        first["revision"] = "1"
    return dict(first)


def _lines(kind: Kind) -> Iterator[tuple[str, str]]:
    """The state fields of a kind, each with the process whose first state it gets."""
    if kind.name == "customer":
        yield from (("lifecycle_status", "customer"), ("ka_status", "ka_status"))
    elif kind.name in LINES:
        yield PROCESSES[kind.name].field if kind.name in PROCESSES else "state", kind.name


def _from_customer(kind: Kind, given: Values, columns: Columns) -> Values:
    """An application's office is its customer's unless another is named."""
    customer = columns.find("customer", str(given.get("customer", "")))
    if kind.name == "application" and customer is not None and customer.office:
        return {"office": str(customer.office)}
    return {}


# --- ids ------------------------------------------------------------------------------------------------------------


def new_id(kind: Kind, at_hand: Circumstances, policy: Policy) -> str:
    """The next customer number, or prefix, day and a random word; kinds without either need `--id`."""
    if kind.name == "customer":
        return next_number(policy.customers.new_id, at_hand.taken)
    if not kind.prefix:
        raise refuse(
            "{kind}的编号要自己给",
            "the id of a {kind} must be given",
            code=Exit.ASKED_WRONGLY,
            hint=Say(f"kam add {kind.name} --id …", f"kam add {kind.name} --id …"),
            kind=kind.label,
        )
    day = f"{kind.prefix}-{at_hand.now:%Y%m%d}-"
    return next(day + word for word in at_hand.draws if day + word not in at_hand.taken)


def next_number(pattern: str, taken: Iterable[str]) -> str:
    """The id after the highest of a pattern such as `C0001`: same letters, at least as many digits."""
    shape = re.fullmatch(r"(?P<letters>.*?)(?P<digits>\d+)", pattern, re.ASCII)
    if shape is None:
        raise refuse(
            "policy.yaml 的新编号格式“{pattern}”里没有数字",
            "customers.new_id of policy.yaml ({pattern}) holds no number",
            code=Exit.CONFIGURATION,
            pattern=pattern,
        )
    letters, width = shape["letters"], len(shape["digits"])
    alike = re.compile(rf"{re.escape(letters)}(\d{{{width},}})", re.ASCII)
    numbers = [int(found[1]) for found in map(alike.fullmatch, taken) if found]
    return f"{letters}{max([int(shape['digits']) - 1, *numbers]) + 1:0{width}d}"


def check_id(record_id: str, kind: Kind, taken: frozenset[str], policy: Policy) -> None:
    """Refuse an id that is taken or not allowed."""
    if record_id.casefold() in {each.casefold() for each in taken}:  # file names of other systems have no capitals
        raise refuse("编号 {id} 已有人用", "the id {id} is taken", code=Exit.FINDINGS, id=record_id)
    allowed = policy.customers.id_allowed if kind.name == "customer" else r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
    try:
        fits = re.fullmatch(allowed, record_id, re.ASCII)
    except re.error:
        raise refuse(
            "policy.yaml 的允许的编号“{allowed}”不是正则表达式",
            "customers.id_allowed of policy.yaml ({allowed}) is no regular expression",
            code=Exit.CONFIGURATION,
            allowed=allowed,
        ) from None
    if not fits:
        raise refuse(
            "编号 {id} 不合规（允许 {allowed}）",
            "the id {id} is not allowed ({allowed})",
            code=Exit.ASKED_WRONGLY,
            id=record_id,
            allowed=allowed,
        )


def _not_here(kind: Kind) -> Exception:
    if kind.single:
        return refuse(
            "{kind}只有一份，直接编辑 {file}",
            "there is one {kind}; edit {file}",
            code=Exit.ASKED_WRONGLY,
            kind=kind.label,
            file=f"{kind.name}.yaml",
        )
    command = ELSEWHERE[kind.name]
    return refuse(
        "{kind}用 {command} 建",
        "a {kind} is made by {command}",
        code=Exit.ASKED_WRONGLY,
        kind=kind.label,
        command=command,
    )
