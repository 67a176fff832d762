"""The only output: data on stdout, everything else on stderr, tables that line up in Chinese too."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kamcli.cli.words import CHINESE
from kamcli.model.finding import Finding, KamError, Severity

SEVERITY = {
    "zh": {Severity.error: "错误", Severity.warning: "警告", Severity.information: "提示"},
    "en": {Severity.error: "error", Severity.warning: "warning", Severity.information: "info"},
}
HINT = {"zh": "  怎么办：", "en": "  try: "}
# readable on white and on black: yellow and cyan are not
COLOURS = {Severity.error: "1;31", Severity.warning: "35", Severity.information: "1"}
COLON = {"zh": "：", "en": ": "}
JOIN = {"zh": "、", "en": ", "}
LEFT_OUT = {
    "zh": "窗口不够宽，没有显示：{heads}（加宽窗口，或用 --format csv）",
    "en": "no room in this window for: {heads} (widen it, or use --format csv)",
}


class Speech:
    """How this run speaks: the language of refusals is the environment's until a book is open; colours."""

    lang = "zh" if CHINESE else "en"
    chosen = False
    colour = "auto"


def speak(lang: str) -> None:
    """From now on refusals are in this language."""
    Speech.lang = lang
    Speech.chosen = True


def paint_when(wish: str) -> None:
    """Colours always, never, or (auto) as the terminal and NO_COLOR say."""
    Speech.colour = wish


def prepare() -> None:
    """Make the streams fit for Chinese whatever the console is: unknown characters are escaped, never fatal.

    A stream that the caller closed is replaced: Python has none then, and its number would go to the next file opened.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def colour(stream: Any) -> bool:
    """Whether to colour: a terminal that nobody told otherwise (--color, NO_COLOR, FORCE_COLOR)."""
    if Speech.colour != "auto":
        return Speech.colour == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or bool(stream.isatty() and os.environ.get("TERM") != "dumb")


def paint(text: str, code: str, stream: Any) -> str:
    """A text in an ANSI colour where the stream takes colours."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour(stream) else text


def clean(text: str) -> str:
    """A text that can't drive the terminal: control and direction characters are made visible."""
    return "".join(
        each if each == "\n" or each.isprintable() or each == "\u3000" else f"\\u{ord(each):04x}" for each in text
    )


def one_line(text: str) -> str:
    """A clean text whose line ends are visible: a file name or a value can't pretend to be another finding."""
    return clean(text).replace("\n", "\\n")


def line(text: str = "") -> None:
    """One line of data."""
    print(clean(text))


def raw(text: str) -> None:
    """Text that is complete in itself: a report, a diff, a document."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def note(text: str) -> None:
    """One line beside the data."""
    told(text, sys.stderr)


def heading(text: str) -> None:
    """A line that opens a block of data."""
    print(paint(clean(text), "1", sys.stdout))


def plain(value: Any) -> Any:
    """A value as JSON takes it: decimals as text, dates ISO, choices by id, tuples as lists (design §3.1)."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | frozenset) and not hasattr(value, "_asdict"):
        return [plain(each) for each in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(getattr(value, "value", None), str):
        return value.value
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)


def document(value: Any) -> None:
    """One JSON document."""
    import json

    raw(json.dumps(plain(value), ensure_ascii=False, indent=2))


def room(stream: Any) -> int | None:
    """Columns of the terminal that a stream writes to; None for a pipe or a file, where nothing is folded."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def told(text: str, stream: Any = None) -> None:
    """A line of prose (as data, or where it is said): at a terminal broken between words, what goes on is set in."""
    from kamcli.output.grid import hanging

    stream = stream or sys.stdout
    for line in clean(text).split("\n"):
        for each in hanging(line, room(stream)):
            print(each, file=stream)


def fact(name: str, text: str, lang: str, indent: str = "  ") -> None:
    """A line `name: text`, set in."""
    told(f"{indent}{name}{COLON[lang]}{text}")


def capital(text: str) -> str:
    """A head as tables have it: with a capital letter, whatever the word has elsewhere."""
    return text[:1].upper() + text[1:]


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), spare: Sequence[int] = ()
) -> None:
    """Rows in columns; `right` are set flush right (amounts), `spare` may go where a terminal has no room for them."""
    from kamcli.output.grid import grid

    body = [[clean(str(cell)).replace("\n", " ") for cell in row] for row in rows]
    made = grid(
        [capital(head) for head in heads], body, room(sys.stdout), right=right, spare=spare, colon=COLON[Speech.lang]
    )
    for each in made.head:
        print(paint(each, "1", sys.stdout))
    for each in made.rows:
        print(each)
    if made.left_out:
        note(LEFT_OUT[Speech.lang].format(heads=JOIN[Speech.lang].join(made.left_out)))


def comma_separated(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows as CSV; a cell that a spreadsheet would run as a formula gets a leading quote."""
    import csv

    from kamcli.changes.spreadsheet import harmless

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(heads)
    out.writerows([harmless(str(cell)) for cell in row] for row in rows)


def shown_path(file: str, root: Path | None) -> str:
    """A file of the book as the user would name it from here."""
    if root is None or not file:
        return file
    full = root / file
    return str(full.relative_to(Path.cwd())) if full.is_relative_to(Path.cwd()) else str(full)


def finding(each: Finding, root: Path | None, lang: str, stream: Any = None) -> None:
    """One finding: `path:line:col: severity: message [rule-id]`, then a hint that can be pasted."""
    stream = stream or sys.stdout
    place = ":".join([shown_path(each.file, root), *(str(n) for n in (each.line, each.column) if n)])
    severity = paint(SEVERITY[lang][each.severity], COLOURS[each.severity], stream)
    print(f"{one_line(place)}: {severity}: {one_line(each.message)} [{each.rule}]", file=stream)
    if each.hint:
        print(clean(f"{HINT[lang]}{each.hint}"), file=stream)


def unreadable(findings: Iterable[Finding], root: Path, lang: str) -> None:
    """Tell on stderr what a result lacks because it could not be read."""
    for each in findings:
        if each.severity is Severity.error:
            finding(each, root, lang, sys.stderr)


def refusal(error: KamError, root: Path | None, lang: str) -> None:
    """Why a command was refused, on stderr."""
    print(f"kam: {clean(error.say.read(lang))}", file=sys.stderr)
    if error.hint:
        print(clean(f"{HINT[lang]}{error.hint.read(lang)}"), file=sys.stderr)
    for each in error.findings:
        finding(each, root, lang, sys.stderr)
