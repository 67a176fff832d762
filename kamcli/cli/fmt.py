"""`kam fmt [PATH…]`: text put in order on request: encoding, line ends, blanks, spelling; never a value."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kamcli.cli import show
from kamcli.cli.edit_target import ADD_ONLY
from kamcli.cli.options import Directory, DryRun, Lang, Language
from kamcli.cli.session import Session, session
from kamcli.cli.within import within
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Finding, KamError, Say, refuse
from kamcli.model.kinds import kind_of

if TYPE_CHECKING:
    from kamcli.store.precheck import Refused

COUNTED = {
    "zh": "整理了 {n} 个文件，{kept} 个本来就整齐，{left} 个没有整理",
    "en": "{n} files put in order, {kept} were in order, {left} are left as they are",
}
WOULD = {
    "zh": "要整理 {n} 个文件，{kept} 个本来就整齐，{left} 个不能整理",
    "en": "{n} files need order, {kept} are in order, {left} can't be put in order",
}


class Done(NamedTuple):
    """What became of one file: whether its text changes, and the code it adds where it could not be read."""

    changed: bool = False
    code: int = Exit.FINE


def fmt(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help=tr("只整理这些文件或目录（默认全部记录）", "only these (default: all records)")
        ),
    ] = None,
    *,
    check: Annotated[
        bool,
        typer.Option("--check", help=tr("只列出要整理的，有就返回 1", "only list what needs order; exit 1 if any")),
    ] = False,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="ENCODING",
            help=tr(
                "不是 UTF-8 的文件按这种编码读：gb18030 utf-16 big5",
                "the encoding of files that are not UTF-8: gb18030 utf-16 big5",
            ),
        ),
    ] = "",
    to: Annotated[
        Lang | None,
        typer.Option("--to", help=tr("把键和选项改写成中文或英文", "spell keys and choices in this language")),
    ] = None,
    dry_run: DryRun = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Put the text of records in order; their data, comments and the order of keys stay."""
    from kamcli.store.tidy import known_encoding

    here = session(ctx, directory=directory, lang=lang)
    show.speak(here.lang)
    encoding = known_encoding(source) if source else ""
    wanted = tuple(_wanted(here, paths or []))
    done = [_one(here, path, encoding, str(to or ""), write=not (check or dry_run), diff=dry_run) for path in wanted]
    changed = sum(each.changed for each in done)
    kept = sum(not each.changed and not each.code for each in done)
    if not here.asked.quiet:
        show.note(
            (WOULD if check or dry_run else COUNTED)[here.lang].format(
                n=changed, kept=kept, left=len(done) - changed - kept
            )
        )
    raise typer.Exit(
        max((each.code for each in done), default=0) or (Exit.FINDINGS if check and changed else Exit.FINE)
    )


def _wanted(here: Session, paths: list[Path]) -> Iterator[str]:
    """The records that are asked for, each once; sign-offs are never rewritten."""
    asked = tuple(within(here.source, path) for path in paths)
    for path in here.source.files():
        kind = kind_of(path)
        full = here.root / path
        if asked and not any(full.is_relative_to(each) for each in asked):
            continue
        if kind is not None and kind.name not in ADD_ONLY:
            yield path
        elif full in asked:
            raise refuse(
                "{path}：不是能整理的记录",
                "{path}: no record that can be put in order",
                code=Exit.ASKED_WRONGLY,
                path=path,
            )


def _one(here: Session, path: str, encoding: str, lang: str, *, write: bool, diff: bool) -> Done:
    """Put one file in order; what can't be is told, and the others go on."""
    from kamcli.store import files
    from kamcli.store.precheck import Refused
    from kamcli.store.tidy import tidied

    try:
        content = files.read_bytes(here.root / path)
        text = tidied(content, path, encoding=encoding, lang=lang)
    except Refused as refusal:
        for each in _findings(here, path, refusal):
            show.finding(each, here.root, here.lang, sys.stderr)
        return Done(code=Exit.UNREADABLE)
    except KamError as error:
        place = Say(*(f"{show.shown_path(path, here.root)}: {error.say.read(each)}" for each in ("zh", "en")))
        show.refusal(KamError(place, hint=error.hint), here.root, here.lang)
        return Done(code=error.code)
    if text.encode("utf-8") == content:
        return Done()
    if write:
        files.write(here.root / path, text, content)
    if diff:
        _print_diff(path, content, text)
    else:
        show.line(show.shown_path(path, here.root))
    return Done(changed=True)


def _findings(here: Session, path: str, refusal: "Refused") -> Iterator[Finding]:
    """Why a file is no record, with its place."""
    from kamcli.store.records import located_at

    located = located_at(path, here.reading.policy, here.lang)
    yield from (located.fault(each) for each in refusal.faults)


def _print_diff(path: str, content: bytes, text: str) -> None:
    """What would change, as a diff; bytes that are no UTF-8 are shown as such."""
    from kamcli.changes.change import Change, diff

    before = content.decode("utf-8", "backslashreplace")
    show.raw(diff(Change(path, before, text, "")))
