"""Plain text that a mail reader shows as it is: columns that line up in Chinese too, lines that no reader breaks."""

import re
from collections.abc import Iterator, Sequence

from kamcli.output.shown import EMPTY_SHOWN
from kamcli.output.width import width

ROOM = 76  # columns that mail readers and their quoting leave
_GAP = "  "
_COLON = {"zh": "：", "en": ": "}
# what a line may be broken between: blanks, words, single wide characters with the punctuation that closes them
_PIECES = re.compile(r"\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|.[，。、：；？！）】》〉”’％]*")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], lang: str) -> str:
    """Rows in columns where they fit into ROOM, else each row as one entry with its labels."""
    cells = [tuple(heads), *map(tuple, rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > ROOM:
        return "\n".join(_entry(heads, row, lang) for row in rows)
    return "\n".join(
        (_row(cells[0], widths, right), _rule(heads, widths), *(_row(row, widths, right) for row in cells[1:]))
    )


def _row(cells: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    padded = (
        f"{' ' * (room - width(cell))}{cell}" if at_right else f"{cell}{' ' * (room - width(cell))}"
        for cell, room, at_right in zip(cells, widths, rights, strict=True)
    )
    return _GAP.join(padded).rstrip()


def _rule(heads: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join("-" * room * bool(head) for head, room in zip(heads, widths, strict=True)).rstrip()


def _entry(heads: Sequence[str], row: Sequence[str], lang: str) -> str:
    """One row over some lines: the first cell, then each filled one behind its label, never broken within."""
    parts = [
        row[0],
        *(f"{head}{_COLON[lang]}{cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if _filled(cell)),
    ]
    lines = ["-"]
    for part in parts:
        if width(lines[-1]) + len(_GAP) + 1 + width(part) > ROOM and lines[-1] != "-":
            lines.append(f" {_GAP[1:]}{part}")
        else:
            lines[-1] += f" {part}" if lines[-1] == "-" else f" · {part}"
    return "\n".join(lines)


def _filled(cell: str) -> bool:
    return cell not in EMPTY_SHOWN


def wrapped(text: str, indent: str = "") -> str:
    """A paragraph in lines of ROOM columns at most; a word longer than that stays whole."""
    return "\n".join(_lines(text, indent))


def _lines(text: str, indent: str) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(text):
        if line and width(indent + line + piece.rstrip()) > ROOM:
            yield f"{indent}{line.rstrip()}"
            line = ""
        line += piece if line or not piece.isspace() else ""
    yield f"{indent}{line.rstrip()}"
