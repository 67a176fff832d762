"""Files and folders of the book by what somebody typed: from here, or from the records folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from kamcli.model.finding import Exit, refuse

if TYPE_CHECKING:
    from kamcli.store.source import Source


def within(source: "Source", path: Path) -> Path:
    """The file or folder of the book that somebody named, from here or from the records folder."""
    root = source.root
    told = (path.resolve(), (root / path).resolve())
    inside = [each for each in told if each.is_relative_to(root) or root.is_relative_to(each)]
    there = [each for each in inside if root.is_relative_to(each) or source.has(each.relative_to(root).as_posix())]
    if there:
        return there[0]
    if any(each.exists() for each in told):
        zh, en = "{path} 不在账簿 {root} 里", "{path} does not lie in the book {root}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, path=path, root=root)
    raise refuse("没有 {path}", "there is no {path}", code=Exit.ASKED_WRONGLY, path=path)
