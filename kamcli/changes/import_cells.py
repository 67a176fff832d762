"""Cells of a foreign export in canonical text: dates, numbers and units in their style, or why a cell is refused."""

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kamcli.changes.import_days import day_of
from kamcli.changes.import_units import ONE, UNITS, Unit
from kamcli.changes.spreadsheet import RefusedCellError, is_nothing, refuse_error, shown, text_of, unguarded
from kamcli.model import money
from kamcli.model.finding import Say
from kamcli.model.ledger_cells import DEBTORS, EXACT
from kamcli.model.ledgers import Cell, LedgerColumn

# what programs call a currency in words; any other name is asked for as its code, so that no currency is there twice
CURRENCIES = {"人民币": "CNY", "RMB": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD", "日元": "JPY"}
CENTS = 2
_AMBIGUOUS = re.compile(r"\d{1,2}([-/. ])(?:\d{1,2}|[A-Za-z]{3,9})\1\d{2,4}", re.ASCII)


class Style(NamedTuple):
    """How an export writes days and numbers; `date_format` "" = year first, `unit` = what amounts are counted in."""

    date_format: str = ""
    decimal_mark: str = "."
    thousands_mark: str = ","
    unit: Unit | None = None


def canonical(column: LedgerColumn, text: str, style: Style) -> str:
    """A cell as kam's ledgers write it; RefusedCellError where the text is not what the column holds."""
    _refuse_error(column, text)
    typed = column.cell in (Cell.day, Cell.exact)
    plain = unicodedata.normalize("NFKC", unguarded(text.strip())).strip()
    if is_nothing(plain, typed=typed):
        if column.filled:
            raise _refused(column, "是空的", "is empty", plain)
        return ""
    if column.cell is Cell.day:
        return _day(column, plain, style)
    if column.cell is Cell.exact:
        return _number(column, plain, style)
    if column.name == "currency":
        return _currency(column, plain)
    return _debtor(column, plain) if column.cell is Cell.debtor else _text(column, text)


def _refuse_error(column: LedgerColumn, text: str) -> None:
    try:
        refuse_error(text)
    except RefusedCellError as error:
        raise _in(column, error) from None


def _text(column: LedgerColumn, text: str) -> str:
    try:
        return text_of(column.name, text)
    except RefusedCellError as error:
        raise _in(column, error) from None


def _in(column: LedgerColumn, error: RefusedCellError) -> RefusedCellError:
    """What a spreadsheet left of a value, with the column that it stands in."""
    return RefusedCellError(Say(f"{column.zh}{error.say.zh}", f"{column.name}: {error.say.en}"))


def _refused(column: LedgerColumn, zh: str, en: str, text: str) -> RefusedCellError:
    quoted = (f"“{shown(text)}”", f" {shown(text)}") if text else ("", "")
    return RefusedCellError(Say(f"{column.zh}{quoted[0]}{zh}", f"{column.name}{quoted[1]} {en}"))


def _day(column: LedgerColumn, text: str, style: Style) -> str:
    try:
        return day_of(text, style.date_format).isoformat()
    except ValueError:
        if _AMBIGUOUS.fullmatch(text) and not style.date_format:
            zh, en = (
                "分不清年月日（写成 2026-03-09；台账可用 --map 的日期格式）",
                "may be read in two ways (write 2026-03-09; for ledgers: date_format of a --map)",
            )
            raise _refused(column, zh, en, text) from None
        asked = style.date_format or "2026-03-09, 2026/3/9, 2026年3月9日"
        zh, en = (
            f"不是日期（应为 {asked}；台账的别的写法用 --map 的日期格式）",
            f"is not a date ({asked}; other styles, for ledgers: date_format of a --map)",
        )
        raise _refused(column, zh, en, text) from None


def _number(column: LedgerColumn, text: str, style: Style) -> str:
    """The written digits without marks; zeros beyond the second decimal are dropped, more than six decimals refused."""
    found = _pattern(style.decimal_mark, style.thousands_mark).fullmatch(text.replace("−", "-"))
    negative = _negative(found) if found else None
    if not found or negative is None:
        zh, en = "不是数字（小数点、千分位见 --map）", "is not a number (decimal_mark and thousands_mark: see --map)"
        raise _refused(column, zh, en, text)
    whole = found["whole"].replace(style.thousands_mark, "") if style.thousands_mark else found["whole"]
    fraction = found["fraction"] or ""
    factor = _factor(column, text, found["unit"] or "", style)
    sign = "-" if negative and re.search("[1-9]", text) else ""
    amount = Decimal(f"{sign}{whole}.{fraction}")
    scaled = money.exact(money.EXACT.multiply(amount, factor)) if factor else ""
    written = scaled or (money.exact(amount) if len(fraction) > CENTS else format(amount, "f"))
    if not re.fullmatch(EXACT, written):
        raise _refused(column, "超过六位小数或位数太多", "has more than six decimals or too many digits", text)
    return written


def _negative(found: re.Match[str]) -> bool | None:
    """Whether a number is below zero by its one sign or its brackets; None where it has two, or half a bracket."""
    signs = [each for each in (found["open"], found["before"], found["inner"], found["after"]) if each]
    if len(signs) > 1 or bool(found["open"]) != bool(found["close"]):
        return None
    return bool(signs) and signs != ["+"]


def _factor(column: LedgerColumn, text: str, word: str, style: Style) -> Decimal | None:
    """What an amount is counted in: by its own word, else by its heading's; None = as it stands."""
    unit = style.unit if column.money else None
    if not word or word == "元":
        return unit.factor if unit and unit.factor != ONE else None
    if not column.money:
        raise _refused(column, "不是数字", "is not a number", text)
    if unit and unit.factor != ONE:
        said = shown(unit.said)
        raise _refused(column, f"有单位，而“{said}”已有单位", f"names a unit, and so does {said}", text)
    return UNITS[word]


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """A number with its marks: a sign on either side or brackets around it, a currency sign, a unit behind it."""
    mark = re.escape(thousands)
    grouped = rf"\d{{1,3}}(?:{mark}\d{{3}})+|" if thousands else ""
    point = rf"(?:{re.escape(decimal)}(?P<fraction>\d+))?"
    front = r"(?P<open>\()?\s*(?:(?P<before>[-+])?\s*¥?|¥\s*(?P<inner>-))\s*"
    back = r"\s*(?P<unit>万元|亿元|元|万|亿)?(?P<after>-)?\s*(?P<close>\))?"
    return re.compile(rf"{front}(?P<whole>{grouped}\d+){point}{back}", re.ASCII)


def _currency(column: LedgerColumn, text: str) -> str:
    code = CURRENCIES.get(text.upper(), text.upper())
    if not re.fullmatch("[A-Z]{3}", code):
        raise _refused(column, "不是币种代码（写 CNY、USD 这样的三个字母）", "is no currency code (as CNY, USD)", text)
    return code


def _debtor(column: LedgerColumn, text: str) -> str:
    if text not in DEBTORS:
        raise _refused(column, "不是客户或办事处", "is neither customer nor office", text)
    return DEBTORS[text]
