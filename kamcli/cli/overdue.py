"""`kam overdue`: receivables by age, missed deadlines by whose turn it is, and what comes."""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import AsOf, Directory, ExitZero, Format, Language, Listing
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, refuse

if TYPE_CHECKING:
    from kamcli.views.overdue import OverdueView


class By(StrEnum):
    """What deadlines are grouped by in the table."""

    owner = "owner"
    customer = "customer"


Owner = Annotated[
    str, typer.Option("--owner", metavar="ID", help=tr("只看这个负责人", "only what waits for this person"))
]
Customer = Annotated[
    str, typer.Option("--customer", metavar="ID", help=tr("只看这个客户", "only what concerns this customer"))
]
Ahead = Annotated[
    str,
    typer.Option("--ahead", metavar="14d", help=tr("也列出今后若干天内到期的", "also what is due within so many days")),
]

GroupedBy = Annotated[
    By, typer.Option("--by", help=tr("表格按负责人或客户分组", "group the table by owner or by customer"))
]


def overdue(
    ctx: typer.Context,
    *,
    owner: Owner = "",
    customer: Customer = "",
    ahead: Ahead = "",
    by: GroupedBy = By.owner,
    style: Listing = Format.table,
    exit_zero: ExitZero = False,
    as_of: AsOf = "",
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """List what is overdue and whose turn it is. Exit 1 when something is."""
    here = session(ctx, directory=directory, lang=lang, as_of=as_of)
    view = _view(here, owner, customer, days(ahead))
    if style is Format.json:
        _json(view, here.lang)
    elif style is Format.csv:
        _csv(view, here.lang)
    else:
        from kamcli.cli.overdue_table import print_table

        print_table(here, view, by.value, _staff(here, owner) if owner else "")
    late = bool(view.missed) and not exit_zero
    raise typer.Exit(here.code or (Exit.FINDINGS if late else Exit.FINE))


def days(text: str) -> int | None:
    """A number of days as people type it: `14d`, `14`, `14天`; None for nothing."""
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{1,4})(d|天)?", text)
    if found is None:
        raise refuse(
            "--ahead “{text}”不是天数（写 14d）",
            "--ahead {text} is not a number of days (write 14d)",
            code=Exit.ASKED_WRONGLY,
            text=text,
        )
    return int(found[1])


def _view(here: Session, owner: str, customer: str, ahead: int | None) -> "OverdueView":
    from kamcli.views import overdue as view

    found = view.overdue(here.book, here.answers(view.questions), here.policy, here.today, ahead)
    if customer:
        found = view.of_customer(found, _customer(here, found, customer))
    return view.of_owner(found, _staff(here, owner), here.book) if owner else found


def _staff(here: Session, wanted: str) -> str:
    """The id of a member of staff by id or name: a wrong one must not read as "nothing is overdue"."""
    for member in here.book.organisation.staff:
        if wanted in (member.id, member.name):
            return member.id
    raise refuse("组织里没有 {id}", "the roster has nobody called {id}", code=Exit.ASKED_WRONGLY, id=wanted)


def _customer(here: Session, view: "OverdueView", wanted: str) -> str:
    """A customer of the book or of a ledger."""
    layers = (*(view.receivables or {}).values(), *(view.office_receivables or {}).values())
    if here.book.columns.has("customer", wanted) or any(
        wanted == debt.customer_id for each in layers for debt in each.customers
    ):
        return wanted
    raise refuse("没有编号为 {id} 的客户", "there is no customer with the id {id}", code=Exit.ASKED_WRONGLY, id=wanted)


def _json(view: "OverdueView", lang: str) -> None:
    from kamcli.output.jsontext import document

    fields = ("as_of", "receivables", "office_receivables", "reason", "unallocated", "clocks", "reminders")
    silent = ("not_configured", "not_computable")
    show.raw(document(lang, **{name: getattr(view, name) for name in (*fields, *silent)}))


CSV = ("clock", "rule", "record", "customer_id", "owner", "start", "due", "days_over", "provisional", "severity")


def _csv(view: "OverdueView", lang: str) -> None:
    rows = [
        (*(_plain(getattr(line, name)) for name in CSV), line.consequence.read(lang), line.message.read(lang))
        for line in view.clocks
    ]
    show.comma_separated((*CSV, "consequence", "message"), rows)


def _plain(value: object) -> str:
    """A cell as JSON would have it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(show.plain(value))
