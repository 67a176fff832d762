"""Ledger files as pages of rows and back to text: rows that stay keep their own bytes."""

import io
from collections.abc import Sequence
from pathlib import Path

from kamcli.changes.change import Change
from kamcli.changes.ledger_pages import FOREIGN, Page, Row, Target, Values, is_chinese
from kamcli.model.finding import Exit, Finding, KamError, Say, refuse
from kamcli.model.ledger_cells import DEBTORS, Head, head
from kamcli.model.ledgers import Cell, Debtor, LedgerTable
from kamcli.model.policy import Policy
from kamcli.store.files import read_text
from kamcli.store.ledger_faults import capped, text_faults, told
from kamcli.store.ledger_files import CsvRow, csv_rows, csv_text, paths

BOM = "\ufeff"


def read_pages(records: Path, ledger: LedgerTable, policy: Policy, lang: str) -> dict[str, tuple[str, Page]]:
    """Every file of a ledger by its path below records/: text and page. KamError with places where a cell is wrong."""
    found: dict[str, tuple[str, Page]] = {}
    findings: list[Finding] = []
    for path in paths(records, ledger):
        name = f"{ledger.folder}/{path.name}"
        text = read_text(path)
        faults = tuple(told(capped(text_faults(text.removeprefix(BOM), name, ledger)), ledger, policy, lang))
        findings += faults
        if not faults:
            found[name] = (text, page(name, text.removeprefix(BOM), ledger))
    if findings:
        say = Say(
            f"{ledger.zh}现有的文件有错，先改好再导入",
            f"the files of the {ledger.en.lower()} have faults: mend them first",
        )
        raise KamError(say, code=Exit.UNREADABLE, findings=tuple(findings))
    _numbers_are_unique(ledger, found)
    return found


def _numbers_are_unique(ledger: LedgerTable, found: dict[str, tuple[str, Page]]) -> None:
    """Rows are matched by number, so two of one number can't be imported onto."""
    seen: dict[str, str] = {}
    for name, (_, each) in found.items() if ledger.number else ():
        for row in each.rows:
            number = row.values[ledger.number]
            if number in seen:
                zh, en = (
                    "台账里 {number} 重复（{first}、{second}），先改好再导入",
                    "{number} is twice in the ledger ({first}, {second}): mend it first",
                )
                raise refuse(zh, en, number=number, first=seen[number], second=name)
            seen[number] = name


def page(name: str, text: str, ledger: LedgerTable) -> Page:
    """The page that a sound file's text makes."""
    lines = tuple(io.StringIO(text, newline=""))
    first, *rows = csv_rows(lines)
    names = _names(first.cells, head(ledger, first.cells))
    return Page(name, first.cells, names, tuple(_row(row, names, lines) for row in rows))


def _names(cells: Sequence[str], found: Head) -> tuple[str, ...]:
    return tuple(name or f"{FOREIGN}{n}" for n, name in enumerate(found.names[: len(cells)]))


def _row(row: CsvRow, names: tuple[str, ...], lines: Sequence[str]) -> Row:
    values = dict(zip(names, row.cells, strict=True))
    if values.get("debtor"):
        values["debtor"] = DEBTORS[values["debtor"]]
    return Row(values, "".join(lines[row.line - 1 : row.last]))


def changes(
    target: Target, before: dict[str, tuple[str, Page]], after: Sequence[Page], subject: str
) -> tuple[Change, ...]:
    """The files that differ afterwards; a page that is as it was is no change."""
    found = []
    for each in after:
        old = before.get(each.path)
        if old is None or old[1] != each:
            found.append(
                Change(each.path, old[0] if old else None, page_text(target, each, old[0] if old else ""), subject)
            )
    return tuple(found)


def page_text(target: Target, each: Page, old: str) -> str:
    """The text of a page: the old file's byte order mark, line ends and untouched rows stay."""
    end = "\r\n" if "\r\n" in old else "\n"
    body = old.removeprefix(BOM)
    first = next(csv_rows(io.StringIO(body, newline="")), None)
    kept = "".join(tuple(io.StringIO(body, newline=""))[: first.last]) if first and first.cells == each.heading else ""
    heading = kept or csv_text([each.heading], end)
    zh = is_chinese(target.ledger, each.heading)
    rows = (row.raw or csv_text([_cells(target.ledger, each, row.values, zh=zh)], end) for row in each.rows)
    parts = (part if part.endswith(("\n", "\r")) else part + end for part in (heading, *rows))
    return (BOM if old.startswith(BOM) else "") + "".join(parts)


def _cells(ledger: LedgerTable, each: Page, values: Values, *, zh: bool) -> list[str]:
    return [_written(ledger, name, values.get(name, ""), zh=zh) for name in each.names]


def _written(ledger: LedgerTable, name: str, text: str, *, zh: bool) -> str:
    """A value as this file writes it: the debtor in the language of its heading."""
    if not text or name.startswith(FOREIGN) or ledger.column(name).cell is not Cell.debtor:
        return text
    return Debtor[text].zh if zh else text
