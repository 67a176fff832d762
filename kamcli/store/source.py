"""Where a book's text comes from: the files of the work tree here; what git keeps is another source."""

import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

NOT_RECORDS = frozenset({"ledgers", "files"})
ENDINGS = (".yaml", ".yml")


class Source(Protocol):
    """The files of one book, named by their paths below records/."""

    @property
    def root(self) -> Path:
        """The records folder, which need not be on the disk: findings are told as lying in it."""

    def files(self) -> Iterator[str]:
        """The YAML files, sorted folder by folder; not hidden folders, ledgers, scans."""

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, None where it is no ordinary file. Raises OSError where it can't be opened."""

    def is_link(self, path: str) -> bool:
        """Whether something stands there that leads elsewhere and is not followed."""

    def has(self, path: str) -> bool:
        """Whether there is a file or folder of this name; "." is the book."""

    def ledgers(self) -> AbstractContextManager[Path]:
        """A records folder on the disk, for as long as the ledgers below it are read."""


@dataclass(frozen=True)
class Disk:
    """The book as it lies in the work tree."""

    root: Path

    def files(self) -> Iterator[str]:
        return files(self.root)

    def content(self, path: str) -> bytes | None:
        file = self.root / path
        return file.read_bytes() if stat.S_ISREG(file.lstat().st_mode) else None

    def is_link(self, path: str) -> bool:
        return (self.root / path).is_symlink()

    def has(self, path: str) -> bool:
        return (self.root / path).exists()

    def ledgers(self) -> AbstractContextManager[Path]:
        return nullcontext(self.root)


def files(root: Path) -> Iterator[str]:
    """The YAML files of the book by their path below records/, sorted; not hidden folders, ledgers, scans."""
    stack = [""]
    while stack:
        folder = stack.pop()
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        below = []
        for entry in entries:
            path = f"{folder}{entry.name}"
            if entry.name.startswith(".") or (not folder and entry.name in NOT_RECORDS):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(f"{path}/")
            elif entry.name.lower().endswith(ENDINGS) or (entry.is_symlink() and entry.is_dir()):
                yield path
        stack += reversed(below)
