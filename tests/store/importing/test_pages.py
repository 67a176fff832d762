"""Ledger files read as pages and written again: every untouched byte stays."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kamcli.changes.ledger_import import merged
from kamcli.changes.ledger_pages import Target, Values
from kamcli.model.finding import Exit, KamError
from kamcli.model.ledgers import LEDGERS
from kamcli.store.importing.pages import changes, read_pages

POLICY: Any = SimpleNamespace(severity={})
INVOICES = LEDGERS["invoices"]
TARGET = Target(INVOICES, "zh", (), "CNY")


def put(records: Path, text: str, name: str = "2026-01.csv") -> None:
    path = records / "ledgers/invoices" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def invoice(number: str, issued: str, amount: str, **more: str) -> Values:
    return {"invoice_no": number, "customer_id": "C1", "issued_on": issued, "due_on": "", "amount": amount, **more}


def imported(records: Path, *rows: Values) -> dict[str, str]:
    before = read_pages(records, INVOICES, POLICY, "en")
    after = merged(TARGET, [page for _, page in before.values()], rows)
    return {each.path: each.after for each in changes(TARGET, before, after.pages, "x")}


BOOK = (
    '\ufeffinvoice_no ,"customer_id",issued_on,due_on,amount,备注,debtor\r\n'
    'A,"C1",2026-01-03,,1.0,"多行\r\n""引""",customer\r\n'
    "\r\n"
    "B,C1,2026-01-05,,2,,"
)


def test_only_the_lines_of_new_and_changed_rows_differ(tmp_path: Path) -> None:
    put(tmp_path, BOOK)
    assert imported(tmp_path, invoice("A", "2026-01-03", "1"), invoice("B", "2026-01-05", "2.00")) == {}
    found = imported(tmp_path, invoice("B", "2026-01-05", "3"), invoice("C", "2026-01-04", "5", debtor="office"))
    assert found["ledgers/invoices/2026-01.csv"] == (
        '\ufeffinvoice_no ,"customer_id",issued_on,due_on,amount,备注,debtor\r\n'
        'A,"C1",2026-01-03,,1.0,"多行\r\n""引""",customer\r\n'
        "C,C1,2026-01-04,,5,,office\r\n"
        "B,C1,2026-01-05,,3,,\r\n"
    )


def test_a_new_column_keeps_foreign_cells(tmp_path: Path) -> None:
    put(tmp_path, BOOK)
    found = imported(tmp_path, invoice("B", "2026-01-05", "2", currency="USD"))
    lines = found["ledgers/invoices/2026-01.csv"].split("\r\n")
    assert lines[0].endswith(",备注,debtor,currency")
    assert lines[-3:] == ['""引""",customer,', "B,C1,2026-01-05,,2,,,USD", ""]


def test_a_page_that_loses_all_its_rows_keeps_its_heading(tmp_path: Path) -> None:
    put(tmp_path, "发票号,客户编号,开票日期,到期日,金额,债务方\nA,C1,2026-01-03,,1,办事处\n")
    assert imported(tmp_path, invoice("A", "2026-03-03", "1")) == {
        "ledgers/invoices/2026-01.csv": "发票号,客户编号,开票日期,到期日,金额,债务方\n",
        "ledgers/invoices/2026-03.csv": "发票号,客户编号,开票日期,到期日,金额,债务方\nA,C1,2026-03-03,,1,办事处\n",
    }


@pytest.mark.parametrize(
    ("rows", "code"),
    [("A,C1,2026-01-03,,1\nA,C1,2026-01-04,,1\n", Exit.FINDINGS), ("A,C1,2026-01-33,,1\n", Exit.UNREADABLE)],
)
def test_a_ledger_with_faults_is_not_imported_onto(tmp_path: Path, rows: str, code: int) -> None:
    put(tmp_path, f"invoice_no,customer_id,issued_on,due_on,amount\n{rows}")
    with pytest.raises(KamError) as refused:
        read_pages(tmp_path, INVOICES, POLICY, "en")
    assert refused.value.code == code
