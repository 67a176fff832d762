"""Cells of a foreign export in canonical text: dates, numbers and units in their style, or why a cell is refused."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kamcli.model.finding import Say
from kamcli.model.ledger_cells import DEBTORS, EXACT
from kamcli.model.ledgers import Cell, LedgerColumn
from kamcli.model.money import exact

WAN = Decimal(10_000)
# what programs call a currency in words; any other name is asked for as its code, so that no currency is there twice
CURRENCIES = {"人民币": "CNY", "RMB": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD", "日元": "JPY"}
CENTS = 2
AMOUNTS = frozenset({"amount", "gross_profit"})  # what an amount unit applies to; a quantity has its own
_SPOILT = re.compile(r"\d(?:\.\d+)?[eE]\+\d{2}", re.ASCII)
# year first, so that no reader can take a month for a day; midnight is how spreadsheets write a day
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|年(\d{1,2})月)(\d{1,2})日?(?:[T ]0?0:00(?::00(?:\.0+)?)?)?", re.ASCII
)


class Style(NamedTuple):
    """How an export writes days and numbers; `date_format` "" = year first, `wan` = amounts are in 万元."""

    date_format: str = ""
    decimal_mark: str = "."
    thousands_mark: str = ","
    wan: bool = False


class RefusedCellError(Exception):
    """A cell that can't be taken over; `say` is the reason."""

    def __init__(self, say: Say) -> None:
        super().__init__(say.en)
        self.say = say


def canonical(column: LedgerColumn, text: str, style: Style) -> str:
    """A cell as kam's ledgers write it; RefusedCellError where the text is not what the column holds."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        if column.filled:
            raise _refused(column, "是空的", "is empty", "")
        return ""
    if column.cell is Cell.day:
        return _day(column, plain, style).isoformat()
    if column.cell is Cell.exact:
        return _number(column, plain, style)
    if column.name == "currency":
        return _currency(column, plain)
    return _debtor(column, plain) if column.cell is Cell.debtor else unspoilt(text.strip())


def unspoilt(text: str) -> str:
    """A text that a spreadsheet did not turn into a number: `9.144E+17` was a code once, and its digits are lost."""
    if _SPOILT.fullmatch(text):
        zh, en = (
            f"“{text}”是表格软件截断的编号（把该列设为文本再导出）",
            f"{text} is a code that a spreadsheet cut short (make the column text)",
        )
        raise RefusedCellError(Say(zh, en))
    return text


def _refused(column: LedgerColumn, zh: str, en: str, text: str) -> RefusedCellError:
    quoted = (f"“{text}”", f" {text}") if text else ("", "")
    return RefusedCellError(Say(f"{column.zh}{quoted[0]}{zh}", f"{column.name}{quoted[1]} {en}"))


def _day(column: LedgerColumn, text: str, style: Style) -> dt.date:
    try:
        return _formatted(text, style.date_format) if style.date_format else _year_first(text)
    except ValueError:
        asked = style.date_format or "2026-03-09, 2026/3/9, 2026年3月9日"
        zh, en = (
            f"不是日期（应为 {asked}；别的写法用 --map 的日期格式）",
            f"is not a date ({asked}; other styles: date_format of a --map)",
        )
        raise _refused(column, zh, en, text) from None


def _formatted(text: str, date_format: str) -> dt.date:
    return dt.datetime.strptime(text, date_format).replace(tzinfo=dt.UTC).date()


def names_days(date_format: str) -> bool:
    """Whether a format holds a whole day: one that lacks the year would put every row into 1900."""
    day = dt.date(2026, 11, 24)
    try:
        return _formatted(day.strftime(date_format), date_format) == day
    except ValueError:
        return False


def _year_first(text: str) -> dt.date:
    found = _YEAR_FIRST.fullmatch(text)
    if not found or ("年" in text) != ("日" in text):
        raise ValueError(text)
    year, *months, day = found.groups()
    return dt.date(int(year), int(next(month for month in months if month)), int(day))


def _number(column: LedgerColumn, text: str, style: Style) -> str:
    """The written digits without marks; zeros beyond the second decimal are dropped, more than six decimals refused."""
    found = _pattern(style.decimal_mark, style.thousands_mark).fullmatch(text)
    if not found or (found["before"] and found["after"]):
        raise _refused(
            column,
            "不是数字（小数点、千分位见 --map）",
            "is not a number (decimal_mark and thousands_mark: see --map)",
            text,
        )
    sign = "-" if "-" in (found["before"], found["after"]) and re.search("[1-9]", text) else ""
    whole = found["whole"].replace(style.thousands_mark, "") if style.thousands_mark else found["whole"]
    fraction = found["fraction"] or ""
    amount = Decimal(f"{sign}{whole}.{fraction}")
    wan = style.wan and column.name in AMOUNTS
    written = exact(amount * WAN if wan else amount) if wan or len(fraction) > CENTS else format(amount, "f")
    if not re.fullmatch(EXACT, written):
        raise _refused(column, "超过六位小数或位数太多", "has more than six decimals or too many digits", text)
    return written


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    mark = re.escape(thousands)
    grouped = rf"\d{{1,3}}(?:{mark}\d{{3}})+|" if thousands else ""
    point = rf"(?:{re.escape(decimal)}(?P<fraction>\d+))?"
    return re.compile(rf"(?P<before>[-+]?)[¥¥]?(?P<whole>{grouped}\d+){point}(?:元)?(?P<after>-?)", re.ASCII)


def _currency(column: LedgerColumn, text: str) -> str:
    code = CURRENCIES.get(text.upper(), text.upper())
    if not re.fullmatch("[A-Z]{3}", code):
        raise _refused(column, "不是币种代码（写 CNY、USD 这样的三个字母）", "is no currency code (as CNY, USD)", text)
    return code


def _debtor(column: LedgerColumn, text: str) -> str:
    if text not in DEBTORS:
        raise _refused(column, "不是客户或办事处", "is neither customer nor office", text)
    return DEBTORS[text]
