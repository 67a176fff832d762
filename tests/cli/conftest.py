"""A small book and a way to run kam on it in this process."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kamcli.cli.app import run
from tests.cli.at_terminal import AtTerminal


class Ran(NamedTuple):
    """What a command left: exit code, data, notes."""

    code: int
    out: str
    err: str


Kam = Callable[..., Ran]
Start = Callable[..., AtTerminal]


@pytest.fixture
def kam(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kam:
    """Give `kam("check", "--strict")`: run the command line as a user would, here."""

    def command(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kam", *map(str, arguments)])
        code = run()
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return command


@pytest.fixture
def at_terminal() -> Iterator[Start]:
    """Give `at_terminal(folder, "add")`: kam in a terminal of its own, ended with the test."""
    opened: list[AtTerminal] = []

    def start(folder: Path, *arguments: str, out: Path | None = None) -> AtTerminal:
        opened.append(AtTerminal(folder, *arguments, out=out))
        return opened[-1]

    yield start
    for each in opened:
        each.leave()


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository to work in, with somebody's identity."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "林禾")
    git(tmp_path, "config", "user.email", "lin.he@firm.example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def book(home: Path, kam: Kam) -> Path:
    """A new Chinese book, as `kam init` makes it."""
    ran = kam("init", "--name", "示例公司", "--lang", "zh")
    assert ran.code == 0, ran
    return home
