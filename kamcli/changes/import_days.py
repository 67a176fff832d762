"""Days as exports write them: year first, a month by its name, or the serial number of a spreadsheet."""

import datetime as dt
import re

# year first, so that no reader can take a month for a day; midnight is how spreadsheets write a day
_MIDNIGHT = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})(?:-(\d{{1,2}})-|/(\d{{1,2}})/|\.(\d{{1,2}})\.|年(\d{{1,2}})月)(\d{{1,2}})日?{_MIDNIGHT}", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_PARTIAL = re.compile(r"(\d{4})年?|(\d{4})[-/.年](\d{1,2})月?", re.ASCII)
# the 1900 system of spreadsheets counts a 29 February 1900 that never was; from March 1900 on this is its day 0
_EPOCH = dt.date(1899, 12, 30)
_FIRST, _LAST = dt.date(1950, 1, 1), dt.date(2099, 12, 31)  # a number beyond is no day of a business
_SHORT = 3  # letters of a month's short name


def day_of(text: str, date_format: str) -> dt.date:
    """The day that a half-width text names; `date_format` "" = as this module knows them. ValueError where it is none.

    Two digits for a year, and a day and a month that could be each other, are refused.
    """
    return formatted(text, date_format) if date_format else _known(text)


def formatted(text: str, date_format: str) -> dt.date:
    return dt.datetime.strptime(text, date_format).replace(tzinfo=dt.UTC).date()


def names_days(date_format: str) -> bool:
    """Whether a format holds a whole day: one that lacks the year would put every row into 1900."""
    day = dt.date(2026, 11, 24)
    try:
        return formatted(day.strftime(date_format), date_format) == day
    except ValueError:
        return False


def serial(text: str) -> dt.date | None:
    """The day of a spreadsheet's serial number in the 1900 system: `46000` is 2025-12-09; None for any other text."""
    found = _SERIAL.fullmatch(text)
    day = _EPOCH + dt.timedelta(days=int(found[1])) if found else None
    return day if day and _FIRST <= day <= _LAST else None


def partial(text: str) -> str:
    """A year or a month as a partial date writes it (`2009年5月` is 2009-05); "" for any other text."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return ""
    return found[1] or f"{found[2]}-{int(found[3]):02d}"


def _known(text: str) -> dt.date:
    day = serial(text)
    return day or _compact(text) or _named(text) or _year_first(text)


def _compact(text: str) -> dt.date | None:
    found = _COMPACT.fullmatch(text)
    return dt.date(*map(int, found.groups())) if found else None


def _named(text: str) -> dt.date | None:
    found = _NAMED.fullmatch(text)
    if not found:
        return None
    day, word, year = found.groups()
    names = (word.casefold() in (name, name[:_SHORT]) for name in _MONTHS)
    month = next((n for n, fits in enumerate(names, 1) if fits), 0)
    return dt.date(int(year), month, int(day))


def _year_first(text: str) -> dt.date:
    found = _YEAR_FIRST.fullmatch(text)
    if not found or ("年" in text) != ("日" in text):
        raise ValueError(text)
    year, *months, day = found.groups()
    return dt.date(int(year), int(next(month for month in months if month)), int(day))
