"""The manner of a file: the language of its keys, its indents and how it writes lists; new lines follow it."""

from collections.abc import Iterator
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.model.spelling import Spelling
from kamcli.store.block import Style


class Group(NamedTuple):
    """A mapping of the file with what spells it."""

    node: MappingNode
    spelling: Spelling


def manner(root: Node | None, spelling: Spelling, lang: str) -> Style:
    """How a file is written; `lang` where it does not show."""
    groups = tuple(_groups(root, spelling)) if root is not None else ()
    pairs = [(key, value) for group in groups if not group.node.flow_style for key, value in group.node.value]
    steps = [_shift(key, value) for key, value in pairs if isinstance(value, MappingNode) and not value.flow_style]
    lists = [value for _, value in pairs if isinstance(value, SequenceNode) and value.value]
    dashes = [_shift(key, value) for key, value in pairs if isinstance(value, SequenceNode) and not value.flow_style]
    short = [each for each in lists if all(isinstance(item, ScalarNode) for item in each.value)]
    return Style(
        lang=most(sum(_votes(group) for group in groups), lang),
        step=next((step for step in steps if step > 0), 2),
        dash=next((dash for dash in dashes if dash >= 0), 2),
        flow=not short or any(each.flow_style for each in short),
    )


def lang_of(group: MappingNode, spelling: Spelling, lang: str) -> str:
    """The language of most keys of a mapping; `lang` where they are even."""
    return most(_votes(Group(group, spelling)), lang)


def most(votes: int, lang: str) -> str:
    """The language that has more votes: above zero Chinese, below zero English."""
    return lang if votes == 0 else "zh" if votes > 0 else "en"


def _votes(group: Group) -> int:
    texts = [str(key.value) for key, _ in group.node.value if isinstance(key, ScalarNode)]
    known = [(text, group.spelling.names[text][0]) for text in texts if text in group.spelling.names]
    return sum(-1 if text == name else 1 for text, name in known)


def _groups(node: Node, spelling: Spelling) -> Iterator[Group]:
    if isinstance(node, MappingNode):
        yield Group(node, spelling)
        for key, value in node.value:
            yield from _groups(value, spelling.below(str(key.value)))
    elif isinstance(node, SequenceNode):
        for each in node.value:
            yield from _groups(each, spelling)


def _shift(key: Node, value: Node) -> int:
    return int(value.start_mark.column) - int(key.start_mark.column)
