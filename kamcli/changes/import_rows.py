"""Rows of a foreign export as rows of a ledger: which rows are taken over, and which are refused and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.changes.import_cells import Style, canonical
from kamcli.changes.import_notices import Notices
from kamcli.changes.import_recipe import Recipe
from kamcli.changes.ledger_pages import Values
from kamcli.changes.spreadsheet import RefusedCellError, Unlisted, refuse_total, shown, unguarded
from kamcli.model.finding import Say, refuse
from kamcli.model.ledgers import LedgerColumn, LedgerTable


class Cells(NamedTuple):
    """One row of an export and the line that it begins on."""

    line: int
    cells: tuple[str, ...]


class Refused(NamedTuple):
    """A row that was not taken over, and why; `unlisted` where a list of the policy lacks its value."""

    line: int
    cells: tuple[str, ...]
    reason: Say
    unlisted: Unlisted | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """An export read: the rows in its order, the refused ones, how many the map left out, columns nobody asked for.

    `notices` say what was read otherwise than it stands there.
    """

    rows: tuple[Values, ...]
    refused: tuple[Refused, ...]
    skipped: int
    unknown: tuple[str, ...]
    notices: tuple[Say, ...] = ()


def taken(recipe: Recipe, rows: Iterable[Cells], customers: Collection[str]) -> Taken:
    """Take over every row that is sound; a number that an earlier row of the export has is refused, never merged."""
    good: list[Values] = []
    refused: list[Refused] = []
    seen: dict[str, int] = {}
    notices = Notices(recipe.units.values())
    places = _places(recipe)
    skipped = 0
    for row in rows:
        if any(at < len(row.cells) and row.cells[at].strip() in texts for at, texts in recipe.skip):
            skipped += 1
            continue
        try:
            values = _values(recipe, places, row.cells, customers)
            _once(recipe.ledger, values, row.line, seen)
        except RefusedCellError as error:
            refused.append(Refused(row.line, row.cells, error.say))
        else:
            good.append(values)
            _notice(places, row, notices)
    return Taken(tuple(good), tuple(refused), skipped, recipe.unknown, notices.said())


class _Place(NamedTuple):
    """A column of the ledger, where it stands in the export and how its cells are written there."""

    column: LedgerColumn
    at: int
    style: Style


def _places(recipe: Recipe) -> tuple[_Place, ...]:
    return tuple(_Place(recipe.ledger.column(name), at, recipe.style_of(name)) for name, at in recipe.positions.items())


def _notice(places: Collection[_Place], row: Cells, notices: Notices) -> None:
    notices.row(row.line, len(row.cells), [at for _, at, _ in places])
    for column, at, _ in places:
        if at < len(row.cells):
            notices.take(column.cell, row.cells[at])


def refuse_surplus(cells: tuple[str, ...], width: int) -> None:
    """RefusedCellError where a row is wider than the heading: a comma in a text shifted everything behind it."""
    if any(cell.strip() for cell in cells[width:]):
        zh, en = f"有 {len(cells)} 格，表头只有 {width} 列", f"has {len(cells)} cells, the heading {width} columns"
        raise RefusedCellError(Say(zh, en))


def _values(recipe: Recipe, places: Iterable[_Place], cells: tuple[str, ...], customers: Collection[str]) -> Values:
    refuse_surplus(cells, recipe.width)
    refuse_total(cells)
    values = dict(recipe.constants)
    for column, at, style in places:
        text = cells[at] if at < len(cells) else ""
        if column.name == "customer_id":
            text = recipe.customer_ids.get(unguarded(text.strip()), text)
        values[column.name] = canonical(column, text, style)
    if values["customer_id"] not in customers:
        raise RefusedCellError(_unknown_customer(values["customer_id"], customers))
    return values


def _unknown_customer(customer: str, customers: Collection[str]) -> Say:
    near = without_zeros(customer, customers)
    if near:
        return Say(
            f"没有编号为 {customer} 的客户；是 {near} 吗？表格软件会去掉前面的 0（把该列设为文本再导出）",
            f"there is no customer {customer}; {near}? a spreadsheet drops zeros in front (make the column text)",
        )
    return Say(
        f"没有编号为 {shown(customer)} 的客户（先导入客户，或在导入对照里写客户对照）",
        f"there is no customer {shown(customer)} (import customers first, or give customer_ids in an import map)",
    )


def without_zeros(number: str, ids: Collection[str]) -> str:
    """The one id that differs from a number by zeros in front alone; "" where there is none."""
    if not number.isdecimal():
        return ""
    return next((each for each in ids if each != number and each.lstrip("0") == number.lstrip("0")), "")


def _once(ledger: LedgerTable, values: Values, line: int, seen: dict[str, int]) -> None:
    if not ledger.number:
        return
    number = values[ledger.number]
    first = seen.setdefault(number, line)
    if first != line:
        column = ledger.column(ledger.number)
        raise RefusedCellError(
            Say(f"{column.zh} {number} 在第 {first} 行已经有了", f"{column.name} {number} is already on line {first}")
        )


def insist(refused: int, *, skip_bad: bool) -> None:
    """Let an import go on where every row is sound or bad ones may be skipped; else KamError."""
    if refused and not skip_bad:
        raise refuse(
            "有 {count} 行不能导入，账簿没有改动",
            "rows that can't be imported: {count}; nothing was written",
            hint=Say(
                "改好这些行；或加 --skip-bad 先导入其余的行，退回的行改好以后再导入那个文件",
                "mend these rows; or import the others with --skip-bad, mend the file of refused rows and import it",
            ),
            count=refused,
        )
