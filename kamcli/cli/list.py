"""`kam list KIND`: the records of a kind, a line each."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.listing import Words, listed, print_count, print_groups
from kamcli.cli.named import beside, names_of
from kamcli.cli.options import Directory, Format, Language, Listing
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS, kind_named
from kamcli.model.labels import LABELS
from kamcli.output.shown import text

if TYPE_CHECKING:
    from kamcli.views.listing import Listing as Found

NOTHING = Say("0 条", "no record")
SIGN = re.compile(r"[=<>~≠≥≤＝＜＞～]")  # what no kind's name holds: a filter was written where the kind may stand
FIGURES = frozenset({"money", "number", "percent", "count"})

# The columns of a listing: the first few that a reader wants; the same names in JSON.
WIDE = 5  # columns of a kind that nobody chose columns for
SHOWN = {
    "customer": ("name", "lifecycle_status", "ka_status", "owner", "office", "region", "industry"),
    "people": ("persons",),
    "application": ("customer", "state", "contract_amount", "applied_on", "applicant"),
    "contract": ("customer", "title", "state", "amount", "effective_from", "effective_to"),
    "document": ("customer", "title", "doc_type", "valid_until"),
    "reconciliation": ("customer", "state", "period_from", "period_to", "closing"),
    "credit_investigation": ("customer", "investigated_on", "valid_until"),
    "value_assessment": (
        "customer",
        "assessed_on",
        "current_score",
        "potential_score",
        "lifetime_score",
        "loyalty_score",
    ),
    "signoff": ("subject", "revision", "act", "role", "by", "at"),
    "delegation": ("grantor", "delegate", "role", "valid_from", "valid_to", "max_amount"),
    "revocation": ("delegation", "by", "at"),
    "company_figures": ("year", "total_sales"),
}
# the columns that go first where a window is too narrow for all
SPARE = (
    *("region", "industry", "office", "role", "effective_from", "effective_to", "period_from", "applied_on"),
    *("lifetime_score", "loyalty_score", "valid_from", "doc_type", "revision", "subject", "act"),
    *("applicant", "owner", "by", "customer"),
)


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help=tr("记录种类（中文或英文）", "the kind of record"))
    ] = "customer",
    expr: Annotated[
        str,
        typer.Argument(
            metavar="[FILTER]",
            help=tr(
                "筛选，如 '等级=战略 且 逾期>0'；写法：kam explain filter",
                "as 'tier=strategic and overdue>0'; kam explain filter tells how",
            ),
        ),
    ] = "",
    *,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FILTER", help=tr("筛选；可写几次", "a filter; may be repeated")),
    ] = None,
    owner: Annotated[str, typer.Option(metavar="ID", help=tr("负责人，编号或姓名", "account owner, id or name"))] = "",
    office: Annotated[str, typer.Option(metavar="ID", help=tr("办事处，编号或名称", "office, id or name"))] = "",
    tier: Annotated[
        str, typer.Option(metavar="LEVEL", help=tr("主体系的评定等级", "level of the primary scheme"))
    ] = "",
    state: Annotated[str, typer.Option(metavar="STATE", help=tr("状态", "the state"))] = "",
    find: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("名称、代码、拼音或首字母", "name, code, pinyin or its initials"))
    ] = "",
    sort: Annotated[
        str, typer.Option(metavar="COLUMN[:desc]", help=tr("排序，可写几列", "the order; several columns with commas"))
    ] = "",
    columns: Annotated[str, typer.Option(metavar="A,B,C", help=tr("显示哪些列", "the columns to show"))] = "",
    by: Annotated[
        str,
        typer.Option(
            metavar="COLUMN", help=tr("按这一列计数，--columns 的数字合计", "count by a column, sum --columns")
        ),
    ] = "",
    count: Annotated[bool, typer.Option("--count", help=tr("只要个数", "only how many"))] = False,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help=tr("最多几行，0 为不限", "at most so many rows, 0 = all"))
    ] = 0,
    style: Listing = Format.table,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """List the records of a kind."""
    here = session(ctx, directory=directory, lang=lang)
    if not expr and SIGN.search(kind):
        kind, expr = "customer", kind
    chosen = kind_named(kind)
    words = Words((expr, *(where or ())), owner, office, tier, state, find, sort, columns, by, limit)
    found = listed(here, chosen, words, SHOWN.get(chosen.name, tuple(chosen.columns)[:WIDE]))
    if count:
        print_count(found, style)
    elif by:
        print_groups(found, style, here.lang, _known(here))
    elif style is Format.json:
        keys = ("id", *(column.name for column in found.wish.columns))
        rows = [dict(zip(keys, (row.id, *map(_data, cells)), strict=True)) for row, cells in _pairs(found)]
        show.document({"schema_version": 1, "kind": chosen.name, "rows": rows})
    else:
        _rows(here, found, style)
        if not found.rows:
            show.note(NOTHING.read(here.lang))
    raise typer.Exit(here.code)


def _rows(here: Session, found: "Found", style: Format) -> None:
    """The table, with names beside ids; CSV has the ids alone."""
    columns = found.wish.columns
    heads = (tr_lang(here.lang, "编号", "Id"), *_heads(found, here.lang))
    if style is Format.csv:
        rows = [(row.id, *(cell(value, here.lang) for value in values)) for row, values in _pairs(found)]
        show.comma_separated(heads, rows)
        return
    names, own = names_of(here.book), ("customer",) if found.wish.kind == "people" else ()
    refs = [each.refs for each in columns]
    cells = [
        (
            beside(row.id, own, names),
            *(cell(beside(value, kinds, names), here.lang) for value, kinds in zip(values, refs, strict=True)),
        )
        for row, values in _pairs(found)
    ]
    right = tuple(n for n, each in enumerate(columns, 1) if each.sort in FIGURES)
    order = [each.name for each in columns]
    show.table(heads, cells, right=right, spare=[order.index(name) + 1 for name in SPARE if name in order])


def _heads(found: "Found", lang: str) -> list[str]:
    """The labels of the columns; those of one label by the group that each stands in (分值: 当前价值, 潜在价值)."""
    paths, labels = KINDS[found.wish.kind].columns, [each.label for each in found.wish.columns]
    heads = []
    for column in found.wish.columns:
        group = LABELS[found.wish.kind].get(paths.get(column.name, "").rpartition(".")[0])
        twice = labels.count(column.label) > 1 and group is not None
        heads.append(tr_lang(lang, *group) if twice and group else column.label.read(lang))
    return heads


def _pairs(found: "Found") -> Iterator[tuple[Row, tuple[Any, ...]]]:
    return zip(found.rows, found.cells, strict=True)


def _known(here: Session) -> dict[str, str]:
    """The names of people, units and customers by their ids."""
    from kamcli.views.names import names

    return {key: name for table in names(here.book).values() for key, name in table.items() if key != name}


def tr_lang(lang: str, zh: str, en: str) -> str:
    """One of two words."""
    return zh if lang == "zh" else en


def _data(value: Any) -> Any:
    return [each.id for each in value] if isinstance(value, tuple) and value and hasattr(value[0], "id") else value


def cell(value: Any, lang: str) -> str:
    """A value as a table shows it: nothing where there is none, the number of entries of a list of groups."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("false", "true")}[lang][value]  # as a file says it
    if hasattr(value, "as_tuple"):
        return f"{value:,}"
    if isinstance(value, tuple):
        return (
            str(len(value)) if value and hasattr(value[0], "id") else show.JOIN[lang].join(cell(v, lang) for v in value)
        )
    return text(value, lang)
