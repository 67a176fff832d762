"""Change values in a file by splicing: only the lines of those values change, or the edit is refused (design §1.3)."""

from yaml.nodes import Node, ScalarNode

from kamcli.changes.change import Edit
from kamcli.model.finding import Exit, KamError, refuse
from kamcli.model.spelling import Spelling, dotted
from kamcli.store import reader
from kamcli.store.expected import Data, expected, without_empty
from kamcli.store.manner import manner
from kamcli.store.precheck import Refused
from kamcli.store.sheet import Sheet
from kamcli.store.splice import single, spliced

BOM = "\ufeff"


def edit(
    text: str, spelling: Spelling, changes: tuple[Edit, ...], *, root: Spelling | None = None, lang: str = "zh"
) -> str:
    """The text of a file after the changes; comments, quotes, line ends and every untouched byte stay.

    `root` spells the fields that texts name where they are not the file's own; `lang` is for a file too short to show
    its language. Raises KamError where the file can't be read, where a change names a place that is not there, where
    the lines hold a comment that would be lost, and where the new text would not hold exactly the data asked for.
    """
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    data = _data(body, spelling, root)
    for change in changes:
        before, data = data, without_empty(expected(data, change, spelling, root or spelling))
        if data == before:
            continue
        for step in single(_compose(body), spelling, change):
            body = _spliced(body, spelling, step, lang)
        if _read_again(body, spelling, root) != data:
            raise _not_exact(change)
    return mark + body


def _spliced(body: str, spelling: Spelling, change: Edit, lang: str) -> str:
    node = _compose(body)
    return spliced(Sheet(body, node, spelling, manner(node, spelling, lang)), change)


def _compose(body: str) -> Node | None:
    try:
        node = reader.compose(body)
    except Refused as refused:
        raise _unreadable(refused) from None
    return None if isinstance(node, ScalarNode) and node.value == "" else node


def _data(body: str, spelling: Spelling, root: Spelling | None) -> Data:
    try:
        return without_empty(reader.read(body, spelling, root)[0])
    except Refused as refused:
        raise _unreadable(refused) from None


def _read_again(body: str, spelling: Spelling, root: Spelling | None) -> Data:
    """The data of the new text; None where it can't be read, which is never what was asked for."""
    try:
        return without_empty(reader.read(body, spelling, root)[0])
    except Refused:
        return None


def _unreadable(refused: Refused) -> KamError:
    fault = refused.fault
    return refuse(
        "第 {line} 行第 {column} 列读不了（{rule}），没有改动",
        "line {line} column {column} can't be read ({rule}); nothing was changed",
        code=Exit.UNREADABLE,
        line=fault.line,
        column=fault.column,
        rule=fault.rule,
    )


def _not_exact(change: Edit) -> KamError:
    return refuse(
        "无法只改 {path} 而不动其他内容，没有改动；直接编辑这个文件",
        "{path} can't be changed without touching anything else; nothing was changed; edit the file by hand",
        path=dotted(change.at),
    )
