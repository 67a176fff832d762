"""`kam add [KIND] [key=value …]`: a new record under the next free id."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Commit, Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.set import write
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import KINDS, Kind, kind_named

if TYPE_CHECKING:
    from kamcli.changes.change import NewRecord
    from kamcli.store.drafts import Draft

ASKED_FOR = (
    "name",
    "relation_kind",
    "nature",
    "industry",
    "region",
)  # what a terminal is asked for; blank is passed over
NEXT = Say("下一步：填写 {path}，再运行 kam check {path}", "next: fill in {path}, then run kam check {path}")
NOBODY = Say("git 身份不在组织名册里，记录人空着", "the git identity is not on the roster: recorded_by is left empty")


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
        bool, typer.Option("--force", help=tr("疑似重复也照建", "add it although it looks like a duplicate"))
    ] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Add a record."""
    from kamcli.store.drafts import draft_new

    here = session(ctx, directory=directory, lang=lang)
    show.speak(here.lang)
    kind, pairs = split(tuple(words or ()))
    wanted = _wanted(here, kind, _completed(kind, pairs, here), record_id)
    made = draft_new(wanted, here.policy, here.lang)
    if kind.name == "customer":
        _refuse_duplicates(here, made, force=force)
    if here.person is None:
        show.note(NOBODY.read(here.lang))
    write(here, made.change, dry_run=dry_run, commit=commit)
    if not dry_run:
        path = show.shown_path(made.change.path, here.root)
        show.note(NEXT.read(here.lang, {"path": path}))


def split(words: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind and the `key=value` words; a first word without `=` is the kind, a customer otherwise."""
    if words and "=" not in words[0]:
        return kind_named(words[0]), words[1:]
    return KINDS["customer"], words


def _completed(kind: Kind, pairs: tuple[str, ...], here: Session) -> tuple[str, ...]:
    """The words with a customer's name; where somebody sits at the terminal it is asked for, with a few more fields."""
    from kamcli.changes.wish import wish

    given = {each.at[0] for each in (wish(pair, kind.model) for pair in pairs) if each.text}
    if kind.name != "customer" or "name" in given:
        return pairs
    if sys.stdin.isatty():
        pairs = (*pairs, *_asked(kind, given, here.lang))
    if not any(pair.startswith("name=") for pair in pairs):
        hint = Say("kam add 客户名称=…", "kam add name=…")
        raise refuse("客户要有名称", "a customer needs a name", code=Exit.ASKED_WRONGLY, hint=hint)
    return pairs


def _asked(kind: Kind, given: set[str | int], lang: str) -> Iterator[str]:
    """What somebody answers, field by field; a blank answer is passed over."""
    from kamcli.model.spelling import spelling

    for name in ASKED_FOR:
        told = spelling(kind.model).terms[name]
        label = told.zh if lang == "zh" else told.en or name.replace("_", " ")
        if name not in given and (text := typer.prompt(label, default="", show_default=False).strip()):
            yield f"{name}={text}"


def _wanted(here: Session, kind: Kind, pairs: tuple[str, ...], record_id: str) -> "NewRecord":
    from kamcli.changes.add import Circumstances, add
    from kamcli.store.drafts import taken_ids, words

    person = here.person.id if here.person else None
    at_hand = Circumstances(taken_ids(here.root, kind), here.now(), person, words(), record_id)
    return add(kind, pairs, at_hand, here.book.columns, here.policy)


def _refuse_duplicates(here: Session, made: "Draft", *, force: bool) -> None:
    """A certain duplicate is never added, a likely one with --force (R-DAT-04)."""
    from kamcli.rules.base import finding
    from kamcli.rules.duplicates import clashes, duplicate_customer, problem
    from kamcli.store.records import Page, summary

    page = Page(made.change.path, KINDS["customer"], made.after.id, made.change.after, made.after, ())
    row = summary(page)
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
