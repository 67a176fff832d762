"""kam in a terminal of its own: a test reads its screen and types, as a person would."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds for a machine that is busy with other tests
CONTROL_C, CONTROL_D = "\x03", "\x04"
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|[\x01\x02\r]")


class AtTerminal:
    """One run of kam with a keyboard and a screen of 80 columns."""

    def __init__(self, folder: Path, *arguments: str, out: Path | None = None) -> None:
        master, slave = pty.openpty()
        screen = slave if out is None else os.open(out, os.O_WRONLY | os.O_CREAT)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kamcli", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
            stdin=slave,
            stdout=screen,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 one call, no thread
        )
        for each in {slave, screen}:
            os.close(each)
        self.keyboard = master
        self.seen = b""
        self.read_up_to = 0

    @property
    def screen(self) -> str:
        """All that was shown so far, without colours."""
        return _COLOURS.sub("", self.seen.decode("utf-8", "replace"))

    def expect(self, text: str) -> str:
        """Wait until a text is shown after what was waited for before; gives what came with it."""
        end = time.monotonic() + PATIENCE
        while text not in self.screen[self.read_up_to :]:
            assert self._more(end), f"{text!r} was not shown:\n{self.screen}"
        at = self.screen.index(text, self.read_up_to) + len(text)
        found, self.read_up_to = self.screen[self.read_up_to : at], at
        return found

    def answer(self, question: str, text: str = "") -> None:
        """Wait for a question and answer it with a line."""
        self.expect(question)
        self.type(f"{text}\n")

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.keyboard, text.encode())

    def given_up(self, key: str) -> int:
        """Press Ctrl-C or Ctrl-D, once more where it came between two questions, as people do; gives the exit code."""
        for _ in range(4):
            self.type(key)
            end = time.monotonic() + PATIENCE / 4
            while self._more(end):
                pass
            if self.process.poll() is not None or time.monotonic() < end:
                break
        return self.ended()

    def ended(self) -> int:
        """Wait for the end; gives the exit code."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        code = self.process.wait(PATIENCE)
        self.leave()
        return code

    def leave(self) -> None:
        """Switch the terminal off, whatever still runs in it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        if self.keyboard >= 0:
            os.close(self.keyboard)
            self.keyboard = -1

    def _more(self, end: float) -> bool:
        """Read a piece of the screen; False where no more will come."""
        ready, _, _ = select.select([self.keyboard], [], [], max(0.0, end - time.monotonic()))
        try:
            piece = os.read(self.keyboard, 65536) if ready else b""
        except OSError:  # the other side is closed
            piece = b""
        self.seen += piece
        return bool(piece)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
