"""Options that several commands share; each can also come from a KAM_ variable."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kamcli.cli.words import tr


class Format(StrEnum):
    """How a listing is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Lang(StrEnum):
    """The language of messages and reports."""

    zh = "zh"
    en = "en"


class Colour(StrEnum):
    """When output is coloured."""

    auto = "auto"
    always = "always"
    never = "never"


AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        envvar="KAM_AS_OF",
        help=tr("按这一天计算（默认今天）", "compute as of this day (default: today)"),
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option(
        "--lang", envvar="KAM_LANG", help=tr("输出语言（默认按制度）", "language of the output (default: the policy's)")
    ),
]
Directory = Annotated[
    Path | None, typer.Option("-C", metavar="DIR", envvar="KAM_BOOK", help=tr("账簿所在目录", "the book's folder"))
]
Listing = Annotated[Format, typer.Option("--format", envvar="KAM_FORMAT", help=tr("输出格式", "format of the output"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=tr("只显示会改什么", "show what would change, write nothing"))]
Commit = Annotated[
    bool, typer.Option("--commit", help=tr("写完就提交（只含这些文件）", "commit exactly the written files"))
]
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero", help=tr("有发现也返回 0（给 cron 用）", "exit with 0 also when there are findings (for cron)")
    ),
]
