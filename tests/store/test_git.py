"""Real git: what kam reads of a history, and commits that hold exactly what they were given."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kamcli.changes.change import Change
from kamcli.model.finding import Exit, KamError
from kamcli.store import commit as commits
from kamcli.store import git
from kamcli.store.lock import locked

NAME = "合同 报价.yaml"
PROGRAM = (  # a kam of its own that commits one file
    "import sys; from pathlib import Path; from kamcli.store import git;"
    "git.commit(Path(sys.argv[1]), (sys.argv[2],), sys.argv[2])"
)


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def who(folder: Path, email: str) -> None:
    run(folder, "config", "user.name", email.partition("@")[0])
    run(folder, "config", "user.email", email)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The records folder of an empty repository."""
    run(tmp_path, "init", "-q", "-b", "main")
    who(tmp_path, "li.na@x")
    made = tmp_path / "records"
    made.mkdir()
    return made


def write(records: Path, name: str, text: str) -> str:
    path = records / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def committed(records: Path, name: str, text: str) -> str:
    write(records, name, text)
    return git.commit(records, (name,), f"{name}\n")


# --- identity -------------------------------------------------------------------------------------------------------


def test_identity(records: Path) -> None:
    assert git.identity(records) == ("li.na", "li.na@x")
    who(records, "zh@x")
    run(records, "config", "user.name", "张 三 <x")
    found = git.identity(records)
    assert found is not None
    assert found[1] == "zh@x"


def test_identity_is_never_guessed(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    assert git.identity(tmp_path) is None
    with pytest.raises(KamError) as refused:
        git.signer(tmp_path)
    assert refused.value.code == Exit.CONFIGURATION
    assert refused.value.hint is not None
    assert "git config user.name" in refused.value.hint.en
    assert "git config user.email" in refused.value.hint.en


def test_identity_of_the_environment(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "env@x")
    assert git.identity(records) == ("li.na", "env@x")


# --- errors ---------------------------------------------------------------------------------------------------------


def test_no_repository(tmp_path: Path) -> None:
    assert (git.is_repository(tmp_path), git.head(tmp_path)) == (False, "")
    with pytest.raises(KamError) as refused:
        git.run(tmp_path, "status")
    assert refused.value.hint is not None
    assert refused.value.hint.en.startswith("git init ")


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.asked(tmp_path, "version") is None
    with pytest.raises(KamError, match="the program git was not found"):
        git.run(tmp_path, "version")


def test_repository_of_another_user(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(KamError) as refused:
        git.run(records, "status")
    assert "another user" in refused.value.say.en
    assert refused.value.hint is not None
    assert refused.value.hint.en.startswith("git config --global --add safe.directory ")
    assert str(records.parent) in refused.value.hint.en


def test_git_says_why(records: Path) -> None:
    with pytest.raises(KamError, match=r"git cat-file failed: .*nothing"):
        git.run(records, "cat-file", "blob", "nothing")


def test_variables_of_a_hook_lead_nowhere(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = committed(records, "a.yaml", "a")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert git.head(records) == made


# --- reading --------------------------------------------------------------------------------------------------------


def test_head(records: Path) -> None:
    assert git.head(records) == ""
    made = committed(records, "a.yaml", "a")
    assert git.head(records) == made == run(records, "rev-parse", "HEAD")


def test_ensure_repository_leaves_one_alone(records: Path) -> None:
    before = committed(records, "a.yaml", "a")
    git.ensure_repository(records)
    assert git.head(records) == before
    assert not (records / ".git").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda records: write(records, NAME, "2"), id="edited"),
        pytest.param(
            lambda records: (write(records, NAME, "2"), run(records, "add", NAME), write(records, NAME, "1")),
            id="staged",
        ),
        pytest.param(lambda records: (records / NAME).unlink(), id="deleted"),
        pytest.param(
            lambda records: (run(records, "update-index", "--assume-unchanged", NAME), write(records, NAME, "2")),
            id="hidden by assume-unchanged",
        ),
        pytest.param(
            lambda records: (run(records, "update-index", "--skip-worktree", NAME), write(records, NAME, "2")),
            id="hidden by skip-worktree",
        ),
    ],
)
def test_dirty(records: Path, spoil: Callable[[Path], object]) -> None:
    committed(records, NAME, "1")
    assert not git.dirty(records, (NAME,))
    spoil(records)
    assert git.dirty(records, (NAME,))


def test_new_and_ignored_files_are_dirty(records: Path) -> None:
    committed(records, "a.yaml", "a")
    write(records, "b.yaml", "b")
    write(records, ".gitignore", "c.yaml\n")
    write(records, "c.yaml", "c")
    assert git.dirty(records, ("a.yaml", "b.yaml", "c.yaml")) == ("b.yaml", "c.yaml")


def test_path_is_never_a_pattern(records: Path) -> None:
    committed(records, "a1.yaml", "a")
    write(records, "a2.yaml", "b")
    assert git.blobs_at(records, "HEAD", ("a*.yaml", ":(top)records")) == {}


def test_content_of_a_commit(records: Path) -> None:
    first = committed(records, NAME, "1")
    committed(records, NAME, "2")
    assert git.content_at(records, first, NAME) == b"1"
    assert git.content_at(records, "HEAD", NAME) == b"2"
    assert git.content_at(records, first, "none.yaml") is None


def test_authors(records: Path) -> None:
    committed(records, "a.yaml", "a")
    who(records, "tao@x")
    committed(records, NAME, "b")
    assert git.commit_authors(records, ("a.yaml", NAME, "none.yaml")) == {"a.yaml": "li.na@x", NAME: "tao@x"}
    assert git.commit_authors(records, ()) == {}


def test_author_is_whoever_changed_it_last(records: Path) -> None:
    committed(records, "a.yaml", "a")
    who(records, "mallory@x")
    committed(records, "a.yaml", "forged")
    assert git.commit_authors(records, ("a.yaml",)) == {"a.yaml": "mallory@x"}


def test_file_that_differs_from_its_commit_has_no_author(records: Path) -> None:
    committed(records, "a.yaml", "a")
    write(records, "a.yaml", "forged")
    assert git.commit_authors(records, ("a.yaml",)) == {}


def test_mailmap_and_replace_refs_change_nothing(records: Path) -> None:
    first = committed(records, "a.yaml", "a")
    who(records, "mallory@x")
    forged = committed(records, "a.yaml", "b")
    write(records, "../.mailmap", "Tao <tao@x> <mallory@x>\n")
    run(records, "replace", forged, first)
    assert git.commit_authors(records, ("a.yaml",)) == {"a.yaml": "mallory@x"}


def test_authors_through_a_merge(records: Path) -> None:
    committed(records, "a.yaml", "a")
    run(records, "checkout", "-q", "-b", "side")
    who(records, "tao@x")
    committed(records, "b.yaml", "b")
    run(records, "checkout", "-q", "main")
    who(records, "li.na@x")
    committed(records, "c.yaml", "c")
    run(records, "merge", "-q", "--no-edit", "side")
    assert git.commit_authors(records, ("a.yaml", "b.yaml", "c.yaml")) == {
        "a.yaml": "li.na@x",
        "b.yaml": "tao@x",
        "c.yaml": "li.na@x",
    }


def test_merge_that_changes_a_file_is_its_author(records: Path) -> None:
    committed(records, "a.yaml", "a")
    run(records, "checkout", "-q", "-b", "side")
    committed(records, "b.yaml", "b")
    run(records, "checkout", "-q", "main")
    committed(records, "c.yaml", "c")
    who(records, "mallory@x")
    run(records, "merge", "-q", "--no-commit", "side")
    write(records, "b.yaml", "forged")
    run(records, "add", ".")
    run(records, "commit", "-q", "-m", "merge")
    assert git.commit_authors(records, ("b.yaml",)) == {"b.yaml": "mallory@x"}


# --- commits --------------------------------------------------------------------------------------------------------


def test_first_commit(records: Path) -> None:
    made = committed(records, NAME, "1\n")
    assert run(records, "show", "-s", "--format=%an %ae %s", made) == f"li.na li.na@x {NAME}"
    assert run(records, "status", "--porcelain") == ""


def test_commit_holds_these_files_alone(records: Path) -> None:
    committed(records, "a.yaml", "a\n")
    for name in ("a.yaml", "b.yaml", "staged.yaml"):
        write(records, name, "new\n")
    run(records, "add", "staged.yaml")
    git.commit(records, ("b.yaml",), "b")
    assert run(records, "show", "--name-only", "--format=", "HEAD") == "records/b.yaml"
    assert run(records, "status", "--porcelain").splitlines() == ["M records/a.yaml", "A  records/staged.yaml"]


def test_deletion_is_a_path_without_a_file(records: Path) -> None:
    committed(records, "a.yaml", "a")
    committed(records, "b.yaml", "b")
    (records / "a.yaml").unlink()
    git.commit(records, ("a.yaml",), "gone")
    assert run(records, "ls-files") == "b.yaml"
    assert run(records, "status", "--porcelain") == ""


def test_line_ends_follow_the_repository(records: Path) -> None:
    write(records, "../.gitattributes", "*.yaml text eol=crlf\n")
    write(records, "a.yaml", "")
    (records / "a.yaml").write_bytes(b"a: 1\r\nb: 2\r\n")
    git.commit(records, ("a.yaml",), "a")
    assert git.content_at(records, "HEAD", "a.yaml") == b"a: 1\nb: 2\n"
    assert not git.dirty(records, ("a.yaml",))


def test_no_identity_no_commit(records: Path) -> None:
    run(records, "config", "--unset", "user.email")
    write(records, "a.yaml", "a")
    with pytest.raises(KamError, match="no name and e-mail"):
        git.commit(records, ("a.yaml",), "a")
    assert git.head(records) == ""


def test_signing_setting_is_honoured(records: Path, tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("no ssh-keygen on this machine")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    for name, value in (("commit.gpgsign", "true"), ("gpg.format", "ssh"), ("user.signingkey", f"{key}.pub")):
        run(records, "config", name, value)
    committed(records, "a.yaml", "a")
    assert "gpgsig" in run(records, "cat-file", "commit", "HEAD")
    run(records, "config", "user.signingkey", str(tmp_path / "lost.pub"))
    write(records, "a.yaml", "b")
    with pytest.raises(KamError, match="git commit-tree failed"):
        git.commit(records, ("a.yaml",), "b")
    assert run(records, "rev-list", "--count", "HEAD") == "1"


def test_hooks_do_not_run(records: Path) -> None:
    hook = records.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert committed(records, "a.yaml", "a")


def test_someone_commits_in_between(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(records, "a.yaml", "a")
    tree = commits._tree
    raced: list[str] = []

    def slow(folder: Path, base: str, blobs: commits.Blobs) -> str:
        if not raced:
            raced.append(run(records, "commit", "-q", "--allow-empty", "-m", "somebody else"))
        return tree(folder, base, blobs)

    monkeypatch.setattr(commits, "_tree", slow)
    committed(records, "b.yaml", "b")
    assert run(records, "log", "--format=%s").splitlines() == ["b.yaml", "somebody else", "a.yaml"]


def test_someone_commits_the_same_file_in_between(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(records, "a.yaml", "a\n")
    tree = commits._tree
    raced: list[str] = []

    def slow(folder: Path, base: str, blobs: commits.Blobs) -> str:
        found = tree(folder, base, blobs)
        if not raced:
            raced.append(write(records, "a.yaml", "theirs\n"))
            run(records, "commit", "-q", "-a", "-m", "theirs")
        return found

    monkeypatch.setattr(commits, "_tree", slow)
    write(records, "a.yaml", "ours\n")
    with pytest.raises(KamError, match="changed by another commit"):
        git.commit(records, ("a.yaml",), "ours")
    assert git.content_at(records, "HEAD", "a.yaml") == b"theirs\n"


def test_many_at_once_lose_nothing(records: Path) -> None:
    committed(records, "a.yaml", "a")
    names = [write(records, f"n{n}.yaml", "x") for n in range(6)]

    def one(name: str) -> int:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(records), name], cwd=Path.cwd(), check=False
        ).returncode

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(one, names)) == [0] * 6
    assert sorted(run(records, "log", "--format=%s").splitlines()) == ["a.yaml", *names]
    assert run(records, "status", "--porcelain") == ""


def test_index_in_use_does_not_undo_the_commit(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(records, "a.yaml", "a")
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.2)
    (records.parent / ".git" / "index.lock").touch()
    made = committed(records, "b.yaml", "b")
    assert git.head(records) == made


# --- sign-offs: commit first, then the work tree ---------------------------------------------------------------------


def changes() -> tuple[Change, ...]:
    return (
        Change("signoffs/CN-1/r1-submit-x.yaml", None, "act: submit\n", ""),
        Change("cn.yaml", "state: draft\n", "state: submitted\n", ""),
    )


def test_record_commits_and_writes(records: Path) -> None:
    committed(records, "cn.yaml", "state: draft\n")
    made = commits.record(records, changes(), "subject\n\nKam-Signoff: x\n")
    assert run(records, "show", "--name-only", "--format=%B", made).split() == [
        *("subject", "Kam-Signoff:", "x", "records/cn.yaml", "records/signoffs/CN-1/r1-submit-x.yaml"),
    ]
    assert (records / "cn.yaml").read_text() == "state: submitted\n"
    assert run(records, "status", "--porcelain") == ""
    assert commits.finish(records) == ()


class KilledError(BaseException):
    """Stands for a kill: nothing after it runs."""


def kill(records: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Record the changes and die at a place."""

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(commits, place, killed)
        with pytest.raises(KilledError):
            commits.record(records, changes(), "x")


@pytest.mark.parametrize("place", ["write_changes", "_refresh_index"])
def test_killed_after_the_commit_is_finished_by_the_next_run(
    records: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    committed(records, "cn.yaml", "state: draft\n")

    kill(records, monkeypatch, place)
    assert run(records, "log", "--format=%s").splitlines() == ["x", "cn.yaml"]
    commits.finish(records)
    assert (records / "cn.yaml").read_text() == "state: submitted\n"
    assert (records / "signoffs/CN-1/r1-submit-x.yaml").read_text() == "act: submit\n"
    assert run(records, "status", "--porcelain") == ""
    assert commits.finish(records) == ()


def test_killed_before_the_commit_leaves_everything_as_it_was(records: Path) -> None:
    committed(records, "cn.yaml", "state: draft\n")

    def killed(*_: object) -> None:
        os._exit(9)

    child = os.fork()
    if not child:
        commits._move_head = killed  # type: ignore[assignment]
        commits.record(records, changes(), "x")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert commits.finish(records) == ()
    assert (records / "cn.yaml").read_text() == "state: draft\n"
    assert run(records, "status", "--porcelain") == ""
    commits.record(records, changes(), "x")
    assert run(records, "log", "--format=%s").splitlines() == ["x", "cn.yaml"]


def test_finishing_never_overwrites_somebody_elses_edit(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(records, "cn.yaml", "state: draft\n")

    kill(records, monkeypatch, "write_changes")
    write(records, "cn.yaml", "state: draft\nremark: mine\n")
    assert commits.finish(records) == ("signoffs/CN-1/r1-submit-x.yaml",)
    assert (records / "cn.yaml").read_text() == "state: draft\nremark: mine\n"


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_git_call_ends_in_one_commit(records: Path, when: str) -> None:
    """A process that dies beside any git call leaves the old or the new state; the next run makes it one and clean."""
    start = committed(records, "cn.yaml", "state: draft\n")
    for call in range(1, 100):
        code = in_child(records, call, when)
        commits.finish(records)
        recorded = git.head(records) != start
        if not recorded:
            assert run(records, "status", "--porcelain") == "", call
            commits.record(records, changes(), "x")
        assert run(records, "log", "--format=%s").splitlines() == ["x", "cn.yaml"], call
        assert (records / "cn.yaml").read_text() == "state: submitted\n"
        assert run(records, "status", "--porcelain") == "", call
        if not code:
            assert call > 5
            return
        run(records, "reset", "-q", "--hard", start)
    pytest.fail("the commit never ended")


def in_child(records: Path, call: int, when: str) -> int:
    """Record the changes in another process that dies at its n-th git call; 0 where it has fewer."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    process, count = git._process, 0

    def dying(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count == call and when == "before":
            os._exit(9)
        done = process(*arguments)  # type: ignore[arg-type]
        if count == call:
            os._exit(9)
        return done

    git._process = dying  # type: ignore[assignment]
    try:
        commits.record(records, changes(), "x")
    finally:
        os._exit(0)


def test_git_that_outlives_kam_keeps_the_lock(records: Path, tmp_path: Path) -> None:
    """A killed kam may leave a git at work: the next kam waits for it instead of writing beside it."""
    script = tmp_path / "bin" / "git"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\ncase "$*" in *write-tree*) touch "$0.began"; sleep 1;; esac\nexec "$REAL_GIT" "$@"\n')
    script.chmod(0o755)
    committed(records, "a.yaml", "a")
    write(records, "b.yaml", "b")
    real = subprocess.run(["sh", "-c", "command -v git"], capture_output=True, text=True, check=True).stdout.strip()
    slow = os.environ | {"PATH": f"{script.parent}:{os.environ['PATH']}", "REAL_GIT": real}
    child = subprocess.Popen([sys.executable, "-c", PROGRAM, str(records), "b.yaml"], env=slow)
    while not Path(f"{script}.began").exists():
        time.sleep(0.02)
    child.kill()
    child.wait()
    before = time.monotonic()
    with locked(records):
        waited = time.monotonic() - before
    assert waited > 0.4
    git.commit(records, ("b.yaml",), "b.yaml")
    assert run(records, "log", "--format=%s").splitlines() == ["b.yaml", "a.yaml"]
