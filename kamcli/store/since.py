"""What changed in a book since a commit, and the book as that commit has it."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kamcli.model.finding import Exit, Finding, Say, Severity, refuse
from kamcli.store import git
from kamcli.store.book import read_from
from kamcli.store.judging import verdict
from kamcli.store.source import Source
from kamcli.store.staged import index, top
from kamcli.store.stored import Stored, entries, prefix_of

DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff")


@dataclass(frozen=True)
class Since:
    """A commit, and what differs from it by its path below records/: files, and repositories within the repository."""

    commit: str
    changed: frozenset[str]

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders in which something changed."""
        return frozenset(above for path in self.changed for above in _above(path))

    def touches(self, file: str) -> bool:
        """Whether a file changed, or a repository that it lies in; of a folder, whether something in it did."""
        path = composed(file)
        return path in self.changed or path in self.folders or not self.changed.isdisjoint(_above(path))


def composed(path: str) -> str:
    """A path in one form of its accents: macOS may spell the same name in another form than git."""
    return unicodedata.normalize("NFC", path)


def _above(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:n]) for n in range(1, len(parts)))


def since(root: Path, revision: str, *, staged: bool) -> Since:
    """What changed since the history here and the revision's parted: staged, or as it lies in the work tree.

    A file that git was never told of counts as changed. KamError with exit code 2 where there is no such commit.
    """
    above = top(root)
    base = _base(above, revision)
    prefix = prefix_of(above, root)
    within = ("--", prefix or ".")
    found = git.run(above, *DIFF, *(["--cached"] if staged else []), base, *within, env=index() if staged else {})
    if not staged:
        found += git.run(above, "ls-files", "--others", "--exclude-standard", "-z", *within)
    names = (os.fsdecode(name).removeprefix(prefix).rstrip("/") for name in found.split(b"\0") if name)
    return Since(base, frozenset(map(composed, names)))


def _base(above: Path, revision: str) -> str:
    commit = git.asked(above, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise refuse(
            "--since：没有“{revision}”这个提交",
            "--since: there is no commit {revision}",
            code=Exit.ASKED_WRONGLY,
            hint=Say(
                "用 git log 或 git branch -a 查名字；它在远端就先 git fetch",
                "git log and git branch -a list the names; git fetch brings what a remote has",
            ),
            revision=revision,
        )
    return git.asked(above, "merge-base", commit, "HEAD") or commit


def caused(source: Source, found: Iterable[Finding], asked: Since, lang: str) -> tuple[Finding, ...]:
    """The findings in files that changed, and those elsewhere that the commit did not have.

    A record that is deleted breaks the references to it in files that nobody touched, and a new policy may condemn
    any of them. The commit is judged only where there are findings elsewhere.
    """
    findings = tuple(found)
    elsewhere = any(not asked.touches(each.file) for each in findings)
    known = _before(source, asked.commit, lang) if elsewhere else frozenset()
    return tuple(each for each in findings if asked.touches(each.file) or _seen(each) not in known)


def _seen(each: Finding) -> tuple[tuple[str, ...], Severity]:
    return each.key, each.severity


def _before(source: Source, commit: str, lang: str) -> frozenset[tuple[tuple[str, ...], Severity]]:
    """The findings that the book had at the commit; none where there was no book yet."""
    above = top(source.root)
    listed = entries(git.run(above, "ls-tree", "-r", "-z", "--full-tree", commit))
    then = Stored(above, source.root, {path: entry for path, entry, _ in listed})
    return frozenset(map(_seen, verdict(read_from(then, lang, judge=True)))) if then.records else frozenset()
