"""The walk over a book: which files are records, what is said of those that are none, `file:line:column rule`."""

from pathlib import Path

import pytest

from kamcli.store.book import Reading, find_root, read
from kamcli.store.precheck import MAX_BYTES
from kamcli.store.source import files

BASIC = {"policy.yaml": "book_id: b1\n", "organisation.yaml": "units: []\nstaff: []\n"}


def book(root: Path, more: dict[str, str]) -> Path:
    for name, text in {**BASIC, **more}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def found(reading: Reading) -> list[str]:
    return [f"{each.file}:{each.line}:{each.column} {each.rule}" for each in reading.findings]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("customers/a/b/C0001.yaml", "name: A\n", [], id="a customer in a folder of folders"),
        pytest.param("customers/C0001.yml", "name: A\n", ["customers/C0001.yml:1:1 BOOK-11"], id="another ending"),
        pytest.param("cars/X1.yaml", "name: A\n", ["cars/X1.yaml:1:1 BOOK-04"], id="a folder of no kind"),
        pytest.param("notes.yaml", "name: A\n", ["notes.yaml:1:1 BOOK-04"], id="beside the policy"),
        pytest.param("customers/C 1.yaml", "name: A\n", ["customers/C 1.yaml:1:1 BOOK-02"], id="a blank in the id"),
        pytest.param("customers/-C1.yaml", "name: A\n", ["customers/-C1.yaml:1:1 BOOK-02"], id="a dash leads the id"),
        pytest.param(f"customers/{'C' * 64}.yaml", "name: A\n", [], id="the longest id"),
        pytest.param(
            f"customers/{'C' * 65}.yaml", "name: A\n", [f"customers/{'C' * 65}.yaml:1:1 BOOK-02"], id="one more letter"
        ),
        pytest.param("customers/.C1.yaml", "- no record\n", [], id="a hidden file"),
        pytest.param(".schema/customers/C1.yaml", "- no record\n", [], id="a hidden folder"),
        pytest.param("files/C1.yaml", "- no record\n", [], id="an attachment"),
        pytest.param("ledgers/sales/C1.yaml", "- no record\n", [], id="beside a ledger"),
        pytest.param("customers/README.md", "- no record\n", [], id="no YAML"),
    ],
)
def test_what_is_a_record_and_where(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    assert found(read(book(tmp_path, {name: text}))) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(1, ["customers/C1.yaml:1:1 YAML-16"], id="a byte too many"),
        pytest.param(0, [], id="as large as may be"),
    ],
)
def test_a_record_is_a_megabyte_at_most(tmp_path: Path, more: int, expected: list[str]) -> None:
    head = "name: A\n# "
    root = book(tmp_path, {"customers/C1.yaml": head + "x" * (MAX_BYTES - len(head) + more)})

    assert found(read(root)) == expected


@pytest.mark.parametrize(("faults", "listed"), [(50, 50), (51, 50)])
def test_of_many_faults_fifty_are_listed_and_the_rest_counted(tmp_path: Path, faults: int, listed: int) -> None:
    text = "name: A\n" + "".join(f"odd{n}: x\n" for n in range(faults))

    reading = read(book(tmp_path, {"customers/C1.yaml": text}), "en")

    assert sum(each.rule == "SCHEMA-01" for each in reading.findings) == listed
    rest = [(each.rule, each.message) for each in reading.findings if each.rule != "SCHEMA-01"]
    assert rest == ([("SCHEMA-08", "1 more faults of this file are not listed")] if faults > listed else [])


@pytest.mark.parametrize("name", BASIC)
def test_a_book_has_its_basic_files(tmp_path: Path, name: str) -> None:
    root = book(tmp_path, {})
    (root / name).unlink()

    assert found(read(root)) == [f"{name}:1:1 BOOK-08"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    root = book(tmp_path / "records", {"customers/C1.yaml": "name: A\n"})
    (tmp_path / "secret.yaml").write_text("name: B\n", encoding="utf-8")
    (root / "customers/C2.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "more").symlink_to(tmp_path, target_is_directory=True)

    reading = read(root)

    assert found(reading) == ["more:1:1 BOOK-10", "customers/C2.yaml:1:1 BOOK-10"]
    assert [row.id for row in reading.columns.rows("customer")] == ["C1"]


def test_files_come_sorted_folder_by_folder(tmp_path: Path) -> None:
    names = ("customers/C2.yaml", "customers/a/C3.yaml", "customers/C1.yaml", "contracts/CN-1.yaml")

    assert list(files(book(tmp_path, dict.fromkeys(names, "name: A\n")))) == [
        *("organisation.yaml", "policy.yaml", "contracts/CN-1.yaml"),
        *("customers/C1.yaml", "customers/C2.yaml", "customers/a/C3.yaml"),
    ]


def test_two_ids_that_differ_in_capitals_only_clash(tmp_path: Path) -> None:
    root = book(tmp_path, {"customers/a/c1.yaml": "name: A\n", "customers/b/C1.yaml": "name: B\n"})

    assert found(read(root)) == ["customers/b/C1.yaml:1:1 BOOK-03"]


def test_the_book_is_found_from_below(tmp_path: Path) -> None:
    root = book(tmp_path / "records", {"customers/a/C1.yaml": "name: A\n"})

    assert find_root(root / "customers/a") == find_root(root) == find_root(tmp_path) == root
