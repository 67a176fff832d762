"""Files read and written whole: never half, never over somebody else's edit, never through a link."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kamcli.changes.change import Change
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.reasons import reason
from kamcli.store.lock import locked

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; a symbolic link is refused, a missing file is a KamError with exit code 4."""
    if path.is_symlink():
        raise _link(path)
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINKS | _BINARY)
        with os.fdopen(handle, "rb") as file:
            return file.read()
    except OSError as error:
        raise _failed(path, error) from None


def read_text(path: Path) -> str:
    """The text of a file to be edited, byte order mark and line ends as they are; only UTF-8 can be edited."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        hint = Say("kam check 说明它像什么编码", "kam check tells what it looks like")
        zh, en = "{path} 不是 UTF-8 编码", "{path} is not UTF-8"
        raise refuse(zh, en, code=Exit.UNREADABLE, hint=hint, path=path) from None


def write(path: Path, text: str | bytes, expected: bytes | None) -> None:
    """Put a text in a file at once or not at all; `expected` holds the bytes that were read, None for a new file.

    Bytes are written as they are: what an editor left need not be UTF-8. The file's mode is kept; its folder is made
    where it is missing. Raises KamError with exit code 4: the file changed since it was read, a new file is there
    already, it is a link, the disk is full.
    """
    with locked(path.parent):
        _check(path, expected)
        draft = path.with_name(f".{path.name}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)  # left by a run that was killed: the lock says nobody else writes it
            _draft(draft, text.encode("utf-8") if isinstance(text, str) else text, _mode(path))
            _place(draft, path, new=expected is None)
            _sync_folder(path.parent)
        except OSError as error:
            raise _failed(path, error) from None
        finally:
            _sweep(draft)


def _sweep(draft: Path) -> None:
    """Leave no draft behind; where its folder is none, there is nothing to leave."""
    with suppress(OSError):
        draft.unlink(missing_ok=True)


def write_changes(records: Path, changes: Iterable[Change]) -> None:
    """Write every change below the records folder; nothing is written where one of the files changed meanwhile."""
    wanted = [(records / change.path, change) for change in changes]
    with locked(records):
        for path, change in wanted:
            _check(path, _bytes(change))
        for path, change in wanted:
            write(path, change.after, _bytes(change))


def _bytes(change: Change) -> bytes | None:
    return None if change.before is None else change.before.encode("utf-8")


def _check(path: Path, expected: bytes | None) -> None:
    if path.is_symlink():
        raise _link(path)
    if expected is None:
        if path.exists():
            raise _exists(path)
    elif not path.exists() or read_bytes(path) != expected:
        raise _changed_meanwhile(path)


def _mode(path: Path) -> int | None:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else None


def _draft(draft: Path, content: bytes, mode: int | None) -> None:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        draft.chmod(mode)


def _place(draft: Path, path: Path, *, new: bool) -> None:
    if not new:
        draft.replace(path)
        return
    try:
        os.link(draft, path)  # unlike a rename it never replaces a file that appeared meanwhile
    except FileExistsError:
        raise _exists(path) from None
    except OSError:  # a file system without hard links
        draft.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows can't and need not sync a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _link(path: Path) -> KamError:
    return refuse(
        "{path} 是符号链接，不读也不写",
        "{path} is a symbolic link, which is neither read nor written",
        code=Exit.CONFIGURATION,
        path=path,
    )


def _exists(path: Path) -> KamError:
    return refuse(
        "{path} 已存在，没有覆盖",
        "{path} is there already and was not overwritten",
        code=Exit.CONFIGURATION,
        hint=Say("再运行一次", "run the command again"),
        path=path,
    )


def _changed_meanwhile(path: Path) -> KamError:
    hint = Say("保存编辑器里的内容后再运行一次", "save what is open in the editor and run the command again")
    return refuse(
        "{path} 读取后又被改动，没有写入",
        "{path} changed since it was read; nothing was written",
        code=Exit.CONFIGURATION,
        hint=hint,
        path=path,
    )


def _failed(path: Path, error: OSError) -> KamError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return refuse(
            "磁盘已满，{path} 没有写入", "the disk is full; {path} was not written", code=Exit.CONFIGURATION, path=path
        )
    return refuse(
        "{path} 读写失败：{why}",
        "{path} can't be read or written: {why}",
        code=Exit.CONFIGURATION,
        path=path,
        why=reason(error),
    )
