"""The command tree, and the one handler that turns refusals and bugs into words and exit codes."""

import os
import sys
from typing import Annotated

import typer
from typer._click.exceptions import ClickException  # typer's own copy, which it raises

from kamcli import __version__
from kamcli.cli import show
from kamcli.cli.add import add
from kamcli.cli.approve import approve
from kamcli.cli.arguments import asked_by, language_of, refuse_garbled
from kamcli.cli.check import check
from kamcli.cli.clocks import clocks
from kamcli.cli.completion import completion
from kamcli.cli.delegate import delegate
from kamcli.cli.edit import edit
from kamcli.cli.explain import explain
from kamcli.cli.fmt import fmt
from kamcli.cli.help import Command, Group, wrong
from kamcli.cli.import_ import import_
from kamcli.cli.init import init
from kamcli.cli.list import list_
from kamcli.cli.move import move
from kamcli.cli.options import Colour, Directory, Language
from kamcli.cli.overdue import overdue
from kamcli.cli.query import query
from kamcli.cli.report import report
from kamcli.cli.rules import rules
from kamcli.cli.schema import schema
from kamcli.cli.session import Asked, Current, language
from kamcli.cli.set import set_
from kamcli.cli.show_record import show_record
from kamcli.cli.tier import tier
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, KamError, Say
from kamcli.model.reasons import reason

app = typer.Typer(
    name="kam",
    cls=Group,
    help=tr(
        "纯文本的大客户管理：制度即代码，每个结果都有出处。",
        "plain-text key account management: policy as code, every result traced.",
    ),
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (  # the table of commands, in the order of the help
    ("init", init, "建一本新账簿", "make a new book"),
    ("add", add, "新建一条记录", "add a record"),
    ("set", set_, "改几个值，只动这几行", "set values, touching only their lines"),
    ("edit", edit, "在编辑器里改一条记录，存好就检查", "edit a record in your editor, and check it"),
    ("list", list_, "列出一种记录", "list the records of a kind"),
    ("show", show_record, "看一条记录", "show one record"),
    ("check", check, "检查记录：文字、格式、规则", "check records: text, schema, rules"),
    ("fmt", fmt, "整理文本：编码、换行、空格、拼写", "put text in order: encoding, line ends, blanks, spelling"),
    ("tier", tier, "客户分级：算出与评定对照", "grade customers: computed against assigned"),
    ("approve", approve, "审批：所请、链条、轮到谁，并签署", "approve: what is asked, whose turn it is; sign"),
    ("move", move, "改记录的状态", "move a record to a state"),
    ("delegate", delegate, "书面授权，或撤销", "delegate in writing, or revoke it"),
    ("overdue", overdue, "逾期与提醒：应收账款和时限", "what is overdue: receivables and deadlines"),
    ("report", report, "出报表", "print a report"),
    ("query", query, "用 SQL 查记录和台账，只读", "ask records and ledgers in SQL, read-only"),
    ("import", import_, "导入台账或客户", "import ledgers or customers"),
    ("schema", schema, "编辑器用的格式：打印，或装进账簿", "schemas for editors: print one, or set the book up"),
    ("rules", rules, "列出规则和制度条款", "list the rules and the clauses behind them"),
    ("clocks", clocks, "列出所有时限", "list every deadline that kam watches"),
    ("completion", completion, "命令补全的脚本：bash、zsh、fish", "the completion script for bash, zsh, fish"),
    ("explain", explain, "解释一条规则、时限、参数或字段", "explain a rule, a clock, a parameter or a field"),
)
for name, command, zh, en in COMMANDS:
    app.command(name, cls=Command, help=tr(zh, en))(command)

OUTPUT = Say("输出", "the output")
UNREACHABLE = Say("kam: {path} 读写失败：{why}", "kam: {path} can't be read or written: {why}")
BUG = Say(
    "kam: 这是程序的错误，请把这个文件发给维护人：{file}",
    "kam: this is a bug of the program; send this file to its maintainer: {file}",
)


def _version(*, value: bool) -> None:
    if value:
        show.line(f"kam {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def kam(
    ctx: typer.Context,
    *,
    directory: Directory = None,
    lang: Language = None,
    as_of: Annotated[
        str,
        typer.Option("--as-of", metavar="DATE", envvar="KAM_AS_OF", help=tr("按这一天计算", "compute as of this day")),
    ] = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=tr("少说", "say less"))] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help=tr("多说", "say more"))] = False,
    color: Annotated[
        Colour, typer.Option("--color", envvar="KAM_COLOR", help=tr("颜色：auto always never", "colours"))
    ] = Colour.auto,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help=tr("版本", "the version"))
    ] = False,
) -> None:
    """What needs attention today; with a command, that command."""
    del version
    show.paint_when(color.value)
    ctx.obj = Asked(directory, str(lang or ""), as_of, quiet=quiet, verbose=verbose)
    if ctx.invoked_subcommand is None:
        from kamcli.cli.today import today

        today(ctx)


def run() -> int:
    """Run the command line and give its exit code."""
    show.prepare()
    Current.session = None
    try:
        refuse_garbled(sys.argv[1:])
        code = app(prog_name="kam", standalone_mode=False)
        sys.stdout.flush()
    except (KamError, ClickException) as error:
        return _refused(error)
    except (KeyboardInterrupt, typer.Abort):
        return Exit.INTERRUPTED
    except SystemExit as stop:
        return _stopped(stop)
    except OSError as error:
        return _unreachable(error)
    except Exception:  # noqa: BLE001 the last resort: a bug becomes a file to send, never a traceback with customer data
        return _bug()
    return code if isinstance(code, int) else Exit.FINE


def _refused(error: KamError | ClickException) -> int:
    error = error if isinstance(error, KamError) else wrong(error)
    show.refusal(error, None, _language())
    return error.code


def _language() -> str:
    """The book's language wherever a book can be found, even where no command came to open it; never an error."""
    if Current.session is None:
        return language_of(asked_by(sys.argv[1:]), show.Speech.lang)
    try:
        return language()
    except Exception:  # noqa: BLE001 a book that a bug can't read has no language
        return show.Speech.lang


def _stopped(stop: SystemExit) -> int:
    """The code that a command asked for, once its output has left."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _unreachable(error)
    return stop.code if isinstance(stop.code, int) else Exit.FINE


def _let_go() -> None:
    """Nobody reads the output any more: what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unreachable(error: OSError) -> int:
    """A file that may not be read, a disk that is full, an output that takes no more: no bug of the program."""
    if isinstance(error, BrokenPipeError):
        _let_go()
        return Exit.FINE
    figures = {"path": error.filename or OUTPUT, "why": reason(error)}
    show.note(UNREACHABLE.read(_language(), figures))
    if error.filename is None:
        _let_go()
    return Exit.CONFIGURATION


def _bug() -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="kam-bug-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as file:
        file.write(f"kam {__version__}\n{traceback.format_exc()}")
    show.note(BUG.read(_language(), {"file": file.name}))
    return Exit.BUG
