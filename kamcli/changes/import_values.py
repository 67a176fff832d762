"""A row of a customer list as values of the customer file: each cell as its field holds it, and the keys of the row."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kamcli.changes.change import Value
from kamcli.changes.import_cells import Style, canonical
from kamcli.changes.import_customers import CODE, NAME, USCC, Columns, Field
from kamcli.changes.import_days import partial
from kamcli.changes.import_named import Named
from kamcli.changes.import_notices import Notices
from kamcli.changes.spreadsheet import RefusedCellError, is_nothing, refuse_error, text_of
from kamcli.model.base import Choice
from kamcli.model.finding import Exit, KeyPath, Say, refuse
from kamcli.model.ledgers import Cell, LedgerColumn, folded

_BETWEEN = re.compile(r"[;；、\n]")  # several values in one cell
_CELLS = {"date": Cell.day, "partial_date": Cell.day} | dict.fromkeys(
    ("money", "number", "percent", "count"), Cell.exact
)
_WHOLE = re.compile(r"(-?\d+)\.0+", re.ASCII)


class Keys(NamedTuple):
    """By what a row names its customer; "" where it does not."""

    id: str = ""
    uscc: str = ""
    code: str = ""
    name: str = ""


def values(found: Columns, cells: Sequence[str], named: Named | None = None) -> dict[str, Value]:
    """The values of one row under English names; empty cells give none. RefusedCellError where a cell is unfit.

    `named` gives ids for names, and knows the policy's lists.
    """
    whole: dict[str, Value] = {}
    for n, field in found.fields.items():
        value = _value(field, cells[n], _held(whole, field.at)) if n < len(cells) else ""
        if value:
            _put(whole, field.at, value if named is None or field.chosen else named.meant(field, value))
    return whole


def _value(field: Field, text: str, held: "Value | None") -> Value:
    if field.chosen:
        choice, value, name = field.chosen
        given = _scalar(field, text)
        return (*(held if isinstance(held, tuple) else ()), {choice: value, name: given}) if given else ""
    if not field.many:
        return _scalar(field, text)
    return tuple(given for each in _BETWEEN.split(text) if (given := _scalar(field, each)))


def _scalar(field: Field, text: str) -> str:
    """One value as the file's field writes it; "" for none."""
    name = str(field.at[-1])
    column = LedgerColumn(name, field.heading, name, cell_of(field), "", money=field.scalar == "money")
    if field.scalar == "percent":
        text = text.rstrip(" %％")
    if field.scalar == "partial_date" and (known := partial(unicodedata.normalize("NFKC", text).strip())):
        return known
    given = canonical(column, text, Style(unit=field.unit))
    if field.scalar == "count" and (whole := _WHOLE.fullmatch(given)):
        return whole[1]
    if name == "uscc":
        return re.sub(r"[\s-]", "", given).upper()
    if field.choice:
        return _chosen(field.choice, given)
    return given.casefold() if field.flag and given.isascii() else given


def _chosen(choices: type[Choice], text: str) -> str:
    """A choice as a file writes it, where a listing gave its English label or another case."""
    found = (each for each in choices if folded(text) in (folded(each.value), folded(each.en), folded(each.zh)))
    named = next(found, None)
    return text if named is None or text == named.zh else str(named.value)


def cell_of(field: Field) -> Cell:
    """What a column of a customer list holds."""
    return _CELLS.get(field.scalar, Cell.text)


def notice(found: Columns, cells: Sequence[str], notices: Notices, line: int = 0) -> None:
    """Count what was read otherwise than it stands there."""
    notices.row(line, len(cells), found.fields)
    for n, field in found.fields.items():
        if n < len(cells):
            notices.take(cell_of(field), cells[n])


def _held(whole: Mapping[str, Value], at: KeyPath) -> "Value | None":
    held: Value | None = whole
    for name in at:
        held = held.get(str(name)) if isinstance(held, Mapping) else None
    return held


def _put(whole: dict[str, Value], at: KeyPath, value: Value) -> None:
    for name in at[:-1]:
        below = dict(_group(whole.get(str(name))))
        whole[str(name)] = below
        whole = below
    whole[str(at[-1])] = value


def _group(held: "Value | None") -> Mapping[str, Value]:
    return held if isinstance(held, Mapping) else {}


# --- keys -----------------------------------------------------------------------------------------------------------


def keys(found: Columns, cells: Sequence[str], given: Mapping[str, Value], allowed: str) -> Keys:
    """By what a row names its customer; RefusedCellError where its id is not allowed (`customers.id_allowed`)."""
    uscc, code, name = (_text(_held(given, path)) for path in (USCC, CODE, NAME))
    return Keys(customer_id(found, cells, allowed), uscc, code, name)


def _text(held: "Value | None") -> str:
    return held if isinstance(held, str) else ""


def customer_id(found: Columns, cells: Sequence[str], allowed: str) -> str:
    """The id of a row, "" where it has none; RefusedCellError where it is not allowed (`customers.id_allowed`)."""
    text = cells[found.id] if found.id is not None and found.id < len(cells) else ""
    refuse_error(text)
    text = text_of("id", text)
    if is_nothing(text):
        return ""
    try:
        fits = re.fullmatch(allowed, text, re.ASCII)
    except re.error:
        zh, en = (
            "policy.yaml 的允许的编号“{allowed}”不是正则表达式",
            "customers.id_allowed of policy.yaml ({allowed}) is no pattern",
        )
        raise refuse(zh, en, code=Exit.CONFIGURATION, allowed=allowed) from None
    if not fits:
        raise RefusedCellError(
            Say(f"客户编号“{text}”不合规（允许 {allowed}）", f"the id {text} is not allowed ({allowed})")
        )
    return text
