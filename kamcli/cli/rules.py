"""`kam rules`: every rule, its parameters, its severity and the clause of the company's own policy."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, Format, Language, Listing
from kamcli.cli.session import session
from kamcli.cli.words import tr
from kamcli.model.finding import Severity
from kamcli.model.kinds import KINDS

if TYPE_CHECKING:
    from kamcli.model.policy import Policy
    from kamcli.rules.base import Rule


def rules(
    ctx: typer.Context,
    pattern: Annotated[str, typer.Argument(metavar="[ID]", help=tr("规则编号的开头", "beginning of a rule id"))] = "",
    *,
    style: Listing = Format.table,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """List the rules: id, what must hold, severity, parameters, clause."""
    from kamcli.rules.register import RULES

    here = session(ctx, directory=directory, lang=lang)
    rows = [row_of(rule, here.policy, here.lang) for rule in RULES if rule.id.startswith(pattern)]
    if style is Format.json:
        show.document(rows)
        return
    heads = {
        "zh": ("编号", "内容", "级别", "记录", "参数", "制度条款"),
        "en": ("id", "what must hold", "severity", "kinds", "parameters", "clause"),
    }
    keys = ("id", "title", "severity", "kinds", "parameters", "clause")
    cells = [[_cell(row[key], key, here.lang) for key in keys] for row in rows]
    if style is Format.csv:
        show.comma_separated(heads[here.lang], cells)
    else:
        show.table(heads[here.lang], cells, spare=(4, 5, 3))


def _cell(value: Any, key: str, lang: str) -> str:
    """A cell of the table in the reader's language; JSON keeps the ids."""
    if key == "severity":
        return show.SEVERITY[lang][Severity(value)]
    if key == "kinds":
        return ", ".join(KINDS[kind].label.read(lang) for kind in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def row_of(rule: "Rule", policy: "Policy", lang: str) -> dict[str, Any]:
    """One row of the stable JSON of `rules` (design §3.1)."""
    from kamcli.rules.base import severity_of

    return {
        "id": rule.id,
        "spec": rule.spec,
        "title": rule.title.read(lang),
        "clause": clause(rule.id, policy),
        "severity": severity_of(rule.id, rule.severity, policy).value,
        "parameters": rule.parameters,
        "kinds": rule.kinds,
    }


def clause(rule_id: str, policy: "Policy") -> str:
    """The company's own clause on a rule, empty where policy.yaml names none."""
    found = policy.clauses.get(rule_id)
    return f"{found.title} {found.article}" if found else ""
