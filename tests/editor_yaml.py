"""YAML as an editor's language server reads it: version 1.2 with its core schema, in which plain scalars have types."""

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

CORE = (  # YAML 1.2.2, 10.3.2, in the order in which they are tried
    ("null", re.compile(r"null|Null|NULL|~|")),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("int", re.compile(r"[-+]?[0-9]+")),
    ("oct", re.compile(r"0o[0-7]+")),
    ("hex", re.compile(r"0x[0-9a-fA-F]+")),
    ("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")),
    ("inf", re.compile(r"[-+]?\.(?:inf|Inf|INF)")),
    ("nan", re.compile(r"\.(?:nan|NaN|NAN)")),
)


class NoDocument(Exception):  # noqa: N818 it says what the text is
    """The text is no YAML, or says one thing twice: the editor flags it whatever the schema says."""


def load(text: str) -> Any:
    """The value of a text, as JSON Schema judges it in an editor; raises NoDocument."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise NoDocument(str(error)) from None
    return None if node is None else _value(node)


def _value(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return node.value if node.style or node.tag.startswith("!") else typed(node.value)
    if not isinstance(node, MappingNode):
        return [_value(each) for each in node.value]
    keys = [str(key.value) for key, _ in node.value]
    if len(set(keys)) < len(keys):
        raise NoDocument("a key is there twice")
    return {str(key.value): _value(value) for key, value in node.value}


def typed(text: str) -> Any:
    """A plain scalar as a null, a truth value, a number or a text."""
    sort = next((name for name, pattern in CORE if pattern.fullmatch(text)), "str")
    if sort in ("null", "bool"):
        return None if sort == "null" else text.lower() == "true"
    if sort in ("inf", "nan"):
        return float(text.replace(".", ""))
    if sort in ("int", "oct", "hex"):
        return int(text, {"int": 10, "oct": 8, "hex": 16}[sort])
    return float(text) if sort == "float" else text
