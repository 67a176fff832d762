"""Amounts and shares as text: plain, grouped, short, in capitals (大写); no share claims an edge (R-NUM-02)."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
EXACT = Context(prec=100)  # products of ledger amounts and percentages are compared unrounded

_HUNDRED = Decimal(100)
_SHARE_PLACES = (Decimal("0.01"), Decimal("0.0001"))  # R-NUM-02: two decimals, four where two would show an edge
_JSON_PLACES = Decimal("0.000001")
_TENTH = Decimal("0.1")

_SHORT = {
    "zh": ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")),
    "en": ((Decimal(1_000_000_000), "bn"), (Decimal(1_000_000), "m"), (Decimal(1_000), "k")),
}

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_LARGE = ((100_000_000, "亿"), (10_000, "万"))
_ZERO = "零"


def rounded(amount: Decimal, place: Decimal = CENT) -> Decimal:
    """Half-up, as people round; `place` is the last decimal kept."""
    return amount.quantize(place, ROUND_HALF_UP, EXACT)


def plain(amount: Decimal) -> str:
    """`268000.00`: two decimals, half-up."""
    return format(rounded(amount), "f")


def exact(amount: Decimal) -> str:
    """`110277.305`, `268000.00`: every decimal there is, at least two, no exponent; what JSON carries."""
    cents = rounded(amount)
    return format(cents if cents == amount else amount.normalize(EXACT), "f")


def grouped(amount: Decimal) -> str:
    """`268,000.00`: two decimals, half-up, thousands commas."""
    return format(rounded(amount), ",f")


def short(amount: Decimal, lang: str) -> str:
    """`26.8万`, `1.2亿` in Chinese, `268.0k`, `1.2m` in English; below the smallest unit a whole number."""
    for unit, name in _SHORT[lang]:
        shown = rounded(amount / unit, _TENTH)
        if abs(shown) >= 1:
            return f"{shown:,f}{name}"
    return format(rounded(amount, Decimal(1)), ",f")


def capitals(amount: Decimal) -> str:
    """`玖万捌仟元整`, `壹仟肆佰零玖元伍角`: an amount in capitals, rounded half-up to the fen (分)."""
    cents = int(rounded(abs(amount)) * 100)
    yuan, fen = divmod(cents, 100)
    sign = "负" if amount < 0 and cents else ""
    whole = f"{_spoken(yuan)}元" if yuan or not fen else ""
    return f"{sign}{whole}{_fraction(yuan, fen)}"


def _fraction(yuan: int, cents: int) -> str:
    """The part after 元; one 零 bridges an empty 元 or 角 place that something follows."""
    if not cents:
        return "整"
    jiao, fen = divmod(cents, 10)
    bridge = _ZERO if yuan and (not jiao or not yuan % 10) else ""
    return bridge + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def _spoken(number: int) -> str:
    """A whole number in capitals; numbers from 亿 on are spoken as so many 亿, so that no size is too large."""
    for unit, name in _LARGE:
        if number >= unit:
            high, low = divmod(number, unit)
            bridge = _ZERO if low and low < unit // 10 else ""
            return f"{_spoken(high)}{name}{bridge}{_spoken(low) if low else ''}"
    return _thousands(number)


def _thousands(number: int) -> str:
    """A number below 10,000; any run of zeros inside it is one 零."""
    said, gap = "", False
    for value, name in _PLACES:
        digit = number // value % 10
        if digit:
            said += (_ZERO if gap and said else "") + _DIGITS[digit] + name
        gap = not digit
    return said or _ZERO


def reaches(part: Decimal, whole: Decimal, edge_pct: Decimal) -> bool:
    """Whether `part` is at least `edge_pct` percent of `whole` (above 0): cross-multiplied, never divided."""
    return EXACT.multiply(part, _HUNDRED) >= EXACT.multiply(whole, edge_pct)


def share(numerator: Decimal, denominator: Decimal, edges: Iterable[Decimal] = ()) -> str:
    """A share in percent, without the sign: `8.71` (R-NUM-02); the denominator must be above 0.

    Where two decimals would show an edge that was not reached there are four, `4.9990`; where four would, it is `<5`.
    """
    unreached = [edge for edge in edges if not reaches(numerator, denominator, edge)]
    for place in _SHARE_PLACES:
        shown = rounded(percent(numerator, denominator), place)
        if not any(shown >= edge for edge in unreached):
            return format(shown, "f")
    return f"<{min(unreached).normalize():f}"


def share_text(numerator: Decimal, denominator: Decimal) -> str:
    """A share in percent for JSON: six decimals, cut and not rounded, so that no edge shows that was not reached."""
    return format(cut(percent(numerator, denominator)), "f")


def cut(quotient: Decimal) -> Decimal:
    """A quotient to six decimals, cut and not rounded."""
    return quotient.quantize(_JSON_PLACES, ROUND_DOWN, EXACT)


def percent(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient in percent to 100 digits; for display only, comparisons use `reaches`."""
    return EXACT.divide(EXACT.multiply(numerator, _HUNDRED), denominator)
