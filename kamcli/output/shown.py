"""One value as a reader sees it: amounts, shares, dates and choices in the language of the report."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from kamcli.model import money
from kamcli.model.finding import Say, spoken

EMPTY = ("", ())
BOX = "☐"  # to be ticked or signed by hand
NONE = "—"  # missing is not zero (R-NUM-03)
EMPTY_SHOWN = ("", NONE)
_JOIN = {"zh": "、", "en": ", "}
_FLAGS = {True: Say("是", "yes"), False: Say("否", "no")}

Shown = Callable[[object, str], str]


def text(value: object, lang: str) -> str:
    """Anything in words: choices by label, flags as yes and no, lists joined, days as ISO dates, amounts grouped."""
    if value is None or value in EMPTY:
        return NONE
    if isinstance(value, bool):
        return _FLAGS[value].read(lang)
    if isinstance(value, tuple) and not isinstance(value, Say):
        return _JOIN[lang].join(text(each, lang) for each in value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal):
        return money.grouped(value)
    return visible(str(spoken(value, lang))) or NONE


def visible(words: str) -> str:
    """A text that can neither drive a terminal nor turn a line around: such characters are spelt out."""
    if words.isprintable():
        return words
    kept = "\n\u3000"
    return "".join(each if each in kept or each.isprintable() else f"\\u{ord(each):04x}" for each in words)


def amount(value: object, lang: str) -> str:
    """`268,000.00`."""
    return money.grouped(value) if isinstance(value, Decimal) else text(value, lang)


def short(value: object, lang: str) -> str:
    """`26.8万`, `268.0k`."""
    return money.short(value, lang) if isinstance(value, Decimal) else text(value, lang)


def percent(value: object, lang: str) -> str:
    """`8.71 %`; a text is a share that was printed by R-NUM-02 and gets only its sign."""
    if isinstance(value, Decimal):
        return f"{money.plain(value)} %"
    return f"{value} %" if isinstance(value, str | int) and value != "" else text(value, lang)


def days(value: object, lang: str) -> str:
    """`12 天`, `12 days`."""
    if not isinstance(value, int):
        return text(value, lang)
    return f"{value} 天" if lang == "zh" else f"{value} day{'' if value == 1 else 's'}"


def late(value: object, lang: str) -> str:
    """Days overdue; a dash where nothing is."""
    return NONE if value == 0 else days(value, lang)


def over(value: object, lang: str) -> str:
    """Days after a deadline, or how many are left: `12 天`, `还有 5 天`."""
    if not isinstance(value, int) or value > 0:
        return days(value, lang)
    left = Say("还有 {days}", "{days} left") if value else Say("今天", "today")
    return left.read(lang, {"days": days(-value, lang)}) if value else left.read(lang)


def time(value: object, lang: str) -> str:
    """A moment to the minute, without the offset: a paper is read where it was written."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else text(value, lang)


def number(value: object, lang: str) -> str:
    """A number without the zeros of money: `5`, `1.5`."""
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else text(value, lang)


def age(value: object, lang: str) -> str:
    """An ageing bucket: `1–30 天`, `over 365 days`."""
    first, last = getattr(value, "from_day", None), getattr(value, "to_day", None)
    if not isinstance(first, int):
        return text(value, lang)
    if last is None:
        return Say("超过 {edge} 天", "over {edge} days").read(lang, {"edge": first - 1})
    return Say("{first}–{last} 天", "{first}–{last} days").read(lang, {"first": first, "last": last})


def tick(value: object, lang: str) -> str:
    """A box for what is still to be signed."""
    return BOX if value in EMPTY else text(value, lang)


def field(value: object, lang: str) -> str:
    """The fields of a customer that a record names, by their labels: `基础资料.传真`."""
    from kamcli.model.kinds import KINDS as RECORDS
    from kamcli.model.spelling import canonical, label, spelling

    if isinstance(value, tuple):
        return text(tuple(field(each, lang) for each in value), lang)
    table = spelling(RECORDS["customer"].model)
    path = canonical(table, str(value))
    return text(value if path is None else label(table, path, lang), lang)


KINDS: Mapping[str, Shown] = MappingProxyType(
    {
        **dict.fromkeys(("text", "id", "rule", "date", "count", "staff", "unit", "customer"), text),
        "money": amount,
        "short": short,
        "pct": percent,
        "days": days,
        "late": late,
        "over": over,
        "age": age,
        "tick": tick,
        "field": field,
        "time": time,
        "number": number,
    }
)
RIGHT = frozenset({"money", "short", "pct", "days", "late", "over", "count", "number"})
