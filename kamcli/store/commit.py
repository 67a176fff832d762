"""Commits by git's plumbing: exactly the given files, the user's own staged work untouched, no half commit ever."""

import json
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from kamcli.changes.change import Change
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.store import git
from kamcli.store.files import write_changes
from kamcli.store.lock import locked

TRIES = 5  # how often a commit is built anew when somebody else committed meanwhile
INDEX_WAIT = 2.0  # seconds that another program's hold on the index is waited for
PAUSE = 0.1
JOURNAL = "kam-unfinished.json"  # what a killed run still has to write into the work tree

Blobs = Mapping[str, str | None]


def commit(folder: Path, paths: Iterable[str], message: str) -> str:
    """Commit files of the work tree as they are; a path without a file is a deletion. Gives the commit's id.

    Paths lie below the folder. Raises KamError with exit code 4: no identity, no repository, git's own refusals.
    """
    with locked(folder):
        git.signer(folder)
        blobs = {path: _stored_file(folder, path) for path in paths}
        made = _committed(folder, blobs, git.blobs_at(folder, "HEAD", blobs), message)
        _refresh_index(folder, tuple(blobs))
        return made


def record(folder: Path, changes: tuple[Change, ...], message: str) -> str:
    """Commit changes first and write them into the work tree then, so that what is announced is never lost.

    A run that is killed between the two leaves a journal, and `finish` completes it.
    """
    with locked(folder):
        git.signer(folder)
        before = git.blobs_at(folder, "HEAD", (change.path for change in changes))
        blobs = {change.path: _stored(folder, change.path, change.after.encode()) for change in changes}
        journal = _journal(folder)
        journal.write_text(
            json.dumps({path: [before.get(path), blob] for path, blob in blobs.items()}), encoding="utf-8"
        )
        try:
            made = _committed(folder, blobs, before, message)
        except BaseException:
            journal.unlink(missing_ok=True)
            raise
        write_changes(folder, changes)
        _refresh_index(folder, tuple(blobs))
        journal.unlink(missing_ok=True)
        return made


def finish(folder: Path) -> tuple[str, ...]:
    """Write what a killed `record` had committed but not yet written; gives those paths. Others' edits stay."""
    if not git.is_repository(folder) or not _journal(folder).is_file():
        return ()
    with locked(folder):
        journal = _journal(folder)
        wanted: dict[str, list[str | None]] = json.loads(journal.read_text(encoding="utf-8"))
        committed = git.blobs_at(folder, "HEAD", wanted)
        lost = tuple(
            path
            for path, (old, new) in wanted.items()
            if new is not None and committed.get(path) == new and git.blob_of(folder, path) == old
        )
        write_changes(folder, tuple(_restored(folder, path) for path in lost))
        _refresh_index(folder, tuple(wanted))
        journal.unlink(missing_ok=True)
        return lost


def _restored(folder: Path, path: str) -> Change:
    before = (folder / path).read_bytes().decode() if (folder / path).is_file() else None
    return Change(path, before, (git.content_at(folder, "HEAD", path) or b"").decode(), "")


def _journal(folder: Path) -> Path:
    return Path(git.run(folder, "rev-parse", "--absolute-git-dir").decode().rstrip("\n")) / JOURNAL


# --- the commit -----------------------------------------------------------------------------------------------------


def _committed(folder: Path, blobs: Blobs, before: Mapping[str, str], message: str) -> str:
    """Build the commit on HEAD and move HEAD in one step; built anew when HEAD moved, refused when a file did."""
    for _ in range(TRIES):
        base = git.head(folder)
        if git.blobs_at(folder, "HEAD", blobs) != dict(before):
            raise _overtaken(tuple(blobs))
        made = _commit_object(folder, base, _tree(folder, base, blobs), message)
        if _move_head(folder, made, base, message):
            return made
        time.sleep(PAUSE)
    raise refuse(
        "提交了 {tries} 次都被别的提交抢先，没有记录",
        "{tries} times another commit came first; nothing was recorded",
        code=Exit.CONFIGURATION,
        tries=TRIES,
    )


def _move_head(folder: Path, made: str, base: str, message: str) -> bool:
    """Point HEAD to the new commit if it still is where it was; False when it is not, or when its lock is held."""
    try:
        subject = message.partition("\n")[0]
        git.run(folder, "update-ref", "-m", f"kam: {subject}", "HEAD", made, base or git.UNBORN)
    except KamError:
        if git.head(folder) == base and not _ref_locked(folder):
            raise
        return False
    return True


def _ref_locked(folder: Path) -> bool:
    """Whether another git holds the branch at this moment."""
    folder_of_git = _journal(folder).parent
    name = git.asked(folder, "symbolic-ref", "--quiet", "HEAD") or "HEAD"
    return (folder_of_git / f"{name}.lock").exists() or (folder_of_git / "HEAD.lock").exists()


def _tree(folder: Path, base: str, blobs: Blobs) -> str:
    """The tree of HEAD with the files replaced, made in an index of its own."""
    prefix = git.run(folder, "rev-parse", "--show-prefix").decode().rstrip("\n")
    with tempfile.TemporaryDirectory(prefix="kam-index-") as scratch:
        private = {"GIT_INDEX_FILE": str(Path(scratch) / "index")}
        git.run(folder, "read-tree", *([base] if base else ["--empty"]), env=private)
        lines = "".join(
            f"{git.PLAIN_FILE if blob else 0} {blob or git.UNBORN}\t{prefix}{path}\0" for path, blob in blobs.items()
        )
        git.run(folder, "update-index", "-z", "--index-info", given=lines.encode(), env=private)
        return git.run(folder, "write-tree", env=private).decode().strip()


def _commit_object(folder: Path, base: str, tree: str, message: str) -> str:
    parents = ["-p", base] if base else []
    signed = ["-S"] if git.asked(folder, "config", "--type=bool", "commit.gpgsign") == "true" else []
    return git.run(folder, "commit-tree", tree, *parents, *signed, "-F", "-", given=message.encode()).decode().strip()


def _stored(folder: Path, path: str, content: bytes) -> str:
    """Put bytes into git's store under the line-end rules of their path; gives the blob's id."""
    return git.run(folder, "hash-object", "-w", "--stdin", f"--path={path}", given=content).decode().strip()


def _stored_file(folder: Path, path: str) -> str | None:
    file = folder / path
    return _stored(folder, path, file.read_bytes()) if file.is_file() and not file.is_symlink() else None


def _refresh_index(folder: Path, paths: tuple[str, ...]) -> None:
    """Tell the user's index of these files only; while another program holds it this waits, and then lets it be.

    The commit stands either way: an index that was not told shows the files as changed until the next `git add`.
    """
    last = time.monotonic() + INDEX_WAIT
    while True:
        try:
            git.run(
                folder, "update-index", "--add", "--remove", "-z", "--stdin", given="\0".join((*paths, "")).encode()
            )
        except KamError:
            if time.monotonic() > last:
                return
            time.sleep(PAUSE)
        else:
            return


def _overtaken(paths: tuple[str, ...]) -> KamError:
    return refuse(
        "{paths} 刚被别的提交改动，没有记录",
        "{paths} was changed by another commit a moment ago; nothing was recorded",
        code=Exit.CONFIGURATION,
        hint=Say("再运行一次", "run the command again"),
        paths=paths,
    )
