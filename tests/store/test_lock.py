"""One writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from kamcli.model.finding import Exit, KamError
from kamcli.store import files, lock


def test_the_lock_lies_in_the_repository_and_may_be_taken_again(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with lock.locked(tmp_path / "records"), lock.locked(tmp_path / "records" / "customers"):
        assert (tmp_path / ".git" / "kam.lock").exists()


def test_without_a_repository_no_lock_lies_among_the_records(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").touch()

    with lock.locked(tmp_path / "customers"):
        assert [path.name for path in tmp_path.iterdir()] == ["policy.yaml"]
    assert lock.lock_path(tmp_path / "customers") == lock.lock_path(tmp_path)


def test_another_writer_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    program = (
        "import sys, pathlib; from kamcli.store.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    monkeypatch.setattr(lock, "WAIT", 0.1)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(KamError) as refused:
            files.write(tmp_path / "a.yaml", "a: 1\n", None)
        other.stdin.close()

    assert refused.value.code == Exit.CONFIGURATION
    files.write(tmp_path / "a.yaml", "a: 1\n", None)
