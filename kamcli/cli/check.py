"""`kam check`: judge what the files say; the same verdict on any day."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, ExitZero, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Finding, Severity, refuse


class Style(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=tr("只看这些文件或目录", "only these files or folders")),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help=tr("警告也算不通过", "warnings fail too"))] = False,
    style: Annotated[Style, typer.Option("--format", help=tr("输出格式", "format of the output"))] = Style.text,
    exit_zero: ExitZero = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Check records: text, schema, rules. Exit 1 with errors, 3 when a record can't be read."""
    from kamcli.store.book import files
    from kamcli.store.judging import verdict

    here = session(ctx, directory=directory, lang=lang, judge=True)
    reading = here.reading
    wanted = tuple(_wanted(here.root, path) for path in paths or ())
    findings = tuple(each for each in verdict(reading) if _lies_in(here.root / each.file, wanted))
    checked = sum(_lies_in(here.root / path, wanted) for path in files(here.root)) if wanted else reading.pages
    if style is Style.json:
        show.document(_document(checked, findings))
    else:
        _print(here, checked, findings)
    raise typer.Exit(Exit.FINE if exit_zero else _code(findings, strict=strict))


def _wanted(root: Path, path: Path) -> Path:
    """The file or folder of the book that somebody named, from here or from the records folder."""
    there = [each for each in (path.resolve(), (root / path).resolve()) if each.exists()]
    if not there:
        raise refuse("没有 {path}", "there is no {path}", code=Exit.ASKED_WRONGLY, path=path)
    inside = [each for each in there if each.is_relative_to(root) or root.is_relative_to(each)]
    if not inside:
        zh, en = "{path} 不在账簿 {root} 里", "{path} does not lie in the book {root}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, path=path, root=root)
    return inside[0]


def _lies_in(file: Path, wanted: tuple[Path, ...]) -> bool:
    return not wanted or any(file.is_relative_to(each) for each in wanted)


def _code(findings: tuple[Finding, ...], *, strict: bool) -> int:
    if any(each.unreadable for each in findings):
        return Exit.UNREADABLE
    failing = (Severity.error, Severity.warning) if strict else (Severity.error,)
    return Exit.FINDINGS if any(each.severity in failing for each in findings) else Exit.FINE


def _count(findings: tuple[Finding, ...], severity: Severity) -> int:
    return sum(each.severity is severity for each in findings)


def _print(here: Session, checked: int, findings: tuple[Finding, ...]) -> None:
    quiet = here.asked.quiet
    for each in findings:
        if here.asked.verbose or not (quiet and each.severity is Severity.information):
            show.finding(each, here.root, here.lang)
    errors, warnings = _count(findings, Severity.error), _count(findings, Severity.warning)
    words = {"zh": "检查了 {n} 个文件：{e} 个错误，{w} 个警告", "en": "checked {n} files: {e} errors, {w} warnings"}
    if not quiet:
        show.note(words[here.lang].format(n=checked, e=errors, w=warnings))


def _document(checked: int, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The stable JSON of `check` (design §3.1)."""
    fields = ("rule", "spec", "severity", "file", "line", "column", "record", "field", "message", "hint")
    return {
        "schema_version": 1,
        "as_of": None,
        "checked": checked,
        "errors": _count(findings, Severity.error),
        "warnings": _count(findings, Severity.warning),
        "findings": [{name: getattr(each, name) for name in fields} for each in findings],
    }
