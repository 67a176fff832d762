"""YAML text to plain data: strict, every scalar as text, every refusal with a line and a column (design §1.2)."""

import re
from typing import Any

import yaml
from yaml import cyaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.model.finding import KeyPath
from kamcli.model.spelling import PLAIN, Spelling, canonical, dotted
from kamcli.store.precheck import ESCAPED, WARNINGS, Fault, Refused, causes, code_of, precheck, refused
from kamcli.store.syntax import MAX_DEPTH, syntax_fault

FAULTS = 20  # listed of one text: one that has more was written by another program
NULLS = frozenset({"~", "null", "Null", "NULL"})
_ANCHOR = re.compile(r"(?:^|[\s,\[{:\-?])[&*][^\s,\[\]{}]", re.MULTILINE)


class _Parser(cyaml.CParser):  # type: ignore[name-defined,misc]  # the stubs do not export the C parser
    """libyaml's parser without PyYAML's guessing of types: a tag is None unless somebody wrote one."""

    def resolve(self, *_: object) -> None:
        return None

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


def compose(text: str) -> Node | None:
    """The node tree of one document, None for an empty file; positions are `start_mark` and `end_mark` of each node."""
    try:
        parser = _Parser(text)
        try:
            node: Node | None = parser.get_single_node()
        finally:
            parser.dispose()
    except yaml.composer.ComposerError as error:
        raise _composer_fault(error) from None
    except yaml.MarkedYAMLError as error:
        raise syntax_fault(error, text) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise refused("YAML-07", 1, 1, reason=str(error).partition("\n")[0]) from None
    if ("&" in text or "*" in text) and _ANCHOR.search(text):
        _refuse_anchors(text)
    return node


def _composer_fault(error: yaml.composer.ComposerError) -> Refused:
    mark = error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    rule = "YAML-11" if "document" in str(error.context or "") or "document" in str(error.problem or "") else "YAML-09"
    return refused(rule, line, column)


def _refuse_anchors(text: str) -> None:
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if getattr(event, "anchor", None) is not None:
            raise refused("YAML-09", event.start_mark.line + 1, event.start_mark.column + 1)


def _at(node: Node, rule: str, **figures: Any) -> Refused:
    return refused(rule, node.start_mark.line + 1, node.start_mark.column + 1, **figures)


def build(node: Any, spelling: Spelling, root: Spelling, depth: int = 0) -> Any:
    """Plain data in English names and choice ids: dict, list, str; an empty value is an absent value.

    `root` spells the fields that a text may name (as `unknown: [basics.fax]` does).
    """
    if node.tag is not None:
        raise _at(node, "YAML-10")
    if type(node) is ScalarNode:
        text: str = node.value
        if not node.style and text in NULLS:
            raise _at(node, "YAML-12", text=text)
        if node.style == '"' and (hidden := ESCAPED.search(text)):
            raise _at(node, "YAML-02", code=code_of(hidden.group()))
        if spelling.names_field:
            return dotted(canonical(root, text)) or text
        return spelling.choices.get(text, text) if spelling.choices else text
    if depth > MAX_DEPTH:
        raise _at(node, "YAML-13", most=MAX_DEPTH)
    if type(node) is SequenceNode:
        return [build(each, spelling, root, depth + 1) for each in node.value]
    return _mapping(node, spelling, root, depth)


def _mapping(node: Any, spelling: Spelling, root: Spelling, depth: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    names, other = spelling.names, PLAIN if spelling.free is None else spelling.free
    for key, value in node.value:
        if key.id != "scalar" or key.tag is not None:
            raise _at(key, "YAML-14" if key.tag is None else "YAML-10")
        if not key.style and key.value == "<<":
            raise _at(key, "YAML-09")
        if key.style == '"' and (hidden := ESCAPED.search(key.value)):
            raise _at(key, "YAML-02", code=code_of(hidden.group()))
        name, below = names.get(key.value) or (key.value, other)
        if name in data:
            first = next(each for each, _ in node.value if (names.get(each.value) or (each.value,))[0] == name)
            raise _at(key, "YAML-08", key=key.value, first=first.start_mark.line + 1, other=first.value)
        data[name] = build(value, below, root, depth + 1)
    return {name: value for name, value in data.items() if value != ""} if "" in data.values() else data


def read(text: str, spelling: Spelling, root: Spelling | None = None) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The data of a file and its warnings; raises Refused with the first fault that makes it unreadable.

    `root` spells the fields that texts name where they are not the file's own (policy.yaml names fields of a customer).
    """
    faults = tuple(precheck(text))
    errors = [fault for fault in faults if fault.rule not in WARNINGS]
    if errors:
        raise Refused(*errors[:FAULTS])
    try:
        return _data(compose(text), spelling, root or spelling), faults
    except Refused as refusal:
        if found := causes(faults, refusal.fault):
            raise Refused(*found[:FAULTS]) from None
        raise


def _data(node: Node | None, spelling: Spelling, root: Spelling) -> dict[str, Any]:
    if node is None or (type(node) is ScalarNode and node.value == ""):
        return {}
    if type(node) is not MappingNode:
        raise _at(node, "YAML-14")
    data: dict[str, Any] = build(node, spelling, root)
    return data


def place(node: Node | None, spelling: Spelling, path: KeyPath, *, on_key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the deepest node on a key path: its value, or with `on_key` its key."""
    key: Node | None = None
    for step in path:
        found = _step(node, spelling, step)
        if found is None:
            break
        key, node = found
        spelling = spelling.below(step)
    shown = key if key is not None and (on_key or _empty(node)) else node
    return (shown.start_mark.line + 1, shown.start_mark.column + 1) if shown is not None else (1, 1)


def holds(node: Node | None, spelling: Spelling, path: KeyPath) -> bool:
    """Whether a key path is written in a file."""
    for step in path:
        found = _step(node, spelling, step)
        if found is None:
            return False
        node = found[1]
        spelling = spelling.below(step)
    return True


def _empty(node: Node | None) -> bool:
    return type(node) is ScalarNode and node.value == ""


def _step(node: Node | None, spelling: Spelling, step: str | int) -> tuple[Node | None, Node] | None:
    if type(node) is SequenceNode and isinstance(step, int):
        return (None, node.value[step]) if step < len(node.value) else None
    if type(node) is not MappingNode or isinstance(step, int):
        return None
    for key, value in node.value:
        if type(key) is ScalarNode and (spelling.names.get(key.value) or (key.value,))[0] == step:
            return key, value
    return None
