"""What a span of days did to customers' files, out of a real repository (R-DAT-05)."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from kamcli.model.policy import Policy
from kamcli.store.book import read
from kamcli.store.edits import edits
from kamcli.store.shipped import new_book_file
from tests.store.test_since import git, write

POLICY = new_book_file("policy.en.yaml").replace("BOOK_ID", "b1").replace("COMPANY_NAME", "Firm")
ZONE = dt.timezone(dt.timedelta(hours=8))
SINCE, UNTIL = dt.date(2026, 11, 13), dt.date(2026, 11, 20)


def commit(root: Path, when: str, email: str = "a@x") -> None:
    git(root, "add", "--all", ":/")
    env = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "HOME": str(root)}
    command = ["git", "-c", "user.name=A", "-c", f"user.email={email}", "commit", "-q", "-m", "x"]
    subprocess.run(command, cwd=root, check=True, env=env)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book in a folder below its repository, committed on the thirteenth just before midnight."""
    git(tmp_path, "init", "-q", "-b", "main")
    root = tmp_path / "firm/records"
    write(root, "policy.yaml", POLICY)
    write(root, "organisation.yaml", "units: []\n")
    write(root, "customers/sub/C1.yaml", "name: One\nowner: a\n")
    write(root, "customers/C2.yaml", "name: Two\n")
    write(root, "customers/C3.yaml", "name: Three\n")
    commit(root, "2026-11-13T23:59:59+08:00")
    return root


def policy(root: Path) -> Policy:
    found = read(root, "en").policy
    assert found is not None
    return found


def test_a_file_is_told_as_it_was_and_as_it_became(root: Path) -> None:
    write(root, "customers/sub/C1.yaml", "name: One\nowner: b\n")
    write(root, "customers/C4.yaml", "name: Four\n")  # new: nothing to compare it with
    (root / "customers/C3.yaml").unlink()
    commit(root, "2026-11-16T09:00:00+08:00", "b@x")
    write(root, "customers/sub/C1.yaml", "name: One\nowner: c\n")
    commit(root, "2026-11-20T23:59:59+08:00", "c@x")
    write(root, "customers/sub/C1.yaml", "name: One\nowner: d\n")
    commit(root, "2026-11-21T00:00:00+08:00", "d@x")
    write(root, "customers/C2.yaml", "name: Two, not committed\n")
    found = edits(root, policy(root), SINCE, UNTIL, ZONE)

    assert found is not None
    assert [(each.before.owner, each.after.id, each.after.owner, each.email, str(each.on)) for each in found] == [
        ("a", "C1", "c", "c@x", "2026-11-20")
    ]


def test_what_cannot_be_read_is_left_out(root: Path) -> None:
    write(root, "customers/C2.yaml", "name: [\n")
    commit(root, "2026-11-16T09:00:00+08:00")

    assert edits(root, policy(root), SINCE, UNTIL, ZONE) == ()


def test_a_history_that_begins_later_says_nothing(root: Path, tmp_path: Path) -> None:
    assert edits(root, policy(root), dt.date(2026, 11, 12), UNTIL, ZONE) is None
    assert edits(root, policy(root), SINCE, UNTIL, ZONE) == ()
    outside = tmp_path / "no-repository"
    outside.mkdir()
    git(tmp_path, "init", "-q", str(outside))

    assert edits(outside, policy(root), SINCE, UNTIL, ZONE) is None
