"""Adding an item before another one, and taking out a key or an item with its lines."""

from yaml.nodes import MappingNode, Node, SequenceNode

from kamcli.changes.change import Value
from kamcli.model.finding import KeyPath
from kamcli.store import sheet as paper
from kamcli.store.block import flow_scalar, indented, item_lines
from kamcli.store.places import Way, end_of, is_flow, line_end, line_start, way
from kamcli.store.put import append, emptied
from kamcli.store.sheet import Patch, Sheet


def insert(sheet: Sheet, found: Way, at: KeyPath, value: Value) -> list[Patch]:
    """Add an item before the one at a position; `found` is the list, the position ends the key path."""
    node, position = found.node, at[-1]
    style = paper.style_at(sheet, found.above, found.above_spelling)
    if (
        found.missing
        or not isinstance(node, SequenceNode)
        or not isinstance(position, int)
        or position == len(node.value)
    ):
        return append(sheet, found, at[:-1], value)
    target = node.value[position]
    start = int(target.start_mark.index)
    if is_flow(node):
        if not isinstance(value, str):
            raise paper.by_hand(sheet, start)
        return [Patch(start, start, f"{flow_scalar(value, found.spelling, style.lang)}, ")]
    first = line_start(sheet.text, _dash(sheet, target))
    _alone(sheet, first, _dash(sheet, target))
    lines = indented(item_lines(value, found.spelling, style), int(node.start_mark.column))
    return [Patch(first, first, "".join(line + sheet.eol for line in lines))]


def delete(sheet: Sheet, found: Way, at: KeyPath) -> list[Patch]:
    """Take out a key or a list item; the last one of its group leaves the group's key without a value."""
    above = found.above
    if found.missing or not isinstance(above, MappingNode | SequenceNode):
        raise paper.wrong_shape(at)
    pairs = above.value if isinstance(above, MappingNode) else [(each, each) for each in above.value]
    if len(pairs) == 1:
        if sheet.node is None or len(at) == 1:
            raise paper.by_hand(sheet, found.node.start_mark.index)
        return emptied(sheet, way(sheet.node, sheet.spelling, at[:-1]))
    place = next(n for n, (_, value) in enumerate(pairs) if value is found.node)
    patch = _between(sheet, pairs, place) if is_flow(above) else _lines(sheet, pairs, place, is_item=found.key is None)
    paper.keep_comments(sheet, patch.start, patch.end)
    return [patch]


Pairs = list[tuple[Node, Node]]


def _between(sheet: Sheet, pairs: Pairs, place: int) -> Patch:
    """A part of `[a, b]` with the comma beside it."""
    first, last = pairs[place]
    if place + 1 < len(pairs):
        return Patch(int(first.start_mark.index), int(pairs[place + 1][0].start_mark.index), "")
    return Patch(end_of(pairs[place - 1][1], sheet.text), end_of(last, sheet.text), "")


def _lines(sheet: Sheet, pairs: Pairs, place: int, *, is_item: bool) -> Patch:
    """The lines of a key or item; the first key on a dash's line gives its place to the next one."""
    node, last = pairs[place]
    start = _dash(sheet, node) if is_item else int(node.start_mark.index)
    first = line_start(sheet.text, start)
    if sheet.text[first:start].strip():
        if is_item or place:
            raise paper.by_hand(sheet, start)
        return Patch(start, int(pairs[1][0].start_mark.index), "")
    end = paper.past_line(sheet, end_of(last, sheet.text))
    if end == line_end(sheet.text, end_of(last, sheet.text)) and first:  # a file without a last line end stays so
        return Patch(first - len(sheet.eol), end, "")
    return Patch(first, end, "")


def _dash(sheet: Sheet, item: Node) -> int:
    """The index of a list item's dash."""
    start = int(item.start_mark.index)
    dash = sheet.text.rfind("-", 0, start)
    if dash < 0 or sheet.text[dash + 1 : start].strip():
        raise paper.by_hand(sheet, start)
    return dash


def _alone(sheet: Sheet, first: int, start: int) -> None:
    if sheet.text[first:start].strip():
        raise paper.by_hand(sheet, start)
