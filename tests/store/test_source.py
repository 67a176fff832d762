"""One book from two sources: on the disk and in git it has the same files, the same texts and the same verdict."""

import os
import subprocess
from pathlib import Path

import pytest

from kamcli.model.finding import Exit, KamError
from kamcli.store.book import read, read_from
from kamcli.store.judging import verdict
from kamcli.store.shipped import new_book_file
from kamcli.store.source import Disk, files
from kamcli.store.staged import place, staged
from kamcli.store.stored import Entry, Stored, blobs, entries

NAMES = (
    *(
        "organisation.yaml",
        "calendar.yaml",
        "customers/C0002.yaml",
        "customers/a/C0003.yaml",
        "customers/a.b/C0004.yaml",
    ),
    *("customers/华东/C0001.yaml", 'customers/a "b", c/C 5.yaml', "customers/x\ny.yaml", "customers/C0006.yml"),
    *("customers/.hidden.yaml", ".schema/customer.yaml", "files/scan.yaml", "notes.yaml", "contracts/2026/CN-1.yaml"),
    *("customers/README.md", "ledgers/odd.yaml"),
)
LEDGERS = {
    "ledgers/sales/2026-01.csv": "date,customer_id,amount\n2026-01-05,C0002,12.50\n2026-01-06,C9999,1\n",
    "ledgers/invoices/2026-01.csv": "invoice_no,customer_id,issued_on,due_on,amount\nN1,C0002,2026-01-05,,x\n",
    "ledgers/sale/2026-01.csv": "date\n",
    "ledgers/sales/2026-02.CSV": "date\n",
}
POLICY = new_book_file("policy.en.yaml").replace("BOOK_ID", "b1").replace("COMPANY_NAME", "Firm")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The records folder of a book in a folder of a repository, everything staged."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "core.autocrlf", "false")
    records = tmp_path / "公司/kam/records"
    texts = {"policy.yaml": POLICY, **dict.fromkeys(NAMES, "name: A\n"), **LEDGERS}
    for name, text in texts.items():
        (records / name).parent.mkdir(parents=True, exist_ok=True)
        (records / name).write_text(text, encoding="utf-8", newline="")
    (records / "customers/C0007.yaml").symlink_to("C0002.yaml")
    (records / "customers/README.link").symlink_to("README.md")
    (records / "customers/up.link").symlink_to("../../../../other")
    (records / "customers/b").symlink_to("a")
    (records / "ledgers/sales/2026-03.csv").symlink_to("2026-01.csv")
    (tmp_path / "other").write_text("no folder", encoding="utf-8")
    git(tmp_path, "add", ".")
    return records


def test_both_have_the_same_files_in_the_same_order(root: Path) -> None:
    here, there = Disk(root), staged(root)

    assert list(there.files()) == list(here.files()) == list(files(root))
    assert {path: there.content(path) for path in there.files()} == {path: here.content(path) for path in here.files()}
    assert [path for path in there.files() if there.is_link(path)] == ["customers/C0007.yaml", "customers/b"]
    assert there.root == root


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_get_the_same_verdict(root: Path, lang: str) -> None:
    here = verdict(read(root, lang, judge=True))
    there = verdict(read_from(staged(root), lang, judge=True))

    assert there == here
    assert {"R-DAT-12", "LEDGER-04", "LEDGER-13", "BOOK-02", "BOOK-04", "BOOK-10", "BOOK-11"} <= {
        each.rule for each in here
    }


@pytest.mark.parametrize("name", [".", "customers", "customers/华东", "customers/C0002.yaml"])
def test_both_know_what_there_is(root: Path, name: str) -> None:
    assert Disk(root).has(name)
    assert staged(root).has(name)


@pytest.mark.parametrize("name", ["customer", "customers/C000", "customers/C0002.yaml/x"])
def test_both_know_what_there_is_not(root: Path, name: str) -> None:
    assert not Disk(root).has(name)
    assert not staged(root).has(name)


def test_the_ledgers_of_a_commit_leave_nothing_behind(root: Path) -> None:
    with staged(root).ledgers() as folder:
        assert (folder / "ledgers/sales/2026-01.csv").read_text(encoding="utf-8") == LEDGERS[
            "ledgers/sales/2026-01.csv"
        ]
        assert not (folder / "ledgers/sales/2026-03.csv").is_file()
        assert not (folder / "customers").exists()
    assert not folder.exists()


def test_a_name_is_bytes(tmp_path: Path) -> None:
    listed = b"100644 1234 0\ta\xff\nb.yaml\x00100644 blob 5678\t\xe5\xae\xa2.yaml\x00"

    assert list(entries(listed)) == [
        (os.fsdecode(b"a\xff\nb.yaml"), Entry("100644", "1234"), "0"),
        ("客.yaml", Entry("100644", "5678"), "0"),
    ]


def test_a_forged_tree_writes_nowhere_else(root: Path, tmp_path: Path) -> None:
    blob = git(tmp_path, "hash-object", "-w", "other").strip()
    listed = f"100644 blob {blob}\t公司/kam/records/ledgers/../../../out.csv\0".encode()

    there = Stored(tmp_path, root, {path: entry for path, entry, _ in entries(listed)})

    with there.ledgers() as folder:
        assert list(folder.iterdir()) == []


def test_a_lost_object_is_said(root: Path, tmp_path: Path) -> None:
    with pytest.raises(KamError) as refused:
        blobs(tmp_path, ["0123456789" * 4])
    assert refused.value.code == Exit.CONFIGURATION
    assert "0123456789" in refused.value.say.en


def test_where_a_book_lies_in_its_repository(
    root: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert place(root) == "公司/kam/records"
    assert place(tmp_path) == ""
    assert place(tmp_path_factory.mktemp("elsewhere") / "records") == "records"
