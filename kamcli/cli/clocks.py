"""`kam clocks`: the register of deadlines: what runs, how long by policy.yaml, and what a missed one means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, Format, Language, Listing
from kamcli.cli.rules import clause
from kamcli.cli.session import session

if TYPE_CHECKING:
    from kamcli.clocks.base import Clock, Unit
    from kamcli.model.policy import Policy

HEADS = {
    "zh": ("编号", "时限", "参数", "长度", "逾期级别", "逾期后果", "制度条款"),
    "en": ("id", "clock", "parameter", "length", "severity", "when missed", "clause"),
}
NOT_CONFIGURED = {"zh": "未配置", "en": "not configured"}


def clocks(
    ctx: typer.Context, *, style: Listing = Format.table, directory: Directory = None, lang: Language = None
) -> None:
    """List every deadline that kam watches: parameter, length, consequence, clause."""
    from kamcli.clocks.register import CLOCKS

    here = session(ctx, directory=directory, lang=lang)
    rows = [row_of(clock, here.policy, here.lang) for clock in CLOCKS]
    if style is Format.json:
        show.document({"schema_version": 1, "clocks": rows})
        return
    cells = [_cells(row, here.lang) for row in rows]
    if style is Format.csv:
        show.comma_separated(HEADS[here.lang], cells)
    else:
        show.table(HEADS[here.lang], cells, spare=(6, 2))


def row_of(clock: "Clock", policy: "Policy", lang: str) -> dict[str, Any]:
    """One row of the JSON of `clocks`; `value` is null where policy.yaml does not give the parameter."""
    from kamcli.model.parameters import NotConfigured, parameter
    from kamcli.rules.base import severity_of

    try:
        value = parameter(policy, clock.length.parameter)
    except NotConfigured:
        value = None
    return {
        "id": clock.id,
        "rule": clock.rule,
        "title": clock.title.read(lang),
        "parameter": clock.length.parameter,
        "value": value,
        "unit": clock.length.unit.value,
        "length": None if value is None else _length(value, clock.length.unit, lang),
        "severity": severity_of(clock.id, clock.severity, policy).value,
        "consequence": clock.consequence.read(lang),
        "clause": clause(clock.id, policy) or clause(clock.rule, policy),
    }


def _length(value: Any, unit: "Unit", lang: str) -> str:
    """As `2 working days`; a parameter that is a table gives one length a key: `L1 30, L2 60 days`."""
    counted = unit.zh if lang == "zh" else unit.en
    if not isinstance(value, Mapping):
        return f"{value} {counted}"
    each = (f"{key.zh if lang == 'zh' else key.en} {number}" for key, number in value.items())
    return f"{('、' if lang == 'zh' else ', ').join(each)} {counted}"


def _cells(row: dict[str, Any], lang: str) -> tuple[str, ...]:
    from kamcli.model.finding import Severity

    length = row["length"] or NOT_CONFIGURED[lang]
    severity = show.SEVERITY[lang][Severity(row["severity"])]
    return (row["id"], row["title"], row["parameter"], length, severity, row["consequence"], row["clause"])
