"""The book as the next commit will hold it: the index of the repository, or the one that `git commit` made for it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.store import git
from kamcli.store.book import FOLDER, find_root, no_book
from kamcli.store.stored import Entry, Stored, entries, prefix_of

# the ids of an empty file and of an empty folder, in repositories of either kind of id
EMPTY = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813": (
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
    ),
}


def index() -> dict[str, str]:
    """The index that a hook is told to look at: `git commit -a` and `git commit FILE` make one of their own."""
    told = os.environ.get("GIT_INDEX_FILE")
    return {"GIT_INDEX_FILE": told} if told else {}


def top(start: Path) -> Path:
    """Where the work tree that `start` lies in begins; `start` itself may be gone. KamError outside a repository."""
    here = next(folder for folder in (start, *start.parents) if folder.is_dir())
    return Path(os.fsdecode(git.run(here, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def place(root: Path) -> str:
    """Where a records folder lies below the top of its repository: "records", "" for the top itself.

    Outside a repository it is named as if the book's folder were one.
    """
    try:
        return prefix_of(top(root), root).rstrip("/")
    except KamError:
        return root.name


def staged(start: Path) -> Stored:
    """The book that `start` lies in, as it is staged.

    KamError with exit code 4: no repository, no book, or files of the book whose merge is not settled.
    """
    above = top(start)
    found: dict[str, Entry] = {}
    unmerged: dict[str, None] = {}
    for path, entry, stage in entries(git.run(above, "ls-files", "--stage", "-z", env=index())):
        if stage == "0":
            found[path] = entry
        else:
            unmerged[path] = None
    root = _root(above, start, {**found, **unmerged})
    prefix = prefix_of(above, root)
    _refuse_unmerged([path for path in unmerged if path.startswith(prefix)])
    return Stored(above, root, _without_intended(above, found))


def _root(above: Path, start: Path, found: Mapping[str, object]) -> Path:
    """The records folder of the book: as the disk has it where the index holds no policy.yaml of it."""
    for records in _candidates(above, start):
        if f"{prefix_of(above, records)}policy.yaml" in found:
            return records
    root = find_root(start)
    if not root.is_relative_to(above):
        raise no_book(start)
    return root


def _candidates(above: Path, start: Path) -> Iterator[Path]:
    for folder in (start, *start.parents):
        if folder.is_relative_to(above):
            yield from (folder, folder / FOLDER)


def _without_intended(above: Path, found: dict[str, Entry]) -> Mapping[str, Entry]:
    """Leave out what `git add -N` only announced: the index shows it as an empty file, and no commit will hold it."""
    empty = {path: EMPTY[entry.blob] for path, entry in found.items() if entry.blob in EMPTY}
    if not empty:
        return found
    nothing = next(iter(empty.values()))
    shown = ("diff-index", "--cached", "--ita-invisible-in-index", "--no-renames", "--name-only", "-z", nothing)
    real = git.run(above, *shown, "--", *empty, env=index())
    intended = empty.keys() - {os.fsdecode(name) for name in real.split(b"\0")}
    return {path: entry for path, entry in found.items() if path not in intended}


def _refuse_unmerged(paths: list[str]) -> None:
    if paths:
        raise _unmerged(tuple(paths))


def _unmerged(paths: tuple[str, ...]) -> KamError:
    return refuse(
        "合并冲突还没有解决，没有可检查的暂存内容：{paths}",
        "the merge of {paths} is not settled: nothing is staged that could be checked",
        code=Exit.CONFIGURATION,
        hint=Say("改好冲突的文件，git add 之后再运行一次", "mend these files, git add them, and run the command again"),
        paths=paths,
    )
