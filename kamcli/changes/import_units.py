"""The unit of amounts that a heading, or a line above it, names: `金额(万元)` is 金额 and ten thousand."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.ledger_cells import head
from kamcli.model.ledgers import LedgerTable, folded

ONE = Decimal(1)
UNITS = {
    "元": ONE,
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
    "yuan": ONE,
    "thousand yuan": Decimal(1_000),
    "10,000 yuan": Decimal(10_000),
    "million yuan": Decimal(1_000_000),
}
_WORD = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_UNIT = rf"(?:单位:?\s*|unit:?\s*|in )?(?:人民币|rmb|cny)?\s*(?:{_WORD})"
_HEADING = re.compile(rf"(.+?)\s*(?:[(\[【]\s*({_UNIT})\s*[)\]】]|(?:[/:,]|\s)\s*({_UNIT}))")
_TITLE = re.compile(rf"(?:金额)?单位\s*:?\s*(?:人民币)?\s*({_WORD})(?![\w])")


class Unit(NamedTuple):
    """What amounts are counted in: the factor to yuan, and the words that say so."""

    factor: Decimal
    said: str


def heading_unit(cell: str) -> tuple[str, Unit | None]:
    """A heading without its unit, and the unit; the cell itself and None where it names none."""
    found = _HEADING.fullmatch(folded(cell))
    if not found:
        return cell, None
    word = re.search(rf"(?:{_WORD})$", found[2] or found[3])
    return found[1], Unit(UNITS[word[0]], cell.strip()) if word else None


def title_unit(above: Iterable[str]) -> Unit | None:
    """The unit that a line above the heading gives for the whole table (`单位：万元`); the last one counts."""
    found = [(text, match) for text in above if (match := _TITLE.search(folded(text)))]
    return Unit(UNITS[found[-1][1][1]], found[-1][0].strip()) if found else None


def bare_heading(ledger: LedgerTable, cells: Sequence[str]) -> tuple[str, ...]:
    """A heading line with the amounts' units taken off, so that it is a ledger's own."""
    return tuple(bare if _is_amount(ledger, bare) else cell for cell in cells for bare in (heading_unit(cell)[0],))


def _is_amount(ledger: LedgerTable, cell: str) -> bool:
    name = head(ledger, (cell,)).names[0]
    return bool(name) and ledger.column(name).money
