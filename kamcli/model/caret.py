"""A place in a line that somebody typed: the line, and carets under the part that is wrong."""

import unicodedata
from typing import Any

from kamcli.model.finding import Exit, KamError, Say, refuse

MARK = "^"


def pointed(text: str, start: int, end: int) -> str:
    """The line that holds `start`, set in, and carets under its part from `start` to `end` (characters of `text`)."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : len(text) if last < 0 else last].replace("\t", " ")
    stop = min(max(end, start + 1), first + len(line))
    return f"  {line}\n  {' ' * room(text[first:start])}{MARK * max(room(text[start:stop]), 1)}"


def room(text: str) -> int:
    """Columns of a terminal that a text takes: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def refused_at(text: str, start: int, end: int, say: Say, hint: Say | None = None, **figures: Any) -> KamError:
    """The refusal of a part of a typed line, in one line and with the carets below it."""
    said = say.filled(figures)
    place = pointed(text, start, end)
    return refuse("{said}\n{place}", "{said}\n{place}", code=Exit.ASKED_WRONGLY, hint=hint, said=said, place=place)
