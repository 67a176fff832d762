"""`kam tier`: the table, one scheme, the explanation, JSON, and a level that is assigned."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git
from tests.cli.test_check import put

STAFF = """单位:
  - 单位编号: hq
    单位类别: 部门
    单位名称: 总部
员工:
  - 员工编号: lin.he
    姓名: 林禾
    所属单位: hq
    邮箱: lin.he@firm.example
    任职:
      - 角色: 大客户管理部
        任职起: 2020-01-01
"""
SALES = "date,customer_id,amount\n2025-03-01,C0001,5000000.00\n2025-03-02,C0002,999999.99\n"
FIRST = """客户名称: 甲公司  # 老客户
客户状态: 正常
等级:
  销售占比:
    评定等级: 重点客户
    日期: 2025-01-20
    经办人: lin.he
    评定依据: 去年
"""
ON = ("--as-of", "2026-03-15")


@pytest.fixture
def graded(book: Path) -> Path:
    put(book, "organisation.yaml", STAFF)
    put(book, "customers/C0001.yaml", FIRST)
    put(book, "customers/C0002.yaml", "客户名称: 乙公司\n")
    put(book, "company/2025.yaml", "企业总销售额: 1亿\n")
    put(book, "ledgers/sales/2025-03.csv", SALES)
    git(book, "add", ".")
    git(book, "commit", "-q", "-m", "book")
    return book


def test_all_schemes_side_by_side(graded: Path, kam: Kam) -> None:
    ran = kam("tier", *ON)

    assert ran.code == 0, ran
    assert "战略客户 ≠重点客户" in ran.out
    assert "VIP等级：未配置（tier.vip.thresholds）" in ran.out
    assert "信用等级：信用未评级 2" in ran.out
    assert git(graded, "status", "--porcelain") == ""


@pytest.mark.usefixtures("graded")
def test_one_scheme_shows_shares_that_claim_no_edge(kam: Kam) -> None:
    ran = kam("tier", "--scheme", "销售占比", *ON, "--format", "csv")

    rows = [line.split(",") for line in ran.out.splitlines()]
    assert [row[0] for row in rows[1:]] == ["C0001", "C0002"]
    assert "<1" in ran.out
    assert kam("tier", "--scheme", "revenue_share", *ON, "--lang", "en").out.count("potential not stated") == 1


@pytest.mark.usefixtures("graded")
def test_the_json_of_the_design(kam: Kam) -> None:
    data = json.loads(kam("tier", "--format", "json", *ON).out)

    assert (data["schema_version"], data["as_of"]) == (1, "2026-03-15")
    share = data["schemes"]["revenue_share"]
    assert share["counts"] == {"strategic": 1, "key": 0, "ordinary": 0, "none": 1}
    assert [each["share_pct"] for each in share["customers"]] == ["5.000000", "0.999999"]


@pytest.mark.usefixtures("graded")
def test_an_explanation_names_input_parameter_figure_and_distance(kam: Kam) -> None:
    out = kam("tier", "--explain", "C0002", "--scheme", "revenue_share", *ON, "--lang", "en").out

    for text in (
        "R-GRD-01",
        "tier.revenue_share.period = last full year",
        "growth potential: not stated",
        "share: 999,999.99 / 100,000,000.00 = <1 %",
        "to the next level: 0.01 (0.00 %), near",
    ):
        assert text in out
    assert "C0001" not in out


@pytest.mark.usefixtures("graded")
def test_eligibility_says_what_is_missing(kam: Kam) -> None:
    ran = kam("tier", "--eligibility", "C0001", *ON, "--lang", "en")

    assert ran.code == 0
    assert "neither a contract nor a draft" in ran.out
    assert "C0002" not in ran.out
    data = json.loads(kam("tier", "--eligibility", "--format", "json", *ON).out)
    assert data["customers"][0]["eligible"] is False


def test_assigning_writes_four_values_and_the_revision_and_nothing_else(graded: Path, kam: Kam) -> None:
    ran = kam("tier", "--assign", "C0001", "strategic", *ON)

    assert ran.code == 0, ran
    text = (graded / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert text == FIRST.replace("重点客户", "战略客户").replace("2025-01-20", "2026-03-15").replace(
        "去年", text.partition("评定依据: ")[2].strip()
    ).replace("客户名称", "版次:\n  等级: 1\n客户名称")
    assert "5.00 %" in text
    assert "C0001.tier" in ran.err
    assert "大客户管理部签署" in ran.err
    assert git(graded, "log", "--format=%s").splitlines() == ["book"]


def test_a_dry_run_prints_the_diff(graded: Path, kam: Kam) -> None:
    ran = kam("tier", "--assign", "C0002", "普通客户", "--basis", "新客户", "--dry-run", *ON)

    assert "+    评定等级: 普通客户" in ran.out
    assert "+    评定依据: 新客户" in ran.out
    assert git(graded, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("C0009",), 2, "没有客户 C0009"),
        (("--scheme", "gold"), 2, "没有启用“gold”这套体系"),
        (("--assign", "C0001", "gold"), 2, "没有可评定的等级“gold”"),
        (("--assign", "C0009", "key"), 2, "C0009"),
        (("--assign", "C0001", "S1", "--scheme", "VIP等级"), 2, "没有可评定的等级“S1”"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    graded: Path, kam: Kam, arguments: tuple[str, ...], code: int, text: str
) -> None:
    ran = kam("tier", *arguments, *ON)
    assert (ran.code, text in ran.err) == (code, True), ran
    assert git(graded, "status", "--porcelain") == ""


def test_only_a_person_of_the_roster_assigns(graded: Path, kam: Kam) -> None:
    git(graded, "config", "user.email", "nobody@else.example")
    ran = kam("tier", "--assign", "C0001", "strategic", *ON)
    assert ran.code == 4
    assert "organisation.yaml" in ran.err
