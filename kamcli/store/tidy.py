"""A record's text put in order: encoding, line ends, blanks at line ends, spelling; its data stays what it was."""

import codecs
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import Kind
from kamcli.store import reader
from kamcli.store.places import is_block
from kamcli.store.precheck import Refused, decode
from kamcli.store.records import fields_root, located_at, parse_page, spelling_of
from kamcli.store.respell import plain_flags, respelled

BOM = "\ufeff"
_BLANKS = " \t"
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}  # the later standards hold the earlier ones whole
ENCODINGS = "gb18030, utf-16, big5"  # the ones that hints name


def tidied(content: bytes, path: str, *, encoding: str = "", lang: str = "") -> str:
    """The text of a file in order: UTF-8 without a mark, line feeds, no blanks at line ends, one line end at the end.

    `encoding` is the one to read a file in that is not UTF-8; with `lang` keys and choices are spelt in that language.
    Comments, values, quotes, indents and the order of keys stay. Raises Refused where the text is no record, KamError
    where it is not in that encoding and where its data would not stay the same.
    """
    kind = located_at(path, None, "zh").kind
    before = _decoded(content, kind, encoding)
    data = _data(before, kind)
    text = _ended(_trimmed(before.replace("\r\n", "\n").replace("\r", "\n")), kind)
    if lang:
        text = respelled(text, kind, lang)
    if _data(text, kind) != data or _record(text, path) != _record(before, path):
        raise _changed()
    return text


def _record(text: str, path: str) -> Any:
    """The typed record of a text, which its digest is made of; None where the text makes none."""
    return parse_page(text.encode("utf-8"), located_at(path, None, "zh")).record


# --- encoding -------------------------------------------------------------------------------------------------------


def _decoded(content: bytes, kind: Kind, encoding: str) -> str:
    """The text without its mark. UTF-8 is recognised beyond doubt; another encoding is said, and must give its keys."""
    try:
        return decode(content)
    except Refused as refusal:
        if not encoding or refusal.fault.rule != "YAML-01":
            raise
    named = _WIDER.get(encoding.casefold(), encoding)
    little = named.casefold() in ("utf-16", "utf16") and not content.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    )
    try:
        text = content.decode("utf-16-le" if little else named).removeprefix(BOM)
    except UnicodeDecodeError:
        raise _not_in(encoding) from None
    if not spelling_of(kind).names.keys() & _keys(text):
        raise _not_in(encoding)
    return text


def known_encoding(name: str) -> str:
    """An encoding that texts can be read in; refuses others with the usual ones."""
    try:
        "".encode(name)
    except LookupError:
        raise refuse(
            "没有“{name}”这种编码（常用：{usual}）",
            "there is no encoding {name} (usual ones: {usual})",
            code=Exit.ASKED_WRONGLY,
            name=name,
            usual=ENCODINGS,
        ) from None
    return name


def _not_in(encoding: str) -> KamError:
    return refuse(
        "不是 {encoding} 编码的记录，没有改动",
        "is no record in {encoding}; nothing was changed",
        code=Exit.UNREADABLE,
        hint=Say("换一种编码再试，或用编辑器另存为 UTF-8", "try another encoding, or save it as UTF-8 in an editor"),
        encoding=encoding,
    )


def _keys(text: str) -> frozenset[str]:
    node = reader.compose(text)
    return frozenset(str(key.value) for key, _ in node.value) if isinstance(node, MappingNode) else frozenset()


# --- blanks ---------------------------------------------------------------------------------------------------------


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines; inside texts of several lines they may mean something and stay."""
    node = reader.compose(text)
    kept = set(_inside(node)) if node is not None else set()
    return "\n".join(line if n in kept else line.rstrip(_BLANKS) for n, line in enumerate(text.split("\n")))


def _inside(node: Node) -> Iterator[int]:
    """The lines, from 0, that lie inside a block or quotes of several lines."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _inside(key)
            yield from _inside(value)
    elif isinstance(node, SequenceNode):
        for each in node.value:
            yield from _inside(each)
    elif isinstance(node, ScalarNode) and node.style and node.start_mark.line != node.end_mark.line:
        yield from range(node.start_mark.line + is_block(node), node.end_mark.line + (node.end_mark.column > 0))


def _ended(text: str, kind: Kind) -> str:
    """With one line end at the end, or as near to that as the last text allows: a block may count its line ends."""
    short = text.rstrip(f"{_BLANKS}\n")
    forms = (f"{short}\n" if short else "", text if text.endswith("\n") else f"{text}\n", text)
    data = _data(text, kind)
    return next(form for form in forms if _data(form, kind) == data)


def _data(text: str, kind: Kind) -> Any:
    """The data of a text under English names, each flag in one spelling."""
    return plain_flags(reader.read(text, spelling_of(kind), fields_root(kind))[0], kind)


def _changed() -> KamError:
    return refuse(
        "整理会动到数据，没有改动；用 kam edit 改",
        "its data would not stay the same; nothing was changed; use kam edit",
    )
