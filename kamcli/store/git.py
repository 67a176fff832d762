"""Everything that kam does with git: it reads, and it adds commits that hold exactly the files that it was given."""

import os
import shlex
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.store.lock import handles

# what a hook or a shell may have set and would lead git to another repository, index or view of the history
FOREIGN = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "LANGUAGE"),
)
ALWAYS = {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0"}
ASKED = (
    "--literal-pathspecs",
    *("-c", "core.fsync=committed,reference"),
    *("-c", "core.fsmonitor=false"),  # a daemon would inherit the lock and never give it back
)
UNBORN = "0" * 40
PLAIN_FILE = "100644"


class Touch(NamedTuple):
    """The last commit that touched a file: its id, and the author's e-mail as it stands in the commit."""

    commit: str
    email: str


def run(folder: Path, *arguments: str, given: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
    """What a git command prints; a KamError with exit code 4 and git's own words where it fails."""
    result = _process(folder, arguments, given, env)
    if result.returncode:
        raise _failed(folder, arguments, result.stderr.decode("utf-8", "replace").strip())
    return result.stdout


def asked(folder: Path, *arguments: str) -> str | None:
    """One line that a git command prints; None where it fails, because there is no such thing or no repository."""
    try:
        result = _process(folder, arguments, None, None)
    except KamError:
        return None
    return None if result.returncode else result.stdout.decode("utf-8", "replace").rstrip("\n")


def _process(
    folder: Path, arguments: tuple[str, ...], given: bytes | None, env: Mapping[str, str] | None
) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *ASKED, *arguments],
            env=clean | ALWAYS | dict(env or {}),
            input=given if given is not None else b"",
            pass_fds=handles() if os.name == "posix" else (),  # a git that outlives a killed kam keeps the lock
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise refuse("找不到 git 程序", "the program git was not found", code=Exit.CONFIGURATION) from None


# --- reading --------------------------------------------------------------------------------------------------------


def identity(folder: Path) -> tuple[str, str] | None:
    """Name and e-mail under which this user commits; None where git was not told them (it may not guess)."""
    line = asked(folder, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    if line is None or ">" not in line:
        return None
    name, _, rest = line.partition(" <")
    email = rest.partition(">")[0]
    return (name, email) if name and email else None


def signer(folder: Path) -> tuple[str, str]:
    """The identity, or a KamError with the two lines that set it."""
    found = identity(folder)
    if found is None:
        lines = 'git config user.name "…"; git config user.email "…@…"'
        raise refuse(
            "git 里没有设置姓名和邮箱，签署和提交要用它认人",
            "git has no name and e-mail; signing and committing need to know who it is",
            code=Exit.CONFIGURATION,
            hint=Say(lines, lines),
        )
    return found


def head(folder: Path) -> str:
    """The commit that is checked out; "" in an empty repository and outside of one."""
    return asked(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or ""


def changed(folder: Path) -> bool:
    """Whether anything below a folder differs from the last commit; False outside of a repository."""
    return bool(asked(folder, "status", "--porcelain=v1", "--", "."))


def is_repository(folder: Path) -> bool:
    """Whether a folder lies in a git work tree that this user may read."""
    return asked(folder, "rev-parse", "--is-inside-work-tree") == "true"


def ensure_repository(folder: Path) -> None:
    """Make a repository unless the folder lies in one already."""
    if not is_repository(folder):
        run(folder, "init", "--quiet")


def commit(folder: Path, paths: Iterable[str], message: str) -> str:
    """Commit exactly these files of the work tree; gives the commit's id (kamcli.store.commit)."""
    from kamcli.store.commit import commit as made

    return made(folder, paths, message)


def dirty(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Which of these files differ from the last commit, also where the index was told to look away."""
    wanted = tuple(paths)
    committed, here = blobs_at(folder, "HEAD", wanted), blobs_of(folder, wanted)
    status = run(folder, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *wanted)
    prefix = _prefix(folder)
    told = {entry[3:].removeprefix(prefix) for entry in status.decode("utf-8", "replace").split("\0") if entry}
    return tuple(path for path in wanted if path in told or committed.get(path) != here.get(path))


def blobs_at(folder: Path, commit: str, paths: Iterable[str]) -> dict[str, str]:
    """The blob ids of files in a commit, by path below the folder; a file that it lacks is left out."""
    wanted = tuple(paths)
    if not wanted or (commit == "HEAD" and not head(folder)):
        return {}
    listed = run(folder, "ls-tree", "-z", commit, "--", *wanted).decode().split("\0")
    pairs = (line.partition("\t") for line in listed if line)
    return {path: told.split()[2] for told, _, path in pairs if told.split()[1] == "blob"}


def blob_of(folder: Path, path: str) -> str | None:
    """The blob id that a file would have; None where there is no file."""
    return blobs_of(folder, (path,)).get(path)


def blobs_of(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The blob ids that files would have, by the repository's rules for line ends; what is no file is left out."""
    found = tuple(path for path in paths if (folder / path).is_file())
    if not found:
        return {}
    prefix = _prefix(folder)
    named = "".join(f"{prefix}{path}\n" for path in found)  # these are read from the top of the work tree
    told = run(folder, "hash-object", "--stdin-paths", given=named.encode())
    return dict(zip(found, told.decode().split(), strict=True))


def _prefix(folder: Path) -> str:
    """The folder's path below the top of its work tree: git names files from there."""
    return run(folder, "rev-parse", "--show-prefix").decode().rstrip("\n")


def content_at(folder: Path, commit: str, path: str) -> bytes | None:
    """A file's bytes in a commit, or None where it is not there."""
    blob = blobs_at(folder, commit, (path,)).get(path)
    return None if blob is None else run(folder, "cat-file", "blob", blob)


def touches(folder: Path, paths: Iterable[str]) -> dict[str, Touch]:
    """For each file the last commit that added or changed it, a merge only where it differs from all its parents.

    The author is the one in the commit, not the one that .mailmap shows.
    """
    wanted = tuple(paths)
    if not wanted or not head(folder):
        return {}
    prefix = _prefix(folder)  # --relative is not heard for merges
    shape = ("-z", "-c", "--no-renames", "--name-only", "--format=%x01%H%x00%ae")
    words = iter(run(folder, "log", *shape, "--", *wanted).decode("utf-8", "replace").split("\0"))
    found: dict[str, Touch] = {}
    touch = Touch("", "")
    for word in words:
        if word.startswith("\1"):  # a commit: its id, and in the next word the e-mail
            touch = Touch(word[1:], next(words))
        elif word:
            found.setdefault(word.removeprefix("\n").removeprefix(prefix), touch)
    return found


def commit_authors(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Who committed each file, by e-mail; a file that differs from its commit, or is in none, has nobody (R-AUD-03)."""
    wanted = tuple(paths)
    committed, here = blobs_at(folder, "HEAD", wanted), blobs_of(folder, wanted)
    same = tuple(path for path in wanted if path in committed and committed[path] == here.get(path))
    return {path: touch.email for path, touch in touches(folder, same).items()}


# --- errors ---------------------------------------------------------------------------------------------------------


def _failed(folder: Path, arguments: tuple[str, ...], told: str) -> KamError:
    if "dubious ownership" in told:
        line = f"git config --global --add safe.directory {shlex.quote(_owned(told, folder))}"
        return refuse(
            "git 不信任这个仓库：它属于另一个系统用户",
            "git does not trust this repository: it belongs to another user of the system",
            code=Exit.CONFIGURATION,
            hint=Say(line, line),
        )
    if "not a git repository" in told:
        line = f"git init {shlex.quote(str(folder))}"
        return refuse(
            "{folder} 不在 git 仓库里",
            "{folder} lies in no git repository",
            code=Exit.CONFIGURATION,
            hint=Say(line, line),
            folder=folder,
        )
    return refuse(
        "git {command} 失败：{told}",
        "git {command} failed: {told}",
        code=Exit.CONFIGURATION,
        command=next((each for each in arguments if not each.startswith("-")), ""),
        told=told or "?",
    )


def _owned(told: str, folder: Path) -> str:
    """The repository that git names between quotes in its complaint."""
    parts = told.split("'")
    return parts[1] if len(parts) > 2 else str(folder)  # noqa: PLR2004 the text between the first two quotes
