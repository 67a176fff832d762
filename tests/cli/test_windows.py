"""What a window's width changes: folded prose, spare columns; and what it never does; help and refusals by language."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kamcli.cli import show
from kamcli.cli.help import said
from kamcli.output.width import width
from tests.cli.conftest import Kam
from tests.cli.test_check import put

STAFF = """单位:
  - {单位编号: hz, 单位类别: 办事处, 单位名称: 杭州办事处}
员工:
  - {员工编号: chu.wanzhou, 姓名: 褚晚舟, 所属单位: hz, 邮箱: chu@firm.example}
"""
CONTRACT = """客户: C0001
合同名称: 二零二六年度流程泵与阀门框架采购合同（含备件）
状态: 草拟
合同额: 4,800,000.00
生效日期: 2026-01-20
到期日期: 2026-12-31
"""


@pytest.fixture
def stocked(book: Path) -> Path:
    put(book, "organisation.yaml", STAFF)
    put(
        book,
        "customers/C0001.yaml",
        "客户名称: 槿舟新材料集团\n简称: 槿舟集团\n客户负责人: chu.wanzhou\n不详项: [基础资料.传真]\n",
    )
    put(book, "contracts/CN-20260106-124Z.yaml", CONTRACT)
    return book


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal of 80 columns."""
    monkeypatch.setattr(show, "room", lambda _: 80)
    return monkeypatch


@pytest.mark.parametrize(
    "line", ["list contract", "overdue --as-of 2026-03-01", "tier", "clocks", "rules", "explain customer"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_of_a_table_leaves_the_window(
    stocked: Path, window: pytest.MonkeyPatch, kam: Kam, line: str, lang: str
) -> None:
    ran = kam(*line.split(), "--lang", lang)

    assert max(map(width, ran.out.splitlines())) <= 80


def test_a_narrow_table_says_what_it_leaves_out(stocked: Path, window: pytest.MonkeyPatch, kam: Kam) -> None:
    ran = kam("list", "contract")

    assert "CN-20260106-124Z" in ran.out
    assert "4,800,000.00" in ran.out
    assert "没有显示：" in ran.err


def test_a_pipe_gets_every_column_uncut(stocked: Path, kam: Kam) -> None:
    line = kam("list", "contract").out.splitlines()[1]

    assert line.split("  ")[1:] == [
        "槿舟集团 C0001",
        "二零二六年度流程泵与阀门框架采购合同（含备件）",
        "草拟",
        "4,800,000.00",
        "2026-01-20",
        "2026-12-31",
    ]


def test_names_stand_beside_ids_and_csv_has_the_ids(stocked: Path, kam: Kam) -> None:
    assert "褚晚舟 chu.wanzhou" in kam("list").out
    assert "褚晚舟" not in kam("list", "--format", "csv").out
    shown = kam("show", "C0001", "--all").out
    assert "客户负责人: 褚晚舟 chu.wanzhou" in shown
    assert "不详项: 基础资料.传真 basics.fax" in shown


def test_a_label_alone_finds_the_field(book: Path, kam: Kam) -> None:
    assert kam("explain", "客户负责人", "--lang", "zh").out.startswith("客户.客户负责人  customer.owner\n")
    several = kam("explain", "amount", "--lang", "en").out.splitlines()
    assert several[0].split() == ["Field", "Label", "Meaning"]
    assert any(line.startswith("contract.amount ") for line in several)


def test_parameters_and_kinds_are_called_by_their_labels(book: Path, kam: Kam) -> None:
    told = kam("explain", "R-APR-04", "--lang", "zh").out

    assert "记录：大客户申请、合同、客户" in told
    assert "参数：边界.默认归属（boundary.default） = 归高档" in told


def program(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-m", "kamcli", *arguments], env=env, capture_output=True, text=True, check=False
    )


def test_help_in_chinese_has_no_english_sentence() -> None:
    text = program("--lang", "zh", "list", "--help").stdout

    assert text.startswith("用法：kam list [选项] [KIND] ")
    assert "参数：" in text
    assert "选项：" in text
    assert not re.search(r"Usage|Options|Arguments|default|env var|Show this", text)


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ("tier", "--schem"),
            "没有选项 --schem；是 --scheme 吗？",
            "there is no option --schem; did you mean --scheme?",
        ),
        (("lst",), "没有命令 lst；是 list", "there is no command lst; did you mean list"),
        (("show",), "缺少 ID", "ID is missing"),
        (("show", "a", "b"), "多写了“b”", "b is one too many"),
        (("tier", "--scheme"), "选项 --scheme 后面要有值", "the option --scheme needs a value"),
        (("tier", "--assign", "C1"), "选项 --assign 后面要有 2 个值", "the option --assign needs 2 values"),
        (("tier", "--explain=1"), "选项 --explain 不带值", "the option --explain takes no value"),
        (
            ("list", "--format", "xml"),
            "--format 不能是“xml”；可以是 table",
            "--format can't be xml; it is one of table",
        ),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(
    kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    monkeypatch.chdir(tmp_path)  # where no book says which language
    for lang, told in (("zh", zh), ("en", en)):
        monkeypatch.setattr(show.Speech, "lang", lang)
        ran = kam(*arguments)
        assert ran.code == 2
        assert ran.err.splitlines()[0].startswith(f"kam: {told}")
        assert ran.err.splitlines()[1].endswith("--help")


def test_a_word_of_typer_that_nobody_translated_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamcli.cli.help.CHINESE", True)

    assert said("Commands") == "命令"
    assert said("format  [env var: KAM_FORMAT; default: table]") == "format（环境变量 KAM_FORMAT；默认 table）"
    assert said("anything") == "anything"
