"""`kam list`, `show`, `rules`, `explain`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kam
from tests.cli.test_check import put

RICH = """客户名称: 甲公司
客户状态: 正常
终端消费者: 否
基础资料:
  地址:
    - 地址类别: 注册地址
      详细地址: 路1号
      邮编: 010020
"""


@pytest.fixture
def stocked(book: Path) -> Path:
    put(book, "customers/C0001.yaml", RICH)
    put(book, "customers/C0002.yaml", "name: '=cmd|1'\n")
    return book


@pytest.mark.parametrize("word", ["customer", "客户"])
def test_a_kind_is_listed_by_either_name(stocked: Path, kam: Kam, word: str) -> None:
    ran = kam("list", word)

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["编号", "C0001", "C0002"]


def test_json_has_ids_and_english_choices(stocked: Path, kam: Kam) -> None:
    told = json.loads(kam("list", "--format", "json").out)

    assert told["kind"] == "customer"
    assert told["rows"][0]["id"] == "C0001"
    assert told["rows"][0]["lifecycle_status"] == "active"


def test_csv_does_not_run_in_a_spreadsheet(stocked: Path, kam: Kam) -> None:
    assert "'=cmd|1" in kam("list", "--format", "csv").out


def test_a_record_is_shown_with_its_labels(stocked: Path, kam: Kam) -> None:
    zh, en = kam("show", "C0001", "--all"), kam("show", "C0001", "--all", "--lang", "en")

    assert "客户状态: 正常" in zh.out
    assert "    - 地址类别: 注册地址\n      详细地址: 路1号\n      邮编: 010020\n" in zh.out
    assert "Lifecycle status: active" in en.out
    assert (
        json.loads(kam("show", "C0001", "--format", "json").out)["record"]["basics"]["addresses"][0]["postcode"]
        == "010020"
    )
    assert kam("show", "C0001", "--format", "yaml").out == (stocked / "records/customers/C0001.yaml").read_text(
        encoding="utf-8"
    )


def test_an_unknown_id_suggests_a_near_one(stocked: Path, kam: Kam) -> None:
    ran = kam("show", "C0011")

    assert ran.code == 2
    assert "C0001" in ran.err


def test_rules_list_every_rule_with_its_parameters_and_clause(book: Path, kam: Kam) -> None:
    told = {each["id"]: each for each in json.loads(kam("rules", "--format", "json", "--lang", "en").out)}

    assert set(told["BOOK-05"]) == {"id", "spec", "title", "clause", "severity", "parameters", "kinds"}
    assert told["YAML-08"]["severity"] == "error"


@pytest.mark.parametrize("wanted", ["YAML-08", "CK-12", "receivables.buckets", "approval.bands"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_has_a_name_can_be_explained(book: Path, kam: Kam, wanted: str, lang: str) -> None:
    ran = kam("explain", wanted, "--lang", lang)

    assert ran.code == 0
    assert wanted in ran.out


def test_an_unknown_rule_suggests_a_near_one(book: Path, kam: Kam) -> None:
    ran = kam("explain", "CK-99")

    assert ran.code == 2
    assert "CK-" in ran.err


def test_nothing_found_is_said_beside_the_table(stocked: Path, kam: Kam) -> None:
    assert kam("list", "客户", "名称=无").err == "0 条\n"
    assert kam("list", "客户", "名称=无", "--lang", "en", "--format", "csv").err == "no record\n"
    assert kam("list", "客户").err == ""


def test_the_id_is_listed_once(stocked: Path, kam: Kam) -> None:
    assert kam("list", "--columns", "编号,name", "--format", "csv").out.splitlines()[0] == "编号,客户名称"
    assert kam("list", "--columns", "id").out.splitlines() == ["编号", "C0001", "C0002"]
