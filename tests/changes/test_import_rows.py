"""Recipes: which column is which, and maps that don't fit."""

from typing import Any

import pytest

from kamcli.changes.import_recipe import canonical_recipe, map_recipe
from kamcli.changes.import_rows import Cells, taken
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
