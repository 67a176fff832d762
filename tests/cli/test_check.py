"""`kam check`: places, formats, exit codes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kam


def put(book: Path, name: str, text: str) -> None:
    path = book / "records" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_finding_has_a_place_a_rule_and_a_hint(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n客户负责人: nobody\n")

    ran = kam("check", "records/customers")

    assert ran.code == 1
    assert "records/customers/C0001.yaml:2:8: 错误: 客户负责人" in ran.out
    assert "[BOOK-05]" in ran.out


def test_json_is_stable(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n核实日期: 2026-02-30\n")

    ran = kam("check", "--format", "json", "--lang", "en")
    told = json.loads(ran.out)

    assert (told["schema_version"], told["errors"], told["as_of"]) == (1, 1, None)
    [found] = [each for each in told["findings"] if each["severity"] == "error"]
    assert set(found) == {"rule", "spec", "severity", "file", "line", "column", "record", "field", "message", "hint"}
    assert (found["rule"], found["file"], found["line"], found["column"]) == ("SCHEMA-02", "customers/C0001.yaml", 2, 7)
    assert (found["record"], found["field"]) == ("C0001", "Verified on")
    assert "2026-02-30" in found["message"]


def test_a_file_that_cannot_be_read_wins(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称\uff1a甲\n")
    put(book, "customers/C0002.yaml", "客户名称: 甲\n额度: 1\n")

    assert kam("check").code == 3
    assert kam("check", "--exit-zero").code == 0
    assert kam("check", "records/customers/C0002.yaml").code == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_parameter_comes_with_the_line_to_paste(book: Path, kam: Kam, lang: str) -> None:
    policy = book / "records/policy.yaml"
    lines = policy.read_text(encoding="utf-8").split("\n")
    policy.write_text("\n".join(line for line in lines if "账龄分段" not in line), encoding="utf-8")

    ran = kam("check", "--strict", "--lang", lang)

    assert ran.code == 1
    assert "[BOOK-07]" in ran.out
    assert ("账龄分段: [30, 60, 90, 180, 365]" if lang == "zh" else "buckets: [30, 60, 90, 180, 365]") in ran.out


def test_an_unknown_path_is_asked_wrongly(book: Path, kam: Kam) -> None:
    assert kam("check", "records/nowhere").code == 2


def test_a_broken_policy_is_a_finding_not_a_traceback(book: Path, kam: Kam) -> None:
    (book / "records/policy.yaml").write_text("账簿标识: [\n", encoding="utf-8")

    ran = kam("check")

    assert ran.code == 3
    assert "records/policy.yaml:2:1" in ran.out
    assert kam("list").code == 4


def test_two_files_with_one_id_are_found(book: Path, kam: Kam) -> None:
    put(book, "customers/a/C0001.yaml", "客户名称: 甲\n")
    put(book, "customers/b/C0001.yaml", "客户名称: 乙\n")

    ran = kam("check")

    assert "[BOOK-03]" in ran.out


def test_reading_never_writes(book: Path, kam: Kam) -> None:
    before = {path: path.stat().st_mtime_ns for path in (book / "records").rglob("*")}

    for command in ("check", "list", "rules", "clocks"):
        kam(command)

    assert {path: path.stat().st_mtime_ns for path in (book / "records").rglob("*")} == before


def test_a_path_counts_its_own_files_and_lies_in_the_book(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")

    assert json.loads(kam("check", "customers", "--format", "json").out)["checked"] == 1
    ran = kam("check", "/etc")
    assert (ran.code, "不在账簿" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("customers/C0002.yml", "BOOK-11"),
        ("customers/C0002.YAML", "BOOK-11"),
        ("customers/c0001.yaml", "BOOK-03"),
        ("elsewhere/x.yaml", "BOOK-04"),
        ("ledgers/sale/2026-01.csv", "LEDGER-13"),
        ("ledgers/sales/2026-01.CSV", "LEDGER-13"),
    ],
)
def test_no_file_is_passed_over_in_silence(book: Path, kam: Kam, name: str, rule: str) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    put(book, name, "客户名称: 乙\n")

    found = json.loads(kam("check", "--format", "json").out)["findings"]

    assert [each["rule"] for each in found if each["file"] == name and not each["rule"].startswith("R-")] == [rule]


def test_links_and_pipes_are_not_read(book: Path, kam: Kam) -> None:
    folder = book / "records/customers"
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    (folder / "C0002.yaml").symlink_to("C0001.yaml")
    (folder / "inner").symlink_to(book)
    os.mkfifo(folder / "C0003.yaml")

    found = json.loads(kam("check", "--format", "json").out)["findings"]

    assert [each["file"] for each in found if each["rule"] == "BOOK-10"] == [
        "customers/C0002.yaml",
        "customers/C0003.yaml",
        "customers/inner",
    ]


def test_a_file_that_may_not_be_opened(book: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    read = Path.read_bytes
    denied = PermissionError(errno.EACCES, "Permission denied")

    def read_bytes(path: Path) -> bytes:
        if path.name == "C0001.yaml":
            raise denied
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    ran = kam("check")

    assert ran.code == 3
    assert "[YAML-19]" in ran.out


def test_a_file_name_cannot_write_a_finding_of_its_own(book: Path, kam: Kam) -> None:
    put(book, "customers/x\nrecords: forged.yaml", "客户名称: 甲\n")

    assert not any(line.startswith("records: forged") for line in kam("check").out.splitlines())


def test_an_output_that_takes_nothing_is_no_bug(book: Path) -> None:
    python = [sys.executable, "-m", "kamcli"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*python, "rules"], cwd=book, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, "bug" in ran.stderr) == (4, False)

    shell = 'exec "$@" >&-'
    ran = subprocess.run(
        ["sh", "-c", shell, "sh", *python, "rules"],
        cwd=book,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
