"""Lists of customers as rows of text: which heading is looked for, and what a list can't be read with."""

from collections.abc import Sequence
from pathlib import Path

from kamcli.changes.import_customers import columns
from kamcli.model.finding import Exit, Say, refuse
from kamcli.store.importing.ledger import Wishes
from kamcli.store.importing.query import query_source
from kamcli.store.importing.source import Reading, Source, Wanted, source

WANTED = Say(
    "客户名称，或客户编号、统一社会信用代码、客户代码之一和另一列",
    "the name, or one of id, uscc and code beside another column",
)
HINT = Say(
    "补上表头，列名写客户档案的字段名（客户名称、统一社会信用代码……），或用 --query",
    "add a heading line that names the columns as a customer's fields (name, uscc ...), or use --query",
)


def read_lists(files: Sequence[Path], wishes: Wishes) -> tuple[tuple[Path, Source], ...]:
    """Every list read; KamError where one has no heading that says which customer a row is of."""
    fits = lambda cells: columns(cells).complete  # noqa: E731 one condition
    if wishes.chosen:
        zh = "客户清单不用导入对照：列名写客户档案的字段名，或用 --query"
        en = "customers take no import map: name the columns as fields, or use --query"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY)
    if wishes.query:
        return ((wishes.query, query_source(wishes.query, files, fits, WANTED)),)
    return tuple((path, source(path, Reading(), Wanted(fits, WANTED, HINT))) for path in files)
