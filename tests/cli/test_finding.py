"""`kam list` with filters, `kam query`, `kam show TEXT`, `kam explain` of a computed column: as their user has them."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kam
from tests.small_book import made


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small book, with the day that it is made for."""
    records = made(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAM_AS_OF", "2026-11-20")
    return records


def first(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()[1:]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("customer", "tier=strategic and overdue>0"), ["C0001"]),
        (("tier=strategic",), ["C0001"]),
        (("customer", "--where", "tier", "--where", "owner=oda"), ["C0004"]),
        (("customer", "--owner", "Oda Office"), ["C0004"]),
        (("--tier", "strategic,key", "--sort", "id:desc"), ["C0004", "C0001"]),
        (("--state", "正常"), ["C0001", "C0004"]),
        (("--office", "North Office", "--limit", "1"), ["C0001"]),
        (("contract", "--owner", "rob"), ["CN-20260105-AAAA"]),
        (("contract", "--tier", "key"), ["CN-20261110-AAAA", "CN-20261116-BBBB", "CN-20261117-CCCC"]),
        (("contract", "--state", "in_force"), ["CN-20260105-AAAA"]),
        (("--find", "aspen"), ["C0001"]),
        (("contract", "--find", "aspen"), ["CN-20260105-AAAA"]),
        (("--sort", "逾期:降，id"), ["C0001", "C0002", "C0003", "C0004"]),
    ],
)
def test_what_is_listed(small: Path, kam: Kam, words: tuple[str, ...], expected: list[str]) -> None:
    ran = kam("list", *words)

    assert ran.code == 0
    assert first(ran.out) == expected


def test_columns_in_table_csv_and_json(small: Path, kam: Kam) -> None:
    words = ("list", "customer", "id=C0001", "--columns", "name，逾期,tier.demand,basics.assets")

    assert kam(*words).out.split("\n")[0].split() == ["Id", "Name", "Overdue", "Tier:", "demand", "Assets"]
    assert kam(*words, "--format", "csv").out.splitlines()[
        1
    ] == 'C0001,Aspen Works Ltd.,"106,000.00",A grade,"420,000,000.00"'.replace("A grade", "A")
    assert json.loads(kam(*words, "--format", "json").out)["rows"] == [
        {
            "id": "C0001",
            "name": "Aspen Works Ltd.",
            "overdue": "106000.00",
            "tier.demand": "A",
            "basics.assets": "420000000.00",
        }
    ]


def test_counts(small: Path, kam: Kam) -> None:
    assert kam("list", "customer", "tier", "--count").out == "2\n"
    assert json.loads(kam("list", "--count", "--format", "json").out) == {
        "schema_version": 1,
        "kind": "customer",
        "count": 4,
    }
    told = json.loads(kam("list", "--by", "owner", "--columns", "sales", "--format", "json").out)
    assert told["by"] == "owner"
    assert told["groups"][0] == {"value": "rob", "count": 2, "sums": {"sales": "400000.00"}}
    assert "rob Rob Rep" in kam("list", "--by", "owner").out
    assert kam("list", "--by", "owner", "--format", "csv").out.splitlines()[0] == "Account owner,Count"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("customer", "teir=key"), "customer has no column teir; did you mean tier"),
        (("--sort", "name:up"), "--sort knows no order up"),
        (("--sort", "tiers"), "is a group of fields"),
        (("--by", "nothing"), "has no column nothing"),
        (("--columns", "nothing"), "has no column nothing"),
    ],
)
def test_what_is_asked_wrongly(small: Path, kam: Kam, words: tuple[str, ...], said: str) -> None:
    ran = kam("list", *words)

    assert ran.code == 2
    assert said in ran.err
    assert not ran.out


def test_what_cannot_be_computed_is_said_beside(small: Path, kam: Kam) -> None:
    assert "Overdue can't be computed everywhere" in kam("list", "overdue>0").err
    assert not kam("list", "tier=key").err


def test_query(small: Path, kam: Kam) -> None:
    sql = "SELECT id, overdue, '=1' AS x FROM customer ORDER BY id LIMIT 1"

    assert kam("query", sql).out.splitlines()[1].split() == ["C0001", "106000.00", "=1"]
    assert kam("query", sql, "--format", "csv").out == "id,overdue,x\nC0001,106000.00,'=1\n"
    told = json.loads(kam("query", sql, "--format", "json").out)
    assert told["rows"] == [{"id": "C0001", "overdue": "106000.00", "x": "=1"}]
    (small.parent / "q.sql").write_text("SELECT count(*) AS n FROM 客户")
    assert kam("query", "--file", "q.sql", "--format", "csv").out.split() == ["n", "4"]


def test_query_says_what_it_withholds_and_what_is_approximate(small: Path, kam: Kam) -> None:
    assert "Persons" in kam("query", "SELECT * FROM people").err
    assert kam("query", "SELECT persons FROM people").code == 2
    assert kam("query", "SELECT persons FROM people", "--max-class", "pers").code == 0
    assert "floating point" in kam("query", "SELECT avg(amount) FROM sales").err
    assert kam("query", "SELECT 1", "--max-class", "all").code == 2
    assert kam("query").code == 2
    assert "customer" in kam("query", "--tables").out
    assert json.loads(kam("query", "--tables", "--format", "json").out)["tables"][0]["table"] == "customer"
    assert kam("query", "--tables", "--format", "csv").out.startswith("Table,Chinese,")


def test_query_changes_no_file(small: Path, kam: Kam) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    kam("query", "SELECT * FROM customer, sales, contract")

    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def test_show_finds_by_name(small: Path, kam: Kam) -> None:
    assert "records/customers/C0001.yaml" in kam("show", "aspen").out.splitlines()[0]
    ran = kam("show", "C000")
    assert ran.code == 2
    assert "C000 finds 4 customers: C0001 Aspen" in ran.err
    assert kam("show", "nobody").code == 2
    assert kam("set", "aspen", "short_name=x").code == 2  # a name is no id where something is written


def test_pinyin_that_is_not_installed_is_hinted_at(small: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamcli.store.pinyin.installed", lambda: False)

    assert "kamcli[pinyin]" in kam("list", "--find", "htjx").err
    assert kam("list", "--find", "恒泰").err == "no record\n"
    assert "kamcli[pinyin]" not in kam("list", "--find", "aspen").err


@pytest.mark.parametrize("name", ["overdue", "逾期", "customer.overdue", "客户.逾期"])
def test_a_computed_column_is_explained(small: Path, kam: Kam, name: str) -> None:
    told = kam("explain", name, "--lang", "en").out

    assert told.startswith("customer.overdue")
    assert "R-PAY-02" in told


def test_a_choice_column_is_explained_with_its_choices(small: Path, kam: Kam) -> None:
    assert "战略客户 strategic" in kam("explain", "等级", "--lang", "zh").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(kam: Kam, shell: str) -> None:
    assert "kam __complete" in kam("completion", shell).out.replace('"$1" __complete', "kam __complete").replace(
        '"$words[1]" __complete', "kam __complete"
    ).replace("$words[1] __complete", "kam __complete")
    assert sys.argv[1] == "completion"


@pytest.mark.parametrize(("lang", "said"), [("zh", "非 先于 且，且 先于 或"), ("en", "not before and, and before or")])
def test_the_filter_language_is_explained(small: Path, kam: Kam, lang: str, said: str) -> None:
    told = kam("explain", "filter", "--lang", lang).out

    assert said in told
    assert ("逾期" if lang == "zh" else "overdue") in told
