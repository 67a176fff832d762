"""Where a value stands in a file: the way from the root to a key path, and the ends of nodes without their comments."""

from collections.abc import Iterator
from typing import NamedTuple

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from kamcli.model.finding import KeyPath
from kamcli.model.spelling import Spelling


class Way(NamedTuple):
    """How far a key path leads: the last node reached, its key, what spells it, the node above it and the keys missing.

    `above` is None at the root; `column` is where the key, or the dash of the list item, stands.
    """

    node: Node
    key: Node | None
    spelling: Spelling
    above: Node | None
    above_spelling: Spelling
    missing: KeyPath


def way(root: Node, spelling: Spelling, at: KeyPath) -> Way:
    """Follow a key path of English names as far as the file has it."""
    here = Way(root, None, spelling, None, spelling, ())
    for n, step in enumerate(at):
        found = _step(here.node, here.spelling, step)
        if found is None:
            return here._replace(missing=at[n:])
        key, node = found
        here = Way(node, key, here.spelling.below(step), here.node, here.spelling, ())
    return here


def _step(node: Node, spelling: Spelling, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return (None, node.value[step]) if 0 <= step < len(node.value) else None
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next(((key, value) for key, value in node.value if name_of(key, spelling) == step), None)
    return None


def name_of(key: Node, spelling: Spelling) -> str:
    """The English name that a key's text stands for."""
    text = str(key.value)
    return spelling.names[text][0] if text in spelling.names else text


def is_flow(node: Node | None) -> bool:
    """Whether a node is a list or group in brackets."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def is_block(node: Node) -> bool:
    """Whether a node is a block scalar (`|` or `>`)."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def is_empty(node: Node) -> bool:
    """Whether a node is a value that nobody wrote; `''` was written."""
    return isinstance(node, ScalarNode) and node.value == "" and not node.style


def quote_of(node: Node) -> str | None:
    """The quote that a text stands in."""
    return node.style if isinstance(node, ScalarNode) and node.style in ("'", '"') else None


def end_of(node: Node, text: str) -> int:
    """Where a node's own text ends: after its last value, before any comment and before the line end."""
    if isinstance(node, ScalarNode):
        return _scalar_end(node, text)
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(node, MappingNode) else last, text)


def _scalar_end(node: Node, text: str) -> int:
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if not is_block(node):
        return end
    if "+" in text[start : line_end(text, start)].partition("#")[0]:
        return len(text[:end].removesuffix("\n").removesuffix("\r"))
    return start + len(text[start:end].rstrip())


def line_start(text: str, index: int) -> int:
    """The index at which the line of an index starts."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """The index of the line end at or after an index, the length of the text where there is none."""
    found = [place for place in (text.find("\n", index), text.find("\r", index)) if place >= 0]
    return min(found, default=len(text))


def scalars(node: Node) -> Iterator[Node]:
    """Every scalar below a node, keys too, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield node
        return
    for each in node.value:
        for part in each if isinstance(node, MappingNode) else (each,):
            yield from scalars(part)


def has_comment(root: Node, text: str, start: int, end: int) -> bool:
    """Whether a comment lies between two indexes, outside every scalar or in the head of a block scalar."""
    kept = list(text[start:end])
    for node in scalars(root):
        first, last = int(node.start_mark.index), int(node.end_mark.index)
        if is_block(node):
            first = line_end(text, first)
        for place in range(max(first, start), min(last, end)):
            kept[place - start] = " "
    return "#" in kept
