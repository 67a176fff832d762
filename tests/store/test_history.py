import datetime as dt
import os
import subprocess
from pathlib import Path

from kamcli.store.history import entered


def git(folder: Path, *arguments: str, at: str = "2025-03-03T10:00:00+08:00") -> None:
    env = {**os.environ, "GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at}
    identity = ("-c", "user.name=Ann", "-c", "user.email=a@x", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=env, check=True, capture_output=True)


def test_the_first_commit_counts_and_a_moved_file_keeps_its_day(tmp_path: Path) -> None:
    records = tmp_path / "west" / "records"
    (records / "customers" / "华东").mkdir(parents=True)
    (records / "customers" / "C0001.yaml").write_text("name: Aspen Works Ltd.\nregion: west\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (records / "customers" / "C0001.yaml").write_text("name: Aspen Works Ltd.\nregion: north\n")
    (records / "customers" / "C0002.yaml").write_text("name: Birch\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "two", at="2025-04-03T10:00:00+08:00")
    git(tmp_path, "mv", "west/records/customers/C0001.yaml", "west/records/customers/华东/C0001.yaml")
    git(tmp_path, "commit", "-qm", "three", at="2025-05-03T10:00:00+08:00")

    found = entered(records, "customers")

    assert found["customers/华东/C0001.yaml"] == dt.datetime.fromisoformat("2025-03-03T10:00:00+08:00")
    assert found["customers/C0002.yaml"] == dt.datetime.fromisoformat("2025-04-03T10:00:00+08:00")


def test_without_a_history_nothing_is_known(tmp_path: Path) -> None:
    assert entered(tmp_path, "customers") == {}
    git(tmp_path, "init", "-q")
    assert entered(tmp_path, "customers") == {}
