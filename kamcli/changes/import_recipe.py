"""How an export becomes a ledger: which column is which, what is constant, in which style and unit its cells are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kamcli.changes.import_cells import Style, canonical
from kamcli.changes.import_days import names_days
from kamcli.changes.import_units import ONE, UNITS, Unit, bare_heading, heading_unit
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.finding import Exit, Say, refuse
from kamcli.model.import_map import AmountUnit, ImportMap
from kamcli.model.ledger_cells import head
from kamcli.model.ledgers import LedgerTable, folded

UNIT_OF = {AmountUnit.yuan: Unit(ONE, "元"), AmountUnit.ten_thousand: Unit(UNITS["万元"], "万元")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How an export becomes a ledger: column name -> position, constants, the style of its cells.

    `units` are those of the columns whose heading names one, or of all amounts where a line above it does.
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
    units: Mapping[str, Unit | None] = field(default_factory=dict)

    def style_of(self, name: str) -> Style:
        return self.style._replace(unit=self.units[name]) if name in self.units else self.style


def canonical_recipe(ledger: LedgerTable, heading: Sequence[str], title: Unit | None = None) -> Recipe:
    """The recipe of a file with canonical headings in either language; KamError where a column is there twice.

    `title` is the unit that a line above the heading names.
    """
    found = head(ledger, bare_heading(ledger, heading))
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
        units=_units(ledger, positions, heading, title),
    )


def _units(
    ledger: LedgerTable, positions: Mapping[str, int], heading: Sequence[str], title: Unit | None
) -> Mapping[str, Unit | None]:
    """The unit of each column of amounts: its own heading's before that of the table."""
    amounts = {name: at for name, at in positions.items() if ledger.column(name).money}
    return {name: heading_unit(heading[at])[1] or title for name, at in amounts.items()}


def map_recipe(ledger: LedgerTable, chosen: ImportMap, heading: Sequence[str], title: Unit | None = None) -> Recipe:
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
    positions = {str(name.value): at[text] for name, text in chosen.columns.items()}
    return Recipe(
        ledger=ledger,
        positions=positions,
        constants=_constants(ledger, chosen),
        style=style_of(chosen),
        customer_ids=chosen.customer_ids,
        skip=tuple((at[each.column], frozenset(each.equals)) for each in chosen.skip_rows),
        width=len(heading),
        units=_agreed(_units(ledger, positions, heading, title), chosen),
    )


def _agreed(units: Mapping[str, Unit | None], chosen: ImportMap) -> Mapping[str, Unit | None]:
    """The units of the file, or the map's where it names one; KamError where the two differ."""
    asked = UNIT_OF[chosen.amount_unit] if chosen.amount_unit else None
    for unit in units.values():
        if asked and unit and unit.factor != asked.factor:
            zh, en = (
                "导入对照的金额单位是{asked}，文件写的是“{seen}”",
                "the amount_unit of the import map is {asked}; the file says {seen}",
            )
            raise refuse(zh, en, code=Exit.CONFIGURATION, asked=chosen.amount_unit, seen=unit.said)
    return dict.fromkeys(units, asked) if asked else units


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
    return Style(chosen.date_format or "", decimal, thousands)


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
