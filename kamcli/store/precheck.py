"""A file's bytes and lines before YAML sees them: what YAML would report on the wrong line, or not at all."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from kamcli.model.finding import Problem, Say, Severity

WARNINGS = frozenset({"YAML-15", "YAML-17", "YAML-18"})  # the file is read all the same
MAX_BYTES = 1_048_576  # a record is a page or two; a megabyte is a scan in the wrong place or an attack


class Fault(NamedTuple):
    """A refusal of the reader: the family it belongs to, and its place counted from 1."""

    rule: str
    line: int
    column: int
    problem: Problem


class Refused(Exception):  # noqa: N818 it says what was done with the text
    """The text can't be read as a record; carries the fault, and those behind it that were found as well."""

    def __init__(self, fault: Fault, *more: Fault) -> None:
        super().__init__(fault.rule)
        self.fault = fault
        self.faults = (fault, *more)


def refused(rule: str, line: int, column: int, **figures: Any) -> Refused:
    """The refusal of a text at a place counted from 1."""
    return Refused(Fault(rule, line, column, Problem(figures=figures)))


HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# written as an escape a line end need not end a line of the file
ESCAPED = re.compile(rf"{HIDDEN.pattern}|[\r\x85]")
_LOOKS = Say("看起来是 {seen}", "it looks like {seen}")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%(?:YAML|TAG)\b")
_WIDE = "\uff1a"  # the full-width colon
# what makes a text worth a look line by line: a pattern, and the texts without which it can't match (a cheap search)
_ODD = (
    (("\t", "\u3000", "\u00a0"), re.compile(r"^[^\S\n]*[\t\u3000\u00a0]", re.MULTILINE)),
    (("<<<<<<<", "=======", ">>>>>>>", "|||||||"), re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)),
    ((_WIDE,), re.compile(rf"^[^\n:#'\"]*{_WIDE}", re.MULTILINE)),
    ((" #",), re.compile(r" #[^\s#!=-]")),
    (("\uff0c", "\u3001"), re.compile(r": *\[[^\]'\"\n]*[\uff0c\u3001]")),
    ((":",), re.compile(r"\n *[^\W\d]\w*:(?![ \t\r\n/\\:]|$)")),
)
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_WIDE_KEY = re.compile(
    rf"[^\S\n]*(?:- +)*(?P<key>[^\s#'\"&*!\[{{:{_WIDE}][^:#'\"\n{_WIDE}]{{0,60}}){_WIDE}(?!.*:(?: |$))"
)
_TIGHT = re.compile(r" *(?P<key>[^\W\d]\w{0,30}):(?![ \t\r\n/\\:]|$)(?!.*: )")
_WIDE_COMMA = re.compile(r"[^#'\"]*?: *\[[^\]'\"\n]*?(?P<comma>[\uff0c\u3001])")
_LOST = re.compile(r"(?P<before>:\s+[^\s'\"#|>\[{][^#\n]*?\s)(?P<lost>#\d[^\n]*|#[^\s#!\-=][^\n]{0,12}$)")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte order mark; anything else is refused with what it looks like."""
    if len(data) > MAX_BYTES:
        raise refused("YAML-16", 1, 1, size=len(data), most=MAX_BYTES)
    if data.count(0) * 4 > len(data):  # every other byte of a Latin text in UTF-16, which is UTF-8 as well
        seen, encoding = _guess(data, 0)
        raise refused("YAML-01", 1, 1, seen=seen, encoding=encoding)
    try:
        return data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") else data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        seen, encoding = _guess(data, error.start)
        raise refused("YAML-01", line, column, seen=seen, encoding=encoding) from None


def _guess(data: bytes, odd: int) -> tuple[Say, str | Say]:
    """What a text that is not UTF-8 looks like, and the encoding that `kam fmt` reads it in; `odd` does not fit."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _LOOKS.filled({"seen": "UTF-32"}), "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _LOOKS.filled({"seen": "UTF-16"}), "utf-16"
    if b"\0" in data:
        return _LOOKS.filled({"seen": "UTF-16"}), "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        byte = Say("这里的字节是 0x{byte}", "the byte here is 0x{byte}").filled({"byte": f"{data[odd]:02X}"})
        return byte, Say("<它的编码>", "ITS-ENCODING")
    return _LOOKS.filled({"seen": "GBK / GB18030"}), "gb18030"


def causes(faults: tuple[Fault, ...], refusal: Fault) -> tuple[Fault, ...]:
    """What explains that a text is no YAML: colons without their space up to the place where YAML gave up."""
    tight = (each for each in faults if each.rule == "YAML-18" and each.line <= refusal.line)
    return tuple(each._replace(problem=each.problem._replace(severity=Severity.error)) for each in tight)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), 1)


def precheck(text: str) -> Iterator[Fault]:
    """Faults that YAML reports on the wrong line or not at all; cheap on a clean file."""
    # whatever is suspect is not printable, and isprintable is ten times as fast as a pattern
    if not text.replace("\n", "").isprintable() and (found := HIDDEN.search(text)):
        start = text.rfind("\n", 0, found.start()) + 1
        number = text.count("\n", 0, found.start()) + 1
        yield Fault("YAML-02", number, found.start() - start + 1, Problem(figures={"code": code_of(found.group())}))
    if "%" in text and (found := _DIRECTIVE.match(text)):
        yield Fault("YAML-10", text.count("\n", 0, found.end()) + 1, 1, Problem())
    if _odd(text):
        block = -1
        for number, line in _lines(text):
            block = _block(line, block)
            if block < 0 or not line.startswith(" " * (block + 1)):
                yield from _line_faults(number, line)


def code_of(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`: a character that can't be seen."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _odd(text: str) -> bool:
    text = f"\n{text}"  # so that a pattern may begin with a line end, which is sought faster than a line's start
    return any(any(each in text for each in needed) and pattern.search(text) for needed, pattern in _ODD)


def _block(line: str, block: int) -> int:
    """The indent of the block scalar a line lies in, -1 outside: text inside a block is nobody's syntax."""
    indent = len(line) - len(line.lstrip(" "))
    if block >= 0 and line.strip() and indent <= block:
        block = -1
    if block < 0 and re.search(r"(?:: |- )[|>][+\-0-9]*\s*(?:#.*)?$", line):
        return indent
    return block


def _line_faults(number: int, line: str) -> Iterator[Fault]:
    if _MARKER.match(line):
        yield Fault("YAML-06", number, 1, Problem())
        return
    indent = line[: len(line) - len(line.lstrip())]
    for rule, odd in (("YAML-04", "\u3000"), ("YAML-04", "\u00a0"), ("YAML-05", "\t")):
        if odd in indent and line.strip():
            yield Fault(rule, number, indent.index(odd) + 1, Problem())
            return
    if found := _WIDE_KEY.match(line):
        yield Fault("YAML-03", number, found.end("key") + 1, Problem())
    elif found := _TIGHT.match(line):
        yield Fault("YAML-18", number, found.end("key") + 1, Problem(figures={"key": found.group("key")}))
    elif found := _WIDE_COMMA.match(line):
        yield Fault("YAML-17", number, found.start("comma") + 1, Problem(figures={"comma": found.group("comma")}))
    elif found := _LOST.search(line):
        yield Fault("YAML-15", number, found.start("lost") + 1, Problem(figures={"lost": found.group("lost").strip()}))
