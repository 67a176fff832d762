"""A counter on stderr while the book is read: only for somebody who waits at a terminal, only after a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from kamcli.cli import show
from kamcli.output.width import width

WAIT, PAUSE = 1.0, 0.1  # seconds until the counter shows, and between two counts
LINE = {"zh": "正在读 {done:,} / {total:,}", "en": "reading {done:,} / {total:,}"}


class Counter:
    """One line that is written over itself; `now` gives seconds."""

    def __init__(self, stream: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.now = now
        self.due = now() + WAIT
        self.width = 0

    def tell(self, done: int, total: int) -> None:
        """Show the count, if it is time to."""
        moment = self.now()
        if moment < self.due:
            return
        self.due = moment + PAUSE
        self._write(LINE[show.Speech.lang].format(done=done, total=total))

    def erase(self) -> None:
        """Leave the line as if nothing had been there."""
        if self.width:
            self._write("")
            self.width = 0

    def _write(self, text: str) -> None:
        """The text over what stood there, and back to the start of the line: what is printed next covers it."""
        room = max(self.width, width(text))
        self.stream.write(f"\r{text}{' ' * (room - width(text))}\r")
        self.stream.flush()
        self.width = width(text)


@contextmanager
def progress(*, quiet: bool, stream: TextIO | None = None) -> Iterator[Callable[[int, int], None] | None]:
    """What to tell how far the reading has come; None where nobody looks on or asked for quiet."""
    stream = stream or sys.stderr
    if quiet or not stream.isatty():
        yield None
        return
    counter = Counter(stream)
    try:
        yield counter.tell
    finally:
        counter.erase()
