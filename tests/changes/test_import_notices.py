"""Short rows: what is missing at the end is read as empty, and said once for all rows."""

import pytest

from kamcli.changes.import_customers import columns
from kamcli.changes.import_notices import Notices
from kamcli.changes.import_recipe import canonical_recipe
from kamcli.changes.import_rows import Cells, taken
from kamcli.changes.import_values import notice
from kamcli.model.ledgers import LEDGERS

HEADING = ("date", "customer_id", "amount", "product", "shop")  # the last one is no column of the ledger


def test_short_rows_of_a_ledger() -> None:
    rows = (
        Cells(2, ("2026-03-09", "C1", "1", "Pump", "x")),
        Cells(3, ("2026-03-09", "C1", "2")),
        Cells(4, ("2026-03-09", "C1", "3")),
        Cells(5, ("2026-03-09", "C1", "4", "Pump")),
    )
    found = taken(canonical_recipe(LEDGERS["sales"], HEADING), rows, {"C1"})
    assert len(found.rows) == len(rows)
    assert [each.en for each in found.notices] == [
        "rows with fewer cells than the heading: 2 (from line 3 on); the rest is read as empty"
    ]
    assert [each.zh for each in found.notices] == ["2 行的格数比表头少（从第 3 行起），行尾缺的按空着读"]


@pytest.mark.parametrize(
    ("cells", "short"), [(("甲",), True), (("甲", ""), False), (("甲", "华东"), False), (("甲", "华东", "x"), False)]
)
def test_a_short_row_of_a_customer_list(cells: tuple[str, ...], *, short: bool) -> None:
    notices = Notices()
    notice(columns(("客户名称", "地区", "随便")), cells, notices, 7)
    assert bool(notices.said()) is short
