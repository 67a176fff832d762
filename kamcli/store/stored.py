"""The book as git keeps it, in its index or in a commit: read from blobs, never from the work tree."""

import os
import posixpath
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kamcli.model.finding import Exit, refuse
from kamcli.store import git
from kamcli.store.source import ENDINGS, NOT_RECORDS

LINK, MODULE = "120000", "160000"  # git's modes of a symbolic link and of a repository within the repository
LEDGERS = "ledgers/"


class Entry(NamedTuple):
    """What git keeps of one file: its mode, and the id of its blob."""

    mode: str
    blob: str


@dataclass(frozen=True)
class Stored:
    """A book among the files that git keeps: `entries` by path below `top`, where the repository's work tree begins."""

    top: Path
    root: Path
    entries: Mapping[str, Entry]

    @cached_property
    def below(self) -> Mapping[str, Entry]:
        """The entries below records/."""
        prefix = prefix_of(self.top, self.root)
        return {path[len(prefix) :]: entry for path, entry in self.entries.items() if path.startswith(prefix)}

    @cached_property
    def links(self) -> Mapping[str, bytes]:
        """Where the symbolic links lead, by blob."""
        return blobs(self.top, (each.blob for each in self.below.values() if each.mode == LINK))

    @cached_property
    def records(self) -> tuple[str, ...]:
        """The files of the book, in the order in which a walk over folders meets them."""
        return tuple(sorted(filter(self._is_record, self.below), key=_walked))

    @cached_property
    def texts(self) -> Mapping[str, bytes]:
        """The content of the records, by blob."""
        return blobs(self.top, (self.below[path].blob for path in self.records if not self.is_link(path)))

    def files(self) -> Iterator[str]:
        yield from self.records

    def content(self, path: str) -> bytes | None:
        if self.is_link(path):
            return None
        blob = self.below[path].blob
        return self.texts[blob] if blob in self.texts else blobs(self.top, (blob,))[blob]

    def is_link(self, path: str) -> bool:
        return self.below[path].mode in (LINK, MODULE)

    def has(self, path: str) -> bool:
        return path == "." or path in self.below or any(each.startswith(f"{path}/") for each in self.below)

    @contextmanager
    def ledgers(self) -> Iterator[Path]:
        """The ledgers as files, which the database needs; a link becomes a folder, so that it is told and not read."""
        found = {path: entry for path, entry in self.below.items() if _is_ledger(path)}
        texts = blobs(self.top, (each.blob for path, each in found.items() if not self.is_link(path)))
        with tempfile.TemporaryDirectory(prefix="kam-ledgers-") as folder:
            for path, entry in found.items():
                place = Path(folder) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.mkdir() if self.is_link(path) else place.write_bytes(texts[entry.blob])
            yield Path(folder)

    def _is_record(self, path: str) -> bool:
        first, *_ = parts = path.split("/")
        if first in NOT_RECORDS or any(each.startswith(".") for each in parts):
            return False
        mode = self.below[path].mode
        return path.lower().endswith(ENDINGS) or mode == MODULE or (mode == LINK and not self._leads_to_file(path))

    def _leads_to_file(self, path: str) -> bool:
        """Whether a link is known to lead to a file; any other may hide a folder of records."""
        target = os.fsdecode(self.links[self.below[path].blob])
        whole = posixpath.join(prefix_of(self.top, self.root), posixpath.dirname(path), target)
        return posixpath.normpath(whole) in self.entries


def prefix_of(top: Path, root: Path) -> str:
    """How the names of a book's files begin as git tells them from the top of the work tree: "" or "a/records/"."""
    path = root.relative_to(top).as_posix()
    return "" if path == "." else f"{path}/"


def entries(listed: bytes) -> Iterator[tuple[str, Entry, str]]:
    """Path, entry and stage of each line of `ls-files --stage -z` or `ls-tree -r -z`, which has a type for the id.

    A name that leads out of its folder, as a forged tree may hold, is nobody's file.
    """
    for line in filter(None, listed.split(b"\0")):
        told, _, name = line.partition(b"\t")
        mode, second, third = told.decode().split()
        path = os.fsdecode(name)
        blob, stage = (third, "0") if second in ("blob", "commit", "tree") else (second, third)
        if ".." not in path.split("/"):
            yield path, Entry(mode, blob), stage


def blobs(top: Path, wanted: Iterable[str]) -> Mapping[str, bytes]:
    """The content of blobs by their ids, from one git. KamError with exit code 4 where git has lost one."""
    ids = tuple(dict.fromkeys(wanted))
    told = git.run(top, "cat-file", "--batch", given="".join(f"{each}\n" for each in ids).encode()) if ids else b""
    found: dict[str, bytes] = {}
    at = 0
    for blob in ids:
        end = told.index(b"\n", at)
        head = told[at:end].split()
        if len(head) != 3:  # noqa: PLR2004 id, type and size; of a lost one only that it is missing
            raise refuse(
                "git 里没有对象 {blob}，仓库不完整",
                "git lacks the object {blob}: the repository is incomplete",
                code=Exit.CONFIGURATION,
                blob=blob,
            )
        start, at = end + 1, end + 2 + int(head[2])
        found[blob] = told[start : at - 1]
    return found


def _walked(path: str) -> tuple[tuple[bool, str], ...]:
    """Sorts as a walk does: the files of a folder before the folders in it."""
    *folders, name = path.split("/")
    return (*((True, each) for each in folders), (False, name))


def _is_ledger(path: str) -> bool:
    return path.startswith(LEDGERS) and path.lower().endswith(".csv")
