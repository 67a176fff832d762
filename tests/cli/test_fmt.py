"""`kam fmt`: only on request, file by file, and what it can't do it leaves."""

from pathlib import Path

from tests.cli.conftest import Kam, git
from tests.cli.test_check import put

UNTIDY = "\ufeff客户名称: 甲  \r\n地区: 华东\r\n"
TIDY = "客户名称: 甲\n地区: 华东\n"


def content(book: Path, name: str) -> str:
    return (book / "records" / name).read_bytes().decode()


def test_a_file_is_put_in_order_and_named(book: Path, kam: Kam) -> None:
    (book / "records/customers").mkdir(parents=True, exist_ok=True)
    (book / "records/customers/C0001.yaml").write_bytes(UNTIDY.encode())
    put(book, "customers/C0002.yaml", TIDY)

    ran = kam("fmt", "records/customers")

    assert (ran.code, ran.out) == (0, "records/customers/C0001.yaml\n")
    assert ran.err == "整理了 1 个文件，1 个本来就整齐，0 个没有整理\n"
    assert content(book, "customers/C0001.yaml") == TIDY
    assert kam("fmt", "--check").code == 0


def test_check_and_a_dry_run_write_nothing(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲 \n")

    listed = kam("fmt", "--check")
    shown = kam("fmt", "--dry-run", "customers/C0001.yaml")

    assert (listed.code, listed.out) == (1, "records/customers/C0001.yaml\n")
    assert (shown.code, shown.out) == (0, shown.out)
    assert "-客户名称: 甲 \n+客户名称: 甲\n" in shown.out
    assert content(book, "customers/C0001.yaml") == "客户名称: 甲 \n"


def test_the_hint_of_check_works_as_it_stands(book: Path, kam: Kam) -> None:
    for name, encoding in (("C0001", "gb18030"), ("C0002", "utf-16")):
        (book / "records/customers").mkdir(parents=True, exist_ok=True)
        (book / f"records/customers/{name}.yaml").write_bytes(TIDY.encode(encoding))
        hint = next(line for line in kam("check", f"customers/{name}.yaml").out.splitlines() if "怎么办" in line)
        assert hint.partition("：")[2] == f"kam fmt --from {encoding} customers/{name}.yaml"

        assert kam(*hint.split()[1:]).code == 0

        assert content(book, f"customers/{name}.yaml") == TIDY
    assert kam("check").code == 0


def test_what_can_not_be_put_in_order_is_told_and_the_others_go_on(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "<<<<<<< mine\n客户名称: 甲\n")
    put(book, "customers/C0002.yaml", "客户名称: 乙 \n")
    (book / "records/customers/C0003.yaml").write_bytes("客戶: 丙\n".encode("big5"))

    ran = kam("fmt", "--from", "gb18030")

    assert ran.code == 3
    assert ran.out == "records/customers/C0002.yaml\n"
    assert "records/customers/C0001.yaml:1:1: 错误: 有没解决的合并冲突标记 [YAML-06]" in ran.err
    assert "records/customers/C0003.yaml: 不是 gb18030 编码的记录，没有改动" in ran.err
    assert content(book, "customers/C0001.yaml").startswith("<<<<<<<")


def test_signatures_are_never_rewritten(book: Path, kam: Kam) -> None:
    put(book, "signoffs/C0001.credit/r1-approve-sales_director.yaml", "动作: 批准 \n")

    assert kam("fmt").out == ""
    refused = kam("fmt", "signoffs/C0001.credit/r1-approve-sales_director.yaml")
    assert (refused.code, "不是能整理的记录" in refused.err) == (2, True)
    assert kam("fmt", "nowhere").code == 2


def test_a_book_goes_into_english_and_back(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲  # 老客户\n客户性质: 普通公司\n")
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", "start")

    assert kam("fmt", "--to", "en").code == 0
    assert content(book, "customers/C0001.yaml") == "name: 甲  # 老客户\nnature: ordinary_company\n"
    assert kam("check").code == 0
    assert kam("fmt", "--to", "zh", "customers").code == 0
    assert git(book, "status", "--porcelain", "records/customers") == ""


def test_an_unknown_encoding_is_refused(book: Path, kam: Kam) -> None:
    assert "没有“klingon”这种编码" in kam("fmt", "--from", "klingon").err
