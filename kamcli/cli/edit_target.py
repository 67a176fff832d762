"""Which file `kam edit` opens: by id, by the name of a file that a book has one of, or by its path."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kamcli.cli.named import called
from kamcli.cli.session import Session
from kamcli.cli.within import within
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.kinds import KINDS, Kind, kind_of

if TYPE_CHECKING:
    from kamcli.store.source import Source

NAMED = 5  # customers named where several may be meant
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

    if not name.strip():
        zh, en = "没有写要编辑哪条记录", "which record to edit is not said"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, hint=Say("kam edit C0001", "kam edit C0001"))
    path = _single(here.source, name) or _by_id(here.source, name) or _by_name(here, name)
    path = path or _by_path(here.source, name)
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


def _single(source: "Source", name: str) -> str:
    """A file that a book has one of, by its name in either language."""
    for kind in KINDS.values():
        path = f"{kind.name}.yaml"
        if kind.single and name in (kind.name, kind.label.zh) and source.has(path):
            return path
    return ""


def _by_id(source: "Source", name: str) -> str:
    """The file whose name is the id; people share the id of their customer and are opened by path."""
    for path in source.files():
        kind = kind_of(path)
        if kind is not None and kind.name not in ("people", "signoff") and Path(path).stem == name:
            return path
    return ""


def _by_name(here: Session, name: str) -> str:
    """The file of the one customer that bears exactly this name; refused with ids where it may be one of several."""
    from kamcli.cli.search import search

    if Path(name).exists() or here.source.has(name) or here.reading.policy is None:
        return ""
    rows = here.reading.columns.rows("customer")
    bearers = [row for row in rows if name.strip() in (row.values.get("name"), row.values.get("short_name"))]
    if len(bearers) == 1:
        return str(bearers[0].file)
    found = bearers or search(here, name)
    if not found or (name.isascii() and any(each.isdigit() for each in name)):  # a slip in an id is no name
        return ""
    zh = "没有编号为 {id} 的记录；是 {shown} 吗？"
    en = "there is no record with the id {id}; did you mean {shown}?"
    shown = tuple(called(row.id, str(row.values.get("name") or "")) for row in found[:NAMED])
    command = f"kam edit {found[0].id}"
    hint = Say(command, command) if len(found) == 1 else Say("kam edit 编号", "kam edit ID")
    raise refuse(zh, en, code=Exit.ASKED_WRONGLY, hint=hint, id=name, shown=shown)


def _by_path(source: "Source", name: str) -> str:
    """A file by its path; refuses with near ids where there is none."""
    from kamcli.model.spelling import near_ids

    if not (Path(name).exists() or source.has(name)):
        ids = tuple(Path(path).stem for path in source.files())
        zh, en = "没有编号为 {id} 的记录{near}", "there is no record with the id {id}{near}"
        hint = Say("kam list 列出客户，kam list 种类 列出别的", "kam list shows customers, kam list KIND the others")
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, hint=hint, id=name, near=near_ids(name, ids))
    path = within(source, Path(name))
    if not path.is_file():
        raise refuse("{path} 不是文件", "{path} is no file", code=Exit.ASKED_WRONGLY, path=name)
    return path.relative_to(source.root).as_posix()


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
