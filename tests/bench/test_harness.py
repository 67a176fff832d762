"""The harness on commands whose cost is known, and the generated books; nothing here measures kam."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.bench import data
from tests.bench.harness import SHORT, BenchError, Row, Timing, bench, environment, first_run, measure, run, table
from tests.bench.rows import HERE, same_ageing

PASS = (sys.executable, "-S", "-c", "pass")
FAIL = (sys.executable, "-S", "-c", "raise SystemExit(3)")

ORGANISATION = "员工:\n  - 员工编号: a.b\n    任职:\n      - 角色: 业务员\n        办事处: o\n"
POLICY = "资料管理:\n  行业清单: [纺机]\n  地区清单: [华东]\n"


def timing(command: float, reference: float, times: float, plus: float = 0) -> Timing:
    return Timing(Row("row", PASS, PASS, times), command, reference, times * reference + plus)


def test_ratio_and_verdict() -> None:
    assert timing(3, 2, times=1).ratio == 1.5
    assert not timing(3, 2, times=1).failed
    assert timing(3.1, 2, times=1).failed
    assert not timing(3.1, 2, times=1, plus=1).failed
    assert timing(3.1, 2, times=1, plus=1).target == 1.5


@pytest.mark.parametrize(("command", "word"), [(2.0, "ok"), (2.5, "slow"), (3.1, "FAILED")])
def test_table_says_the_verdict(command: float, word: str) -> None:
    assert f" {word} " in table([timing(command, 2, times=1)])


def test_runs_are_interleaved(tmp_path: Path) -> None:
    log = tmp_path / "log"
    sides = ((sys.executable, "-S", "-c", f"open({str(log)!r}, 'a').write({side!r})") for side in "ab")
    command, reference = sides
    measure(Row("row", command, reference, times=9), environment(tmp_path / "cache"), {})
    assert log.read_text() == "ab" * (1 + SHORT)


def test_cache_is_cold_in_every_run(tmp_path: Path) -> None:
    code = "import os; d = os.environ['XDG_CACHE_HOME']; assert not os.path.exists(d); os.mkdir(d)"
    command = (sys.executable, "-S", "-c", code)
    measure(Row("row", command, command, times=9), environment(tmp_path / "cache"), {})


def test_plus_adds_an_earlier_rows_time(tmp_path: Path) -> None:
    earlier = {"first": timing(7, 1, times=1)}
    found = measure(Row("row", PASS, PASS, 1, plus="first"), environment(tmp_path), earlier)
    assert found.limit == pytest.approx(7 + found.reference)


def test_failure_and_disagreement_stop_the_bench(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="exit code 3"):
        first_run(Row("row", FAIL, PASS, 1), environment(tmp_path))
    assert first_run(Row("row", FAIL, PASS, 1, accepts=(0, 3)), environment(tmp_path)) > 0
    said = list[str]()
    assert bench([Row("row", PASS, PASS, 99, agree=lambda *_: "not equal")], tmp_path / "cache", said.append) == 1
    assert said[0] == "row: not equal"


def test_environment_drops_what_bends_the_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("KAM_BOOK", "elsewhere")
    assert not {"PYTHONDONTWRITEBYTECODE", "KAM_BOOK"} & environment(tmp_path).keys()


@pytest.fixture
def records(tmp_path: Path) -> Path:
    for name, text in (("organisation", ORGANISATION), ("policy", POLICY), ("calendar", "休息日: []\n")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_books_are_the_same_every_time(records: Path, tmp_path: Path) -> None:
    first, second = (
        contents(data.write_ledgers(data.write_book(tmp_path / name, records, 5), 5, 300)) for name in ("one", "two")
    )
    assert first == second
    assert {"records/customers/C0005.yaml", "records/ledgers/invoices/2024-11.csv"} <= first.keys()


def test_customer_is_a_rich_record(records: Path, tmp_path: Path) -> None:
    text = (data.write_book(tmp_path / "book", records, 1) / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    header = yaml.load(text, yaml.CSafeLoader)
    assert header["客户负责人"] == "a.b"
    assert {"基础资料", "客户特征", "业务状况", "交易现状"} <= header.keys()
    assert 3_500 < len(text.encode()) < 6_000


def ageing(book: Path) -> str:
    command = (sys.executable, str(HERE / "bare_ageing.py"), str(book / "records/ledgers"), f"{data.AS_OF}", "30", "60")
    return run(command, environment(book / "cache"))[1]


def test_reference_reconciles(records: Path, tmp_path: Path) -> None:
    """not due + no due date + buckets = outstanding, and the comparison finds a single cent."""
    text = ageing(data.write_ledgers(data.write_book(tmp_path / "book", records, 9), 9, 3_000))
    answer = json.loads(text)
    parts = [answer["not_due"], answer["no_due_date"], *answer["buckets"]]
    assert sum(Decimal(part["amount"]) for part in parts) == Decimal(answer["outstanding"]) > 0
    assert all(part["count"] for part in parts)
    assert same_ageing(json.dumps({"receivables": {"CNY": answer}}), text) == ""
    answer["buckets"][1]["amount"] = str(Decimal(answer["buckets"][1]["amount"]) + Decimal("0.01"))
    assert same_ageing(json.dumps({"receivables": {"CNY": answer}}), text).startswith("buckets: ")
