"""How a text is written as a YAML scalar: plain where every reader sees the same text, else quoted, else as a block."""

import re
from typing import NamedTuple

from kamcli.model.spelling import Spelling

# what YAML 1.1 or 1.2 readers take for something else than text
_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|(?=\.?[0-9])[0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?", re.ASCII)
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "y", "n"})
_NULLS = frozenset({"~", "null"})

_LEADING = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_IN_FLOW = frozenset(",[]{}:?\uff0c\u3001")  # the full-width ones look as if they parted items
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_WIDE_COLON = "\uff1a"


class Written(NamedTuple):
    """A scalar as text: `head` stands on the key's line, `block` holds a block scalar's lines, not yet indented."""

    head: str
    block: tuple[str, ...] = ()


class Setting(NamedTuple):
    """Where a scalar stands: the quote of the value that it replaces, inside `[a, b]`, or as an item of lines."""

    style: str | None = None
    flow: bool = False
    item: bool = False


def written(text: str, spelling: Spelling, setting: Setting = Setting()) -> Written:  # noqa: B008 it is frozen
    """The spelling of a text in its setting."""
    style, flow, item = setting
    if _UNPRINTED.search(text) or ("\n" in text and (flow or not _fits_block(text))):
        return Written(_double(text))
    if "\n" in text:
        return Written("|" if text.endswith("\n") else "|-", tuple(text.removesuffix("\n").split("\n")))
    if style == '"':
        return Written(_double(text))
    if style == "'" or not _plain(text, spelling, flow=flow) or (item and _WIDE_COLON in text):
        return Written("'" + text.replace("'", "''") + "'")
    return Written(text)


def _plain(text: str, spelling: Spelling, *, flow: bool) -> bool:
    if text != text.strip() or not text or text.lower() in _NULLS:
        return False
    if spelling.text and _mistaken(text):
        return False
    return _safe(text) and not (flow and _IN_FLOW.intersection(text))


def _mistaken(text: str) -> bool:
    """Whether another YAML reader would see a number, a date or a truth value here."""
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) or text.lower() in _WORDS


def _safe(text: str) -> bool:
    """Whether YAML reads the text as it stands in a block mapping or list."""
    if text[0] in _LEADING and not re.match(r"[-+]\d", text):
        return False
    odd = ": " in text or " #" in text or "\t" in text or text.endswith(":")
    return not odd and not text.startswith(("---", "..."))


def _fits_block(text: str) -> bool:
    """Whether a literal block keeps the text: it starts with a letter, holds no tab and ends with one line end."""
    lines = text.split("\n")
    return bool(text.strip()) and not text.endswith("\n\n") and lines[0] == lines[0].lstrip() != "" and "\t" not in text


def _double(text: str) -> str:
    escaped = "".join(_ESCAPES.get(each, each) for each in text)
    return '"' + _UNPRINTED.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped) + '"'
