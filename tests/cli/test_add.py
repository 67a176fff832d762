"""`kam add`: the next id, the form, what is refused; nothing is written that was not asked for."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git
from tests.cli.test_check import put


def test_a_customer_is_added_and_passes_the_check(book: Path, kam: Kam) -> None:
    ran = kam("add", "客户名称=青岚示例有限公司", "行业=纺织机械", "电话=0571-55550101")

    text = (book / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert ran.code == 0, ran
    assert ran.out == "records/customers/C0001.yaml\n"
    assert "kam check records/customers/C0001.yaml" in ran.err
    assert text.partition("\n")[2].startswith("客户名称: 青岚示例有限公司\n客户状态: 线索\n大客户状态: 未申请\n")
    assert "记录时间: 20" in text
    assert "  电话: [0571-55550101]\n" in text
    assert kam("check").code == 0


def test_the_next_id_comes_after_every_branch_and_the_work_tree(book: Path, kam: Kam) -> None:
    put(book, "customers/C0003.yaml", "客户名称: 丙\n")
    put(book, "customers/C0007.yaml", "客户名称: 庚\n")
    git(book, "add", "records/customers/C0007.yaml")
    git(book, "commit", "-q", "-m", "theirs")
    git(book, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(book, "rm", "-q", "records/customers/C0007.yaml")
    git(book, "commit", "-q", "-m", "mine")

    assert kam("add", "name=丁").out == "records/customers/C0008.yaml\n"


def test_a_dry_run_writes_nothing(book: Path, kam: Kam) -> None:
    before = git(book, "status", "--porcelain", "-uall")

    ran = kam("add", "name=甲", "--dry-run")

    assert ran.code == 0
    assert ran.out.startswith("--- /dev/null\n+++ b/customers/C0001.yaml\n@@ -0,0 +1,")
    assert git(book, "status", "--porcelain", "-uall") == before


def test_commit_holds_the_new_file_alone(book: Path, kam: Kam) -> None:
    (book / "notes.txt").write_text("mine")
    git(book, "add", "notes.txt")

    kam("add", "name=甲", "--commit")

    assert git(book, "log", "--format=%s", "--name-only").split("\n") == [
        "C0001: add 甲",
        "",
        "records/customers/C0001.yaml",
        "",
    ]
    assert "A  notes.txt" in git(book, "status", "--porcelain")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "客户要有名称"),
        (("客户名=甲",), 2, "客户名称"),
        (("name=甲", "--id", "../x"), 2, "编号 ../x 不合规"),
        (("name=甲", "客户性质=好"), 1, "没有“好”这一项"),
        (("name=甲", "资金占压=3"), 2, "算出来的"),
        (("顾客", "name=甲"), 2, "没有“顾客”这种记录"),
        (("signoff",), 2, "kam approve"),
        (("policy",), 2, "只有一份"),
        (("organisation",), 2, "只有一份"),
        (("name=甲", "地址[3].详细地址=x"), 2, "没有第 3 项，下一项是第 1 项"),
    ],
)
def test_what_is_refused(book: Path, kam: Kam, words: tuple[str, ...], code: int, said: str) -> None:
    ran = kam("add", *words)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert not list((book / "records").rglob("C*.yaml"))


def test_a_likely_duplicate_needs_force_and_a_certain_one_is_never_added(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "name: 青岚示例纺织机械有限公司\nbasics: {uscc: 91330100MA0EXMP172}\n")

    likely = kam("add", "name=青岚示例 纺织机械股份有限公司")
    assert (likely.code, "R-DAT-04" in likely.err, "--force" in likely.err) == (1, True, True)
    assert kam("add", "name=青岚示例 纺织机械股份有限公司", "--force").code == 0
    certain = kam("add", "name=另一家", "uscc=91330100ma0exmp172", "--force")
    assert (certain.code, "是同一家" in certain.err) == (1, True)


def test_an_event_gets_its_prefix_and_day(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "name: 甲\noffice: sales\n")

    ran = kam("add", "大客户申请", "客户=C0001", "合同额=26.8万")

    path = ran.out.strip()
    assert path.startswith("records/applications/AP-20")
    text = (book / path).read_text(encoding="utf-8")
    assert text.partition("\n")[2].startswith("客户: C0001\n版次: 1\n办事处: sales\n")
    assert "合同额: 26.8万\n" in text
    assert "状态: 草拟\n" in text


def test_a_book_in_english_gets_english_keys(home: Path, kam: Kam) -> None:
    kam("init", "--name", "Example", "--lang", "en")
    ran = kam("add", "客户名称=A", "客户性质=普通公司")

    text = (home / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert ran.code == 0, ran
    assert text.partition("\n")[2].startswith("name: A\nlifecycle_status: lead\n")
    assert "nature: ordinary_company\n" in text


def test_who_collected_a_customer_owns_it(book: Path, kam: Kam) -> None:
    staff = (f"  - {{id: {i}, name: {i}, unit: hz, email: {i}@firm.example}}\n" for i in ("lin.he", "wang.a"))
    put(book, "organisation.yaml", f"units: [{{id: hz, kind: office, name: 杭州}}]\nstaff:\n{''.join(staff)}")

    first = kam("add", "name=甲一公司", "收集人=wang.a")
    kam("add", "name=乙二公司", "收集人=wang.a", "客户负责人=lin.he")

    assert first.code == 0, first
    text = (book / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert "客户负责人: wang.a\n" in text
    assert "分配给: wang.a\n" in text
    assert "经办人: lin.he\n" in text
    assert "原因: 先录入者得\n" in text
    other = (book / "records/customers/C0002.yaml").read_text(encoding="utf-8")
    assert "客户负责人: lin.he\n" in other
    assert "先录入者得\n" not in other
    assert kam("check").code == 0
