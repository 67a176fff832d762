"""A file open for an edit, and the pieces of its text that an edit replaces."""

from typing import NamedTuple

from yaml.nodes import MappingNode, Node

from kamcli.changes.change import Value
from kamcli.model.finding import KamError, KeyPath, refuse
from kamcli.model.spelling import Spelling, dotted
from kamcli.store.block import Style, indented
from kamcli.store.manner import lang_of
from kamcli.store.places import Way, has_comment, line_end


class Sheet(NamedTuple):
    """A file's text without byte order mark, its nodes (None for an empty file), what spells it and its manner."""

    text: str
    node: Node | None
    spelling: Spelling
    style: Style

    @property
    def eol(self) -> str:
        """The line end that the file uses."""
        end = line_end(self.text, 0)
        return "\r\n" if self.text.startswith("\r\n", end) else self.text[end : end + 1] or "\n"


class Patch(NamedTuple):
    """A piece of the text, from `start` up to `end`, and what takes its place."""

    start: int
    end: int
    new: str


def lines_after(sheet: Sheet, index: int, lines: list[str]) -> Patch:
    """Whole lines after the line that holds an index; a file without a last line end stays without one."""
    end = line_end(sheet.text, index)
    after = past_line(sheet, end)
    if after == end:
        return Patch(end, end, "".join(sheet.eol + line for line in lines))
    return Patch(after, after, "".join(line + sheet.eol for line in lines))


def past_line(sheet: Sheet, index: int) -> int:
    """The index at which the line after an index starts; the length of the text at its end."""
    end = line_end(sheet.text, index)
    return end + (2 if sheet.text.startswith("\r\n", end) else 1 if end < len(sheet.text) else 0)


def inner_column(found: Way) -> int:
    """The column of the key, or of the list's dash, that a value's own lines are indented from."""
    node = found.key if found.key is not None else found.above
    return int(node.start_mark.column) if node is not None else 0


def block_lines(sheet: Sheet, found: Way, lines: tuple[str, ...]) -> list[str]:
    """The lines of a block scalar at the indent that they have under their key."""
    step = sheet.style.step if found.key is not None else 2
    return indented(lines, inner_column(found) + step)


def colon_end(sheet: Sheet, found: Way) -> int:
    """The index after the colon of a value's key."""
    if found.key is None:
        raise by_hand(sheet, found.node.start_mark.index)
    return sheet.text.index(":", int(found.key.end_mark.index)) + 1


def style_at(sheet: Sheet, node: Node | None, spelling: Spelling) -> Style:
    """The file's manner, with the language that a group's own keys have."""
    if not isinstance(node, MappingNode):
        return sheet.style
    return sheet.style._replace(lang=lang_of(node, spelling, sheet.style.lang))


def nested(keys: KeyPath, value: Value) -> Value:
    """A value under the groups and lists that a key path still needs."""
    for key in reversed(keys):
        value = {key: value} if isinstance(key, str) else (value,)
    return value


def keep_comments(sheet: Sheet, start: int, end: int) -> None:
    """Refuse to lose a comment: nothing between two indexes may be one."""
    if sheet.node is not None and has_comment(sheet.node, sheet.text, start, end):
        line = sheet.text.count("\n", 0, start) + 1
        raise refuse(
            "第 {line} 行起有注释会丢失，没有改动；直接编辑这个文件",
            "a comment from line {line} on would be lost; nothing was changed; edit the file by hand",
            line=line,
        )


def by_hand(sheet: Sheet, index: int) -> KamError:
    """The refusal of an edit that the way the file is written does not allow."""
    return refuse(
        "第 {line} 行的写法不能自动修改，没有改动；直接编辑这个文件",
        "line {line} is written in a way that can't be edited for you; nothing was changed; edit the file by hand",
        line=sheet.text.count("\n", 0, index) + 1,
    )


def wrong_shape(at: KeyPath) -> KamError:
    """The refusal of a list or group where a text stands, and the reverse."""
    return refuse(
        "{path} 不能这样改：单值、列表和分组不能互换",
        "{path} can't be changed like this: a text, a list and a group don't replace each other",
        path=dotted(at),
    )
