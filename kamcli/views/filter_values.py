"""A condition's value read as its column's type, and how a held value compares with it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

from kamcli.clocks.workdays import ONE_DAY, plus_months, plus_years
from kamcli.model.finding import Say
from kamcli.model.scalars import MAX_DIGITS
from kamcli.views.column import Column, folded

ORDER: Mapping[str, Callable[[Any, Any], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}
NUMBERS = frozenset({"money", "number", "percent", "count"})
DAYS = frozenset({"date", "moment"})
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(r"([-+]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万|亿)?(?:元|天|%)?", re.ASCII)
_TODAY = re.compile(r"(?:今天|今日|today)(?:([-+])(\d{1,4})(天|日|周|月|年|[dwmy])?)?", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
_FLAGS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}
WEEK, YEAR_END = 7, 12

Holds = Callable[[Any], bool]


class Unfit(Exception):  # noqa: N818 not an error of the program: the parser adds the place
    """A value that doesn't fit its column."""

    def __init__(self, zh: str, en: str, **figures: Any) -> None:
        super().__init__(en)
        self.say = Say(zh, en).filled(figures)


class Span(NamedTuple):
    """A day, month or year that was written: its first and last day."""

    first: dt.date
    last: dt.date


def condition(column: Column, sign: str, texts: tuple[str, ...], today: dt.date) -> Holds:
    """What a held value must be; Unfit where the sign or a value doesn't fit the column."""
    if column.sort == "group":
        raise Unfit(
            "“{label}”是一组字段：用“空”“非空”，或写它的下级字段",
            "{label} is a group of fields: test it with empty or filled, or name a field of it",
            label=column.label,
        )
    if sign in ORDER:
        return _ordered(column, sign, texts, today)
    same = _same(column, texts, today) if sign in ("=", "!=") else _holding(column, texts)
    if sign.startswith("!"):
        return lambda value: not any(same(each) for each in flat(value))
    return lambda value: any(same(each) for each in flat(value))


def flat(value: Any) -> Iterator[Any]:
    """The single values of a column: those of a list or a table one by one, none where it is absent."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        for each in value:
            yield from flat(each)
    elif value is not None and value != "":
        yield value


# ------------------------------------------------------------------------------------------------------ the three tests


def _ordered(column: Column, sign: str, texts: tuple[str, ...], today: dt.date) -> Holds:
    if len(texts) > 1:
        raise Unfit("{sign} 后面只能有一个值", "{sign} takes one value", sign=sign)
    compare = ORDER[sign]
    if column.sort in DAYS:
        span = day_of(texts[0], today)
        edge = span.last if sign in (">", "<=") else span.first
        return lambda value: any(compare(_date(each), edge) for each in flat(value))
    if column.sort in NUMBERS:
        wanted = number_of(texts[0])
        return lambda value: any(compare(each, wanted) for each in flat(value))
    if column.sort == "partial_date":
        return lambda value: any(compare(each, texts[0]) for each in flat(value))
    raise Unfit("“{label}”不分大小，用 =、!= 或 含", "{label} has no order: use =, != or ~", label=column.label)


def _same(column: Column, texts: tuple[str, ...], today: dt.date) -> Holds:
    if column.sort in DAYS:
        spans = tuple(day_of(text, today) for text in texts)
        return lambda each: any(span.first <= _date(each) <= span.last for span in spans)
    if column.sort in NUMBERS:
        numbers = tuple(map(number_of, texts))
        return lambda each: each in numbers
    if column.sort == "flag":
        flags = tuple(map(_flag, texts))
        return lambda each: each in flags
    known = column.words
    wanted = frozenset(key for text in texts for key in (_known(column, text, known) if known else {folded(text)}))
    return lambda each: folded(str(each)) in wanted


def _holding(column: Column, texts: tuple[str, ...]) -> Holds:
    if column.sort in DAYS | NUMBERS | {"flag"}:
        raise Unfit("“{label}”不是文字，不能用 含", "{label} is no text: ~ can't be used", label=column.label)
    wanted = tuple(map(folded, texts))
    spellings: dict[str, list[str]] = {}
    for word, key in column.words:
        spellings.setdefault(key, []).append(word)
    return lambda each: any(
        text in word for text in wanted for word in (folded(str(each)), *spellings.get(folded(str(each)), ()))
    )


# ----------------------------------------------------------------------------------------------------------- the values


def _known(column: Column, text: str, known: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """The keys of what a text names: spelt in full, else begun so that only one thing can be meant."""
    wanted = folded(text)
    found = frozenset(key for word, key in known if word == wanted)
    found = found or frozenset(key for word, key in known if word.startswith(wanted))
    if len(found) == 1 or any(word == wanted for word, _ in known):
        return found
    meant = tuple(dict.fromkeys(word for word, _ in known if word.startswith(wanted)))
    near = tuple(meant or get_close_matches(wanted, dict.fromkeys(word for word, _ in known), n=3, cutoff=0.4))
    if not near and column.choices:
        near = tuple(Say(each.zh, str(each)) for each in column.choices)
    figures = {"label": column.label, "text": text, "near": near[:12]}
    if meant:
        raise Unfit("“{label}”里以“{text}”开头的不止一个：{near}", "{label}: {text} may be any of {near}", **figures)
    if near:
        raise Unfit("“{label}”里没有“{text}”；有：{near}", "{label} has no {text}; there is {near}", **figures)
    raise Unfit("“{label}”里没有“{text}”", "{label} has no {text}", **figures)


def number_of(text: str) -> Decimal:
    """`1200`, `1,200.50`, `100万`, `1.2亿`, `5%`, `30天`; Unfit where it is no number."""
    found = _NUMBER.fullmatch(text.replace("％", "%"))
    if found is None or len(text) > 2 * MAX_DIGITS:
        raise Unfit(
            "“{text}”不是数字（写 1200、1,200.50、100万、5%）",
            "{text} is no number (write 1200, 1,200.50, 100万, 5%)",
            text=text,
        )
    sign, whole, fraction, unit = found.groups()
    return Decimal(f"{sign}{whole.replace(',', '')}{fraction or ''}") * _UNITS[unit or ""]


def _flag(text: str) -> bool:
    found = _FLAGS.get(text.casefold())
    if found is None:
        raise Unfit("“{text}”应是 是 或 否", "{text} should be true or false", text=text)
    return found


def day_of(text: str, today: dt.date) -> Span:
    """`2026-03-09`, `2026-03`, `2026`, `今天`, `今天-30天`, `today+2w`; Unfit where it is no day."""
    try:
        if found := _TODAY.fullmatch(text):
            day = _moved(today, *found.groups())
            return Span(day, day)
        if found := _DAY.fullmatch(text):
            return _span(*(int(each) if each else 0 for each in found.groups()))
    except (ValueError, OverflowError):
        pass
    raise Unfit(
        "“{text}”不是日期（写 2026-03-09、2026-03、今天-30天）",
        "{text} is no date (write 2026-03-09, 2026-03, today-30d)",
        text=text,
    )


def _moved(today: dt.date, sign: str | None, count: str | None, unit: str | None) -> dt.date:
    steps = int(f"{sign or ''}{count or 0}")
    if unit in ("月", "m", "M"):
        return plus_months(today, steps)
    if unit in ("年", "y", "Y"):
        return plus_years(today, steps)
    return today + steps * (WEEK if unit in ("周", "w", "W") else 1) * ONE_DAY


def _span(year: int, month: int, day: int) -> Span:
    first = dt.date(year, month or 1, day or 1)
    if day:
        return Span(first, first)
    return Span(first, plus_months(first, 1 if month else YEAR_END) - ONE_DAY)


def _date(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
