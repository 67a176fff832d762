"""`kam report NAME`: a view in the terminal, as Markdown, as one HTML file, or as JSON."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from kamcli.cli import show
from kamcli.cli.options import AsOf, Directory, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, refuse

if TYPE_CHECKING:
    from kamcli.views.book import Book
    from kamcli.views.reports import Report

Name = Annotated[
    str, typer.Argument(metavar="NAME", help=tr("报表名；不写则列出全部", "the report; none lists them all"))
]
Subject = Annotated[str, typer.Argument(metavar="[ID]", help=tr("客户编号（card 要）", "the customer (for card)"))]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help=tr("写进文件", "write to a file instead"))
]


class Class(StrEnum):
    """The classes of confidentiality, from public to personal."""

    pub = "pub"
    int = "int"
    conf = "conf"
    pers = "pers"


MaxClass = Annotated[
    Class | None, typer.Option("--max-class", help=tr("最多印到哪一级（card）", "the highest class to print (card)"))
]


class Style(StrEnum):
    """The form of a report."""

    table = "table"
    md = "md"
    html = "html"
    json = "json"


def report(
    ctx: typer.Context,
    name: Name = "",
    subject: Subject = "",
    *,
    style: Annotated[
        Style, typer.Option("--format", envvar="KAM_FORMAT", help=tr("输出形式", "form of the output"))
    ] = Style.table,
    out: Out = None,
    most: MaxClass = None,
    as_of: AsOf = "",
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Print a report. Exit 0, or 3 when a record can't be read."""
    chosen = _chosen(name, subject, classed=most is not None) if name else None
    here = session(ctx, directory=directory, lang=lang, as_of=as_of, judge=bool(chosen and chosen.judged))
    if chosen is None:
        _list(here)
        return
    text = _text(here, chosen, style, Wish(subject, str(most or "")))
    if out is not None and str(out) != "-":
        _write(out, text)
    elif style is Style.table:
        from kamcli.cli.terminal import print_report

        print_report(text)
    else:
        show.raw(text)
    raise typer.Exit(here.code)


def _list(here: Session) -> None:
    from kamcli.views.reports import REPORTS

    show.table(
        (tr("报表", "report"), tr("内容", "what it shows"), tr("表单", "form")),
        [(each.name, each.title.read(here.lang), each.spec) for each in REPORTS],
    )


class Wish(NamedTuple):
    """What a report of one customer is asked for: the customer, and the highest class to print ("" = the policy's)."""

    subject: str
    most: str


def _chosen(name: str, subject: str, *, classed: bool) -> "Report":
    from kamcli.views.reports import BY_NAME

    found = BY_NAME.get(name)
    if found is None:
        zh, en = "没有“{name}”这个报表；有：{known}", "there is no report {name}; there are: {known}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name, known=tuple(BY_NAME))
    if found.of_customer and not subject:
        zh, en = "报表 {name} 要写客户编号", "the report {name} needs the id of a customer"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name)
    if subject and not found.of_customer:
        zh, en = "报表 {name} 不分客户，不能写 {id}", "the report {name} is of the whole book and takes no {id}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name, id=subject)
    if classed and not found.of_customer:
        zh, en = "报表 {name} 不接受 --max-class", "the report {name} takes no --max-class"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name)
    return found


def _text(here: Session, chosen: "Report", style: Style, wish: Wish) -> str:
    from kamcli.views.head import head
    from kamcli.views.names import names

    view = _view(here, chosen, wish)
    top = head(here.book, here.today)
    if style is Style.json:
        from kamcli.output.jsontext import document

        return document(here.lang, report=chosen.name, head=top, view=view)
    from kamcli.output.render import Form, render

    form: Form = "html" if style is Style.html else "md"
    return render(chosen.name, form, here.lang, _folders(here.root), head=top, view=view, names=names(here.book))


def _view(here: Session, chosen: "Report", wish: Wish) -> Any:
    if not chosen.of_customer:
        return chosen.build(_book(here, chosen), here.answers(chosen.questions), here.policy, here.today)
    record = _customer(here, wish.subject)
    answers = here.answers(lambda policy, day: chosen.questions(policy, day, wish.subject))
    return chosen.build(here.book, answers, here.policy, here.today, record, wish.most)


def _book(here: Session, chosen: "Report") -> "Book":
    """The book, with every finding of the rules where the report shows them."""
    from kamcli.store.judging import verdict

    return replace(here.book, findings=verdict(here.reading)) if chosen.judged else here.book


def _customer(here: Session, subject: str) -> Any:
    """The whole record of a customer: a card prints more than the summary columns."""
    from kamcli.model.kinds import KINDS
    from kamcli.store.records import read_page

    row = here.book.columns.find("customer", subject)
    page = read_page(here.root, row.file, KINDS["customer"], here.policy, here.lang) if row else None
    if page is None or page.record is None:
        zh, en = "没有客户 {id}，或它的档案读不出来", "there is no customer {id}, or its file can't be read"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, id=subject)
    return page.record


def _folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: in the book, beside its records, then in the package."""
    from kamcli.store.shipped import TEMPLATES, templates

    own = root.parent / TEMPLATES
    shipped = templates()
    return (own, shipped) if own.is_dir() and own.resolve() != shipped.resolve() else (shipped,)


def _write(out: Path, text: str) -> None:
    """Replace the file at once; its path goes to stderr, so that stdout stays empty."""
    from kamcli.store.files import read_bytes, write

    write(out, text, read_bytes(out) if out.exists() else None)
    show.note(str(out))
