"""What is required and not there: by the state of an application or contract, always of every other kind (spec 0.2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamcli.model.base import Choice, Record, Term
from kamcli.model.finding import KeyPath, Problem, Say, Severity
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, dotted, label, spelling
from kamcli.rules.base import record_rule
from kamcli.states.process import PROCESSES, demanded_act, is_signed, reached

JUDGED_ELSEWHERE = ("customer", "policy")  # by completeness (R-DAT-01) and parameter by parameter (BOOK-07)
OWN_RULE: Mapping[str, tuple[str, ...]] = {  # fields that a rule of their own asks for
    "visit": ("hosts", "customer_needs", "customer_problems", "note_taker"),  # R-VIS-02, R-VIS-04
    "callback": ("product_use", "new_needs", "products_introduced"),  # R-CON-08
}
BY_STATE = tuple(kind for kind in PROCESSES if kind not in JUDGED_ELSEWHERE)
BY_CLASS = {KINDS[kind].target.partition(":")[2]: PROCESSES[kind] for kind in BY_STATE}


@record_rule(
    "SCHEMA-05",
    title=Say("状态要求填的都填了", "what a state asks for is filled"),
    say=Say("状态“{state}”要填{field}", "the state {state} asks for {field}"),
    hint=Say("补上；查过仍不知道的列入“不详项”", "fill it in; list what nobody can find out under unknown"),
    kinds=BY_STATE,
    spec="SM-2",
)
def field_missing(record: Record, _: Policy) -> Iterator[Problem]:
    """A warning; an error from the submission on, where somebody signs what the record holds."""
    process = BY_CLASS[type(record).__name__]
    state: Choice | None = getattr(record, process.field)
    severity = None if demanded_act(process, state) else Severity.warning
    unknown = frozenset(getattr(record, "unknown", ()))
    for name, told in spelling(type(record)).terms.items():
        if name in OWN_RULE.get(process.kind, ()):
            continue
        if _asked(told, process.kind, state) and name not in unknown and _empty(getattr(record, name)):
            figures = {"state": state or Say("（空）", "(none)"), "field": Say(told.zh, told.en or name)}
            yield Problem((name,), figures, severity=severity)


def _asked(told: Term, kind: str, state: str | None) -> bool:
    """Whether a state asks for a field; what follows an approval can't be there on the day that it is given."""
    if told.derived or (told.filled_later and told.since == state and is_signed(PROCESSES[kind], state)):
        return False
    return told.since == "always" or reached(kind, state, told.since)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


@record_rule(
    "SCHEMA-06",
    title=Say("必填项都填了", "what is always required is filled"),
    say=Say("缺少{field}", "{field} is missing"),
    hint=Say("补上；查过仍不知道的列入“不详项”", "fill it in; list what nobody can find out under unknown"),
    severity=Severity.warning,
    kinds=tuple(name for name in KINDS if name not in (*BY_STATE, *JUDGED_ELSEWHERE)),
)
def always_missing(record: Record, _: Policy) -> Iterator[Problem]:
    """Kinds without a process: what the catalogue asks of every such record, also of each person and department."""
    table = spelling(type(record))
    yield from _gaps(record, table, (), frozenset(getattr(record, "unknown", ())))


def _gaps(value: Any, table: Spelling, at: KeyPath, unknown: frozenset[str]) -> Iterator[Problem]:
    for name, told in table.terms.items():
        held = getattr(value, name, None)
        here = (*at, name)
        if told.since == "always" and not told.derived and dotted(here) not in unknown and _empty(held):
            yield Problem(here, {"field": Say(label(table, (name,), "zh"), label(table, (name,), "en"))})
        elif isinstance(held, tuple) and table.below(name).terms:
            for position, each in enumerate(held):
                yield from _gaps(each, table.below(name), (*here, position), unknown)
