import csv
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kamcli.cli.clocks import clocks
from kamcli.cli.overdue import days, overdue
from kamcli.model.finding import KamError

POLICY = """
company: {name: 测试公司, currency: CNY, timezone: Asia/Shanghai, fiscal_year_start: "01-01", language: zh}
calendar: {weekend: [sat, sun], start_day_counts: false, roll_if_last_day_off: false}
tier: {review_months: 12}
documents: {expiry_lead_days: 30}
contract: {expiry_lead_days: 60}
receivables: {lead_days: 7, buckets: [30, 60]}
archive: {freshness_days: 180}
clauses: {CK-12: {title: 应收账款办法, article: 第三条}}
"""
FILES = {
    "organisation.yaml": """
units: [{id: hz, kind: office, name: 杭州办}]
staff:
  - {id: li.na, name: 李娜, unit: hz, email: li.na@example.com}
  - {id: tao.jing, name: 陶静, unit: hz, email: tao.jing@example.com}
""",
    "customers/C0001.yaml": "name: 青岚公司\nowner: li.na\nverified_on: 2026-03-01\n",
    "customers/C0002.yaml": "name: 白露公司\nowner: tao.jing\nverified_on: 2025-09-10\n",
    "ledgers/invoices/2026-01.csv": (
        "invoice_no,customer_id,issued_on,due_on,amount\n"
        "V1,C0001,2026-01-05,2026-03-09,1000\n"
        "V2,C0001,2026-01-06,2026-03-20,2000\n"
        "V3,C0009,2026-01-07,2026-02-07,400\n"
    ),
    "ledgers/payments/2026-02.csv": "paid_on,customer_id,amount,invoice_no\n2026-02-03,C0001,300,V1\n",
}
CLOCK = re.compile(r"CK-(12|20|39|42)")  # the clocks that these records and this policy are about
AS_OF = ("--as-of", "2026-03-10")


def run(book: Path, *arguments: str) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("overdue")(overdue)
    app.command("clocks")(clocks)
    return CliRunner().invoke(app, [*arguments, "-C", str(book)])


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Give `book()`: a small book on disk; `book(policy)` with another policy.yaml."""

    def make(policy: str = POLICY) -> Path:
        for name, text in {"policy.yaml": policy, **FILES}.items():
            path = tmp_path / "records" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_json_holds_receivables_and_clocks(book: Callable[..., Path]) -> None:
    result = run(book(), "overdue", *AS_OF, "--format", "json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    cny = told["receivables"]["CNY"]
    assert (cny["outstanding"], cny["overdue"], cny["not_due"]) == (
        "3100.00",
        "1100.00",
        {"count": 1, "amount": "2000.00"},
    )
    assert [each["count"] for each in cny["buckets"]] == [1, 1, 0]
    found = [(each["clock"], each["record"], each["owner"], each["days_over"]) for each in told["clocks"]]
    assert found == [("CK-12", "V3", None, 31), ("CK-12", "V1", "li.na", 1), ("CK-20", "C0002", "tao.jing", 1)]
    assert told["as_of"] == "2026-03-10"


@pytest.mark.parametrize(
    ("options", "records", "code"),
    [
        (("--owner", "li.na"), ["V1"], 1),
        (("--owner", "陶静"), ["C0002"], 1),
        (("--customer", "C0009"), ["V3"], 1),
        (("--customer", "C0001", "--ahead", "9d"), ["V1"], 1),
        (("--customer", "C0001", "--ahead", "10d"), ["V1", "V2"], 1),
        (("--exit-zero",), ["V3", "V1", "C0002"], 0),
        (("--as-of", "2026-02-07"), [], 0),
    ],
)
def test_filters_and_exit_codes(
    book: Callable[..., Path], options: tuple[str, ...], records: list[str], code: int
) -> None:
    result = run(book(), "overdue", *AS_OF, *options, "--format", "json")
    assert [each["record"] for each in json.loads(result.stdout)["clocks"]] == records
    assert result.exit_code == code


@pytest.mark.parametrize("options", [("--owner", "nobody"), ("--customer", "C0008"), ("--ahead", "soon")])
def test_a_wrong_name_is_no_empty_list(book: Callable[..., Path], options: tuple[str, ...]) -> None:
    result = run(book(), "overdue", *AS_OF, *options)
    assert isinstance(result.exception, KamError)
    assert result.exception.code == 2


@pytest.mark.parametrize(("text", "n"), [("", None), ("14", 14), ("14d", 14), ("14天", 14), ("0", 0)])
def test_days_as_people_type_them(text: str, n: int | None) -> None:
    assert days(text) == n


def test_csv_has_a_row_a_clock(book: Callable[..., Path]) -> None:
    rows = list(csv.DictReader(run(book(), "overdue", *AS_OF, "--ahead", "10", "--format", "csv").stdout.splitlines()))
    assert [(row["record"], row["days_over"], row["provisional"]) for row in rows] == [
        ("V3", "31", "false"),
        ("V1", "1", "false"),
        ("C0002", "1", "false"),
        ("V2", "-10", "false"),
    ]


OWNERS = ("李娜 li.na", "陶静 tao.jing", "（无）")


def test_the_table_goes_by_whose_turn_it_is(book: Callable[..., Path]) -> None:
    text = run(book(), "overdue", *AS_OF, "--lang", "zh").stdout
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert [line for line in lines[lines.index("李娜 li.na") :] if CLOCK.search(line) or line in OWNERS] == [
        "李娜 li.na",
        "1 CK-12 货款到期 青岚公司 C0001 V1 2026-03-09 尚欠 700.00 CNY 计入逾期账龄，应催收",
        "陶静 tao.jing",
        "1 CK-20 档案更新 白露公司 C0002 C0002 2026-03-09 档案视为陈旧，应核实",
        "（无）",
        "31 CK-12 货款到期 C0009 V3 2026-02-07 尚欠 400.00 CNY 计入逾期账龄，应催收",
        "未配置：CK-39 授权期满：policy.yaml 缺少 digest.due_ahead_days",
        "未配置：CK-42 审批待办：policy.yaml 缺少 approval.step_workdays",
    ]
    assert "逾期 31-60 天     1    400.00" in text


def test_the_table_by_customer_in_english(book: Callable[..., Path]) -> None:
    text = run(book(), "overdue", *AS_OF, "--by", "customer", "--lang", "en").stdout
    lines = text.splitlines()
    found = [before for before, line in itertools.pairwise(lines) if "CK-12 payment due " in line]
    assert found == ["C0009", "青岚公司 C0001"]


def test_nothing_late_is_said(book: Callable[..., Path]) -> None:
    result = run(book(), "overdue", "--as-of", "2026-01-31", "--lang", "en")
    assert "no deadline is missed" in result.stdout
    assert result.exit_code == 0


def test_clocks_lists_the_register_with_its_lengths(book: Callable[..., Path]) -> None:
    text = run(book(), "clocks", "--lang", "zh").stdout
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert any(line.startswith("CK-20 档案更新 archive.freshness_days 180 天") for line in lines)
    assert any(line.startswith("CK-39 授权期满 digest.due_ahead_days 未配置") for line in lines)
    assert "应收账款办法 第三条" in text


def test_clocks_as_json(book: Callable[..., Path]) -> None:
    told = json.loads(run(book(), "clocks", "--lang", "en", "--format", "json").stdout)["clocks"]
    by_id = {each["id"]: each for each in told}
    assert (by_id["CK-29"]["parameter"], by_id["CK-29"]["value"], by_id["CK-29"]["length"]) == (
        "tier.review_months",
        12,
        "12 months",
    )
    assert (by_id["CK-42"]["value"], by_id["CK-42"]["length"]) == (None, None)
