"""`kam explain ID`: a rule, clock, parameter, kind or field in full: sentence, values, clause, source."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, Language
from kamcli.cli.session import Session, session
from kamcli.cli.spoken import parameter_line, value_of
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, KamError, refuse
from kamcli.model.kinds import KINDS

if TYPE_CHECKING:
    from kamcli.model.policy import Policy
    from kamcli.rules.base import Rule

WORDS = {
    "zh": {
        "hold": "要求",
        "said": "发现时",
        "hint": "怎么办",
        "level": "级别",
        "kinds": "记录",
        "parameters": "参数",
        "clause": "条款",
        "source": "需求编号",
        "late": "逾期后果",
    },
    "en": {
        "hold": "must hold",
        "said": "says",
        "hint": "what to do",
        "level": "severity",
        "kinds": "records",
        "parameters": "parameter",
        "clause": "clause",
        "source": "catalogue",
        "late": "when missed",
    },
}


def explain(
    ctx: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=tr("规则、时限、参数、记录种类或字段", "a rule, a clock, a parameter, a kind or a field of it"),
        ),
    ],
    *,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Explain a rule (R-APR-04), a clock (CK-12), a parameter (approval.bands), a field (contract.amount)."""
    from kamcli.cli.explain_computed import computed_named, explain_computed
    from kamcli.cli.explain_field import explain_place, explain_places, fields_called, parameter_named, place
    from kamcli.cli.explain_filter import NAMES as FILTER
    from kamcli.cli.explain_filter import explain_filter
    from kamcli.clocks.register import CLOCKS
    from kamcli.rules.register import RULES

    here = session(ctx, directory=directory, lang=lang)
    every: tuple[Any, ...] = (*RULES, *CLOCKS)
    known: dict[str, Any] = {each.id: each for each in every}
    if wanted in known:
        _known(here, known[wanted])
    elif wanted in FILTER:
        explain_filter(here.lang)
    elif column := computed_named(wanted):
        explain_computed(column, here.lang)
    elif at := place(wanted):
        explain_place(at, here.policy, here.lang)
    elif parameter_named(wanted) is None and (found := fields_called(wanted)):
        explain_places(found, here.policy, here.lang)
    else:
        _parameter(here, wanted, known)


def _known(here: Session, found: Any) -> None:
    from kamcli.rules.base import Rule

    words = WORDS[here.lang]
    show.heading(f"{found.id}  {found.title.read(here.lang)}")
    rows = _rule(found, here.policy, here.lang) if isinstance(found, Rule) else _clock(found, here.lang)
    rows = [*rows, *_parameters(found.parameters, here.policy, here.lang), *_clause(found.id, here.policy)]
    for name, text in rows:
        show.fact(words[name], text, here.lang)


def _parameter(here: Session, wanted: str, known: dict[str, Any]) -> None:
    from kamcli.cli.explain_field import parameter_named, print_fields, print_parameter
    from kamcli.model.spelling import dotted

    at = parameter_named(wanted)
    if at is None:
        raise _unknown(wanted, tuple(known))
    key = dotted(at.path)
    show.heading(key)
    show.told(f"  {value_of(key, here.policy, here.lang)}")
    print_parameter(at, here.policy, here.lang)
    for user in known.values():
        if any(key == each or key.startswith(f"{each}.") or each.startswith(f"{key}.") for each in user.parameters):
            show.told(f"  {user.id}  {user.title.read(here.lang)}")
    print_fields(at, here.lang)


def _unknown(wanted: str, known: tuple[str, ...]) -> KamError:
    from kamcli.cli.explain_field import names
    from kamcli.model.spelling import near_ids

    return refuse(
        "没有规则、时限、参数、记录种类或字段叫 {id}{near}",
        "no rule, clock, parameter, kind or field is called {id}{near}",
        code=Exit.ASKED_WRONGLY,
        id=wanted,
        near=near_ids(wanted, (*known, *names(wanted))),
    )


def _rule(rule: "Rule", policy: "Policy", lang: str) -> list[tuple[str, str]]:
    from kamcli.rules.base import severity_of

    level = show.SEVERITY[lang][severity_of(rule.id, rule.severity, policy)]
    said = [("said", say.zh if lang == "zh" else say.en) for say in rule.says.values() if say != rule.title]
    hint = [("hint", rule.hint.zh if lang == "zh" else rule.hint.en)] if rule.hint else []
    kinds = [("kinds", show.JOIN[lang].join(KINDS[kind].label.read(lang) for kind in rule.kinds))] if rule.kinds else []
    return [*said, *hint, ("level", level), *kinds, ("source", rule.spec)]


def _clock(clock: Any, lang: str) -> list[tuple[str, str]]:
    return [("late", clock.consequence.read(lang)), ("source", clock.id)]


def _parameters(keys: tuple[str, ...], policy: "Policy", lang: str) -> list[tuple[str, str]]:
    return [("parameters", parameter_line(key, policy, lang)) for key in keys]


def _clause(rule_id: str, policy: "Policy") -> list[tuple[str, str]]:
    found = policy.clauses.get(rule_id)
    return [("clause", f"{found.title} {found.article} {found.text or ''}".rstrip())] if found else []
