"""A password from a command: its first line, and words for every way to get none."""

import sys
from pathlib import Path

import pytest

from kamcli.model.finding import KamError
from kamcli.store import secret


@pytest.mark.parametrize(("printed", "expected"), [("geheim", "geheim"), ("密 码\\nnote", "密 码"), ("a\\r\\n", "a")])
def test_the_first_line_is_the_password(tmp_path: Path, printed: str, expected: str) -> None:
    assert secret.printed_by(f"printf '{printed}'", tmp_path) == expected


@pytest.mark.parametrize("command", ["false", "true", "no-such-program-anywhere", "'unclosed", "", "printf ''"])
def test_none_is_refused_with_the_reason(tmp_path: Path, command: str) -> None:
    with pytest.raises(KamError) as caught:
        secret.printed_by(command, tmp_path)
    assert caught.value.code == 4


def test_a_command_that_waits_for_somebody_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "PATIENCE", 0.2)
    with pytest.raises(KamError):
        secret.printed_by(f"{sys.executable} -c 'import time; time.sleep(30)'", tmp_path)


def test_no_shell_reads_it(tmp_path: Path) -> None:
    assert secret.printed_by("printf %s $HOME;id", tmp_path) == "$HOME;id"
