"""One writer at a time: a lock that the system drops by itself when its process dies."""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kamcli.model.finding import Exit, KamError, refuse
from kamcli.model.reasons import reason

WAIT = 10.0  # seconds that another writer is waited for
_PAUSE = 0.05
_held: dict[Path, int] = {}
Busy = Callable[[Path], KamError]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the writers' lock of the book that a folder lies in; a process that holds it may take it again.

    Raises KamError with exit code 4 when another process keeps it longer than WAIT seconds.
    """
    with held(lock_path(folder)):
        yield


@contextmanager
def held(path: Path, busy: Busy | None = None) -> Iterator[None]:
    """Hold the lock that a file stands for; `busy` says what to raise where another process keeps it."""
    if path in _held:
        yield
        return
    handle = _open(path)
    try:
        _take(handle, path, busy or _busy)
        _held[path] = handle
        try:
            yield
        finally:
            del _held[path]
    finally:
        os.close(handle)


def handles() -> tuple[int, ...]:
    """The locks that this process holds: a child that inherits them keeps them until it has ended as well."""
    return tuple(_held.values())


def lock_path(folder: Path) -> Path:
    """The lock's file: in the repository's own folder, else among the temporary files, never among the records."""
    folder = folder.resolve()
    for above in (folder, *folder.parents):
        if (above / ".git").is_dir():
            return above / ".git" / "kam.lock"
    name = hashlib.sha256(str(_book(folder)).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kam-{name}.lock"


def _book(folder: Path) -> Path:
    return next((above for above in (folder, *folder.parents) if (above / "policy.yaml").is_file()), folder)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        raise refuse(
            "锁文件打不开：{path}（{why}）",
            "can't open the lock {path} ({why})",
            code=Exit.CONFIGURATION,
            path=path,
            why=reason(error),
        ) from None


def _take(handle: int, path: Path, busy: Busy) -> None:
    last = time.monotonic() + WAIT
    while not _try(handle):
        if time.monotonic() > last:
            raise busy(path)
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def _busy(path: Path) -> KamError:
    return refuse(
        "另一个 kam 正在写这个账簿，等了 {wait:.0f} 秒仍未结束：{path}",
        "another kam is writing this book and was not done after {wait:.0f} seconds: {path}",
        code=Exit.CONFIGURATION,
        wait=WAIT,
        path=path,
    )
