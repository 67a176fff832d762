"""Text to value: the accepted spellings of money, numbers, dates and flags, and nothing else (design §2)."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

CENT = Decimal("0.01")
MAX_DIGITS = 15  # a limit of the format, not of the business: more digits are a typing error and would overflow sums
FIRST_YEAR = 1900  # what happened before is no business of a record; a founder's year is a partial date
_TOO_MUCH = Decimal(10) ** MAX_DIGITS

_BREAKS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_UNITS = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_MONEY = re.compile(r"([-+]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万|亿)?元?", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_COUNT = re.compile(r"[-+]?\d{1,15}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_FLAGS = {"是": True, "否": False, "true": True, "false": False}


def _wrong(code: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{text}", {"text": str(value)})


def text(value: object) -> str:
    """A scalar as it stands in the file; a list or mapping in its place is refused."""
    if not isinstance(value, str):
        raise _wrong("kam_text", value)
    return value


def line(value: object) -> str:
    """A text of one line: what ends a line would forge the next one of a letter's head or of a terminal."""
    if _BREAKS.search(text(value)):
        raise _wrong("kam_line", value)
    return str(value)


def money(value: object) -> Decimal:
    """Yuan (元) with two decimals: `120000`, `120,000.00`, `12万`, `1.2亿`, `¥120,000`; a third decimal is an error."""
    if isinstance(value, Decimal):
        return value.quantize(CENT)
    found = _MONEY.fullmatch(text(value))
    if not found:
        raise _wrong("kam_money", value)
    sign, whole, fraction, unit = found.groups()
    digits = whole.replace(",", "")
    amount = Decimal(f"{sign}{digits}{fraction or ''}") * _UNITS[unit or ""]
    if len(digits) > MAX_DIGITS or len(fraction or "") > MAX_DIGITS or abs(amount) >= _TOO_MUCH:
        raise _wrong("kam_money_digits", value)
    if amount != amount.quantize(CENT):
        raise _wrong("kam_money_decimals", value)
    if sign == "-" and not amount:  # nothing has no sign: a digit was forgotten, or a second nothing would be digested
        raise _wrong("kam_money", value)
    return amount.quantize(CENT)


def number(value: object) -> Decimal:
    """A plain decimal number in ASCII digits, thousands commas allowed; no exponent, no underscore."""
    if isinstance(value, Decimal):
        return value
    if not _NUMBER.fullmatch(text(value)) or len(str(value)) > 2 * MAX_DIGITS:
        raise _wrong("kam_number", value)
    return Decimal(str(value).replace(",", "")) + 0


def percent(value: object) -> Decimal:
    """A percentage, 5 = 5 %; the sign may be written."""
    return number(value.rstrip(" %") if isinstance(value, str) else value)


def count(value: object) -> int:
    """A whole number in ASCII digits."""
    if type(value) is int:
        return value
    if not _COUNT.fullmatch(text(value)):
        raise _wrong("kam_count", value)
    return int(str(value))


def flag(value: object) -> bool:
    """是 否 true false; yes, NO and y are refused because YAML readers disagree about them."""
    if isinstance(value, bool):
        return value
    found = _FLAGS.get(text(value))
    if found is None:
        raise _wrong("kam_flag", value)
    return found


def date(value: object) -> dt.date:
    """`YYYY-MM-DD` only, and a day that exists."""
    if type(value) is dt.date:
        return value
    found = _day(value)
    if found.year < FIRST_YEAR:
        raise _wrong("kam_date_early", value)
    return found


def _day(value: object) -> dt.date:
    if not _DATE.fullmatch(text(value)):
        raise _wrong("kam_date", value)
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise _wrong("kam_no_such_day", value) from None


def partial_date(value: object) -> str:
    """A year, a month or a day: `2009`, `2009-05`, `2009-05-20`; kept as text because the rest is not known."""
    written = text(value)
    if not _PARTIAL.fullmatch(written):
        raise _wrong("kam_partial_date", value)
    _day(f"{written}-01-01"[:10] if len(written) == len("2009") else f"{written}-01"[:10])
    return written


def moment(value: object) -> dt.datetime:
    """A time with its UTC offset: `2026-03-09T14:30:00+08:00`."""
    if isinstance(value, dt.datetime):
        return value
    if not _MOMENT.fullmatch(text(value)):
        raise _wrong("kam_moment", value)
    try:
        return dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise _wrong("kam_no_such_day", value) from None


def exact(value: Any) -> str:
    """A decimal as JSON and digests write it: no exponent, no trailing zeros beyond the two of money."""
    return format(value, "f")
