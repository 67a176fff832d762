"""`kam list KIND`: the records of a kind, a line each."""

from typing import Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, Format, Language, Listing
from kamcli.cli.session import session
from kamcli.cli.words import tr
from kamcli.model.columns import Row
from kamcli.model.kinds import KINDS, kind_named
from kamcli.model.labels import LABELS

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


def list_(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help=tr("记录种类（中文或英文）", "the kind of record"))
    ] = "customer",
    *,
    style: Listing = Format.table,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """List the records of a kind."""
    here = session(ctx, directory=directory, lang=lang)
    named = kind_named(kind)
    names = SHOWN.get(named.name, tuple(named.columns)[:WIDE])
    rows = here.book.columns.rows(named.name)
    if style is Format.json:
        records = [{"id": row.id, **{name: _data(getattr(row, name)) for name in names}} for row in rows]
        show.document({"schema_version": 1, "kind": named.name, "rows": records})
    else:
        heads = (tr_lang(here.lang, "编号", "Id"), *(_head(named.name, name, here.lang) for name in names))
        cells = [(row.id, *(cell(getattr(row, name), here.lang) for name in names)) for row in rows]
        right = tuple(n + 1 for n, name in enumerate(names) if rows and hasattr(_first(rows, name), "as_tuple"))
        show.comma_separated(heads, cells) if style is Format.csv else show.table(heads, cells, right=right)
    raise typer.Exit(here.code)


def tr_lang(lang: str, zh: str, en: str) -> str:
    """One of two words."""
    return zh if lang == "zh" else en


def _head(kind: str, name: str, lang: str) -> str:
    zh, en = LABELS[kind][KINDS[kind].columns[name]]
    return tr_lang(lang, zh, en)


def _first(rows: tuple[Row, ...], name: str) -> Any:
    return next((value for row in rows if (value := getattr(row, name)) is not None), None)


def _data(value: Any) -> Any:
    return [each.id for each in value] if isinstance(value, tuple) and value and hasattr(value[0], "id") else value


def cell(value: Any, lang: str) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("false", "true")}[lang][value]
    if hasattr(value, "zh"):
        return str(value.zh if lang == "zh" else value.en)
    if hasattr(value, "as_tuple"):
        return f"{value:,}"
    if isinstance(value, tuple):
        return str(len(value)) if value and hasattr(value[0], "id") else ", ".join(cell(each, lang) for each in value)
    return value.isoformat(sep=" ", timespec="minutes") if hasattr(value, "hour") else str(value)
