"""`kam set ID key=value …`: change values of one record, and nothing else in its file."""

from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Commit, Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.show_record import find
from kamcli.cli.words import tr
from kamcli.model.columns import Row
from kamcli.model.finding import Say, Severity
from kamcli.model.kinds import KINDS, kind_of

if TYPE_CHECKING:
    from kamcli.changes.assign import Renewal
    from kamcli.changes.change import Change

UNCHANGED = Say("没有变化", "nothing changes")
COMMITTED = Say("已提交 {commit}", "committed {commit}")
RENEWED = Say(
    "受控内容变了：{subject} 现为第 {revision} 版，要重新签署",
    "{subject} is guarded: now revision {revision}, to be signed anew",
)
SIGNERS = Say(":{signers}", ": {signers}")


def set_(
    ctx: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help=tr("记录编号", "the id of a record"))],
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            help=tr("字段=值；字段= 清空；字段+=值 加一项", "field=value; field= empties; field+=value adds an item"),
        ),
    ],
    *,
    dry_run: DryRun = False,
    commit: Commit = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Set values of one record."""
    from kamcli.changes.assign import assign, renewals, with_renewals
    from kamcli.changes.handover import Giver, handed_over
    from kamcli.store.drafts import draft

    here = session(ctx, directory=directory, lang=lang)
    row = _broken(here, record_id) or find(here, record_id)
    kind, wanted = KINDS[row.kind], assign(row, pairs)
    if here.person is not None:
        wanted = handed_over(wanted, row, here.book.columns, Giver(here.person.id, here.today))
    made = draft(here.root, wanted, kind, here.policy, here.lang)
    renewed = tuple(renewals(made.before, made.after, row, here.book.columns, here.policy))
    if renewed:
        made = draft(here.root, with_renewals(wanted, renewed), kind, here.policy, here.lang)
    write(here, made.change, dry_run=dry_run, commit=commit)
    for each in renewed:
        tell_renewal(each, here.lang)


def _broken(here: Session, record_id: str) -> Row | None:
    """A record that can't be read as one has no row, and must all the same be mended."""
    from kamcli.store.records import id_of
    from kamcli.store.source import files

    unread = {each.file for each in here.book.findings if each.severity is Severity.error}
    for path in files(here.root) if unread else ():
        kind = kind_of(path)
        if path in unread and kind is not None and kind.name != "people" and id_of(path, kind) == record_id:
            return Row(kind.name, record_id, path, {})
    return None


def write(here: Session, change: "Change", *, dry_run: bool, commit: bool) -> None:
    """Print the diff of a dry run, or write the file, print its changed lines, and commit it where that is asked."""
    from kamcli.changes.change import changed_lines, diff
    from kamcli.store.files import write_changes

    if change.before == change.after:
        show.note(UNCHANGED.read(here.lang))
        return
    if dry_run:
        show.raw(diff(change))
        return
    write_changes(here.root, (change,))
    show.line(show.shown_path(change.path, here.root))
    if change.before is not None:
        for line in changed_lines(change):
            show.line(f"  {line}")
    if commit:
        commit_one(here, change)


def commit_one(here: Session, change: "Change") -> None:
    """One commit that holds the written file alone."""
    from kamcli.store import git

    made = git.commit(here.root, (change.path,), change.subject)
    show.note(COMMITTED.read(here.lang, {"commit": made[:12]}))


def tell_renewal(renewal: "Renewal", lang: str) -> None:
    signers = ""
    if renewal.chain is not None:
        stages = tuple(
            Say(f"{each.role.zh}{each.act.zh}", f"{each.role.en} {each.act.en}") for each in renewal.chain.stages
        )
        signers = SIGNERS.read(lang, {"signers": stages})
    figures = {"subject": renewal.subject, "revision": renewal.revision}
    show.note(f"{RENEWED.read(lang, figures)}{signers}")
    show.note(f"kam approve {renewal.subject}")
