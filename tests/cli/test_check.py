"""`kam check`: places, formats, exit codes."""

import json
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
