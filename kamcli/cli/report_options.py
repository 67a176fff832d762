"""The options of `kam report`, and what they ask for."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kamcli.cli.words import tr

Name = Annotated[
    str, typer.Argument(metavar="NAME", help=tr("报表名；不写则列出全部", "the report; none lists them all"))
]
Subject = Annotated[
    str, typer.Argument(metavar="[ID]", help=tr("记录编号（单份表单要）", "the record (for a form of one)"))
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help=tr("写进文件", "write to a file instead"))
]


class Class(StrEnum):
    """The classes of confidentiality, from public to personal."""

    pub = "pub"
    int = "int"
    conf = "conf"
    pers = "pers"


MaxClass = Annotated[
    Class | None,
    typer.Option(
        "--max-class",
        help=tr("最多印到哪一级（digest、card、slip 等）", "highest class to print (digest, card, slip and others)"),
    ),
]
Blank = Annotated[
    bool,
    typer.Option("--blank", help=tr("空白表，供填写（data-sheet、slip）", "empty, to be filled in (data-sheet, slip)")),
]
Who = Annotated[
    str,
    typer.Option(
        "--for", metavar="WHO", help=tr("谁的：员工或单位编号（trips）", "whose: id of a person or a unit (trips)")
    ),
]
Period = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=tr("日、周或月，如 2026-W47、2026-11（trips）", "day, week or month, as 2026-W47, 2026-11 (trips)"),
    ),
]
Mail = Annotated[
    bool,
    typer.Option(
        "--mail", help=tr("寄给制度写明的收件人，每人每周一封（digest）", "mail it to the policy's recipients (digest)")
    ),
]
Eml = Annotated[
    str | None,
    typer.Option(
        "--eml",
        metavar="FILE",
        help=tr("把邮件写进文件，不寄；目录/ 则一人一个（digest）", "write the mail to a file or DIR/"),
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to", metavar="WHO", help=tr("只给这一个收件人（地址或姓名）", "only this recipient (address or name)")
    ),
]
Retry = Annotated[
    bool, typer.Option("--retry", help=tr("被拒收的也再寄", "mail also those whose server refused it this week"))
]


class Style(StrEnum):
    """The form of a report."""

    table = "table"
    md = "md"
    html = "html"
    json = "json"


class Wish(NamedTuple):
    """What is asked for: the record, the highest class to print ("" = the policy's), whether the form is empty.

    `who` and `period` narrow a plan: whose, and of which days.
    """

    subject: str
    most: str
    blank: bool
    who: str
    period: str
