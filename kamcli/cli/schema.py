"""`kam schema KIND` prints the JSON Schema of a kind, `kam schema --install` sets a book up for editors."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, DryRun, Language
from kamcli.cli.session import session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.kinds import KINDS, kind_named

if TYPE_CHECKING:
    from kamcli.model.policy import Policy

HEADS = {"zh": ("种类", "名称", "格式文件"), "en": ("kind", "label", "schema")}
WROTE = Say("已写 {path}", "wrote {path}")
WOULD = Say("会写 {path}", "would write {path}")
MANY = Say("{path}（{count} 个文件）", "{path} ({count} files)")
NOTHING = Say("都是最新的，没有改动", "everything is up to date; nothing was changed")
UNTOUCHED = Say("没有改动；上面几行要您自己改", "nothing was changed; the lines above are yours to mend")


def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help=tr("记录种类", "the kind of record"), show_default=False)
    ] = "",
    *,
    install: Annotated[
        bool,
        typer.Option("--install", help=tr("写好编辑器要的文件", "write what editors need")),
    ] = False,
    dry_run: DryRun = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Print the JSON Schema of a kind, or set the book up for editors."""
    here = session(ctx, directory=directory, lang=lang)
    if install and kind:
        zh, en = "--install 写所有种类，不用再写种类", "--install writes every kind: name none"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY)
    if install:
        told(here.root, here.policy, here.lang, dry_run=dry_run)
    elif kind:
        from kamcli.store.schemas import schema_text

        wanted = kind_named(kind)
        show.raw(schema_text(wanted, here.policy))
    else:
        _print_kinds(here.root, here.lang)


def told(root: Path, policy: "Policy", lang: str, *, dry_run: bool = False) -> None:
    """Install what editors need, and tell which files were written; the schemas count as one."""
    from kamcli.store.editor_files import changed, contrary, install
    from kamcli.store.modeline import FOLDER

    paths = [each.path for each in changed(root, policy)] if dry_run else install(root, policy)
    made = sum(path.parent.name == FOLDER for path in paths)
    lines = [MANY.read(lang, {"path": show.shown_path(f"{FOLDER}/", root), "count": made})] if made else []
    lines += [show.shown_path(str(path), root) for path in paths if path.parent.name != FOLDER]
    for line in lines:
        show.line((WOULD if dry_run else WROTE).read(lang, {"path": line}))
    against = contrary(root)
    for each in against:
        show.note(f"kam: {each.read(lang)}")
    if not lines:
        show.note((UNTOUCHED if against else NOTHING).read(lang))


def _print_kinds(root: Path, lang: str) -> None:
    from kamcli.store.modeline import file_of

    rows = [(kind.name, kind.label.read(lang), _shown(root, file_of(kind))) for kind in KINDS.values()]
    show.table(HEADS[lang], rows)


def _shown(root: Path, file: str) -> str:
    return show.shown_path(file, root) if (root / file).is_file() else "-"
