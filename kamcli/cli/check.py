"""`kam check`: judge what the files say; the same verdict on any day."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kamcli.cli import show
from kamcli.cli.options import Directory, ExitZero, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Finding, Severity, refuse

if TYPE_CHECKING:
    from kamcli.store.book import Reading


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
    from kamcli.store.judging import verdict

    here = session(ctx, directory=directory, lang=lang, judge=True)
    reading = here.reading
    findings = _chosen(here, verdict(reading), paths or [])
    if style is Style.json:
        show.document(_document(reading, findings))
    else:
        _print(here, findings)
    raise typer.Exit(Exit.FINE if exit_zero else _code(findings, strict=strict))


def _chosen(here: Session, findings: tuple[Finding, ...], paths: list[Path]) -> tuple[Finding, ...]:
    if not paths:
        return findings
    wanted = []
    for path in paths:
        full = next((each for each in (path.resolve(), (here.root / path).resolve()) if each.exists()), None)
        if full is None:
            raise refuse("没有 {path}", "there is no {path}", code=Exit.ASKED_WRONGLY, path=path)
        wanted.append(full)
    return tuple(each for each in findings if any((here.root / each.file).is_relative_to(full) for full in wanted))


def _code(findings: tuple[Finding, ...], *, strict: bool) -> int:
    if any(each.unreadable for each in findings):
        return Exit.UNREADABLE
    failing = (Severity.error, Severity.warning) if strict else (Severity.error,)
    return Exit.FINDINGS if any(each.severity in failing for each in findings) else Exit.FINE


def _count(findings: tuple[Finding, ...], severity: Severity) -> int:
    return sum(each.severity is severity for each in findings)


def _print(here: Session, findings: tuple[Finding, ...]) -> None:
    quiet = here.asked.quiet
    for each in findings:
        if here.asked.verbose or not (quiet and each.severity is Severity.information):
            show.finding(each, here.root, here.lang)
    errors, warnings = _count(findings, Severity.error), _count(findings, Severity.warning)
    words = {"zh": "检查了 {n} 个文件:{e} 个错误,{w} 个警告", "en": "checked {n} files: {e} errors, {w} warnings"}
    if not quiet:
        show.note(words[here.lang].format(n=here.reading.pages, e=errors, w=warnings))


def _document(reading: "Reading", findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The stable JSON of `check` (design §3.1)."""
    fields = ("rule", "spec", "severity", "file", "line", "column", "record", "field", "message", "hint")
    return {
        "schema_version": 1,
        "as_of": None,
        "checked": reading.pages,
        "errors": _count(findings, Severity.error),
        "warnings": _count(findings, Severity.warning),
        "findings": [{name: getattr(each, name) for name in fields} for each in findings],
    }
