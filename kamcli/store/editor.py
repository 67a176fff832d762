"""The user's own editor, at work on a copy beside the record: what it leaves is never lost, whatever becomes of it."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.reasons import reason

ASKED_BY = ("VISUAL", "EDITOR")
ON_WINDOWS = os.name == "nt"
USUAL = ("notepad",) if ON_WINDOWS else ("nano", "vi")
MARK = ".edit.yaml"  # how a copy's name ends; it begins with a dot, so that no walk over the book takes it for a record
_JUMPS = frozenset({"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "joe", "kak", "hx", "gedit"})


def editor() -> tuple[str, ...]:
    """The command that opens a file: of VISUAL, of EDITOR, else an editor that systems usually have."""
    for name in ASKED_BY:
        if told := os.environ.get(name, "").strip():
            return _words(told, name)
    found = next((each for each in USUAL if shutil.which(each)), None)
    if found is None:
        hint = Say("例如 export EDITOR='code --wait'", "for example export EDITOR='code --wait'")
        zh, en = "没有可用的编辑器：环境变量 EDITOR 没有设", "there is no editor: the variable EDITOR is not set"
        raise refuse(zh, en, code=Exit.CONFIGURATION, hint=hint)
    return (found,)


def _words(told: str, name: str) -> tuple[str, ...]:
    try:
        parts = shlex.split(told, posix=not ON_WINDOWS)
    except ValueError:
        raise refuse(
            "环境变量 {name} 的引号没有配对：{told}",
            "a quote in the variable {name} is not closed: {told}",
            code=Exit.CONFIGURATION,
            name=name,
            told=told,
        ) from None
    return tuple(part.strip('"') for part in parts) if ON_WINDOWS else tuple(parts)


def copied(path: Path, content: bytes) -> Path:
    """A copy to be edited, beside the file and with its ending, so that an editor knows what it is."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=MARK, dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(name)


def left_over(path: Path) -> tuple[Path, ...]:
    """Copies of earlier edits that were never finished."""
    return tuple(sorted(path.parent.glob(f".{path.stem}.*{MARK}")))


def opened(command: tuple[str, ...], path: Path, line: int = 0) -> int:
    """Open a file and wait for the editor; gives its exit code. `line` is where it should begin, 0 for wherever.

    Raises KamError with exit code 4 where the editor can't be started.
    """
    jump = (f"+{line}",) if line and Path(command[0]).stem in _JUMPS else ()
    program = shutil.which(command[0]) or command[0]
    with _interrupts_for_the_editor():
        try:
            return subprocess.run([program, *command[1:], *jump, str(path)], check=False).returncode  # noqa: S603 the user's own editor, as an argument list
        except OSError as error:
            raise refuse(
                "编辑器 {name} 打不开：{why}",
                "the editor {name} can't be started: {why}",
                code=Exit.CONFIGURATION,
                hint=Say("改环境变量 EDITOR", "set the variable EDITOR"),
                name=command[0],
                why=reason(error),
            ) from None


@contextmanager
def _interrupts_for_the_editor() -> Iterator[None]:
    """Ctrl-C means the editor while it has the terminal; a handler, unlike "ignore", is not passed on to it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
