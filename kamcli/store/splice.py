"""One edit as replacements of pieces of a file's text, found by the positions of its nodes."""

from collections.abc import Iterator, Mapping

from yaml.nodes import MappingNode, Node

from kamcli.changes.change import Append, Delete, Edit, Insert, Put
from kamcli.model.spelling import Spelling
from kamcli.store import sheet as paper
from kamcli.store.block import entry_lines, filled
from kamcli.store.cut import delete, insert
from kamcli.store.places import name_of, way
from kamcli.store.put import append, put
from kamcli.store.sheet import Patch, Sheet


def spliced(sheet: Sheet, edit: Edit) -> str:
    """The text after one edit; refuses what can't be done without losing a comment."""
    text = sheet.text
    for patch in sorted(_patches(sheet, edit), reverse=True):
        text = text[: patch.start] + patch.new + text[patch.end :]
    return text


def single(node: Node | None, spelling: Spelling, edit: Edit) -> Iterator[Edit]:
    """An edit as edits of single keys: a group that is there is set key by key, so that its other lines stay."""
    if isinstance(edit, Put) and isinstance(edit.value, Mapping) and node is not None:
        found = way(node, spelling, edit.at)
        if isinstance(found.node, MappingNode) and not found.missing:
            present = [name_of(key, found.spelling) for key, _ in found.node.value]
            for name in (*edit.value, *(name for name in present if name not in edit.value)):
                yield from single(node, spelling, Put((*edit.at, name), edit.value.get(name, "")))
            return
    yield edit


def _patches(sheet: Sheet, edit: Edit) -> list[Patch]:
    if sheet.node is None:
        return _first_lines(sheet, edit)
    match edit:
        case Put(at, value):
            return put(sheet, way(sheet.node, sheet.spelling, at), at, value)
        case Append(at, value):
            return append(sheet, way(sheet.node, sheet.spelling, at), at, value)
        case Insert(at, value):
            return insert(sheet, way(sheet.node, sheet.spelling, at[:-1]), at, value)
        case Delete(at):
            return delete(sheet, way(sheet.node, sheet.spelling, at), at)


def _first_lines(sheet: Sheet, edit: Edit) -> list[Patch]:
    """The first value of a file that holds none."""
    name = edit.at[0] if edit.at else 0
    if isinstance(edit, Delete | Insert) or not isinstance(name, str):
        raise paper.wrong_shape(edit.at)
    value = paper.nested(edit.at[1:], (edit.value,) if isinstance(edit, Append) else edit.value)
    if not filled(value):
        return []
    lines, text = entry_lines(name, value, sheet.spelling, sheet.style), sheet.text
    if text.endswith(("\n", "\r")) or not text:
        return [Patch(len(text), len(text), "".join(line + sheet.eol for line in lines))]
    return [Patch(len(text), len(text), "".join(sheet.eol + line for line in lines))]
