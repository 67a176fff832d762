"""Which file `kam edit` opens: by id, by the name of a file that a book has one of, or by its path."""

from pathlib import Path
from typing import NamedTuple

from kamcli.cli.session import Session
from kamcli.cli.within import within
from kamcli.model.finding import Exit, refuse
from kamcli.model.kinds import KINDS, Kind, kind_of

ADD_ONLY = frozenset({"signoff", "delegation", "revocation"})


class Target(NamedTuple):
    """A file of the book: its path below records/, its kind and the id that its name holds."""

    path: str
    kind: Kind
    id: str

    def full(self, root: Path) -> Path:
        """Where it lies."""
        return root / self.path


def target(here: Session, name: str) -> Target:
    """The file that somebody means. It need not be readable: an editor is how one mends it."""
    from kamcli.store.records import id_of

    path = _single(here.root, name) or _by_id(here.root, name) or _by_path(here.root, name)
    kind = kind_of(path)
    if kind is None:
        zh, en = "{path} 不在任何一种记录的目录里", "{path} lies in no folder of records"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, path=path)
    if kind.name in ADD_ONLY:
        raise refuse(
            "{path}：{kind}只增不改",
            "{path}: a {kind} is added and never changed",
            code=Exit.ASKED_WRONGLY,
            path=path,
            kind=kind.label,
        )
    return Target(path, kind, id_of(path, kind))


def _single(root: Path, name: str) -> str:
    """A file that a book has one of, by its name in either language."""
    for kind in KINDS.values():
        path = f"{kind.name}.yaml"
        if kind.single and name in (kind.name, kind.label.zh) and (root / path).is_file():
            return path
    return ""


def _by_id(root: Path, name: str) -> str:
    """The file whose name is the id; people share the id of their customer and are opened by path."""
    from kamcli.store.book import files

    for path in files(root):
        kind = kind_of(path)
        if kind is not None and kind.name not in ("people", "signoff") and Path(path).stem == name:
            return path
    return ""


def _by_path(root: Path, name: str) -> str:
    """A file by its path; refuses with near ids where there is none."""
    from kamcli.model.spelling import near_ids
    from kamcli.store.book import files

    if not (Path(name).exists() or (root / name).exists()):
        ids = tuple(Path(path).stem for path in files(root))
        zh, en = "没有编号为 {id} 的记录{near}", "there is no record with the id {id}{near}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, id=name, near=near_ids(name, ids))
    path = within(root, Path(name))
    if not path.is_file():
        raise refuse("{path} 不是文件", "{path} is no file", code=Exit.ASKED_WRONGLY, path=name)
    return path.relative_to(root).as_posix()


def line_of(here: Session, wanted: Target, field: str) -> int:
    """The line of a field, 0 where none is asked for or the file holds none; an unknown field is refused."""
    if not field:
        return 0
    from kamcli.changes.wish import resolved
    from kamcli.store import reader
    from kamcli.store.precheck import Refused, decode
    from kamcli.store.records import spelling_of

    table = spelling_of(wanted.kind)
    at = resolved(table, field)
    try:
        node = reader.compose(decode(wanted.full(here.root).read_bytes()))
    except Refused:
        return 0
    return reader.place(node, table, at, on_key=True)[0]
