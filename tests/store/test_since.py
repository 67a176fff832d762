"""What changed since a commit: every kind of change, every kind of name, and what a change does to other files."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.finding import Exit, Finding, KamError
from kamcli.store.book import read
from kamcli.store.judging import verdict
from kamcli.store.shipped import new_book_file
from kamcli.store.since import Since, caused, composed, since
from kamcli.store.source import Disk

POLICY = new_book_file("policy.en.yaml").replace("BOOK_ID", "b1").replace("COMPANY_NAME", "Firm")
ODD = (
    "customers/华 东/C1.yaml",
    'customers/a "b".yaml',
    "customers/x\ny.yaml",
    "customers/-c.yaml",
    "customers/*.yaml",
)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def commit(root: Path, subject: str = "x") -> None:
    git(root, "add", "--all", ":/")
    git(root, "commit", "-q", "-m", subject)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The records folder of a committed book, in a folder of a repository."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "config", "user.email", "a@x")
    root = tmp_path / "公司/records"
    write(root, "policy.yaml", POLICY)
    write(root, "organisation.yaml", "units: []\nstaff: []\n")
    write(root, "customers/C0001.yaml", "name: Ash\n")
    write(root, "customers/C0002.yaml", "name: Birch\n")
    write(root, "contracts/CN-1.yaml", "customer: C0001\ntitle: Spring\n")
    write(tmp_path, "code.py", "pass\n")
    commit(root)
    return root


def test_nothing_changed(root: Path) -> None:
    assert since(root, "HEAD", staged=False).changed == frozenset()


def test_every_kind_of_change_counts(root: Path) -> None:
    write(root, "customers/C0001.yaml", "name: Ash & Sons\n")
    write(root, "customers/new.yaml", "name: New\n")
    git(root, "mv", "customers/C0002.yaml", "customers/C0003.yaml")
    write(root, "customers/added.yaml", "name: Added\n")
    git(root, "add", "customers/added.yaml")
    (root / "contracts/CN-1.yaml").unlink()
    write(root.parent.parent, "code.py", "fail\n")
    write(root, ".gitignore", "*.tmp.yaml\n")
    write(root, "customers/C9.tmp.yaml", "name: Ignored\n")

    assert since(root, "HEAD", staged=False).changed == {
        *("customers/C0001.yaml", "customers/new.yaml", "customers/added.yaml", "contracts/CN-1.yaml", ".gitignore"),
        *("customers/C0002.yaml", "customers/C0003.yaml"),
    }
    assert since(root, "HEAD", staged=True).changed == {
        *("customers/C0002.yaml", "customers/C0003.yaml", "customers/added.yaml")
    }


@pytest.mark.parametrize("staged", [True, False])
def test_names_are_taken_as_they_are(root: Path, *, staged: bool) -> None:
    for name in ODD:
        write(root, name, "name: A\n")
    if staged:
        git(root, "add", ".")

    found = since(root, "HEAD", staged=staged)

    assert found.changed == set(ODD)
    assert all(map(found.touches, ODD))


def test_a_file_that_was_only_touched_did_not_change(root: Path) -> None:
    path = root / "customers/C0001.yaml"
    path.write_bytes(path.read_bytes())
    before = (root.parent.parent / ".git/index").read_bytes()

    assert since(root, "HEAD", staged=False).changed == frozenset()
    assert (root.parent.parent / ".git/index").read_bytes() == before


def test_since_the_branches_parted(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "work")
    write(root, "customers/mine.yaml", "name: A\n")
    commit(root, "mine")
    git(root, "checkout", "-q", "main")
    write(root, "customers/theirs.yaml", "name: B\n")
    commit(root, "theirs")
    git(root, "checkout", "-q", "work")

    assert since(root, "main", staged=False).changed == {"customers/mine.yaml"}


def test_without_a_common_history_the_commit_itself_counts(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "other")
    write(root, "customers/C0001.yaml", "name: Other\n")
    commit(root, "other")

    assert since(root, "main", staged=False).changed == {"customers/C0001.yaml"}


def test_settings_of_the_user_change_nothing(root: Path) -> None:
    write(root, "customers/客.yaml", "name: A\n")
    git(root, "add", ".")
    for name, value in (("diff.noprefix", "true"), ("diff.relative", "true"), ("diff.external", "false")):
        git(root, "config", name, value)
    git(root, "config", "color.ui", "always")

    assert since(root, "HEAD", staged=False).changed == {"customers/客.yaml"}


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--all", "HEAD:", "HEAD^{tree}", "HEAD..HEAD", "a b", "\n"])
def test_no_such_commit_is_one_line(root: Path, revision: str) -> None:
    with pytest.raises(KamError) as refused:
        since(root, revision, staged=False)

    assert refused.value.code == Exit.ASKED_WRONGLY


def test_a_repository_within_counts_as_a_whole(root: Path) -> None:
    found = Since("", frozenset({"customers/other"}))

    assert found.touches("customers/other/C1.yaml")
    assert found.touches("customers")
    assert not found.touches("customers/otherwise.yaml")
    assert not found.touches("")


@given(st.text(alphabet="ae\u0301\u00e9/", max_size=8))
def test_accents_may_be_spelled_in_either_form(path: str) -> None:
    assert Since("", frozenset({composed(path)})).touches(path)


# --------------------------------------------------------------------------------------- what a change does elsewhere


def found(root: Path) -> list[str]:
    """`file rule` of what is told since HEAD."""
    told: tuple[Finding, ...] = verdict(read(root, "en", judge=True))
    return [
        f"{each.file} {each.rule}"
        for each in caused(Disk(root), told, since(root, "HEAD", staged=False), "en")
        if each.rule not in ("R-DAT-01", "R-CTR-01")
    ]


def test_old_faults_elsewhere_are_not_told(root: Path) -> None:
    write(root, "customers/C0002.yaml", "name: Birch\nodd: 1\n")
    commit(root)
    write(root, "customers/C0003.yaml", "name: Cedar\nodder: 1\n")

    assert found(root) == ["customers/C0003.yaml SCHEMA-01"]


def test_old_faults_of_a_changed_file_are_told(root: Path) -> None:
    write(root, "customers/C0001.yaml", "name: Ash\nodd: 1\n")
    commit(root)
    write(root, "customers/C0001.yaml", "# a comment\nname: Ash\nodd: 1\n")

    assert found(root) == ["customers/C0001.yaml SCHEMA-01"]


def test_a_deleted_record_is_missed_where_it_is_named(root: Path) -> None:
    (root / "customers/C0001.yaml").unlink()

    assert "contracts/CN-1.yaml BOOK-05" in found(root)
    commit(root)
    assert found(root) == []


def test_a_double_is_told_though_it_stands_elsewhere(root: Path) -> None:
    write(root, "customers/C0001.yaml", "name: Birch\n")

    assert found(root) == ["customers/C0002.yaml R-DAT-04"]


def test_a_new_policy_may_condemn_any_file(root: Path) -> None:
    write(root, "customers/C0002.yaml", "name: Birch\nregion: north\n")
    write(root, "policy.yaml", POLICY.replace("regions: []", "regions: [north]"))
    commit(root)
    assert found(root) == []
    write(root, "policy.yaml", POLICY.replace("regions: []", "regions: [south]"))

    assert found(root) == ["customers/C0002.yaml BOOK-06"]


def test_where_there_was_no_book_everything_is_new(root: Path) -> None:
    write(root, "customers/C0002.yaml", "name: Birch\nodd: 1\n")
    commit(root)
    git(root.parent, "mv", "records", "moved")
    git(root.parent, "commit", "-q", "-m", "moved")
    git(root.parent, "mv", "moved", "records")
    git(root.parent, "rm", "-q", "--cached", "records/customers/C0002.yaml")

    assert "customers/C0002.yaml SCHEMA-01" in found(root)
