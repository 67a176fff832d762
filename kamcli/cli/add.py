"""`kam add [KIND] [key=value …]`: a new record under the next free id."""

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kamcli.cli import prompt, show
from kamcli.cli.options import Commit, Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.set import write
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import KINDS, Kind, kind_named

if TYPE_CHECKING:
    from kamcli.changes.add import Circumstances
    from kamcli.model.columns import Row
    from kamcli.store.drafts import Draft
    from kamcli.store.records import Page

NEXT = Say(
    "下一步，补全再检查：\n  kam edit {id}\n  kam check {path}",
    "next, fill it in and check it:\n  kam edit {id}\n  kam check {path}",
)
AGAIN = Say("改好再来，不必重新回答：{command}", "mend it and say it again at once: {command}")
NOBODY = Say("git 身份不在组织名册里，记录人空着", "the git identity is not on the roster: recorded_by is left empty")


class Request(NamedTuple):
    """What is asked for: the kind, `key=value` words, the id where somebody gives it, and whether likeness is fine."""

    kind: Kind
    pairs: tuple[str, ...]
    record_id: str
    force: bool


def add(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KIND] [KEY=VALUE...]",
            help=tr("记录种类（默认客户）和字段=值", "the kind (default: customer) and field=value"),
        ),
    ] = None,
    *,
    record_id: Annotated[str, typer.Option("--id", metavar="ID", help=tr("自己给编号", "give the id yourself"))] = "",
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=tr(
                "疑似重复、引用不存在也照建", "add it although it looks like a duplicate or names what is not there"
            ),
        ),
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", envvar="KAM_NO_INPUT", help=tr("不提问", "never ask anything"))
    ] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Add a record."""
    from kamcli.changes.spoken import pairs as spoken

    here = session(ctx, directory=directory, lang=lang)
    show.speak(here.lang)
    kind, said = split(tuple(words or ()))
    wish = Request(kind, spoken(said, kind, here.book.columns), record_id, force)
    whole = _completed(here, wish) if prompt.at_terminal(no_input=no_input) else wish
    try:
        made = _made(here, whole)
    except KamError:
        if whole != wish:
            show.note(AGAIN.read(here.lang, {"command": _typed(whole)}))
        raise
    if here.person is None:
        show.note(NOBODY.read(here.lang))
    write(here, made.change, dry_run=dry_run, commit=commit)
    if not dry_run:
        path = show.shown_path(made.change.path, here.root)
        name = path if kind.name == "people" else made.after.id
        show.note(NEXT.read(here.lang, {"path": path, "id": name}))


def split(words: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind and the words after it; a first word without `=` is the kind, a customer otherwise."""
    if words and "=" not in words[0]:
        return kind_named(words[0]), words[1:]
    return KINDS["customer"], words


def _circumstances(here: Session, kind: Kind, record_id: str) -> "Circumstances":
    from kamcli.changes.add import Circumstances, addable
    from kamcli.store.drafts import taken_ids, words

    addable(kind)
    person = here.person.id if here.person else None
    return Circumstances(taken_ids(here.root, kind), here.now(), person, words(), record_id)


def _completed(here: Session, wish: Request) -> Request:
    """What was typed and what is answered now; a customer whose name was typed is asked nothing more."""
    from kamcli.changes.wish import wish as read
    from kamcli.cli.ask import fill

    typed = tuple(each for each in (read(pair, wish.kind.model) for pair in wish.pairs) if each.text)
    if wish.kind.name == "customer" and any(each.at == ("name",) for each in typed):
        return wish
    filled = fill(here, wish.kind, typed, _circumstances(here, wish.kind, wish.record_id), force=wish.force)
    return Request(wish.kind, (*wish.pairs, *filled.pairs), filled.record_id, filled.force)


def _typed(wish: Request) -> str:
    """The command that says at once what somebody answered one by one."""
    import shlex

    named = ("--id", wish.record_id) if wish.record_id else ()
    return shlex.join(("kam", "add", wish.kind.name, *wish.pairs, *named))


def _made(here: Session, wish: Request) -> "Draft":
    """The new record, judged as if it stood in the book; its id is drawn now, whatever others added meanwhile."""
    from kamcli.changes.add import add
    from kamcli.store.drafts import draft_new

    at_hand = _circumstances(here, wish.kind, wish.record_id)
    _need_name(wish.kind, wish.pairs)
    wanted = add(wish.kind, wish.pairs, at_hand, here.book.columns, here.policy)
    made = draft_new(here.root, wanted, here.policy, here.lang)
    _judge(here, wish.kind, made, force=wish.force)
    return made


def _need_name(kind: Kind, pairs: tuple[str, ...]) -> None:
    from kamcli.changes.wish import wish

    wishes = (wish(pair, kind.model) for pair in pairs)
    if kind.name == "customer" and not any(each.at == ("name",) and each.text for each in wishes):
        hint = Say("kam add 客户名称=…", "kam add name=…")
        raise refuse("客户要有名称", "a customer needs a name", code=Exit.ASKED_WRONGLY, hint=hint)


def _judge(here: Session, kind: Kind, made: "Draft", *, force: bool) -> None:
    """A new record names what is there, and a customer is none that has a file already."""
    from kamcli.store.extras import extras
    from kamcli.store.records import Page, summary

    page = Page(made.change.path, kind, made.after.id, made.change.after, made.after, ())
    row = summary(page, extras(kind, made.after, here.policy))
    _refuse_dangling(here, page, row, force=force)
    if kind.name == "customer":
        _refuse_duplicates(here, row, force=force)


def _refuse_dangling(here: Session, page: "Page", row: "Row", *, force: bool) -> None:
    """What does not exist is not named by a new record, unless with --force (BOOK-05)."""
    from kamcli.rules.references import dangling, dangling_reference, known_ids
    from kamcli.store.records import Located

    columns = here.book.columns
    found = [(dangling_reference, each) for each in dangling(row, columns, known_ids(columns))]
    told = tuple(Located("", page.kind, page.id, here.policy, here.lang).all(page.text, found))
    if told and not force:
        said = Say("引用的记录不存在，没有新建", "it names a record that does not exist; nothing was added")
        hint = Say("先建那条记录，或加 --force", "add that record first, or add --force")
        raise KamError(said, code=Exit.FINDINGS, hint=hint, findings=told)
    for each in told:
        show.finding(each, here.root, here.lang, sys.stderr)


def _refuse_duplicates(here: Session, row: "Row", *, force: bool) -> None:
    """A certain duplicate is never added, a likely one with --force (R-DAT-04)."""
    from kamcli.rules.base import finding
    from kamcli.rules.duplicates import clashes, duplicate_customer, problem

    found = clashes(row, here.book.columns.rows("customer"))
    told = tuple(
        finding(duplicate_customer, problem(row, each), here.policy, here.lang, file=each.other.file, record=row.id)
        for each in found
    )
    certain = any(each.certain for each in found)
    if certain or (found and not force):
        said = Say("这家客户可能已有档案，没有新建", "this customer may have a file already; nothing was added")
        hint = None if certain else Say("确实是另一家：加 --force", "it is another firm: add --force")
        raise KamError(said, code=Exit.FINDINGS, hint=hint, findings=told)
    for each in told:
        show.finding(each, here.root, here.lang, sys.stderr)
