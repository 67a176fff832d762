"""`kam edit ID`: a record in the user's own editor, checked when it is saved; kept, edited again or put back."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import prompt, show
from kamcli.cli.edit_target import line_of, target
from kamcli.cli.options import Commit, Directory, Language
from kamcli.cli.session import session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Say, Severity

if TYPE_CHECKING:
    from kamcli.cli.edit_desk import Desk
    from kamcli.model.finding import Finding

UNCHANGED = Say("没有变化", "nothing changes")
AT_ONCE = Say(
    "编辑器马上就返回了；在它里面改完存好，再按回车",
    "the editor returned at once; press Enter when you have saved there",
)
WAIT = Say(
    "图形编辑器加上等待的选项，如 EDITOR='code --wait'", "tell a windowed editor to wait, as in EDITOR='code --wait'"
)
KEPT = Say("已保留，还有 {n} 个错误", "kept; errors: {n}")
NOT_COMMITTED = Say("有错误，没有提交", "not committed: there are errors")
BACK = Say("已放回原样", "put back as it was")
OFFER = Say("有 {n} 个错误：e 再编辑，k 保留，r 放回原样", "errors: {n}; e edit again, k keep, r put back")


def edit(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=tr(
                "记录编号，或 policy、organisation、calendar，或文件",
                "a record's id; policy, organisation, calendar; or a file",
            ),
        ),
    ],
    *,
    field: Annotated[
        str, typer.Option("--field", metavar="KEY", help=tr("从这个字段开始", "begin at this field"))
    ] = "",
    commit: Commit = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Edit a record in $VISUAL or $EDITOR; what it then finds is printed with its place."""
    from kamcli.cli.edit_desk import Desk
    from kamcli.store.editor import editor

    here = session(ctx, directory=directory, lang=lang, judge=True)
    wanted = target(here, name)
    command, line = editor(), line_of(here, wanted, field)
    desk = Desk(here, wanted, command)
    try:
        code = _rounds(desk, line, commit=commit)
    finally:
        desk.leave()
    raise typer.Exit(code)


def _rounds(desk: "Desk", line: int, *, commit: bool) -> int:
    """Edit and check until the record is right or somebody decides; gives the exit code."""
    lang, first = desk.here.lang, True
    while True:
        if not _edited(desk, line) and first:
            show.note(UNCHANGED.read(lang))
            return Exit.FINE
        first = False
        desk.put()
        found = desk.findings()
        errors = _told(desk, found)
        if not errors:
            desk.settle(commit=commit)
            return Exit.FINE
        answer = _decided(errors, lang)
        if answer == "r":
            desk.put_back()
            show.note(BACK.read(lang))
            return Exit.FINDINGS
        if answer == "k":
            show.note(KEPT.read(lang, {"n": errors}))
            if commit:
                show.note(NOT_COMMITTED.read(lang))
            return Exit.UNREADABLE if any(each.unreadable for each in found) else Exit.FINDINGS
        line = next((each.line for each in found if each.file == desk.target.path and each.line), line)


def _edited(desk: "Desk", line: int) -> bool:
    """Open the editor; whether the text differs from the file's afterwards.

    One that returns at once without a change has its window open still: whoever sits there says when it is done.
    """
    soon = desk.edit(line)
    if soon and not desk.changed() and prompt.at_terminal():
        lang = desk.here.lang
        show.note(WAIT.read(lang))
        with suppress(prompt.GivenUp):
            prompt.asked(AT_ONCE.read(lang))
    return desk.changed()


def _told(desk: "Desk", found: tuple["Finding", ...]) -> int:
    """Print the findings; how many errors there are."""
    for told in desk.moved():
        show.note(told.read(desk.here.lang))
    for each in found:
        show.finding(each, desk.here.root, desk.here.lang)
    sys.stdout.flush()
    return sum(each.severity is Severity.error for each in found)


def _decided(errors: int, lang: str) -> str:
    """e, k or r; where nobody can be asked the text is kept."""
    if not prompt.at_terminal():
        return "k"
    try:
        return prompt.chosen(OFFER.read(lang, {"n": errors}), ("e", "k", "r"), "e")
    except prompt.GivenUp:
        return "k"
