"""The words of help pages and of wrong command lines, in the reader's language: typer has only English ones."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from typer._click.core import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup

from kamcli.cli.words import CHINESE, tr
from kamcli.model.finding import Exit, KamError, Say, refuse

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

WORDS: Mapping[str, str] = {
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Show this message and exit.": "显示这段说明",
    "Install completion for the current shell.": "给当前的 shell 装上命令补全",
    "Show completion for the current shell, to copy it or customize the installation.": "显示补全脚本，自己安装",
}
EXTRA = re.compile(r"\s*\[((?:required|default: |env var: )[^\]]*)\]$")
EXTRAS = (("required", "必填"), ("default: ", "默认 "), ("env var: ", "环境变量 "), ("; ", "；"))
USAGE = (("[OPTIONS]", "[选项]"), ("COMMAND", "命令"), ("[ARGS]", "[参数]"))
LEFT = 30  # columns for the names of options and commands; a longer one stands on a line of its own


class Page(HelpFormatter):
    """A help page that counts Chinese characters as two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _replaced(args, USAGE) if CHINESE else args, prefix or tr("用法：", "Usage: "))

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{said(heading)}{tr('：', ':')}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = LEFT, col_spacing: int = 2) -> None:
        from kamcli.output.width import folded, width

        left = min(col_max, max((width(name) for name, _ in rows), default=0)) + col_spacing
        indent = " " * self.current_indent
        for name, text in rows:
            shown = f"{name}{' ' * (left - width(name))}" if width(name) + col_spacing <= left else f"{name}\n"
            lines = folded(said(text), max(self.width - len(indent) - left, 20))
            deeper = f"\n{indent}{' ' * left}"
            told = deeper.join(lines)
            self.write(f"{indent}{shown}{deeper[1:] if shown.endswith(chr(10)) else ''}{told}".rstrip() + "\n")

    def write_text(self, text: str) -> None:
        from kamcli.output.width import folded

        indent = " " * self.current_indent
        for line in text.splitlines():
            self.write("".join(f"{indent}{each}\n" for each in folded(line, self.width - len(indent))))


def said(text: str) -> str:
    """A text of typer's own in the reader's language."""
    if not CHINESE:
        return text
    extra = EXTRA.search(text)
    head = text[: extra.start()] if extra else text
    return WORDS.get(head, head) + (f"（{_replaced(extra[1], EXTRAS)}）" if extra else "")


def _replaced(text: str, words: Sequence[tuple[str, str]]) -> str:
    for english, chinese in words:
        text = text.replace(english, chinese)
    return text


class _Context(Context):
    formatter_class = Page


class Command(TyperCommand):
    context_class = _Context


class Group(TyperGroup):
    context_class = _Context


# what typer says of a wrong command line -> what kam says
WRONG = (
    (r"No such option: (?P<what>\S+)", Say("没有选项 {what}{near}", "there is no option {what}{near}")),
    (r"No such command '(?P<what>.*?)'", Say("没有命令 {what}{near}", "there is no command {what}{near}")),
    (r"Missing argument '?(?P<what>[^'.]*)", Say("缺少 {what}", "{what} is missing")),
    (r"Missing option '?(?P<what>[^'.]*)", Say("缺少选项 {what}", "the option {what} is missing")),
    (r"Got unexpected extra argument\S* \((?P<what>.*)\)", Say("多写了“{what}”", "{what} is one too many")),
    (r"Option '(?P<what>.*?)' requires an argument", Say("选项 {what} 后面要有值", "the option {what} needs a value")),
    (
        r"Option '(?P<what>.*?)' requires (?P<value>\d+) arguments",
        Say("选项 {what} 后面要有 {value} 个值", "the option {what} needs {value} values"),
    ),
    (r"Option '(?P<what>.*?)' does not take a value", Say("选项 {what} 不带值", "the option {what} takes no value")),
    (
        r"Invalid value for (?P<what>.*?): '(?P<value>.*?)' is not one of (?P<known>.*?)\.?$",
        Say("{what} 不能是“{value}”；可以是 {known}", "{what} can't be {value}; it is one of {known}"),
    ),
    (
        r"Invalid value for (?P<what>.*?): '(?P<value>.*?)' is not a valid (?:integer|int)",
        Say("{what} 要写整数，不是“{value}”", "{what} is a whole number, not {value}"),
    ),
    (r"Invalid value for (?P<what>.*?): (?P<value>.*)", Say("{what} 不对：{value}", "{what} is wrong: {value}")),
)
OTHER = Say("命令写得不对：{what}", "wrong command line: {what}")
HINT = Say("{command} --help", "{command} --help")


def wrong(error: "ClickException") -> KamError:
    """The refusal that a wrong command line gets, with the help page to read."""
    from kamcli.model.spelling import near_ids

    context = getattr(error, "ctx", None)
    hint = HINT.filled({"command": context.command_path if context else "kam"})
    message = re.sub(r" \((?:Possible options|env var): [^)]*\)", "", error.format_message())
    for pattern, say in WRONG:
        if found := re.match(pattern, message):
            figures: dict[str, object] = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            if "{near}" in say.zh:
                figures["near"] = near_ids(str(figures["what"]), _known(context))
            return refuse(say.zh, say.en, code=Exit.ASKED_WRONGLY, hint=hint, **figures)
    return refuse(OTHER.zh, OTHER.en, code=Exit.ASKED_WRONGLY, hint=hint, what=message)


def _known(context: Context | None) -> tuple[str, ...]:
    """The options and commands that there are."""
    if context is None:
        return ()
    options = (each for param in context.command.params for each in param.opts if each.startswith("-"))
    return (*options, *getattr(context.command, "commands", {}))
