"""`kam import` end to end: real data, odd exports, refusals, and what stays untouched."""

import csv
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git

Data = Callable[[str], Path]

SALES_SQL = """
SELECT o.order_date AS date, o.customer_id, o.order_id AS order_no, c.category_name AS category, d.quantity AS qty,
  d.unit_price::DECIMAL(18,2) * d.quantity::INTEGER * (1 - d.discount::DECIMAL(6,4)) AS amount
FROM orders o JOIN order_details d USING (order_id)
  JOIN products p USING (product_id) JOIN categories c USING (category_id)
"""
ACCOUNTR_MAP = """\
ledger: invoices
columns:
  invoice_no: invoice_no
  customer_id: customer_id
  issued_on: invoice_date
  due_on: due_date
  amount: amount
  currency: currency
"""
ACCOUNTR_CUSTOMERS = "SELECT customer_id AS id, min(company) AS name FROM open_invoices GROUP BY customer_id"
BUCKETS = (30, 60, 90)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def customers(home: Path, kam: Kam, *ids: str) -> None:
    rows = "".join(f"{each},客户{each}\n" for each in ids)
    ran = kam("import", "customers", write(home / "customers.csv", f"客户编号,客户名称\n{rows}"))
    assert ran.code == 0, ran


def ledger(home: Path, name: str) -> Path:
    return home / "records/ledgers" / name


def test_northwind(book: Path, kam: Kam, test_data: Data) -> None:
    data = test_data("northwind")
    ran = kam("import", "customers", data / "customers.csv")
    assert ran.code == 0, ran
    assert "没有导入的列：contact_name、contact_title、address、city、postal_code、country、phone" in ran.err
    files = [data / f"{name}.csv" for name in ("orders", "order_details", "products", "categories")]
    sql = write(book / "lines.sql", SALES_SQL)
    ran = kam("import", "sales", *files, "--query", sql)
    assert ran.code == 0, ran
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for path in ledger(book, "sales").glob("*.csv"):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            for column in ("客户编号", "品类", "日期", "订单号"):
                totals[f"{column} {row[column]}"] += Decimal(row["金额"])
    assert len(totals) == 89 + 8 + 480 + 830
    for column in ("客户编号", "品类", "日期", "订单号"):
        assert sum(amount for name, amount in totals.items() if name.startswith(column)) == Decimal("1265793.0395")
    assert totals["客户编号 QUICK"] == Decimal("110277.305")
    before = git(book, "rev-parse", "HEAD")
    assert "没有变化" in kam("import", "sales", *files, "--query", sql).err
    assert git(book, "rev-parse", "HEAD") == before
    assert git(book, "status", "--porcelain", "records/ledgers") == ""


def expected_ageing(path: Path, today: dt.date) -> dict[str, list[tuple[int, Decimal]]]:
    """Slots by currency, computed with nothing of kam: not due, then the buckets."""
    found: dict[str, list[tuple[int, Decimal]]] = defaultdict(lambda: [(0, Decimal(0))] * (len(BUCKETS) + 2))
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        days = (today - dt.date.fromisoformat(row["due_date"])).days
        slot = 0 if days <= 0 else next((n for n, edge in enumerate(BUCKETS, 1) if days <= edge), len(BUCKETS) + 1)
        count, amount = found[row["currency"]][slot]
        found[row["currency"]][slot] = (count + 1, amount + Decimal(row["amount"]))
    return dict(found)


def test_accountr(book: Path, kam: Kam, test_data: Data) -> None:
    invoices = test_data("accountr/open_invoices.csv")
    ran = kam("import", "customers", invoices, "--query", write(book / "customers.sql", ACCOUNTR_CUSTOMERS))
    assert ran.code == 0, ran
    ran = kam("import", "--map", write(book / "accountr.yaml", ACCOUNTR_MAP), invoices)
    assert ran.code == 0, ran
    policy = book / "records/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("[30, 60, 90, 180, 365]", f"{list(BUCKETS)}")
    policy.write_text(text, encoding="utf-8")
    ran = kam("overdue", "--as-of", "2022-08-15", "--format", "json", "--exit-zero")
    assert ran.code == 0, ran
    found = json.loads(ran.out)["receivables"]
    slots = {
        currency: [(each["count"], Decimal(each["amount"])) for each in (layer["not_due"], *layer["buckets"])]
        for currency, layer in found.items()
    }
    assert slots == expected_ageing(invoices, dt.date(2022, 8, 15))
    cny = [(count, int(amount)) for count, amount in slots["CNY"]]
    assert cny == [(26, 1393260), (1, 65319), (1, 95602), (11, 554155), (0, 0)]
    for layer in found.values():
        parts = (
            layer["not_due"]["amount"],
            layer["no_due_date"]["amount"],
            *(each["amount"] for each in layer["buckets"]),
        )
        assert sum(map(Decimal, parts)) == Decimal(layer["outstanding"])
        assert sum(Decimal(each["outstanding"]) for each in layer["customers"]) == Decimal(layer["outstanding"])


def test_faker_customers(book: Path, kam: Kam, test_data: Data) -> None:
    ran = kam("import", "customers", test_data("cn-faker/customers_fake.csv"))
    assert ran.code == 0, ran
    assert "没有导入的列：联系人、职务、手机" in ran.err
    assert len(list((book / "records/customers").iterdir())) == 60
    first = (book / "records/customers/KH0001.yaml").read_text(encoding="utf-8")
    assert "统一社会信用代码: '914201005581866250'" in first  # all digits, and still text
    assert "地址类别: 注册地址" in first
    assert kam("import", "customers", test_data("cn-faker/customers_fake.csv")).err.endswith("没有变化\n")


GB_EXPORT = """\
发票明细表,,,,,
制表人：王,,,,,
发票号,客户编号,开票日期,到期日,金额,备注
FP１,C0001,2026年3月9日,2026/4/8,"1,234.50",首批
FP2,C0001,2026/3/10,,￥100,
FP3,C0002,2026-03-11 00:00:00,2026-04-10,-50,红字
,,,,,
"""


def test_chinese_export_in_gb18030(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001", "C0002")
    ran = kam("import", "应收台账", write(book / "导出.csv", GB_EXPORT, "gb18030"))
    assert ran.code == 0, ran
    assert "导出.csv：gb18030，3 行" in ran.err
    assert "没有导入的列：备注" in ran.err
    assert (ledger(book, "invoices") / "2026-03.csv").read_text(encoding="utf-8") == (
        "发票号,客户编号,开票日期,到期日,金额\n"
        "FP1,C0001,2026-03-09,2026-04-08,1234.50\n"
        "FP2,C0001,2026-03-10,,100\n"
        "FP3,C0002,2026-03-11,2026-04-10,-50\n"
    )


def test_bad_rows_are_set_aside(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001")
    rows = ("2026-03-09,C0001,10,", "2026-03-10,C0009,1,", "09/03/2026,C0001,5,", "2026-03-11,C0001,x,", ",C0001,1,")
    path = write(book / "pay.csv", "\n".join(("paid_on,customer_id,amount,invoice_no", *rows)))
    ran = kam("import", "payments", path)
    assert ran.code == 1
    assert "有 4 行不能导入，账簿没有改动" in ran.err
    assert not ledger(book, "payments").exists()
    aside = (book / "pay.refused.csv").read_text(encoding="utf-8-sig").splitlines()
    assert aside[0] == "文件,行号,原因,paid_on,customer_id,amount,invoice_no"
    assert [line.split(",")[:2] for line in aside[1:]] == [["pay.csv", f"{n}"] for n in (3, 4, 5, 6)]
    ran = kam("import", "payments", path, "--skip-bad", "--refused", book / "bad.csv")
    assert ran.code == 1  # refused rows are findings
    assert (
        ledger(book, "payments") / "2026-03.csv"
    ).read_text() == "付款日期,客户编号,金额\n2026-03-09,C0001,10\n"  # no column that nobody fills
    assert (book / "bad.csv").exists()


def test_overlapping_invoices(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001")
    head = "invoice_no,customer_id,issued_on,due_on,amount\n"
    kam(
        "import", "invoices", write(book / "a.csv", head + "A,C0001,2026-01-05,2026-02-05,10\nB,C0001,2026-01-06,,20\n")
    )
    later = head + "B,C0001,2026-01-06,2026-03-01,20.00\nA,C0001,2026-02-01,2026-02-05,10\nC,C0001,2026-02-07,,5\n"
    ran = kam("import", "invoices", write(book / "b.csv", later))
    assert ran.code == 0, ran
    assert "B: due_on - -> 2026-03-01, amount 20 -> 20.00" in ran.out
    january, february = ((ledger(book, "invoices") / f"2026-0{n}.csv").read_text().splitlines() for n in (1, 2))
    assert january[1:] == ["B,C0001,2026-01-06,2026-03-01,20.00"]
    assert february[1:] == ["A,C0001,2026-02-01,2026-02-05,10", "C,C0001,2026-02-07,,5"]
    assert git(book, "log", "-1", "--format=%s") == "invoices: import b.csv\n"
    assert sorted(git(book, "show", "--name-only", "--format=").split()) == [
        "records/ledgers/invoices/2026-01.csv",
        "records/ledgers/invoices/2026-02.csv",
    ]


def test_a_month_never_loses_rows_silently(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001")
    head = "date,customer_id,amount\n"
    same = "2026-01-05,C0001,10\n"
    kam("import", "sales", write(book / "a.csv", head + same + same + "2026-02-01,C0001,7\n"))
    before = (ledger(book, "sales") / "2026-01.csv").read_bytes()
    assert before.decode().count(same) == 2  # two equal sales are two sales
    fewer = write(book / "b.csv", head + same + "2026-01-06,C0001,3\n")
    ran = kam("import", "sales", fewer)
    assert (ran.code, (ledger(book, "sales") / "2026-01.csv").read_bytes()) == (1, before)
    assert "2026-01 1 行" in ran.err
    assert kam("import", "sales", fewer, "--replace").code == 0
    assert (ledger(book, "sales") / "2026-01.csv").read_text().splitlines()[1:] == [same.strip(), "2026-01-06,C0001,3"]
    assert (ledger(book, "sales") / "2026-02.csv").read_text().endswith("2026-02-01,C0001,7\n")


def test_a_parent_customer_that_never_comes_is_refused(book: Path, kam: Kam) -> None:
    text = "客户编号,客户名称,上级客户\nC1,甲,C2\nC2,乙,丙\nC3,丙,\nC4,丁,没有的公司\nC5,戊,C4\n"
    ran = kam("import", "customers", write(book / "groups.csv", text), "--skip-bad")
    assert "groups.csv 第 5 行：上级客户：没有编号或名称为“没有的公司”的客户" in ran.err
    assert "第 6 行：上级客户：没有编号或名称为“C4”的客户" in ran.err
    found = {path.stem for path in (book / "records/customers").glob("*.yaml")}
    assert found & {"C1", "C2", "C3", "C4", "C5"} == {"C1", "C2", "C3"}
    assert "上级客户: C3" in (book / "records/customers/C2.yaml").read_text()
    assert "BOOK-05" not in kam("check").out + kam("check").err


@pytest.mark.parametrize(
    ("heading", "cells", "reason"),
    [
        ("地区", ("水星", "火星"), "制度清单 data.regions 没有 水星、火星（改这些值，或加进 policy.yaml）"),
        ("客户负责人", ("周敏敏",) * 2, "客户负责人：没有编号或名称为“周敏敏”的员工"),
    ],
)
def test_rows_with_one_reason_are_told_on_one_line(
    book: Path, kam: Kam, heading: str, cells: tuple[str, str], reason: str
) -> None:
    policy = book / "records/policy.yaml"
    text = policy.read_text()
    policy.write_text(text.replace("地区清单: []", "地区清单: [华东]"))
    assert policy.read_text() != text
    rows = "".join(f"客户{n},{cells[n % 2]}\n" for n in range(60))
    ran = kam("import", "customers", write(book / "far.csv", f"客户名称,{heading}\n{rows}"))
    assert [line.strip() for line in ran.err.splitlines() if "far.csv 第" in line] == [
        f"far.csv 第 2、3、4、5、6、… 行，共 60 行：{reason}"
    ]


def test_dry_run_writes_nothing(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001")
    path = write(book / "s.csv", "date,customer_id,amount\n2026-01-05,C0001,10\n2026-01-05,C0002,10\n")
    ran = kam("import", "sales", path, "--dry-run", "--skip-bad")
    assert ran.out.endswith(
        "+++ b/ledgers/sales/2026-01.csv\n@@ -0,0 +1,2 @@\n+日期,客户编号,金额\n+2026-01-05,C0001,10\n"
    )
    assert "s.csv 第 3 行：没有编号为 C0002 的客户" in ran.err
    assert not ledger(book, "sales").exists()
    assert not (book / "s.refused.csv").exists()


def test_outside_of_a_repository(book: Path, kam: Kam) -> None:
    (book / ".git").rename(book / "away")
    customers(book, kam, "C0001")
    ran = kam("import", "sales", write(book / "s.csv", "date,customer_id,amount\n2026-01-05,C0001,10\n"))
    assert ran.code == 0
    assert "没有提交" in ran.err
    assert (ledger(book, "sales") / "2026-01.csv").exists()


def test_known_customers_change_only_when_asked(book: Path, kam: Kam) -> None:
    customers(book, kam, "C0001", "C0002")
    path = book / "records/customers/C0001.yaml"
    path.write_text("客户名称: 客户C0001  # 老客户\n", encoding="utf-8", newline="")
    news = write(book / "new.csv", "id,name,电话\nC0001,新名,0571-1;0571-2\nC0002,,\n")
    ran = kam("import", "customers", news)
    assert ran.code == 1
    assert "C0001 客户名称: 客户C0001 -> 新名" in ran.out
    assert path.read_text(encoding="utf-8") == "客户名称: 客户C0001  # 老客户\n"
    assert kam("import", "customers", news, "--replace").code == 0
    text = path.read_text(encoding="utf-8")
    assert "\n客户名称: 新名  # 老客户\n" in text
    assert "身份资料: 1" in text  # the name is guarded: a new revision, to be signed
    assert "电话: [0571-1, 0571-2]" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("sales",), 2, "没有说要导入哪个文件"),
        (("s.csv",), 2, "先说导入什么"),
        (("sales", "none.csv"), 2, "打不开"),
        (("sales", "s.csv", "--map", "none"), 2, "没有导入对照 none"),
        (("sales", "s.csv", "--map", "a", "--query", "b"), 2, "只能用一个"),
        (("sales", "s.csv"), 3, "没有找到表头：需要 日期、客户编号、金额；第一行是 a、b"),
        (("customers", "s.csv"), 3, "需要 客户名称，或客户编号、统一社会信用代码、客户代码之一和另一列"),
        (("sales", "latin.csv"), 3, "编码认不出来"),
    ],
)
def test_refusals(book: Path, kam: Kam, arguments: tuple[str, ...], code: int, said: str) -> None:
    write(book / "s.csv", "a,b\n1,2\n")
    write(book / "latin.csv", "date,customer_id,amount,note\n2026-01-01,C1,5,Müller Straße Österreich\n", "latin-1")
    ran = kam("import", *arguments)
    assert (ran.code, said in ran.err) == (code, True), ran


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO 'stolen.csv'",
        "SELECT * FROM read_csv('s.csv')",
        "SELECT * FROM 's.csv'",
        "ATTACH 'x.db'",
        "SET enable_external_access = true; SELECT 1",
        "INSTALL httpfs",
        "SELECT * FROM found",
        "SELECT '2026-01-01' AS date, 'C1' AS customer_id, 1.5::DOUBLE AS amount",
        "SELECT 1 AS nothing",
        "SELEC",
        "",
    ],
)
def test_queries_can_touch_nothing_but_their_files(book: Path, kam: Kam, sql: str) -> None:
    path = write(book / "s.csv", "a,b\n1,2\n")
    ran = kam("import", "sales", path, "--query", write(book / "q.sql", sql))
    assert ran.code in (2, 3), ran
    assert path.read_text() == "a,b\n1,2\n"
    assert not (book / "stolen.csv").exists()
    assert not ledger(book, "sales").exists()
