"""Rows of a foreign export as rows of a ledger: which column is which, what is constant, and which rows are refused."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kamcli.changes.import_cells import RefusedCellError, Style, canonical, names_days
from kamcli.changes.ledger_pages import Values
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.import_map import AmountUnit, ImportMap
from kamcli.model.ledger_cells import head
from kamcli.model.ledgers import LedgerTable, folded


class Cells(NamedTuple):
    """One row of an export and the line that it begins on."""

    line: int
    cells: tuple[str, ...]


class Refused(NamedTuple):
    """A row that was not taken over, and why."""

    line: int
    cells: tuple[str, ...]
    reason: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How an export becomes a ledger: column name -> position, constants, the style of its cells.

    `customer_ids` maps their customer number to ours; a row whose cell at a position of `skip` is listed stays out.
    """

    ledger: LedgerTable
    positions: Mapping[str, int]
    constants: Mapping[str, str]
    style: Style
    customer_ids: Mapping[str, str]
    skip: tuple[tuple[int, frozenset[str]], ...] = ()
    unknown: tuple[str, ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """An export read: the rows in its order, the refused ones, how many the map left out, columns nobody asked for."""

    rows: tuple[Values, ...]
    refused: tuple[Refused, ...]
    skipped: int
    unknown: tuple[str, ...]


def canonical_recipe(ledger: LedgerTable, heading: Sequence[str]) -> Recipe:
    """The recipe of a file with canonical headings in either language; KamError where a column is there twice."""
    found = head(ledger, heading)
    if found.repeated:
        zh, en = "表头里的列重复了：{columns}", "the heading has columns twice: {columns}"
        hint = Say(
            "删掉或改名其中一列，或写一份导入对照（--map）", "delete or rename one, or write an import map (--map)"
        )
        raise refuse(zh, en, code=Exit.UNREADABLE, hint=hint, columns=found.repeated)
    positions = {name: n for n, name in enumerate(found.names) if name}
    return Recipe(
        ledger=ledger,
        positions=positions,
        constants={},
        style=Style(),
        customer_ids={},
        unknown=tuple(cell for cell in found.unknown if cell),
        width=len(heading),
    )


def map_recipe(ledger: LedgerTable, chosen: ImportMap, heading: Sequence[str]) -> Recipe:
    """The recipe of an import map; KamError where it doesn't give what the ledger requires or fits another heading."""
    given = {str(name.value) for name in (*chosen.columns, *chosen.constants)}
    _must_know(ledger, given)
    _must_agree(chosen)
    lacking = tuple(Say(each.zh, each.name) for each in ledger.columns if each.filled and each.name not in given)
    if lacking:
        raise refuse(
            "导入对照没有给出{columns}", "the import map gives no {columns}", code=Exit.CONFIGURATION, columns=lacking
        )
    at = map_positions(chosen, heading)
    return Recipe(
        ledger=ledger,
        positions={str(name.value): at[text] for name, text in chosen.columns.items()},
        constants=_constants(ledger, chosen),
        style=style_of(chosen),
        customer_ids=chosen.customer_ids,
        skip=tuple((at[each.column], frozenset(each.equals)) for each in chosen.skip_rows),
        width=len(heading),
    )


def _must_know(ledger: LedgerTable, names: set[str]) -> None:
    foreign = tuple(sorted(names - {each.name for each in ledger.columns}))
    if foreign:
        zh, en = "{ledger}没有这些列：{columns}", "the {ledger} has no columns {columns}"
        raise refuse(zh, en, code=Exit.CONFIGURATION, ledger=Say(ledger.zh, ledger.en.lower()), columns=foreign)


def _must_agree(chosen: ImportMap) -> None:
    """What a map says twice, or so that a cell could be read in two ways, is refused before any row is read."""
    twice = tuple(Say(name.zh, str(name.value)) for name in chosen.columns if name in chosen.constants)
    if twice:
        zh, en = "导入对照的{columns}既有列又有固定值", "the import map gives {columns} a column and a constant"
        raise refuse(zh, en, code=Exit.CONFIGURATION, columns=twice)
    style = style_of(chosen)
    if style.decimal_mark == style.thousands_mark:
        zh, en = "导入对照的小数点和千分位都是“{mark}”", "the import map has {mark} as decimal mark and thousands mark"
        raise refuse(zh, en, code=Exit.CONFIGURATION, mark=style.decimal_mark)
    if style.date_format and not names_days(style.date_format):
        raise refuse(
            "导入对照的日期格式“{text}”不是完整的年月日（如 %d.%m.%Y）",
            "the date_format {text} of the import map names no whole day (write it as %d.%m.%Y)",
            code=Exit.CONFIGURATION,
            text=style.date_format,
        )


def map_positions(chosen: ImportMap, heading: Sequence[str]) -> Mapping[str, int]:
    """Where each foreign column that the map names stands; KamError with what is there where one is missing."""
    exact = {cell: n for n, cell in reversed(tuple(enumerate(heading)))}
    alike = {folded(cell): n for n, cell in reversed(tuple(enumerate(heading)))}
    wanted = foreign_columns(chosen)
    found = {text: exact.get(text, alike.get(folded(text))) for text in wanted}
    missing = tuple(text for text, n in found.items() if n is None)
    if missing:
        raise refuse(
            "文件里没有导入对照所说的列：{missing}；文件的列是：{seen}",
            "the file lacks columns that the import map names: {missing}; its columns are: {seen}",
            code=Exit.UNREADABLE,
            missing=missing,
            seen=tuple(heading),
        )
    return {text: n for text, n in found.items() if n is not None}


def foreign_columns(chosen: ImportMap) -> tuple[str, ...]:
    """Every column of the export that a map names."""
    return tuple(dict.fromkeys((*chosen.columns.values(), *(each.column for each in chosen.skip_rows))))


def style_of(chosen: ImportMap) -> Style:
    """How the map says that the export writes days and numbers."""
    decimal = chosen.decimal_mark or "."
    thousands = chosen.thousands_mark if chosen.thousands_mark is not None else "," if decimal == "." else ""
    return Style(chosen.date_format or "", decimal, thousands, chosen.amount_unit is AmountUnit.ten_thousand)


def _constants(ledger: LedgerTable, chosen: ImportMap) -> Mapping[str, str]:
    """Constants are written as kam writes, whatever the export's style is."""
    try:
        return {
            str(name.value): canonical(ledger.column(name.value), text, Style())
            for name, text in chosen.constants.items()
        }
    except RefusedCellError as error:
        zh, en = "导入对照的固定值：{why}", "the constants of the import map: {why}"
        raise refuse(zh, en, code=Exit.CONFIGURATION, why=error.say) from None


def taken(recipe: Recipe, rows: Iterable[Cells], customers: Collection[str]) -> Taken:
    """Take over every row that is sound; a number that an earlier row of the export has is refused, never merged."""
    good: list[Values] = []
    refused: list[Refused] = []
    seen: dict[str, int] = {}
    skipped = 0
    for row in rows:
        if any(at < len(row.cells) and row.cells[at].strip() in texts for at, texts in recipe.skip):
            skipped += 1
            continue
        try:
            values = _values(recipe, row.cells, customers)
            _once(recipe.ledger, values, row.line, seen)
        except RefusedCellError as error:
            refused.append(Refused(row.line, row.cells, error.say))
        else:
            good.append(values)
    return Taken(tuple(good), tuple(refused), skipped, recipe.unknown)


def _values(recipe: Recipe, cells: tuple[str, ...], customers: Collection[str]) -> Values:
    if any(cell.strip() for cell in cells[recipe.width :]):
        zh, en = (
            f"有 {len(cells)} 格，表头只有 {recipe.width} 列",
            f"has {len(cells)} cells, the heading {recipe.width} columns",
        )
        raise RefusedCellError(Say(zh, en))
    values = dict(recipe.constants)
    for name, at in recipe.positions.items():
        text = cells[at] if at < len(cells) else ""
        if name == "customer_id":
            text = recipe.customer_ids.get(text.strip(), text)
        values[name] = canonical(recipe.ledger.column(name), text, recipe.style)
    if values["customer_id"] not in customers:
        raise RefusedCellError(_unknown_customer(values["customer_id"]))
    return values


def _unknown_customer(customer: str) -> Say:
    return Say(
        f"没有编号为 {customer} 的客户（先导入客户，或在导入对照里写客户对照）",
        f"there is no customer {customer} (import customers first, or give customer_ids in an import map)",
    )


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


def insist(refused: Sequence[tuple[str, Refused]], *, skip_bad: bool) -> None:
    """Let an import go on where every row is sound or bad ones may be skipped; else KamError with the first ones."""
    if refused and not skip_bad:
        raise _refusal(refused)


def _refusal(refused: Sequence[tuple[str, Refused]]) -> KamError:
    shown = tuple(
        Say(f"{name} 第 {row.line} 行：{row.reason.zh}", f"{name} line {row.line}: {row.reason.en}")
        for name, row in refused[:5]
    )
    return refuse(
        "有 {count} 行不能导入，账簿没有改动：{shown}",
        "{count} rows can't be imported and nothing was written: {shown}",
        hint=Say("改好这些行，或加 --skip-bad 只导入其余的行", "mend these rows, or import the others with --skip-bad"),
        count=len(refused),
        shown=shown,
    )
