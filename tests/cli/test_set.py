"""`kam set`: only the lines of the values change; states, computed fields and wrong values are refused."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git
from tests.cli.test_check import put

TEXT = (
    "# 重要客户\r\n客户名称: 甲公司  # 名\r\n客户状态: 正常\r\n电话本: \r\n".replace("电话本: \r\n", "")
    + "基础资料:\r\n  电话: [0571-1]  # 总机\r\n  地址:\r\n  - 地址类别: 注册地址\r\n    详细地址: 路1号\r\n"
    + "    邮编: 010020\r\n交易现状:\r\n  信用限度额: 50万  # 去年定的\r\n"
)


@pytest.fixture
def file(book: Path) -> Path:
    put(book, "customers/C0001.yaml", TEXT)
    git(book, "add", ".")
    git(book, "commit", "-q", "-m", "book")
    return book / "records/customers/C0001.yaml"


def content(file: Path) -> str:
    return file.read_bytes().decode()


def test_only_the_line_of_the_value_changes(file: Path, kam: Kam) -> None:
    ran = kam("set", "C0001", "邮编=010000", "--lang", "zh")
    assert ran.code == 2, "the postcode is in a list"

    ran = kam("set", "C0001", "基础资料.地址.0.邮编=010000")

    assert ran.code == 0, ran
    assert content(file) == TEXT.replace("邮编: 010020", "邮编: '010000'")
    assert ran.out == "records/customers/C0001.yaml\n  -    邮编: 010020\n  +    邮编: '010000'\n"


def test_a_list_gets_an_item_and_a_value_is_emptied(file: Path, kam: Kam) -> None:
    assert kam("set", "C0001", "电话+=0571-2", "地址.0.邮编=").code == 0

    assert content(file) == TEXT.replace("[0571-1]", "[0571-1, 0571-2]").replace("邮编: 010020", "邮编:")


def test_a_guarded_value_gets_its_revision_in_the_same_edit(file: Path, kam: Kam) -> None:
    ran = kam("set", "C0001", "信用限度额=60万")

    assert ran.code == 0, ran
    assert content(file) == TEXT.replace("50万", "60万").replace("客户名称", "版次:\r\n  信用: 1\r\n客户名称")
    assert "C0001.credit" in ran.err
    assert "销售副总监" in ran.err


def test_a_dry_run_prints_the_diff_and_writes_nothing(file: Path, kam: Kam) -> None:
    ran = kam("set", "C0001", "region=华东", "--dry-run")

    assert ran.code == 0
    assert "+地区: 华东" in ran.out
    assert content(file) == TEXT


def test_commit_commits(file: Path, kam: Kam) -> None:
    kam("set", "C0001", "region=华东", "--commit")

    assert git(file.parent, "log", "-1", "--format=%s") == "C0001: set region\n"
    assert git(file.parent, "status", "--porcelain") == ""


def test_the_same_value_changes_nothing(file: Path, kam: Kam) -> None:
    ran = kam("set", "C0001", "客户名称=甲公司")

    assert (ran.code, ran.out, content(file)) == (0, "", TEXT)


@pytest.mark.parametrize(
    ("pairs", "code", "said"),
    [
        (("客户状态=休眠",), 2, "kam move C0001"),
        (("大客户状态=approved",), 2, "kam move C0001"),
        (("信用限度额=很多",), 1, "不是金额"),
        (("终端消费者=yes",), 1, "写 是、否"),
        (("忠诚度=9",), 1, "大于最大值 5"),
        (("客户名称=",), 1, "客户名称"),
        (("欠我方货款=1",), 2, "算出来的"),
        (("信用限度=1",), 2, "交易现状.信用限度额"),
        (("地区=华东", "客户状态=休眠"), 2, "kam move"),
        (("地址.3.详细地址=x",), 2, "没有 basics.addresses.3.text 这个位置"),
    ],
)
def test_what_is_refused_leaves_the_file(file: Path, kam: Kam, pairs: tuple[str, ...], code: int, said: str) -> None:
    ran = kam("set", "C0001", *pairs)

    assert ran.code == code, ran
    assert said in ran.err
    assert content(file) == TEXT


def test_faults_that_are_there_already_do_not_stop_another_value(book: Path, kam: Kam) -> None:
    put(book, "customers/C0002.yaml", "客户名称: 乙\n终端消费者: maybe\n")

    assert kam("set", "C0002", "地区=华东").code == 0
    assert kam("set", "C0002", "终端消费者=否").code == 0
    assert kam("check").code == 0


@pytest.mark.usefixtures("file")
def test_an_unknown_id_is_answered_with_near_ones(kam: Kam) -> None:
    ran = kam("set", "C0002", "地区=华东")

    assert ran.code == 2
    assert "C0001" in ran.err


def test_revisions_are_counted_not_set(book: Path, kam: Kam) -> None:
    kam("add", "客户名称=甲公司")

    ran = kam("set", "C0001", "版次.信用=99")

    assert ran.code == 2
    assert "由 kam 计数" in ran.err
