"""How much room a text takes in a terminal, and where it may be broken: Chinese anywhere, numbers and ids nowhere."""

import re
import unicodedata
from collections.abc import Iterator

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U0001f300-\U0003fffd"
)
_CLOSING = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300b\u300d\u300f\u201d\u2019"  # begin no line
_OPENING = "\uff08\u300a\u300c\u300e\u201c\u2018"  # end no line
# what is never broken: a wide character with the marks that cling to it, or a word, number or id between blanks
_PIECE = re.compile(
    rf"[ \t]+|[{_OPENING}]*(?:[^\s{_WIDE}{_OPENING}{_CLOSING}]+|[{_WIDE}])?[{_CLOSING}]+|[{_OPENING}]*[{_WIDE}]"
    rf"|[{_OPENING}]*[^\s{_WIDE}{_OPENING}{_CLOSING}]+|\S|\s"
)


def width(text: str) -> int:
    """Columns that a text takes: wide characters take two, those drawn over another none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(each) in "WF" else unicodedata.category(each) not in ("Mn", "Me")
        for each in text
    )


def unsure(text: str) -> int:
    """How many characters some terminals draw one column wider than others (— … ≠ ●): room to keep free."""
    return 0 if text.isascii() else sum(unicodedata.east_asian_width(each) == "A" for each in text)


def longest(text: str) -> int:
    """The room that the longest piece takes: in less room the text can't be set without cutting."""
    return max(map(width, _PIECE.findall(text.strip())), default=0)


def folded(text: str, room: int) -> Iterator[str]:
    """The lines of a text in so much room; a piece that is longer stands alone, uncut."""
    if width(text) <= room:
        yield text.strip()
        return
    line = ""
    for piece in _PIECE.findall(text):
        if line and not piece.isspace() and width(line) + width(piece) > room:
            kept, line = _parted(line, room - width(piece))
            yield kept
        if line or not piece.isspace():
            line += piece
    yield line.rstrip()


def _parted(line: str, left: int) -> tuple[str, str]:
    """A full line, and what of its end goes to the next one, where so much is left: a name stays in one piece."""
    start, blank, end = line.rpartition(" ")
    if blank and end and start.strip() and width(end) <= left and not end.isascii():
        return start.rstrip(), end
    return line.rstrip(), ""
