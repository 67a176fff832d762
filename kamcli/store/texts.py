"""Setting a text: in the quotes, the language and the place of the one that stands there."""

import re

from yaml.nodes import Node, SequenceNode

from kamcli.store import sheet as paper
from kamcli.store.block import choice_text
from kamcli.store.places import Way, end_of, is_block, is_empty, is_flow, line_end, quote_of
from kamcli.store.scalar import Setting, Written, written
from kamcli.store.sheet import Patch, Sheet

_BLOCK_HEAD = re.compile(r"[|>][+\-0-9]*")


def put_text(sheet: Sheet, found: Way, text: str) -> list[Patch]:
    """The patches that put a text in the place of another, or of nothing."""
    node = found.node
    start, end = int(node.start_mark.index), end_of(node, sheet.text)
    if _same(found, text):
        return []
    if is_empty(node):
        return _fill_text(sheet, found, text)
    head, lines = _written(sheet, found, text)
    below = paper.block_lines(sheet, found, lines)
    if is_block(node):
        after_head = sheet.text[head_end(sheet, node) : line_end(sheet.text, start)]
        return [
            Patch(start, line_end(sheet.text, end), head + after_head + "".join(sheet.eol + line for line in below))
        ]
    return [Patch(start, end, head), *([paper.lines_after(sheet, end, below)] if below else [])]


def _same(found: Way, text: str) -> bool:
    """Whether the value is there already, in whatever spelling: nobody's spelling is corrected."""
    choices, old = found.spelling.choices, str(found.node.value)
    return choices.get(old, old) == choices.get(text, text)


def _fill_text(sheet: Sheet, found: Way, text: str) -> list[Patch]:
    head, lines = _written(sheet, found, text)
    at = gap(sheet, found)
    below = [paper.lines_after(sheet, at, paper.block_lines(sheet, found, lines))] if lines else []
    return [in_gap(sheet, at, head), *below]


def gap(sheet: Sheet, found: Way) -> int:
    """Where an empty value is: right after the colon or the dash, or the file is written in another way."""
    at = int(found.node.start_mark.index)
    if sheet.text[at - 1 : at] not in (":", "-"):
        raise paper.by_hand(sheet, at)
    return at


def in_gap(sheet: Sheet, at: int, head: str) -> Patch:
    """A text after a colon, with one space before it: a single space that stands there already is used."""
    spaced = sheet.text[at : at + 1] == " " and line_end(sheet.text, at) == at + 1
    return Patch(at + 1, at + 1, head) if spaced else Patch(at, at, f" {head}")


def _written(sheet: Sheet, found: Way, text: str) -> Written:
    node, spelling = found.node, found.spelling
    setting = Setting(quote_of(node), is_flow(found.above), isinstance(found.above, SequenceNode))
    return written(choice_text(spelling, text, _choice_lang(sheet, found)), spelling, setting)


def _choice_lang(sheet: Sheet, found: Way) -> str:
    """The language in which the old choice was written; that of the keys around it where there was none."""
    old = str(found.node.value)
    if old in found.spelling.choices:
        return "en" if found.spelling.choices[old] == old else "zh"
    return paper.style_at(sheet, found.above, found.above_spelling).lang


def head_end(sheet: Sheet, node: Node) -> int:
    start = int(node.start_mark.index)
    head = _BLOCK_HEAD.match(sheet.text, start)
    return head.end() if head else start
