"""Questions at a terminal, one line each; nobody is asked where nobody sits."""

import os
import shutil
import sys
from collections.abc import Sequence

from kamcli.cli import show
from kamcli.cli.arguments import NOT_UTF8, garbled, shown
from kamcli.model.finding import Exit, KamError, Say
from kamcli.output.width import width

YES = {"zh": ("是", "y", "yes"), "en": ("y", "yes", "是")}
NO = {"zh": ("否", "n", "no"), "en": ("n", "no", "否")}
_GREY = "90"


class GivenUp(Exception):  # noqa: N818 it says what somebody did
    """Somebody pressed Ctrl-C or Ctrl-D at a question."""


def at_terminal(*, no_input: bool = False) -> bool:
    """Whether somebody can be asked: keyboard and screen are a terminal, and nobody said `--no-input`."""
    return not no_input and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def abandoned(said: Say) -> KamError:
    """The refusal of a command that somebody gave up."""
    return KamError(said, code=Exit.INTERRUPTED)


def grey(text: str) -> str:
    """Words beside the matter, where the terminal has colours."""
    return show.paint(text, _GREY, sys.stderr)


def told(text: str) -> None:
    """One line beside a question."""
    print(text, file=sys.stderr)  # noqa: T201 it may hold colours; what stands in it is clean


def asked(label: str, aside: str = "") -> str:
    """One line of answer without the blanks around it; `aside` follows the label in grey.

    A line that is no UTF-8 is asked for again. Raises GivenUp at Ctrl-C, Ctrl-D and a keyboard that is gone.
    """
    while True:
        try:
            line = _line(label, aside).strip()
        except UnicodeDecodeError as error:
            line = os.fsdecode(error.object.strip())
        except (EOFError, KeyboardInterrupt):
            told("")
            raise GivenUp from None
        if not garbled(line):
            return line
        told(f"  {NOT_UTF8.read(show.Speech.lang, {'text': show.one_line(shown(line))})}")


def _line(label: str, aside: str) -> str:
    """With line editing where the screen is standard output: it knows how wide Chinese is when it is rubbed out."""
    label, aside = show.one_line(label), show.one_line(aside)
    if sys.stdout.isatty() and _editing():
        shown = f" \x01\x1b[{_GREY}m\x02{aside}\x01\x1b[0m\x02" if aside and show.colour(sys.stdout) else f" {aside}"
        return input(f"{label}{shown if aside else ''}: ")
    print(f"{label}{' ' + grey(aside) if aside else ''}: ", end="", file=sys.stderr, flush=True)  # noqa: T201 as above
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer


def _editing() -> bool:
    """Whether GNU readline is at hand; its Windows and macOS stand-ins count the marks around colours as letters."""
    try:
        import readline
    except ImportError:
        return False
    if "libedit" in (readline.__doc__ or ""):
        return False
    readline.set_auto_history(False)
    readline.parse_and_bind("set convert-meta off")  # a byte beyond ASCII is a letter, never a key with Alt
    return True


def agreed(question: str, lang: str, *, default: bool) -> bool:
    """A yes or no; an empty answer is the default, which stands in capitals or first."""
    aside = {"zh": ("[是/否，回车为是]", "[是/否，回车为否]"), "en": ("[Y/n]", "[y/N]")}[lang][0 if default else 1]
    while True:
        answer = asked(question, aside).casefold()
        if not answer:
            return default
        if answer in (*YES[lang], *NO[lang]):
            return answer in YES[lang]
        told(Say("写 是 或 否", "answer y or n").read(lang))


def chosen(question: str, letters: Sequence[str], default: str) -> str:
    """One letter out of several; an empty answer is the default."""
    while True:
        answer = (asked(question, f"[{default}]") or default).casefold()
        if answer in letters:
            return answer


def columns() -> int:
    """How wide the screen is."""
    return shutil.get_terminal_size().columns


def listed(words: Sequence[str], indent: str = "  ") -> None:
    """Short words beside each other, as many on a line as fit; a word is never torn."""
    line = indent
    for word in map(show.one_line, words):
        if line.strip() and width(line) + width(word) >= columns():
            told(line.rstrip())
            line = indent
        line += f"{word}  "
    if line.strip():
        told(line.rstrip())
