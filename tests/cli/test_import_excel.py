"""`kam import` of what Excel writes: read, said or refused, never guessed; refused rows go out and come back."""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Kam, git

Data = Callable[[str], Path]
Rows = Sequence[Sequence[str]]

ROOT = Path(__file__).parents[2]
HEAD = ("日期", "客户编号", "金额")


def save(path: Path, rows: Rows, codec: str = "utf-8-sig", delimiter: str = ",", end: str = "\r\n") -> Path:
    """A file as a spreadsheet saves it."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    path.write_bytes(file.getvalue().encode(codec))
    return path


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture
def known(book: Path, kam: Kam) -> Path:
    """A book with two customers."""
    ran = kam("import", "customers", save(book / "known.csv", [("编号", "名称"), ("C0001", "甲厂"), ("C0002", "乙厂")]))
    assert ran.code == 0, ran
    return book


def sales(book: Path, month: str = "2025-12") -> list[str]:
    return (book / f"records/ledgers/sales/{month}.csv").read_text(encoding="utf-8").splitlines()


# --- ledgers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_delimiters(known: Path, kam: Kam, codec: str, delimiter: str) -> None:
    rows = [
        (*HEAD, "产品"),
        ("2025/12/9", "C0001", "1,234.50", '泵\n"大"'),
        ("2025-12-10", "C0002", "（５０．００）", "阀；门"),
    ]
    ran = kam("import", "sales", save(known / "表.csv", rows, codec, delimiter))
    assert ran.code == 0, ran
    assert sales(known)[1:] == ['2025-12-09,C0001,1234.50,"泵', '""大"""', "2025-12-10,C0002,-50.00,阀；门"]


@pytest.mark.parametrize(
    ("heading", "cell", "written"),
    [
        ("金额(万元)", "12.3456", "123456.00"),
        ("金额（万元）", "0.1", "1000.00"),
        ("金额/千元", "1,234.5678", "1234567.80"),
        ("金额（元）", "12.30", "12.30"),
        ("金额(亿元)", "0.00000001", "1.00"),
        ("金额", "12.3万", "123000.00"),
    ],
)
def test_units_of_the_heading(known: Path, kam: Kam, heading: str, cell: str, written: str) -> None:
    ran = kam("import", "sales", save(known / "s.csv", [("日期", "客户编号", heading), ("2025-12-09", "C0001", cell)]))
    assert ran.code == 0, ran
    assert sales(known)[1:] == [f"2025-12-09,C0001,{written}"]
    assert ("乘以" in ran.err) == (heading not in ("金额", "金额（元）"))


def test_a_unit_above_the_heading(known: Path, kam: Kam) -> None:
    rows = [("销售明细",), ("单位：万元",), (*HEAD, "毛利（元）"), ("2025-12-09", "C0001", "5", "7"), ()]
    ran = kam("import", "sales", save(known / "s.csv", rows))
    assert ran.code == 0, ran
    assert sales(known)[1:] == ["2025-12-09,C0001,50000.00,7"]
    assert "表头在第 3 行" in ran.err
    assert "金额按“单位：万元”乘以 10,000" in ran.err


MAP = "ledger: invoices\ncolumns: {invoice_no: 票号, customer_id: 客户, issued_on: 开票, amount: 应收余额/万元}\n"


def test_a_map_and_the_unit_of_its_column(known: Path, kam: Kam) -> None:
    save(known / "i.csv", [("票号", "客户", "开票", "应收余额/万元"), ("F1", "C0001", "45992", "1.5")])
    (known / "m.yaml").write_text(MAP + "amount_unit: yuan\n", encoding="utf-8")
    ran = kam("import", "--map", "m.yaml", "i.csv")
    assert ran.code == 4
    assert "导入对照的金额单位是元，文件写的是“应收余额/万元”" in ran.err
    for unit in ("", "amount_unit: ten_thousand\n"):  # said once more it is no second factor
        (known / "m.yaml").write_text(MAP + unit, encoding="utf-8")
        ran = kam("import", "--map", "m.yaml", "i.csv")
        assert ran.code == 0, ran
        invoices = (known / "records/ledgers/invoices/2025-12.csv").read_text(encoding="utf-8").splitlines()
        assert invoices[1:] == ["F1,C0001,2025-12-01,,15000.00"]


def test_serial_dates_and_marks(known: Path, kam: Kam) -> None:
    rows = [(*HEAD, "毛利", "产品"), ("46000", "C0001", "46000", "—", "46000"), ("46001.0", "C0001", "1", "#N/A", "-")]
    ran = kam("import", "sales", save(known / "s.csv", rows))
    assert ran.code == 0, ran
    assert sales(known) == ["日期,客户编号,金额,产品", "2025-12-09,C0001,46000,46000", "2025-12-10,C0001,1,"]
    assert "2 格日期是表格软件的序列数，按 1900 日期系统读（46000 = 2025-12-09）" in ran.err
    assert "3 格按空着读（—、#N/A、-）" in ran.err


REFUSED = [
    (("46000", "9.14E+17", "1"), "客户编号“9.14E+17”是表格软件截断的编号"),
    (("46000", "10001.0", "1"), "“10001.0”是当成数字导出的编号"),
    (("46000", "C0001", "#REF!"), "金额“#REF!”是公式的错误值"),
    (("46000", "C0001", "####"), "列太窄"),
    (("46000", "C0001", "—"), "金额“—”是空的"),
    (("46000", "C0001", "10%"), "金额“10%”不是数字"),
    (("3-Nov-26", "C0001", "1"), "日期“3-Nov-26”分不清年月日"),
    (("11/3/2026", "C0001", "1"), "日期“11/3/2026”分不清年月日"),
    (("合  计", "", "3"), "是合计行"),
    (("46000", "C0001", "1", "多"), "有 4 格，表头只有 3 列"),
]


def test_refused_rows_have_their_reasons(known: Path, kam: Kam) -> None:
    save(known / "s.csv", [HEAD, *(row for row, _ in REFUSED)])
    ran = kam("import", "sales", "s.csv")
    assert ran.code == 1
    assert f"有 {len(REFUSED)} 行不能导入，账簿没有改动" in ran.err
    aside = cells(known / "s.refused.csv")
    assert aside[0] == ["文件", "行号", "原因", *HEAD]
    for n, (found, (row, said)) in enumerate(zip(aside[1:], REFUSED, strict=True), 2):
        assert (found[:2], said in found[2], found[3:]) == (["s.csv", str(n)], True, list(row)), found
        assert f"s.csv 第 {n} 行：{found[2]}" in ran.err
    again = kam("import", "sales", "s.refused.csv", "--lang", "en")
    assert again.code == 1  # as they are they are refused once more
    assert cells(known / "s.refused-2.csv")[0] == ["file", "line", "reason", *HEAD]
    assert len(cells(known / "s.refused-2.csv")) == len(aside)


def test_zeros_that_excel_dropped(book: Path, kam: Kam) -> None:
    kam("import", "customers", save(book / "c.csv", [("编号", "名称"), ("0012", "甲厂")]))
    ran = kam("import", "sales", save(book / "s.csv", [HEAD, ("46000", "12", "1")]))
    assert "没有编号为 12 的客户；是 0012 吗？表格软件会去掉前面的 0" in ran.err
    ran = kam("import", "customers", save(book / "c.csv", [("编号", "名称"), ("12", "甲厂")]))
    assert "没有编号 12，有 0012" in ran.err


def test_mended_rows_go_beside_the_others(known: Path, kam: Kam) -> None:
    rows = [HEAD, ("2025-12-09", "C0001", "10"), ("2025-12-09", "C0001", "十"), ("2025-12-10", "C0002", "20")]
    assert kam("import", "sales", save(known / "s.csv", rows, "gb18030", ";"), "--skip-bad").code == 1
    aside = known / "s.refused.csv"
    mended = aside.read_text(encoding="utf-8-sig").replace(",十", ",30")
    aside.write_bytes(mended.encode("gbk"))  # as Excel saves it
    ran = kam("import", "sales", aside)
    assert ran.code == 0, ran
    assert "只加，不动同月别的行" in ran.err
    assert sales(known)[1:] == ["2025-12-09,C0001,10", "2025-12-09,C0001,30", "2025-12-10,C0002,20"]
    assert kam("import", "sales", aside).err.endswith("没有变化\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"46000,C0001,1\n46001,C0001,2\n",
            "没有找到表头：需要 日期、客户编号、金额；第一行是 46000、C0001、1",
        ),
        ("日期,客户,金额\n".encode("gbk"), "第 1 行像是表头，但缺 客户编号"),
        (
            "日期,客户编号,金额\n2026-01-01,C0001,1\n".encode() + "甲厂\n".encode("gbk"),
            "编码认不出来（第 3 行的字节 BC D7 B3 A7",
        ),
        ("日期,客户编号,金额\n".encode("gbk") * 9 + "甲厂公司\n".encode(), "混着两种编码：第 10 行是 UTF-8"),
        (b"date,customer_id,amount\n2026-01-01,C0001,1\0\n", "第 2 行有 NUL 字节"),
        ('日期,客户编号,金额\n46000,C0001,1\n46000,"C0001,1\n'.encode(), "从第 3 行起不是规范的 CSV（双引号没有配对）"),
        (b"PK\x03\x04\x14\x00", "不是 CSV，是工作簿（xlsx、ods）或压缩包"),
        (b"<html><table><tr><td>", "不是 CSV，是网页或 XML 表格"),
        (b"", "第一行是 空的"),
        ("日期,客户编号,金额,金额(万元)\n".encode(), "表头里的列重复了：金额"),
    ],
)
def test_files_that_are_refused(known: Path, kam: Kam, content: bytes, said: str) -> None:
    (known / "x.csv").write_bytes(content)
    ran = kam("import", "sales", "x.csv")
    assert ran.code == 3, ran
    assert said in ran.err
    assert ran.err.count("\n") == 2  # what it is, and what to do
    assert "怎么办" in ran.err
    assert not (known / "records/ledgers/sales").exists()


# --- customers ------------------------------------------------------------------------------------------------------

A, B = "91310115L21641045F", "914201005581866250"


def firms(book: Path) -> dict[str, str]:
    """The name of each customer."""
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["客户名称"]
        for path in sorted((book / "records/customers").glob("*.yaml"))
    }


def test_lists_without_ids(book: Path, kam: Kam) -> None:
    head = ("客户名称", "统一社会信用代码", "传真")
    first = save(book / "1.csv", [head, ("甲公司", A, "1"), ("甲公司", B, "2"), ("乙公司", "", ""), ("甲公司", A, "1")])
    ran = kam("import", "customers", first)
    assert ran.code == 0, ran
    assert firms(book) == {"C0001": "甲公司", "C0002": "甲公司", "C0003": "乙公司"}
    assert "与别的客户同名，作为另一家新建：C0002 甲公司" in ran.err
    text = (book / "records/customers/C0002.yaml").read_text(encoding="utf-8")
    assert f"统一社会信用代码: '{B}'" in text  # all digits, and still text
    rows = [head, ("甲公司改名", A, "9"), ("甲公司", "", "8"), ("乙公司", "—", "7"), ("丙公司", "", "6")]
    ran = kam("import", "customers", save(book / "2.csv", rows), "--replace", "--skip-bad")
    assert ran.code == 1
    assert (
        f"2.csv 第 3 行：有几个客户叫“甲公司”，要有编号或统一社会信用代码：C0001（甲公司，{A}）、C0002（甲公司，{B}）"
        in ran.err
    )
    assert firms(book) == {"C0001": "甲公司改名", "C0002": "甲公司", "C0003": "乙公司", "C0004": "丙公司"}
    assert "传真: '2'" in (book / "records/customers/C0002.yaml").read_text(encoding="utf-8")
    assert "传真: '7'" in (book / "records/customers/C0003.yaml").read_text(encoding="utf-8")


def test_an_update_is_one_commit_that_can_be_reverted(book: Path, kam: Kam) -> None:
    head = ("编号", "名称", "传真", "注册地址", "收货地址", "信用限度额（万元）", "收集日期")
    kam(
        "import",
        "customers",
        save(book / "1.csv", [head, ("C0001", "甲厂", "1", "路1号", "库1号", "50", "2026-01-02")]),
    )
    file = book / "records/customers/C0001.yaml"
    file.write_text("# 老客户\n" + file.read_text(encoding="utf-8") + "  # 完\n", encoding="utf-8")
    git(book, "add", "records/customers")
    git(book, "commit", "-qm", "mine")
    before = file.read_text(encoding="utf-8")
    (book / "untracked.txt").write_text("x", encoding="utf-8")
    news = save(
        book / "2.csv", [head, ("C0001", "", "2", "路2号", "", "", "#N/A"), ("C0002", "乙厂", "", "", "", "", "46000")]
    )
    dry = kam("import", "customers", news, "--replace", "--dry-run")
    assert dry.code == 0, dry
    assert "-  传真: '1'\n+  传真: '2'\n" in dry.out
    assert "--- /dev/null\n+++ b/customers/C0002.yaml\n" in dry.out
    assert file.read_text(encoding="utf-8") == before
    ran = kam("import", "customers", news, "--replace")
    assert ran.code == 0, ran
    changed = git(book, "diff", "-U0", "HEAD~1", "HEAD", "--", "records/customers/C0001.yaml")
    lines = [line for line in changed.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == ["-      详细地址: 路1号", "+      详细地址: 路2号", "-  传真: '1'", "+  传真: '2'"]
    names = git(book, "show", "--name-only", "--format=", "HEAD").split()
    assert names == ["records/customers/C0001.yaml", "records/customers/C0002.yaml"]
    git(book, "revert", "--no-edit", "HEAD")
    assert file.read_text(encoding="utf-8") == before
    assert list(firms(book)) == ["C0001"]
    assert kam("check", "records/customers").code in (0, 1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("C0009", "甲厂", A), f"代码是 C0001（甲厂，{A}） 的，编号却是 C0009"),
        (("C0001", "甲厂", B), f"统一社会信用代码 {B} 与档案的 {A} 不同"),
        (("C0002", "乙厂", A), "编号和代码分别是不同客户的"),
        (("c0001", "甲厂", ""), "编号 c0001 与 C0001 只差大小写"),
        (("C0005", "", ""), "没有客户 C0005，新建要有客户名称"),
        (("", "新厂", ""), "客户编号是空的"),
        (("", "", ""), ""),
        (("C0005", "丙厂", "9.14E+17"), "“9.14E+17”是表格软件截断的编号"),
        (("C0005", "丙厂", "914403007084611000"), "只剩前 15 位"),
        (("C0005", "丙厂", "x", "9"), "有 4 格，表头只有 3 列"),
        (("合计", "2 家", ""), "是合计行"),
    ],
)
def test_customers_refused(book: Path, kam: Kam, row: tuple[str, ...], said: str) -> None:
    head = ("客户编号", "客户名称", "统一社会信用代码")
    kam("import", "customers", save(book / "1.csv", [head, ("C0001", "甲厂", A), ("C0002", "乙厂", "")]))
    ran = kam("import", "customers", save(book / "2.csv", [head, row]), "--replace", "--skip-bad")
    assert (ran.code, said in ran.err) == (1 if said else 0, True), ran
    assert list(firms(book)) == ["C0001", "C0002"]


def test_formulas_come_back_as_text(book: Path, kam: Kam) -> None:
    head = ("客户名称", "公司概况", "电话", "收集日期")
    save(book / "c.csv", [head, ("=cmd|' /C calc'!A1", "-说明", "+86 571 1", "坏")])
    assert kam("import", "customers", "c.csv").code == 1
    aside = book / "c.refused.csv"
    assert cells(aside)[1][3:] == ["'=cmd|' /C calc'!A1", "'-说明", "'+86 571 1", "坏"]
    aside.write_text(aside.read_text(encoding="utf-8").replace("坏", "46000"), encoding="utf-8")
    assert kam("import", "customers", aside).code == 0
    found = yaml.safe_load((book / "records/customers/C0001.yaml").read_text(encoding="utf-8"))
    assert (found["客户名称"], found["基础资料"]["公司概况"]) == ("=cmd|' /C calc'!A1", "-说明")
    assert found["基础资料"]["电话"] == ["+86 571 1"]


@pytest.fixture
def demonstration(home: Path) -> Path:
    """The demonstration book in a repository of its own."""
    shutil.copytree(ROOT / "records", home / "records")
    git(home, "add", "records")
    git(home, "commit", "-qm", "start")
    return home


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_listing_is_no_news(demonstration: Path, kam: Kam, lang: str) -> None:
    listed = kam("list", "customer", "--format", "csv", "--lang", lang, "-C", demonstration)
    rows = list(csv.reader(listed.out.splitlines()))
    ran = kam("import", "customers", save(demonstration / "l.csv", rows), "--lang", lang, "-C", demonstration)
    assert ran.code == 0, ran
    assert ran.err.splitlines()[-1] in ("没有变化", "nothing changes")
    assert not git(demonstration, "status", "--porcelain", "records")


def test_line_breaks_in_a_cell(book: Path, kam: Kam) -> None:
    row = ("甲公司", "0571-1\n0571-2", "第一行\n第二行")
    listed = save(book / "c.csv", [("客户名称", "电话", "公司概况"), row], "gb18030", ";")
    assert kam("import", "customers", listed).code == 0
    found = yaml.safe_load((book / "records/customers/C0001.yaml").read_text(encoding="utf-8"))["基础资料"]
    assert (found["电话"], found["公司概况"]) == (["0571-1", "0571-2"], "第一行\n第二行")
    assert kam("import", "customers", listed).err.endswith("没有变化\n")


@pytest.mark.parametrize(("codec", "delimiter"), [("gb18030", ","), ("utf-16", "\t"), ("utf-8-sig", ";")])
def test_invented_firms_there_and_back(book: Path, kam: Kam, test_data: Data, codec: str, delimiter: str) -> None:
    rows = cells(test_data("cn-faker/customers_fake.csv"))
    ran = kam("import", "customers", save(book / "客户.csv", rows, codec, delimiter))
    assert ran.code == 0, ran
    names = Counter(row[1] for row in rows[1:])
    assert Counter(firms(book).values()) == names
    assert sum(count > 1 for count in names.values()) == 6
    files = {path.name: path.read_bytes() for path in (book / "records/customers").iterdir()}
    codes = {row[0]: row[2] for row in rows[1:] if row[2].isdigit()}
    assert len(codes) == 2
    for number, code in codes.items():
        assert f"统一社会信用代码: '{code}'" in files[f"{number}.yaml"].decode()
    listed = kam("list", "customer", "--format", "csv")
    assert kam("import", "customers", save(book / "list.csv", list(csv.reader(listed.out.splitlines())))).code == 0
    by_code = [[cell for n, cell in enumerate(row) if n] for row in rows]  # no ids: the codes say who is who
    ran = kam("import", "customers", save(book / "codes.csv", by_code, codec, delimiter), "--replace")
    assert ran.err.endswith("没有变化\n"), ran
    by_name = [[row[1], row[8]] for row in rows]
    ran = kam("import", "customers", save(book / "names.csv", by_name), "--replace", "--skip-bad")
    assert len(cells(book / "names.refused.csv")) - 1 == sum(count for count in names.values() if count > 1)
    assert {path.name: path.read_bytes() for path in (book / "records/customers").iterdir()} == files
    assert "SCHEMA-07" not in kam("check", "records/customers").out
