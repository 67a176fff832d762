"""Files are written whole or not at all, and never over somebody else's edit."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kamcli.changes.change import Change
from kamcli.model.finding import Exit, KamError
from kamcli.store import files


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "C0001.yaml"
    path.write_bytes(b"a: 1\r\n")
    path.chmod(0o640)

    files.write(path, "\ufeff甲: 2\r\n", b"a: 1\r\n")

    assert path.read_bytes() == b"\xef\xbb\xbf\xe7\x94\xb2: 2\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert leftovers(tmp_path) == []


def test_a_new_file_gets_its_folders(tmp_path: Path) -> None:
    files.write(tmp_path / "contracts" / "2026" / "CN-1.yaml", "a: 1\n", None)

    assert (tmp_path / "contracts" / "2026" / "CN-1.yaml").read_text() == "a: 1\n"


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        pytest.param(b"a: 2\n", b"a: 1\n", id="changed since it was read"),
        pytest.param(None, b"a: 1\n", id="gone since it was read"),
        pytest.param(b"a: 1\n", None, id="a new file that is there already"),
    ],
)
def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path, there: bytes | None, expected: bytes | None) -> None:
    path = tmp_path / "C0001.yaml"
    if there is not None:
        path.write_bytes(there)

    with pytest.raises(KamError) as refused:
        files.write(path, "a: 3\n", expected)

    assert refused.value.code == Exit.CONFIGURATION
    assert (path.read_bytes() if path.exists() else None) == there
    assert leftovers(tmp_path) == []


def test_a_file_that_appears_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "C0001.yaml"
    monkeypatch.setattr(files, "_check", lambda *_: path.write_text("theirs\n"))

    with pytest.raises(KamError):
        files.write(path, "mine\n", None)

    assert path.read_text() == "theirs\n"
    assert leftovers(tmp_path) == []


def test_a_link_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("a: 1\n")
    (tmp_path / "C0001.yaml").symlink_to("real")

    with pytest.raises(KamError):
        files.read_text(tmp_path / "C0001.yaml")
    with pytest.raises(KamError):
        files.write(tmp_path / "C0001.yaml", "a: 2\n", b"a: 1\n")
    assert (tmp_path / "real").read_text() == "a: 1\n"


@pytest.mark.parametrize("call", ["fsync", "link", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_system_call_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / "C0001.yaml"
    path.write_bytes(b"a: 1\n")
    if call == "link":
        monkeypatch.setattr(Path, "replace", failing(code))
    else:
        real = getattr(os, call)
        monkeypatch.setattr(os, call, lambda *a, **k: real(*a, **k) if "kam.lock" in str(a[0]) else failing(code)())

    with pytest.raises(KamError) as refused:
        files.write(path, "a: 2\n", b"a: 1\n")
    monkeypatch.undo()

    assert refused.value.code == Exit.CONFIGURATION
    assert path.read_bytes() == b"a: 1\n"
    assert leftovers(tmp_path) == []


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_killed_runs_draft_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / ".C0001.yaml.tmp").write_text("half")

    files.write(tmp_path / "C0001.yaml", "a: 1\n", None)

    assert leftovers(tmp_path) == []


def test_changes_are_all_checked_before_one_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    (tmp_path / "b.yaml").write_text("b: other\n")
    changes = (Change("a.yaml", "a: 1\n", "a: 2\n", ""), Change("b.yaml", "b: 1\n", "b: 2\n", ""))

    with pytest.raises(KamError):
        files.write_changes(tmp_path, changes)

    assert (tmp_path / "a.yaml").read_text() == "a: 1\n"


def test_what_is_not_utf8_is_not_edited(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("客户".encode("gbk"))

    with pytest.raises(KamError) as refused:
        files.read_text(tmp_path / "a.yaml")

    assert refused.value.code == Exit.UNREADABLE
