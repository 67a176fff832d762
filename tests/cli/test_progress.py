"""The counter that shows while a large book is read."""

import io
import sys
from pathlib import Path

import pytest

from kamcli.cli import show
from kamcli.cli.progress import Counter, progress
from kamcli.store.book import read
from tests.cli.conftest import Kam


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show.Speech, "lang", "en")


def test_nothing_shows_within_a_second() -> None:
    clock, stream = Clock(), Terminal()
    counter = Counter(stream, clock)
    clock.seconds = 0.9
    counter.tell(900, 10_000)
    counter.erase()

    assert stream.getvalue() == ""


def test_the_count_shows_after_a_second_and_not_at_every_file() -> None:
    clock, stream = Clock(), Terminal()
    counter = Counter(stream, clock)
    for clock.seconds, done in ((1.0, 3200), (1.05, 3300), (1.2, 3400)):
        counter.tell(done, 10_000)

    assert stream.getvalue() == "\rreading 3,200 / 10,000\r\rreading 3,400 / 10,000\r"


def test_the_line_is_erased_at_the_end() -> None:
    clock, stream = Clock(), Terminal()
    counter = Counter(stream, clock)
    clock.seconds = 2.0
    counter.tell(3200, 10_000)
    counter.erase()
    counter.erase()

    assert stream.getvalue() == "\rreading 3,200 / 10,000\r" + "\r" + " " * 22 + "\r"


def test_a_chinese_line_is_erased_in_its_full_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show.Speech, "lang", "zh")
    clock, stream = Clock(), Terminal()
    counter = Counter(stream, clock)
    clock.seconds = 2.0
    counter.tell(1, 2)
    counter.erase()

    assert stream.getvalue() == "\r正在读 1 / 2\r\r" + " " * 12 + "\r"


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_nobody_looks_on(stream: io.StringIO, quiet: bool) -> None:  # noqa: FBT001 a column of the table
    with progress(quiet=quiet, stream=stream) as tell:
        assert tell is None
    assert stream.getvalue() == ""


def test_the_line_goes_also_when_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamcli.cli.progress.WAIT", 0.0)
    stream = Terminal()
    with pytest.raises(OSError, match="gone"):
        fail_while_reading(stream)

    assert stream.getvalue().endswith(f"\r{' ' * 13}\r")


def fail_while_reading(stream: Terminal) -> None:
    with progress(quiet=False, stream=stream) as tell:
        assert tell is not None
        tell(1, 2)
        raise OSError("gone")


def test_reading_tells_how_far_it_has_come(book: Path) -> None:
    heard: list[tuple[int, int]] = []
    reading = read(book / "records", tell=lambda done, total: heard.append((done, total)))

    assert heard == [(done, reading.pages) for done in range(reading.pages)]


def test_a_command_counts_on_stderr_only(book: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamcli.cli.progress.WAIT", 0.0)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    ran = kam("check", "--lang", "en")
    assert ran.code == 0
    assert "reading 0 / " in stream.getvalue()
    assert "reading" not in ran.out

    stream.truncate(0)
    kam("-q", "check", "--lang", "en")
    assert "reading" not in stream.getvalue()
