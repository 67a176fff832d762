"""What spreadsheets leave in cells: error values, marks for nothing, codes cut short, the apostrophe of a text."""

import re
import unicodedata
from typing import NamedTuple

from kamcli.model.finding import Say

MARKS = frozenset({"-", "--", "–", "—", "——", "―", "#n/a", "n/a"})  # folded: what people and programs write for nothing
NOTHING = MARKS | {"无", "/"}  # in columns of days and numbers, where these can't be a value
# identifiers: never a number, whatever a spreadsheet made of them
CODES = frozenset(
    {
        *("id", "customer_id", "invoice_no", "order_no", "contract_id", "code", "uscc", "licence_no"),
        *("registration_no", "tax_no", "account", "phones", "fax", "postcode"),
    }
)
TOTALS = frozenset({"合计", "总计", "小计", "共计", "累计", "本页合计", "total", "subtotal", "grandtotal", "sum"})
QUOTED = 40  # characters of a cell that a message shows
_ERROR = re.compile(r"#[A-Z/_0-9]+[!?]|#(?:GETTING_DATA|N/A N/A)|Err:\d{3}", re.ASCII)
_TOO_NARROW = re.compile(r"#{2,}")
_SPOILT = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{2,3}", re.ASCII)
_FLOAT = re.compile(r"\d+\.0+", re.ASCII)
_CUT = re.compile(r"[1-9]\d{14}0{3,}", re.ASCII)  # a spreadsheet keeps fifteen digits of a number
_LOSES = re.compile(r"\d{12,}|0\d+", re.ASCII)  # a spreadsheet shows these as 1.2E+11, and without the zero
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?", re.ASCII)
_FORMULA = tuple("=+-@|%\t\r\n")
_BLANKS = " \u00a0\u3000"


class Unlisted(NamedTuple):
    """A value that a list of the policy lacks: the list's key and the value."""

    key: str
    value: str


class RefusedCellError(Exception):
    """A cell that can't be taken over; `say` is the reason, `unlisted` the value that a policy list lacks."""

    def __init__(self, say: Say, unlisted: Unlisted | None = None) -> None:
        super().__init__(say.en)
        self.say = say
        self.unlisted = unlisted


def shown(text: str) -> str:
    """A cell as a message quotes it: on one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"


# --- the apostrophe -------------------------------------------------------------------------------------------------


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; `unguarded` gives the very same text back."""
    return f"'{cell}" if _runs(cell.lstrip("'")) or unguarded(cell) != cell else cell


def guarded(cell: str) -> str:
    """A harmless cell whose digits no spreadsheet cuts short either; for people to mend, not for programs to read.

    A code that was cut already stays bare: the apostrophe would say that it is right.
    """
    return f"'{cell}" if _is_code(cell) else harmless(cell)


def guarded_once(cell: str) -> str:
    """The same for a cell that may have its apostrophe already, in rows that were refused before."""
    return cell if unguarded(cell) != cell else guarded(cell)


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that says that it is text; other apostrophes belong to the text."""
    bare = cell[1:].lstrip("'")
    return cell[1:] if cell.startswith("'") and (_starts_formula(bare) or bare[:1].isdecimal()) else cell


def _runs(bare: str) -> bool:
    return _starts_formula(bare) and not _NUMBER.fullmatch(bare)


def _is_code(bare: str) -> bool:
    return _LOSES.fullmatch(bare) is not None and not _CUT.fullmatch(bare)


def _starts_formula(bare: str) -> bool:
    return unicodedata.normalize("NFKC", bare.lstrip(_BLANKS))[:1].startswith(_FORMULA)


# --- what is no value -----------------------------------------------------------------------------------------------


def is_nothing(text: str, *, typed: bool = False) -> bool:
    """Whether a cell stands for no value: blank, a dash, #N/A; `typed` for a column of days or numbers."""
    return not text or folded_mark(text) in (NOTHING if typed else MARKS)


def is_mark(text: str) -> bool:
    """Whether a cell is not blank and may stand for no value."""
    return folded_mark(text) in NOTHING


def folded_mark(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def refuse_error(text: str) -> None:
    """RefusedCellError for the error value of a formula, and for a column that was too narrow to show its values."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.casefold() in MARKS:
        return
    if _ERROR.fullmatch(plain):
        zh, en = f"“{plain}”是公式的错误值（在表里改好再导出）", f"{plain} is a formula's error (mend it in the sheet)"
        raise RefusedCellError(Say(zh, en))
    if _TOO_NARROW.fullmatch(plain):
        zh, en = f"“{plain}”不是值：列太窄（拉宽再导出）", f"{plain} is no value: the column is too narrow (widen it)"
        raise RefusedCellError(Say(zh, en))


def refuse_total(cells: tuple[str, ...]) -> None:
    """RefusedCellError for a row of totals: it would be booked beside the rows that it adds up."""
    first = next((cell for cell in cells if cell.strip()), "")
    word = re.sub(r"[\s:]", "", unicodedata.normalize("NFKC", first)).casefold()
    if word in TOTALS:
        zh, en = f"“{shown(first)}”是合计行（删去）", f"{shown(first)}: this is a row of totals (delete it)"
        raise RefusedCellError(Say(zh, en))


# --- codes ----------------------------------------------------------------------------------------------------------


def text_of(name: str, text: str) -> str:
    """The text of a cell; RefusedCellError where it was a code once and a spreadsheet made a number of it.

    `name` is the field's: identifiers are read in half-width characters. An apostrophe in front says that the text is
    as it is meant.
    """
    given = text.strip()
    kept = unguarded(given).strip()
    plain = unicodedata.normalize("NFKC", kept) if name in CODES else kept
    if plain and kept == given:
        unspoilt(plain)
        if name in CODES:
            _refuse_number(name, plain)
    return plain


def unspoilt(text: str) -> str:
    """A text that a spreadsheet did not turn into a number: `9.144E+17` was a code once, and its digits are lost."""
    if _SPOILT.fullmatch(text):
        zh, en = (
            f"“{text}”是表格软件截断的编号，原来的数字已经丢了（把该列设为文本，重新填写再导出）",
            f"{text} is a code that a spreadsheet cut short: its digits are lost (make the column text, enter it anew)",
        )
        raise RefusedCellError(Say(zh, en))
    return text


def _refuse_number(name: str, text: str) -> None:
    if _FLOAT.fullmatch(text):
        zh, en = (
            f"“{text}”是当成数字导出的编号（把该列设为文本再导出）",
            f"{text} is a code that was exported as a number (make the column text)",
        )
        raise RefusedCellError(Say(zh, en))
    if _CUT.fullmatch(text) and not (name == "uscc" and _is_sound(text)):
        zh, en = (
            f"“{text}”只剩前 15 位，后面的数字表格软件改成了 0（把该列设为文本，重新填写；确实如此就在前面加 '）",
            f"{text} is 15 digits and zeros: a spreadsheet lost the rest (make the column text; if meant, put ' first)",
        )
        raise RefusedCellError(Say(zh, en))


def _is_sound(code: str) -> bool:
    from stdnum.cn import uscc  # noqa: PLC0415 only a code that looks cut pays for it

    return bool(uscc.is_valid(code))
