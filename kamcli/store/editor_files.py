"""What stands beside a book for its editors: settings, .editorconfig, .gitattributes; nobody's own line is touched."""

from collections.abc import Callable, Iterator
from json import JSONDecodeError
from pathlib import Path
from typing import Any, NamedTuple

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import KINDS, REVOKED, Kind
from kamcli.model.policy import Policy
from kamcli.store.book import FOLDER as RECORDS
from kamcli.store.editor_contrary import attributes_against, has_attributes, style_against
from kamcli.store.files import read_bytes, write
from kamcli.store.jsonc import Misfit, merged
from kamcli.store.modeline import file_of
from kamcli.store.schemas import schemas
from kamcli.store.shipped import new_book_file

BOM = "\ufeff"


def _has_section(text: str, _: str) -> bool:
    """Whether .editorconfig has a section about YAML, whoever wrote it."""
    return any(line.startswith("[") and "yaml" in line for line in map(str.strip, text.splitlines()))


# files made of sections: their shipped name, and how one tells that a section is there already
_SECTIONS = ((".editorconfig", "editorconfig", _has_section), (".gitattributes", "gitattributes", has_attributes))


class Writing(NamedTuple):
    """A file to be written: its text now (None where it is new) and then."""

    path: Path
    before: str | None
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def base_of(root: Path) -> Path:
    """The folder that people open as the book: the one that holds records/."""
    return root.parent if root.name == RECORDS else root


def writings(root: Path, policy: Policy) -> Iterator[Writing]:
    """Every file that an editor needs of a book, schemas first; `root` is the records folder."""
    for path, text in schemas(policy).items():
        yield Writing(root / path, _text(root / path), text)
    base = base_of(root)
    yield _settings(base, root)
    yield from _section_files(base)


def _section_files(base: Path) -> Iterator[Writing]:
    for name, shipped, has in _SECTIONS:
        before = _text(base / name)
        yield Writing(base / name, before, _with_sections(before or "", new_book_file(shipped), has))


def contrary(root: Path) -> tuple[Say, ...]:
    """What of the user's own settings works against the book once it is set up, a sentence each."""
    base = base_of(root)
    below = f"{root.relative_to(base).as_posix()}/".removeprefix("./")
    record, ledger = f"{below}customers/C0001.yaml", f"{below}ledgers/sales.csv"
    style, attributes = (each.after for each in _section_files(base))
    bytes_of = new_book_file("gitattributes")
    return (
        *style_against(style, new_book_file("editorconfig"), record),
        *attributes_against(attributes, bytes_of, record),
        *attributes_against(attributes, bytes_of, ledger),
    )


def changed(root: Path, policy: Policy) -> tuple[Writing, ...]:
    """What is missing or out of date; refused where a folder is a link that leads out of the book."""
    made = tuple(each for each in writings(root, policy) if each.changed)
    base = base_of(root).resolve()
    for each in made:
        if not each.path.parent.resolve().is_relative_to(base):
            raise refuse(
                "{path} 不在账簿 {root} 里：目录是符号链接",
                "{path} does not lie in the book {root}: its folder is a symbolic link",
                code=Exit.CONFIGURATION,
                hint=Say("换成真的目录", "replace it with a real folder"),
                path=each.path,
                root=base,
            )
    return made


def install(root: Path, policy: Policy) -> tuple[Path, ...]:
    """Write what is missing or out of date; gives the files that were written."""
    made = changed(root, policy)
    for each in made:
        write(each.path, each.after, None if each.before is None else each.before.encode())
    return tuple(each.path for each in made)


def _text(path: Path) -> str | None:
    if not (path.exists() or path.is_symlink()):
        return None
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise refuse(
            "{path} 不是 UTF-8 编码，没有改动",
            "{path} is not UTF-8; nothing was changed",
            code=Exit.UNREADABLE,
            hint=Say("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"),
            path=path,
        ) from None


def _settings(base: Path, root: Path) -> Writing:
    """The settings of VS Code: which schema belongs to which files, and no formatting that nobody asked for."""
    path = base / ".vscode" / "settings.json"
    before = _text(path)
    below = f"{root.relative_to(base).as_posix()}/".removeprefix("./")
    globs = {f"./{below}{file_of(kind)}": _globs(kind, below) for kind in KINDS.values()}
    wanted = {
        "yaml.schemas": globs,
        "yaml.schemaStore.enable": False,
        "[yaml]": {"editor.formatOnSave": False},
    }
    return Writing(path, before, _merged(path, before, wanted))


def _globs(kind: Kind, below: str) -> str | list[str]:
    """The files of a kind; delegations and their revocations lie in one folder."""
    if kind.single:
        return f"{below}{kind.name}.yaml"
    every, revoked = f"{below}{kind.folder}/**/*.yaml", f"{below}{kind.folder}/**/*{REVOKED}.yaml"
    if kind.name == "delegation":
        return [every, f"!{revoked}"]
    return revoked if kind.name == "revocation" else every


def _merged(path: Path, before: str | None, wanted: dict[str, Any]) -> str:
    mark = BOM if before and before.startswith(BOM) else ""
    text = (before or "").removeprefix(mark) or "{}\n"
    crlf = 0 < text.count("\n") == text.count("\r\n")
    try:
        after = merged(text.replace("\r\n", "\n") if crlf else text, wanted)
    except Misfit as error:
        raise refuse(
            "{path}:{line}：“{key}”不是一组“键: 值”，没有改动",
            "{path}:{line}: {key} is no object; nothing was changed",
            code=Exit.CONFIGURATION,
            hint=Say(f'改成 "{error.key}": {{}}', f'write "{error.key}": {{}}'),
            path=path,
            line=error.line,
            key=error.key,
        ) from None
    except JSONDecodeError as error:
        raise _no_json(path, error) from None
    return mark + (after.replace("\n", "\r\n") if crlf else after)


def _no_json(path: Path, error: JSONDecodeError) -> KamError:
    return refuse(
        "{path}:{line}:{column}：不是合法的 JSON，没有改动",
        "{path}:{line}:{column}: not valid JSON; nothing was changed",
        code=Exit.CONFIGURATION,
        hint=Say("先改好它，再运行 kam schema --install", "mend it, then run kam schema --install again"),
        path=path,
        line=error.lineno,
        column=error.colno,
    )


def _with_sections(there: str, shipped: str, has: Callable[[str, str], bool]) -> str:
    """A file with the shipped sections that it lacks; a section is a comment and what follows it."""
    wanted = ["# " + each for each in shipped.removeprefix("# ").split("\n# ")]
    missing = [each.rstrip("\n") + "\n" for each in wanted if not has(there, each)]
    if not missing:
        return there
    joint = "" if not there else "\n" if there.endswith("\n") else "\n\n"
    return there + joint + "".join(missing)
