"""The ledger table: headings in both languages, cells, and agreement with the import map."""

import pytest

from kamcli.model.import_map import Column, Ledger
from kamcli.model.ledger_cells import day, exact, fault, head
from kamcli.model.ledgers import LEDGERS, Debtor, LedgerTable, folded, spellings

EVERY = tuple(LEDGERS.values())


@pytest.mark.parametrize("ledger", EVERY, ids=lambda each: each.name)
def test_every_heading_means_one_column(ledger: LedgerTable) -> None:
    words = {(folded(word), each.name) for each in ledger.columns for word in (each.name, each.zh, each.en)}
    assert dict(words) == spellings(ledger)
    assert len(dict(words)) == len(words)
    assert {ledger.number, ledger.day} <= {"", *(each.name for each in ledger.columns)}


def test_the_import_map_knows_the_same_columns() -> None:
    columns = {each.name: each.zh for ledger in EVERY for each in ledger.columns}
    assert {str(each.value): each.zh for each in Column} == columns
    assert {str(each.value) for each in Ledger} == set(LEDGERS)


@pytest.mark.parametrize("cell", ["发票号", " Invoice No ", "invoice_no", "ＩＮＶＯＩＣＥ＿ＮＯ", "INVOICE NO"])
def test_headings_fold(cell: str) -> None:
    assert head(LEDGERS["invoices"], [cell]).names == ("invoice_no",)


def test_what_a_heading_lacks() -> None:
    found = head(LEDGERS["sales"], ["date", "日期", "客户编号", "Note", ""])
    assert found.names == ("date", "date", "customer_id", "", "")
    assert (found.unknown, found.repeated) == (("Note", ""), ("日期",))
    assert [each.name for each in found.missing] == ["amount"]
    assert not found.complete


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("issued_on", "2026-02-28", ""),
        ("issued_on", "2026-02-29", "LEDGER-03"),
        ("issued_on", "２０２６-02-28", "LEDGER-03"),
        ("issued_on", "", "LEDGER-05"),
        ("due_on", "", ""),
        ("due_on", "-", "LEDGER-03"),
        ("amount", "-1234.567891", ""),
        ("amount", "1,234", "LEDGER-04"),
        ("amount", "1.1234567", "LEDGER-04"),
        ("amount", " 1", "LEDGER-04"),
        ("debtor", "办事处", ""),
        ("debtor", "customer", ""),
        ("debtor", "Office", "LEDGER-06"),
        ("contract_id", "", ""),
        ("customer_id", "", "LEDGER-05"),
    ],
)
def test_cells(column: str, text: str, rule: str) -> None:
    assert fault(LEDGERS["invoices"].column(column), text) == rule


def test_values() -> None:
    assert day("2026-02-30") is None
    assert exact("1e3") is None
    assert str(exact("-0.10")) == "-0.10"
    assert Debtor.office == "office"
