"""What is staged: the index and nothing else, whatever the work tree holds, also the index that `git commit` makes."""

import subprocess
from pathlib import Path

import pytest

from kamcli.model.finding import Exit, KamError
from kamcli.store.book import read_from
from kamcli.store.staged import staged
from kamcli.store.stored import Stored

NAME = "customers/华东/C 1.yaml"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def begun(folder: Path, *options: str) -> Path:
    """The records folder of a committed book in a new repository."""
    git(folder, "init", "-q", "-b", "main", *options)
    git(folder, "config", "user.name", "A")
    git(folder, "config", "user.email", "a@x")
    root = folder / "records"
    for name in ("policy.yaml", "organisation.yaml", NAME):
        write(root, name, "name: A\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "begin")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path)


def texts(there: Stored) -> dict[str, str]:
    found = {path: there.content(path) for path in there.files() if path.startswith("customers/")}
    return {path: "" if content is None else content.decode() for path, content in found.items()}


def test_the_work_tree_is_not_looked_at(root: Path) -> None:
    write(root, NAME, "name: B\n")
    git(root, "add", ".")
    write(root, NAME, "name: C\n")
    write(root, "customers/C2.yaml", "untracked: 1\n")

    assert texts(staged(root)) == {NAME: "name: B\n"}
    (root / NAME).unlink()
    assert texts(staged(root)) == {NAME: "name: B\n"}
    git(root, "rm", "-q", "--cached", NAME)
    assert texts(staged(root)) == {}


def test_the_text_is_what_git_keeps(root: Path) -> None:
    write(root, ".gitattributes", "*.yaml text eol=crlf\n")
    (root / NAME).write_bytes(b"name: B\r\n")
    git(root, "add", ".")

    assert texts(staged(root)) == {NAME: "name: B\n"}


@pytest.mark.parametrize("gone", ["policy.yaml", "."])
def test_the_book_is_found_in_the_index(root: Path, gone: str) -> None:
    for path in [root / gone] if gone != "." else [path for path in root.rglob("*") if path.is_file()]:
        path.unlink()
    if gone == ".":
        (root / "customers/华东").rmdir()
        (root / "customers").rmdir()
        root.rmdir()

    for start in (root.parent, root, root / "customers"):
        assert staged(start).root == root
        assert texts(staged(start)) == {NAME: "name: A\n"}


def test_a_policy_that_goes_is_missed(root: Path) -> None:
    git(root, "rm", "-q", "--cached", "policy.yaml")

    found = read_from(staged(root)).findings

    assert [each.rule for each in found if each.file == "policy.yaml"] == ["BOOK-08"]


def test_the_nearest_book_is_meant(root: Path) -> None:
    inner = root / "files/old/records"
    write(inner, "policy.yaml", "name: A\n")
    git(root, "add", ".")

    assert staged(inner).root == inner
    assert staged(root / "files").root == root
    assert staged(root / "files/old").root == inner


def test_the_top_of_the_repository_may_be_the_records(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "policy.yaml", "")
    write(tmp_path, "customers/C1.yaml", "name: A\n")
    git(tmp_path, "add", ".")

    assert texts(staged(tmp_path / "customers")) == {"customers/C1.yaml": "name: A\n"}


@pytest.mark.parametrize("options", [(), ("--object-format=sha256",)], ids=["sha1", "sha256"])
def test_what_is_only_announced_is_not_staged(tmp_path: Path, options: tuple[str, ...]) -> None:
    root = begun(tmp_path, *options)
    for name in ("customers/C2.yaml", "customers/C3.yaml", "customers/gone.yaml"):
        write(root, name, "" if name.endswith("C3.yaml") else "name: B\n")
    git(root, "add", "-N", "customers/C2.yaml", "customers/gone.yaml")
    git(root, "add", "customers/C3.yaml")
    (root / "customers/gone.yaml").unlink()

    assert texts(staged(root)) == {"customers/C3.yaml": "", NAME: "name: A\n"}


def test_files_that_were_told_to_stay_away_count(root: Path) -> None:
    git(root, "update-index", "--skip-worktree", NAME)
    git(root, "update-index", "--assume-unchanged", "policy.yaml")
    (root / NAME).unlink()
    (root / "policy.yaml").unlink()

    assert texts(staged(root)) == {NAME: "name: A\n"}


def test_a_sparse_index_is_read_whole(root: Path) -> None:
    write(root.parent, "code/main.py", "pass\n")
    git(root, "add", "--all", ":/")
    git(root, "commit", "-q", "-m", "code")
    git(root.parent, "sparse-checkout", "set", "--cone", "--sparse-index", "code")
    assert not (root / NAME).exists()

    assert texts(staged(root)) == {NAME: "name: A\n"}


def test_links_and_other_repositories_are_not_entered(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (root / "customers/C2.yaml").symlink_to("/etc/passwd")
    other = root / "customers/other"
    other.mkdir()
    begun(other)
    git(root, "-c", "advice.addEmbeddedRepo=false", "add", "customers")

    found = read_from(staged(root)).findings

    assert [each.file for each in found if each.rule == "BOOK-10"] == ["customers/C2.yaml", "customers/other"]


def test_an_unsettled_merge_is_refused_in_one_line(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    write(root, NAME, "name: B\n")
    git(root, "commit", "-q", "-a", "-m", "b")
    git(root, "checkout", "-q", "main")
    write(root, NAME, "name: C\n")
    write(root.parent, "elsewhere.txt", "1\n")
    git(root, "commit", "-q", "-a", "-m", "c")
    assert subprocess.run(["git", "merge", "-q", "other"], cwd=root, capture_output=True, check=False).returncode

    with pytest.raises(KamError) as refused:
        staged(root)

    assert refused.value.code == Exit.CONFIGURATION
    for lang in ("zh", "en"):
        assert f"records/{NAME}" in refused.value.say.read(lang)
        assert "\n" not in refused.value.say.read(lang)
    git(root, "add", ".")
    assert "<<<<<<<" in texts(staged(root))[NAME]


def test_another_index_is_read_where_a_hook_is_told_of_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = root.parent / ".git/other"
    other.write_bytes((root.parent / ".git/index").read_bytes())
    git(root, "rm", "-q", "--cached", NAME)

    assert texts(staged(root)) == {}
    for told in (str(other), ".git/other"):  # from the top of the work tree
        monkeypatch.setenv("GIT_INDEX_FILE", told)
        assert texts(staged(root)) == {NAME: "name: A\n"}


@pytest.mark.parametrize("inside", [True, False])
def test_where_there_is_no_book(tmp_path: Path, *, inside: bool) -> None:
    write(tmp_path, "records/policy.yaml", "")  # a book, but not of this repository
    folder = tmp_path / "code"
    folder.mkdir()
    if inside:
        git(folder, "init", "-q")

    with pytest.raises(KamError) as refused:
        staged(folder)

    assert refused.value.code == Exit.CONFIGURATION
    assert ("no book" if inside else "no git repository") in refused.value.say.en
