"""`kam tier`: every grading scheme side by side, computed against assigned; what it says is advice."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import AsOf, Commit, Directory, DryRun, Format, Language, Listing
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, refuse

if TYPE_CHECKING:
    from kamcli.views.tier import SchemeView, TierView

Customer = Annotated[
    str, typer.Argument(metavar="[ID]", help=tr("只看这个客户", "only this customer"), show_default=False)
]
SchemeName = Annotated[
    str, typer.Option("--scheme", metavar="NAME", help=tr("只看这套体系（中文或英文）", "only this scheme"))
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help=tr(
            "列出依据：输入、数字、参数、条款、离档距离", "say why: inputs, figures, parameters, clause, next edge"
        ),
    ),
]
Eligible = Annotated[
    bool,
    typer.Option("--eligibility", help=tr("能否定为大客户，还缺什么", "who may be a key account, and what is missing")),
]
Assign = Annotated[
    tuple[str, str],
    typer.Option(
        "--assign",
        metavar="ID LEVEL",
        help=tr("评定等级，写进客户档案，须签署", "assign a level: written to the customer's file, to be signed off"),
        show_default=False,
    ),
]
Basis = Annotated[
    str,
    typer.Option("--basis", metavar="TEXT", help=tr("评定依据（默认写计算结果）", "why (default: what was computed)")),
]


def tier(
    ctx: typer.Context,
    customer: Customer = "",
    *,
    scheme: SchemeName = "",
    explain: Explain = False,
    eligibility: Eligible = False,
    assign: Assign = ("", ""),
    basis: Basis = "",
    style: Listing = Format.table,
    dry_run: DryRun = False,
    commit: Commit = False,
    as_of: AsOf = "",
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Print the levels of every customer, computed and assigned. Nothing is written without --assign."""
    here = session(ctx, directory=directory, lang=lang, as_of=as_of)
    _refuse_stranger(here, customer)
    if eligibility:
        _eligibility(here, customer, style)
    elif any(assign):
        from kamcli.cli.tier_assign import assign as assign_level

        view = view_of(here)
        chosen = scheme_named(view, scheme or str(view.primary))
        assign_level(here, assign, chosen, basis, dry_run=dry_run, commit=commit)
    else:
        _print(here, view_of(here), customer, scheme, style, explain=explain)
    raise typer.Exit(here.code)


def _refuse_stranger(here: Session, customer: str) -> None:
    if customer and not here.book.columns.has("customer", customer):
        raise refuse("没有客户 {id}", "there is no customer {id}", code=Exit.ASKED_WRONGLY, id=customer)


def view_of(here: Session) -> "TierView":
    """The view of the whole book."""
    from kamcli.views.tier import questions, tier

    return tier(here.book, here.answers(questions), here.policy, here.today)


def scheme_named(view: "TierView", word: str) -> "SchemeView":
    """A scheme of the view by its id or either label; refuses with the list where it is none."""
    for scheme, found in view.schemes.items():
        if word in (scheme.value, scheme.zh, scheme.en):
            return found
    known = tuple(f"{scheme.value} {scheme.zh}" for scheme in view.schemes)
    zh = "没有启用“{word}”这套体系；启用的有：{known}"
    en = "the scheme {word} is not enabled; enabled are: {known}"
    raise refuse(zh, en, code=Exit.ASKED_WRONGLY, word=word, known=known)


def _print(here: Session, view: "TierView", customer: str, scheme: str, style: Format, *, explain: bool) -> None:
    chosen = (scheme_named(view, scheme),) if scheme else tuple(view.schemes.values())
    if style is Format.json:
        from kamcli.views.tier_data import tier_data

        _document(here, tier_data(view, chosen, customer))
    elif explain:
        from kamcli.cli.tier_explain import explain_schemes

        explain_schemes(here, chosen, customer, view.commit)
    else:
        from kamcli.cli.tier_table import tables

        tables(view, chosen, customer, here.lang, csv=style is Format.csv)


def _eligibility(here: Session, customer: str, style: Format) -> None:
    from kamcli.views.eligibility import eligibility, questions

    view = eligibility(here.book, here.answers(questions), here.policy, here.today)
    if style is Format.json:
        from kamcli.views.tier_data import eligibility_data

        _document(here, eligibility_data(view, customer))
    else:
        from kamcli.cli.tier_table import candidates

        candidates(view, customer, here.lang, csv=style is Format.csv)


def _document(here: Session, fields: Any) -> None:
    from kamcli.output.jsontext import document

    show.raw(document(here.lang, **fields))
