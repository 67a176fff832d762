"""`kam` alone: errors first, then what waits; who is not on the roster is told so."""

from pathlib import Path

from tests.cli.conftest import Kam, git
from tests.cli.test_check import put


def test_an_empty_book_needs_nothing(book: Path, kam: Kam) -> None:
    ran = kam("--as-of", "2026-03-10")

    assert ran.code == 0
    assert "今天没有要处理的。" in ran.out
    assert "林禾" in ran.out


def test_errors_in_the_records_come_first(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n客户负责人: nobody\n核实日期: 2025-01-01\n")

    ran = kam("--as-of", "2026-03-10")

    assert "记录有错误（1）：kam check" in ran.out
    assert ran.out.index("记录有错误") < ran.out.index("已逾期（1）")
    assert "今天没有要处理的" not in ran.out


def test_somebody_whom_the_roster_does_not_know_is_told(book: Path, kam: Kam) -> None:
    git(book, "config", "user.email", "stranger@firm.example")

    ran = kam("--lang", "en")

    assert "not in organisation.yaml" in ran.err
