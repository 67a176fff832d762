"""The keys and choices of a file in one language; every other byte stays (design §2)."""

from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.changes.shape import shape
from kamcli.model.finding import KeyPath
from kamcli.model.kinds import Kind
from kamcli.model.spelling import Spelling, canonical, dotted, label
from kamcli.store import reader
from kamcli.store.block import choice_text, key_text
from kamcli.store.places import end_of, is_block, is_flow, name_of, quote_of
from kamcli.store.records import fields_root, spelling_of
from kamcli.store.scalar import Setting, written
from kamcli.store.sheet import Patch

_FLAGS = {"是": "true", "否": "false"}
_WORDS = {"zh": {en: zh for zh, en in _FLAGS.items()}, "en": _FLAGS}


def respelled(text: str, kind: Kind, lang: str) -> str:
    """A text with its keys, choices, flags and names of fields in a language; what nobody listed stays as it is."""
    node = reader.compose(text)
    patches = _Respelling(text, kind, lang).patches(node, spelling_of(kind), (), flow=False) if node is not None else ()
    for patch in sorted(patches, reverse=True):
        text = text[: patch.start] + patch.new + text[patch.end :]
    return text


class _Respelling:
    """One file on its way into one language."""

    def __init__(self, text: str, kind: Kind, lang: str) -> None:
        self.text = text
        self.kind = kind
        self.lang = lang
        self.root = fields_root(kind)

    def patches(self, node: Node, table: Spelling, at: KeyPath, *, flow: bool) -> Iterator[Patch]:
        """Every piece of the text that is spelt otherwise."""
        if isinstance(node, MappingNode):
            for key, value in node.value:
                name = name_of(key, table)
                yield from self._key(key, table, name)
                yield from self.patches(value, table.below(name), (*at, name), flow=is_flow(node))
        elif isinstance(node, SequenceNode):
            for n, each in enumerate(node.value):
                yield from self.patches(each, table, (*at, n), flow=is_flow(node))
        elif isinstance(node, ScalarNode) and node.value and not is_block(node):
            yield from self._value(node, table, at, flow=flow)

    def _key(self, key: Node, table: Spelling, name: str) -> Iterator[Patch]:
        wanted = key_text(table, name, self.lang) if name in table.terms else key.value
        if wanted != key.value:
            yield Patch(int(key.start_mark.index), int(key.end_mark.index), wanted)

    def _value(self, node: ScalarNode, table: Spelling, at: KeyPath, *, flow: bool) -> Iterator[Patch]:
        old = str(node.value)
        wanted = self._word(old, table, at)
        if wanted != old:
            head = written(wanted, table, Setting(quote_of(node), flow, item=False)).head
            yield Patch(int(node.start_mark.index), end_of(node, self.text), head)

    def _word(self, old: str, table: Spelling, at: KeyPath) -> str:
        """A value in the language: a choice, the name of a field, a flag; any other text stays."""
        if table.choices:
            return choice_text(table, old, self.lang)
        if table.names_field:
            path = canonical(self.root, old)
            return old if path is None else label(self.root, path, "zh") if self.lang == "zh" else dotted(path)
        return _WORDS[self.lang].get(old, old) if _is_flag(self.kind, at) else old


def plain_flags(data: Any, kind: Kind, at: KeyPath = ()) -> Any:
    """Data in which every flag is written true or false, so that two spellings of one value are equal."""
    if isinstance(data, dict):
        return {name: plain_flags(each, kind, (*at, name)) for name, each in data.items()}
    if isinstance(data, list):
        return [plain_flags(each, kind, (*at, n)) for n, each in enumerate(data)]
    return _FLAGS.get(data, data) if isinstance(data, str) and data in _FLAGS and _is_flag(kind, at) else data


def _is_flag(kind: Kind, at: KeyPath) -> bool:
    held = shape(kind.model, at)
    return held is not None and held.flag
