"""`kam check`: judge what the files say; the same verdict on any day."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kamcli import __version__
from kamcli.cli import show
from kamcli.cli.check_scope import scope
from kamcli.cli.options import Directory, ExitZero, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, Finding, Severity

COUNTED = {
    "zh": "检查了 {n} 个文件{of}：{e} 个错误，{w} 个警告",
    "en": "checked {n} files{of}: {e} errors, {w} warnings",
}
OF = {"zh": "（{of}）", "en": " ({of})"}
STAGED = {"zh": "暂存的内容", "en": "as staged"}
SINCE = {"zh": "自 {revision} 起改动的", "en": "changed since {revision}"}
AND = {"zh": "，", "en": ", "}


class Style(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    gitlab = "gitlab"


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=tr("只看这些文件或目录", "only these files or folders")),
    ] = None,
    *,
    staged: Annotated[
        bool,
        typer.Option(
            "--staged",
            help=tr(
                "检查将要提交的内容（git 暂存区），不看工作目录", "check what will be committed, not the work tree"
            ),
        ),
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="REV",
            help=tr(
                "只报告与 REV 分叉以来改动的文件里的问题，和别的文件里新出现的问题",
                "only findings in files changed since this branch left REV, and those that are new in other files",
            ),
        ),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help=tr("警告也算不通过", "warnings fail too"))] = False,
    style: Annotated[
        Style,
        typer.Option(
            "--format",
            help=tr(
                "输出格式；github、sarif、gitlab 给代码托管平台看", "format; github, sarif and gitlab are for a forge"
            ),
        ),
    ] = Style.text,
    exit_zero: ExitZero = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Check records: text, schema, rules. Exit 1 with errors, 3 when a record can't be read."""
    here = session(ctx, directory=directory, lang=lang, judge=True, staged=staged)
    asked = scope(here, paths or [], since)
    findings = asked.findings()
    if style is Style.text:
        _print(here, findings)
    elif style is Style.json:
        show.document(_document(asked.checked(), findings))
    else:
        _forge(here, style, findings)
    if style in (Style.text, Style.github) and not here.asked.quiet:
        show.note(_counted(here, asked.checked(), findings, since))
    raise typer.Exit(Exit.FINE if exit_zero else _code(findings, strict=strict))


def _code(findings: tuple[Finding, ...], *, strict: bool) -> int:
    if any(each.unreadable for each in findings):
        return Exit.UNREADABLE
    failing = (Severity.error, Severity.warning) if strict else (Severity.error,)
    return Exit.FINDINGS if any(each.severity in failing for each in findings) else Exit.FINE


def _count(findings: tuple[Finding, ...], severity: Severity) -> int:
    return sum(each.severity is severity for each in findings)


def _print(here: Session, findings: tuple[Finding, ...]) -> None:
    for each in findings:
        if here.asked.verbose or not (here.asked.quiet and each.severity is Severity.information):
            show.finding(each, here.root, here.lang)


def _counted(here: Session, checked: int, findings: tuple[Finding, ...], since: str) -> str:
    """How many files were looked at, which ones, and what was found."""
    lang = here.lang
    which = [STAGED[lang]] * here.staged + [SINCE[lang].format(revision=since)] * bool(since)
    of = OF[lang].format(of=AND[lang].join(which)) if which else ""
    errors, warnings = _count(findings, Severity.error), _count(findings, Severity.warning)
    return COUNTED[lang].format(n=checked, of=of, e=errors, w=warnings)


def _forge(here: Session, style: Style, findings: tuple[Finding, ...]) -> None:
    """Findings for the site that hosts the repository: it knows files by their paths from the repository's top."""
    from kamcli.output import findings as told
    from kamcli.store.staged import place

    folder = place(here.root)
    if style is Style.github:
        for line in told.github(findings, folder, here.lang):
            show.line(line)
    elif style is Style.sarif:
        show.document(told.sarif(findings, folder, here.lang, __version__))
    else:
        show.document(told.gitlab(findings, folder))


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
