"""An answer typed at a terminal as a value: a choice by number or word, a record by id or name, or why it won't do."""

import re
from typing import NamedTuple

from pydantic import ValidationError

from kamcli.changes.questions import Question
from kamcli.changes.wish import Wish, value_of
from kamcli.model.columns import Columns
from kamcli.model.finding import KeyPath, Say
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy
from kamcli.model.spelling import spelling
from kamcli.rules.families import BY_ID
from kamcli.rules.references import INSIDE, called, known_ids, names_of
from kamcli.rules.schema import near, problems

_PARTED = re.compile(r"[,\uff0c\u3001;\uff1b]")
_MANY = 3  # bearers of one name that are listed


class Option(NamedTuple):
    """One value to choose: as `key=value` takes it, and as it is shown."""

    value: str
    shown: Say


class Answer(NamedTuple):
    """What an answer means: the value, what it names, or why it won't do; `offered` = only if somebody agrees."""

    value: str = ""
    named: str = ""
    wrong: Say | None = None
    offered: bool = False


class Ground(NamedTuple):
    """What answers are held against."""

    kind: Kind
    columns: Columns
    policy: Policy


def options(asked: Question, policy: Policy) -> tuple[Option, ...]:
    """What can be chosen by number: the choices of the field, or the values of its list in policy.yaml."""
    if asked.table.labels:
        return tuple(Option(name, Say(each.zh, each.en)) for name, each in asked.table.labels.items())
    return tuple(Option(each, Say(each, each)) for each in _listed(asked.table.listed, policy))


def _listed(key: str, policy: Policy) -> tuple[str, ...]:
    if not key:
        return ()
    try:
        return tuple(str(each) for each in parameter(policy, key))
    except (NotConfigured, AttributeError):
        return ()  # a list of a later version


def read(asked: Question, text: str, ground: Ground) -> Answer:
    """The meaning of one line; a field that holds a list takes several values with commas between them."""
    if not asked.form.many:
        return _one(asked, text.strip(), ground)
    each = [_one(asked, part.strip(), ground) for part in _PARTED.split(text) if part.strip()]
    failed = next((answer for answer in each if answer.wrong), None)
    if failed:
        return failed
    named = "、".join(answer.named for answer in each if answer.named)
    return Answer(f"[{', '.join(answer.value for answer in each)}]", named, offered=any(a.offered for a in each))


def _one(asked: Question, text: str, ground: Ground) -> Answer:
    if choices := options(asked, ground.policy):
        return _chosen(text, choices)
    kinds = asked.table.ref
    if kinds and all(kind in known_ids(ground.columns) for kind in kinds):
        return _referred(text, kinds, ground.columns)
    reason = _untyped(asked, text, ground.kind)
    return Answer(wrong=reason) if reason else Answer(text)


# --- choices --------------------------------------------------------------------------------------------------------


def _chosen(text: str, choices: tuple[Option, ...]) -> Answer:
    """A choice by its id, its word in either language, or its number in the list."""
    wanted = text.casefold()
    for each in choices:
        if wanted in (each.value.casefold(), each.shown.zh, each.shown.en.casefold()):
            return Answer(each.value)
    if text.isdecimal() and 1 <= int(text) <= len(choices):
        return Answer(choices[int(text) - 1].value)
    words = tuple(word for each in choices for word in (each.shown.zh, each.value))
    said = Say("没有“{text}”这一项；写号码或名称{near}", "{text} is no choice: write its number or name{near}")
    return Answer(wrong=said.filled({"text": text, "near": near(text, words)}))


# --- records and people ---------------------------------------------------------------------------------------------


def _referred(text: str, kinds: tuple[str, ...], columns: Columns) -> Answer:
    """A record by its id, with its name to be shown; by its name where exactly one bears it."""
    ids = known_ids(columns)
    kind = next((each for each in kinds if text in ids[each]), None)
    if kind is not None:
        return Answer(text, names_of(kind, columns).get(text, ""))
    bearers = called(text, kinds[0], columns)
    if len(bearers) == 1:
        return Answer(bearers[0], text, offered=True)
    figures = {"kind": INSIDE.get(kinds[0]) or KINDS[kinds[0]].label, "text": text}
    if bearers:
        said = Say(
            "叫“{text}”的{kind}不止一个：{ids}；写编号", "more than one {kind} is called {text}: {ids}; write the id"
        )
        return Answer(wrong=said.filled({**figures, "ids": bearers[:_MANY]}))
    known = (*ids[kinds[0]], *names_of(kinds[0], columns).values())
    said = Say("没有编号或名称为“{text}”的{kind}{near}", "there is no {kind} with the id or name {text}{near}")
    return Answer(wrong=said.filled({**figures, "near": near(text, known)}))


# --- what the model says --------------------------------------------------------------------------------------------


def _untyped(asked: Question, text: str, kind: Kind) -> Say | None:
    """Why the model does not take a text for this field; None where it does."""
    value = value_of(kind.model, Wish(asked.at, text))
    data: object = value
    for name in reversed(asked.at):
        data = {name: data}
    try:
        kind.model.model_validate({"id": "X", **data})  # type: ignore[dict-item]  # the path has one step at least
    except ValidationError as error:
        found = problems(
            [each for each in error.errors(include_url=False) if _there(each["loc"], asked.at)],
            spelling(kind.model),
            "zh",
        )
        return next((BY_ID[rule].says[each.variant].filled(each.figures) for rule, each in found), None)
    return None


def _there(at: KeyPath, path: tuple[str, ...]) -> bool:
    return at[: len(path)] == path
