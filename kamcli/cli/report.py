"""`kam report NAME`: a view in the terminal, as Markdown, as one HTML file, or as JSON."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.digest_edits import edited
from kamcli.cli.options import AsOf, Directory, DryRun, Language
from kamcli.cli.report_mail import Posting, post, posting_of
from kamcli.cli.report_options import (
    Blank,
    Eml,
    Mail,
    MaxClass,
    Name,
    Out,
    Period,
    Retry,
    Style,
    Subject,
    To,
    Who,
    Wish,
)
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.kinds import KINDS

if TYPE_CHECKING:
    from kamcli.views.book import Book
    from kamcli.views.reports import Report


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
    blank: Blank = False,
    who: Who = "",
    period: Period = "",
    mail: Mail = False,
    eml: Eml = None,
    to: To = "",
    retry: Retry = False,
    dry_run: DryRun = False,
    as_of: AsOf = "",
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Print a report, or mail it. Exit 0, 3 when a record can't be read, 5 when somebody did not get the mail."""
    wish = Wish(subject, str(most or ""), blank, who, period)
    chosen = _chosen(name, wish) if name else None
    sheet = bool(out or most or style is not Style.table)
    posting = posting_of(chosen, Posting(eml or "", to, retry, dry_run), mail=mail, printed=sheet)
    here = session(
        ctx, directory=directory, lang=lang, as_of=as_of, judge=bool(chosen and chosen.judged and not posting)
    )
    if chosen is None:
        _list(here)
        return
    if posting is not None:
        raise typer.Exit(post(here, posting))
    text = _text(here, chosen, style, wish)
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
        {"zh": ("报表", "内容", "表单"), "en": ("report", "what it shows", "form")}[here.lang],
        [(each.name, each.title.read(here.lang), each.spec) for each in REPORTS],
    )


def _chosen(name: str, wish: Wish) -> "Report":
    from kamcli.views.reports import BY_NAME

    found = BY_NAME.get(name)
    if found is None:
        zh, en = "没有“{name}”这个报表；有：{known}", "there is no report {name}; there are: {known}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name, known=tuple(BY_NAME))
    if found.about and not (wish.subject or wish.blank):
        kind = KINDS[found.about].label
        zh, en = "报表 {name} 要写{kind}编号", "the report {name} needs an id: that of the {kind}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name, kind=kind)
    if wish.subject and not found.about:
        zh, en = "报表 {name} 不针对单份记录，不能写 {id}", "the report {name} is of the whole book and takes no {id}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=name, id=wish.subject)
    _check_options(found, wish)
    return found


def _check_options(found: "Report", wish: Wish) -> None:
    """Refuse what only some reports take."""
    if wish.most and (wish.blank or not found.classed):
        what = Say(" 的空白表", " as an empty form") if wish.blank else Say("", "")
        zh, en = "报表 {name}{what} 不接受 --max-class", "the report {name}{what} takes no --max-class"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=found.name, what=what)
    if (wish.who or wish.period) and not found.spanned:
        name = "--for" if wish.who else "--period"
        zh, en = "报表 {report} 不接受 {name}", "the report {report} takes no {name}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, report=found.name, name=name)
    if wish.blank and found.blank is None:
        from kamcli.views.reports import REPORTS

        known = tuple(each.name for each in REPORTS if each.blank)
        zh, en = (
            "报表 {name} 没有空白表；有空白表的：{known}",
            "the report {name} has no empty form; these have: {known}",
        )
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, name=found.name, known=known)


def _text(here: Session, chosen: "Report", style: Style, wish: Wish) -> str:
    from kamcli.views.head import head
    from kamcli.views.names import names

    view = _view(here, chosen, wish)
    top = head(here.book, here.today)
    if style is Style.json:
        from kamcli.output.jsontext import document

        return document(here.lang, report=chosen.name, head=top, view=view)
    from kamcli.output.render import Form, render
    from kamcli.store.shipped import folders

    form: Form = "html" if style is Style.html else "md"
    name = f"{chosen.name}-blank" if wish.blank else chosen.name
    return render(name, form, here.lang, folders(here.root), head=top, view=view, names=names(here.book))


def _view(here: Session, chosen: "Report", wish: Wish) -> Any:
    extra = (wish.most,) if chosen.classed else (wish.who, wish.period) if chosen.spanned else ()
    if not chosen.about:
        return chosen.build(_book(here, chosen), here.answers(chosen.questions), here.policy, here.today, *extra)
    record = _record(here, chosen.about, wish.subject) if wish.subject else None
    if wish.blank and chosen.blank:
        return chosen.blank(here.policy, here.today, record)
    answers = here.answers(lambda policy, day: chosen.questions(policy, day, record))
    return chosen.build(here.book, answers, here.policy, here.today, record, *extra)


def _book(here: Session, chosen: "Report") -> "Book":
    """The book, with every finding of the rules, the digest's edits and git's own dates where the report shows them."""
    book = here.book
    if chosen.judged:
        from kamcli.store.judging import verdict

        book = replace(book, findings=verdict(here.reading), edits=edited(here))
    if chosen.dated:
        from kamcli.store.history import entered

        book = replace(book, entered=entered(here.root, KINDS["customer"].folder))
    return book


def _record(here: Session, kind: str, subject: str) -> Any:
    """The whole record that a form is about: it prints more than the summary columns."""
    from kamcli.model.spelling import near_ids
    from kamcli.store.records import read_page

    row = here.book.columns.find(kind, subject)
    page = read_page(here.root, row.file, KINDS[kind], here.policy, here.lang) if row else None
    if page is not None and page.record is not None:
        return page.record
    zh = "没有{kind} {id}，或它的文件读不出来{near}"
    en = "there is no {kind} {id}, or its file can't be read{near}"
    near = near_ids(subject, tuple(each.id for each in here.book.columns.rows(kind)))
    raise refuse(zh, en, code=Exit.ASKED_WRONGLY, kind=KINDS[kind].label, id=subject, near=near)


def _write(out: Path, text: str) -> None:
    """Replace the file at once; its path goes to stderr, so that stdout stays empty."""
    from kamcli.store.files import read_bytes, write

    write(out, text, read_bytes(out) if out.exists() else None)
    show.note(str(out))
