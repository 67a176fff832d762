"""What a cell of a ledger file may hold: ISO days, exact decimals, and the choice of the debtor; text to value."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kamcli.model.ledgers import Cell, Debtor, LedgerColumn, LedgerTable, folded, spellings

# the same patterns stand in the SQL of the store: what one accepts, the other accepts
EXACT = r"[-+]?[0-9]{1,18}(\.[0-9]{1,6})?"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
DEBTORS: Mapping[str, str] = MappingProxyType({each: str(one.value) for one in Debtor for each in (one.value, one.zh)})

_EXACT, _DAY = re.compile(EXACT), re.compile(DAY)


class Head(NamedTuple):
    """A heading line understood: the English name of each column by position, "" where there is no such column."""

    names: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[LedgerColumn, ...]
    repeated: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether rows can be read: every required column is there, and none twice."""
        return not self.missing and not self.repeated


def head(ledger: LedgerTable, cells: Sequence[str]) -> Head:
    """Understand a heading line in either language."""
    known = spellings(ledger)
    names = tuple(known.get(folded(cell), "") for cell in cells)
    unknown = tuple(cell for cell, name in zip(cells, names, strict=True) if not name)
    missing = tuple(each for each in ledger.columns if each.required and each.name not in names)
    repeated = tuple(
        cell for n, (cell, name) in enumerate(zip(cells, names, strict=True)) if name and name in names[:n]
    )
    return Head(names, unknown, missing, repeated)


def day(text: str) -> dt.date | None:
    """A day written `YYYY-MM-DD`, or None where the text is none."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def exact(text: str) -> Decimal | None:
    """A plain decimal of at most six places, or None where the text is none."""
    return Decimal(text) if _EXACT.fullmatch(text) else None


def fault(column: LedgerColumn, text: str) -> str:
    """The LEDGER finding that a cell deserves, "" when it is fine."""
    if not text:
        return "LEDGER-05" if column.filled else ""
    if column.cell is Cell.day:
        return "" if day(text) else "LEDGER-03"
    if column.cell is Cell.exact:
        return "" if _EXACT.fullmatch(text) else "LEDGER-04"
    return "LEDGER-06" if column.cell is Cell.debtor and text not in DEBTORS else ""
