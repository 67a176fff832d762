"""Recipes: which column is which, and maps that don't fit."""

from typing import Any

import pytest

from kamcli.changes.import_recipe import canonical_recipe, map_recipe
from kamcli.changes.import_rows import Cells, insist, taken
from kamcli.model.finding import KamError
from kamcli.model.import_map import ImportMap
from kamcli.model.ledgers import LEDGERS

INVOICES, SALES = LEDGERS["invoices"], LEDGERS["sales"]
HEADING = ("Nr", "Kunde", "Datum", "Betrag", "Art")
COLUMNS = {"invoice_no": "Nr", "customer_id": "Kunde", "issued_on": "datum", "amount": "Betrag"}


def chosen(**more: Any) -> ImportMap:
    return ImportMap.model_validate({"id": "m", "ledger": "invoices", "columns": COLUMNS, **more})


def test_a_map() -> None:
    asked = chosen(
        date_format="%d.%m.%Y",
        decimal_mark=",",
        constants={"debtor": "办事处", "currency": "EUR"},
        customer_ids={"70": "C1"},
        skip_rows=[{"column": "Art", "equals": ["STORNO"]}],
    )
    rows = (
        Cells(2, ("R1", "70", "1.2.2026", "1,50", "RECHNUNG")),
        Cells(3, ("R2", "70", "1.2.2026", "1,50", " STORNO ")),
        Cells(4, ("R3", "C1", "1.2.2026", "3", "")),  # an id of ours needs no entry
        Cells(5, ("R4", "71", "1.2.2026", "3", "")),
        Cells(6, ("R1", "70", "1.2.2026", "9", "")),
        Cells(7, ("R5", "70", "1.2.2026", "1.000,50", "")),
        Cells(8, ("R6", "70", "1.2.2026", "1", "", "surplus")),
        Cells(9, ("R7", "70")),
    )
    found = taken(map_recipe(INVOICES, asked, HEADING), rows, {"C1"})
    assert found.rows[0] == {
        "invoice_no": "R1", "customer_id": "C1", "issued_on": "2026-02-01", "amount": "1.50",
        "debtor": "office", "currency": "EUR",
    }  # fmt: skip
    assert [row["invoice_no"] for row in found.rows] == ["R1", "R3"]
    assert found.skipped == 1
    assert [(row.line, row.reason.en.partition(" (")[0]) for row in found.refused] == [
        (5, "there is no customer 71"),
        (6, "invoice_no R1 is already on line 2"),
        (7, "amount 1.000,50 is not a number"),
        (8, "has 6 cells, the heading 5 columns"),
        (9, "issued_on is empty"),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"columns": {"invoice_no": "Nr"}}, "gives no customer_id, issued_on, amount"),
        ({"columns": COLUMNS | {"product": "Art"}}, "the invoice ledger has no columns product"),
        (
            {"columns": COLUMNS | {"due_on": "Faellig"}},
            "lacks columns that the import map names: Faellig; its columns are: Nr",
        ),
        ({"constants": {"debtor": "we"}}, "constants of the import map: debtor we is neither"),
        ({"skip_rows": [{"column": "Sorte", "equals": ["x"]}]}, "names: Sorte"),
        ({"constants": {"amount": "5"}}, "gives amount a column and a constant"),
        ({"decimal_mark": ".", "thousands_mark": "."}, "as decimal mark and thousands mark"),
        ({"date_format": "%d.%m"}, "names no whole day"),
        ({"date_format": "%Q"}, "names no whole day"),
    ],
)
def test_maps_that_do_not_fit(more: dict[str, Any], said: str) -> None:
    with pytest.raises(KamError) as refused:
        map_recipe(INVOICES, chosen(**more), HEADING)
    assert said in refused.value.say.en


@pytest.mark.parametrize("twice", ["amount", "金额"])
def test_a_column_that_is_there_twice(twice: str) -> None:
    with pytest.raises(KamError, match=f"twice: {twice}"):
        canonical_recipe(SALES, ("date", "customer_id", "amount", twice))


def test_canonical_headings() -> None:
    found = taken(
        canonical_recipe(SALES, ("金额", "note", "DATE", "Customer id")),
        (Cells(2, ("1", "x", "2026-01-01", "C1")), Cells(3, ("1", "", "2026-01-01", "C2"))),
        {"C1"},
    )
    assert found.rows == ({"amount": "1", "date": "2026-01-01", "customer_id": "C1"},)
    assert found.unknown == ("note",)
    assert len(found.refused) == 1


def test_units_of_a_map() -> None:
    columns = COLUMNS | {"amount": "Betrag (万元)"}
    heading = (*HEADING[:3], "Betrag (万元)", "Art")
    row = (Cells(2, ("R1", "C1", "2026-02-01", "1.5", "—")),)
    for unit in (None, "ten_thousand"):
        recipe = map_recipe(INVOICES, chosen(columns=columns, amount_unit=unit), heading)
        assert taken(recipe, row, {"C1"}).rows[0]["amount"] == "15000.00"
    with pytest.raises(KamError, match=r"amount_unit of the import map is yuan; the file says Betrag"):
        map_recipe(INVOICES, chosen(columns=columns, amount_unit="yuan"), heading)
    recipe = map_recipe(INVOICES, chosen(amount_unit="ten_thousand"), HEADING)
    assert taken(recipe, row, {"C1"}).rows[0]["amount"] == "15000.00"


def test_what_is_said() -> None:
    recipe = canonical_recipe(SALES, ("date", "customer_id", "金额(万元)", "product"))
    rows = (Cells(2, ("46000", "C1", "1", "—")), Cells(3, ("46000", "C1", "1")), Cells(4, ("46000", "C9", "1", "—")))
    found = taken(recipe, rows, {"C1"})
    assert [each.zh for each in found.notices] == [
        "金额按“金额(万元)”乘以 10,000",
        "2 格日期是表格软件的序列数，按 1900 日期系统读（46000 = 2025-12-09）",
        "1 格按空着读（—）",
        "1 行的格数比表头少（从第 3 行起），行尾缺的按空着读",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [("12", "there is no customer 12; 0012? a spreadsheet drops zeros"), ("13", "customer 13 (import")],
)
def test_unknown_customers(number: str, said: str) -> None:
    rows = (Cells(2, ("2026-01-01", number, "1")),)
    found = taken(canonical_recipe(SALES, ("date", "customer_id", "amount")), rows, {"0012", "C1"})
    assert said in found.refused[0].reason.en


def test_all_or_nothing_unless_asked() -> None:
    insist(0, skip_bad=False)
    insist(3, skip_bad=True)
    with pytest.raises(KamError, match="rows that can't be imported: 3; nothing was written"):
        insist(3, skip_bad=False)
