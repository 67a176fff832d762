"""Files and folders of the book by what somebody typed: from here, from the records folder, or an id."""

from pathlib import Path

from kamcli.model.finding import Exit, refuse


def within(root: Path, path: Path) -> Path:
    """The file or folder of the book that somebody named, from here or from the records folder."""
    there = [each for each in (path.absolute(), (root / path).absolute()) if each.exists()]
    if not there:
        raise refuse("没有 {path}", "there is no {path}", code=Exit.ASKED_WRONGLY, path=path)
    inside = [each for each in there if _lies_in(each, root) or _lies_in(root, each)]
    if not inside:
        zh, en = "{path} 不在账簿 {root} 里", "{path} does not lie in the book {root}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, path=path, root=root)
    return inside[0].resolve().parent / inside[0].name if inside[0].is_symlink() else inside[0].resolve()


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder)
