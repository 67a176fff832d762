"""Setting a value: a text in its own quotes, an empty value in place, a missing key after its neighbour."""

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.changes.change import Value
from kamcli.model.finding import KeyPath
from kamcli.model.spelling import Spelling
from kamcli.store import sheet as paper
from kamcli.store.block import (
    Style,
    choice_text,
    entry_lines,
    filled,
    flow_scalar,
    flow_text,
    indented,
    item_lines,
    key_text,
    order,
    value_lines,
)
from kamcli.store.places import Way, end_of, is_block, is_empty, is_flow, line_end, line_start, name_of
from kamcli.store.scalar import Setting, written
from kamcli.store.sheet import Patch, Sheet
from kamcli.store.texts import gap, head_end, in_gap, put_text


def put(sheet: Sheet, found: Way, at: KeyPath, value: Value) -> list[Patch]:
    """The patches that set the value at a key path; groups that are there are set key by key before this is called."""
    if found.missing:
        return _made(sheet, found, at, paper.nested(found.missing[1:], value))
    node = found.node
    if value == "":
        return emptied(sheet, found)
    if isinstance(node, ScalarNode):
        if isinstance(value, str):
            return put_text(sheet, found, value)
        if is_empty(node):
            return fill(sheet, found, value)
    elif isinstance(node, SequenceNode) and isinstance(value, tuple):
        return _put_list(sheet, found, value)
    raise paper.wrong_shape(at)


# --- what is empty or missing ---------------------------------------------------------------------------------------


def emptied(sheet: Sheet, found: Way) -> list[Patch]:
    """Take a value away and leave its key; comments on the key's line stay."""
    node, text = found.node, sheet.text
    start, end = paper.colon_end(sheet, found), end_of(node, text)
    if is_block(node):
        first = line_end(text, start)
        return [Patch(start, head_end(sheet, node), ""), Patch(first, max(first, line_end(text, end)), "")]
    if line_end(text, start) < int(node.start_mark.index) and not isinstance(node, ScalarNode):
        start, end = line_end(text, start), line_end(text, end)
    paper.keep_comments(sheet, start, end)
    return [Patch(start, end, "")]


def fill(sheet: Sheet, found: Way, value: Value) -> list[Patch]:
    """Put a list or a group where a key stands without a value."""
    at, style = gap(sheet, found), paper.style_at(sheet, found.above, found.above_spelling)
    if isinstance(value, tuple) and (inline := flow_text(value, found.spelling, style)):
        return [in_gap(sheet, at, inline)]
    if is_flow(found.above) or found.key is None:
        raise paper.by_hand(sheet, at)
    lines = indented(value_lines(value, found.spelling, style), paper.inner_column(found))
    return [paper.lines_after(sheet, at, lines)]


def _made(sheet: Sheet, found: Way, at: KeyPath, value: Value) -> list[Patch]:
    """Make the key that is missing, with the groups below it."""
    node, first = found.node, found.missing[0]
    if not filled(value):
        return []
    if is_empty(node):
        return fill(sheet, found, paper.nested((first,), value))
    if isinstance(node, MappingNode) and isinstance(first, str):
        return _add_flow_key(sheet, found, first, value) if is_flow(node) else _add_key(sheet, found, first, value)
    if isinstance(node, SequenceNode) and first == len(node.value):
        return append(sheet, found, at, value)
    raise paper.wrong_shape(at)


def _add_key(sheet: Sheet, found: Way, name: str, value: Value) -> list[Patch]:
    node, spelling = found.node, found.spelling
    column = int(node.value[0][0].start_mark.column)
    lines = indented(entry_lines(name, value, spelling, paper.style_at(sheet, node, spelling)), column)
    before = _neighbour(node, spelling, name)
    if before is not None:
        return [paper.lines_after(sheet, end_of(before, sheet.text), lines)]
    start = int(node.value[0][0].start_mark.index)
    return [Patch(start, start, sheet.eol.join(lines)[column:] + sheet.eol + " " * column)]


def _neighbour(node: Node, spelling: Spelling, name: str) -> Node | None:
    """The value after which a new key goes: that of the nearest earlier field, of the last key where none is ranked."""
    rank = {each: n for n, each in enumerate(order(spelling))}
    if name not in rank:
        last: Node = node.value[-1][1]
        return last
    earlier = [(rank.get(name_of(key, spelling), -1), n) for n, (key, _) in enumerate(node.value)]
    best = max(((place, n) for place, n in earlier if 0 <= place < rank[name]), default=None)
    return None if best is None else node.value[best[1]][1]


def _add_flow_key(sheet: Sheet, found: Way, name: str, value: Value) -> list[Patch]:
    node, spelling = found.node, found.spelling
    start, style = int(node.start_mark.index), paper.style_at(sheet, node, spelling)
    if not isinstance(value, str):
        raise paper.by_hand(sheet, start)
    below = spelling.below(name)
    text = written(choice_text(below, value, style.lang), below, Setting(flow=True)).head
    entry = f"{key_text(spelling, name, style.lang)}: {text}"
    if not node.value:
        return [Patch(start, end_of(node, sheet.text), "{" + entry + "}")]
    before = _neighbour(node, spelling, name)
    if before is None:
        return [Patch(start + 1, start + 1, f"{entry}, ")]
    end = end_of(before, sheet.text)
    return [Patch(end, end, f", {entry}")]


# --- lists ----------------------------------------------------------------------------------------------------------


def _put_list(sheet: Sheet, found: Way, value: tuple[Value, ...]) -> list[Patch]:
    node, style = found.node, paper.style_at(sheet, found.above, found.above_spelling)
    start, end = int(node.start_mark.index), end_of(node, sheet.text)
    inline = flow_text(value, found.spelling, style._replace(flow=is_flow(node)))
    if is_flow(node) and inline:
        paper.keep_comments(sheet, start, end)
        return [Patch(start, end, inline)]
    if is_flow(node):
        return _as_block(sheet, found, value)
    if not value:
        at = paper.colon_end(sheet, found)
        return [Patch(at, at, " []"), *emptied(sheet, found)]
    first = line_start(sheet.text, start)
    paper.keep_comments(sheet, first, end)
    if sheet.text[first:start].strip():
        raise paper.by_hand(sheet, start)
    return [Patch(first, end, sheet.eol.join(_items(found, value, style)))]


def _items(found: Way, value: tuple[Value, ...], style: Style) -> list[str]:
    lines = [line for item in value for line in item_lines(item, found.spelling, style)]
    return indented(lines, int(found.node.start_mark.column))


def _as_block(sheet: Sheet, found: Way, value: tuple[Value, ...]) -> list[Patch]:
    """A list in brackets becomes one of lines, because its new items don't fit between brackets."""
    node = found.node
    if found.key is None or is_flow(found.above):
        raise paper.by_hand(sheet, node.start_mark.index)
    style = paper.style_at(sheet, found.above, found.above_spelling)
    lines = indented(value_lines(value, found.spelling, style), paper.inner_column(found))
    return [*emptied(sheet, found), paper.lines_after(sheet, end_of(node, sheet.text), lines)]


def append(sheet: Sheet, found: Way, at: KeyPath, value: Value) -> list[Patch]:
    """Add an item at the end of a list, or make the list."""
    node, style = found.node, paper.style_at(sheet, found.above, found.above_spelling)
    if found.missing and not (isinstance(node, SequenceNode) and found.missing[0] == len(node.value)):
        return _made(sheet, found, at, paper.nested(found.missing[1:], (value,)))
    if is_empty(node):
        return fill(sheet, found, (value,))
    if not isinstance(node, SequenceNode):
        raise paper.wrong_shape(at)
    if not is_flow(node):
        return [paper.lines_after(sheet, end_of(node, sheet.text), _items(found, (value,), style))]
    if not node.value:
        return _put_list(sheet, found, (value,))
    end = end_of(node.value[-1], sheet.text)
    return [Patch(end, end, f", {_flow_item(sheet, found, value)}")]


def _flow_item(sheet: Sheet, found: Way, value: Value) -> str:
    if not isinstance(value, str):
        raise paper.by_hand(sheet, found.node.start_mark.index)
    return flow_scalar(value, found.spelling, paper.style_at(sheet, found.above, found.above_spelling).lang)
