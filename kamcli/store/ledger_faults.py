"""Findings about ledgers, each with file and line: cells that can't be read, and rows that don't fit together."""

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kamcli.model.finding import Finding, Problem, Say
from kamcli.model.ledger_cells import Head, fault, head
from kamcli.model.ledgers import LEDGERS, LedgerTable
from kamcli.model.parameters import NotConfigured
from kamcli.rules.base import finding
from kamcli.rules.ledgers import BY_ID
from kamcli.rules.receivables import OVER_ALLOCATION, over_allocation
from kamcli.store.ledger_files import CsvRow, csv_fault, csv_rows, file_rows, paths, strays

if TYPE_CHECKING:
    import duckdb

    from kamcli.model.policy import Policy

LISTED = 50  # faults listed a file; a file with more was exported wrongly as a whole
EVERY_DAY = dt.date.max

UNKNOWN_CUSTOMERS = "SELECT customer_id, count(*) FROM {ledger} GROUP BY customer_id ORDER BY customer_id"
REPEATED = "SELECT {number} FROM {ledger} GROUP BY {number} HAVING count(*) > 1"
MISFITS = """
SELECT CASE WHEN n.invoice_no IS NULL THEN 'LEDGER-11'
    WHEN n.currency <> p.currency THEN 'LEDGER-10' ELSE 'LEDGER-12' END,
  p.invoice_no, p.customer_id, p.currency, n.customer_id, n.currency
FROM payments p LEFT JOIN (
  SELECT invoice_no, min(customer_id) AS customer_id, min(currency) AS currency FROM invoices GROUP BY invoice_no
) n ON n.invoice_no = p.invoice_no
WHERE p.invoice_no <> '' AND (n.invoice_no IS NULL OR n.currency <> p.currency OR n.customer_id <> p.customer_id)
ORDER BY ALL
"""


class Fault(NamedTuple):
    """One fault and where it lies: the file below records/, line and column counted from 1."""

    rule: str
    file: str
    line: int
    column: int
    figures: Mapping[str, Any]


class Place(NamedTuple):
    """Where a row stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def check(records: Path, customers: Collection[str], policy: "Policy", lang: str) -> tuple[Finding, ...]:
    """What is wrong with the ledgers on any day: every cell, every customer id, every number (R-DAT-12, R-PAY-01)."""
    ledgers = tuple(ledger for ledger in LEDGERS.values() if paths(records, ledger))
    known = Problem(figures={"folders": tuple(ledger.folder for ledger in LEDGERS.values())})
    stray = [finding(BY_ID["LEDGER-13"], known, policy, lang, file=file, line=1, column=1) for file in strays(records)]
    if not ledgers:
        return tuple(stray)
    from kamcli.store.ledger_tables import UnreadableLedgerError, database, load

    base = database()
    found = stray
    sound = set()
    for ledger in ledgers:
        try:
            load(base, records, ledger, _currency(policy))
        except UnreadableLedgerError as error:
            found += file_findings(records, ledger, policy, lang, str(error))
        else:
            sound.add(ledger.name)
            found += told(row_faults(base, records, ledger, customers), ledger, policy, lang)
    if {"invoices", "payments"} <= sound:
        found += told(misfits(base, records), LEDGERS["payments"], policy, lang)
        found += over_allocations(base, records, policy, lang)
    return tuple(found)


def _currency(policy: "Policy") -> str:
    """The company's currency; where policy.yaml lacks it (a finding of its own) unnamed currencies are still one."""
    try:
        return policy.company.currency
    except NotConfigured:
        return ""


def file_findings(records: Path, ledger: LedgerTable, policy: "Policy", lang: str, why: str) -> tuple[Finding, ...]:
    """The places of a ledger's unreadable rows; `why` is said where only the database refused the text."""
    found: list[Finding] = []
    for path in paths(records, ledger):
        found += told(capped(file_faults(path, ledger)), ledger, policy, lang)
    if not found:
        found += told([Fault("LEDGER-01", ledger.folder, 0, 0, {"why": why.partition("\n")[0]})], ledger, policy, lang)
    return tuple(found)


def told(faults: Iterable[Fault], ledger: LedgerTable, policy: "Policy", lang: str) -> Iterator[Finding]:
    """Faults in words."""
    for each in faults:
        figures = {"ledger": ledger.name, **each.figures}
        place = {"file": each.file, "line": each.line, "column": each.column}
        yield finding(BY_ID[each.rule], Problem((), figures), policy, lang, **place)


def capped(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first faults of a file, and how many more there are."""
    left = 0
    last: Fault | None = None
    for n, each in enumerate(faults):
        if n < LISTED:
            yield each
        left, last = max(n + 1 - LISTED, 0), each
    if left and last:
        yield Fault("LEDGER-09", last.file, last.line, 1, {"more": left})


# --- one file -----------------------------------------------------------------------------------------------------


def file_faults(path: Path, ledger: LedgerTable) -> Iterator[Fault]:
    """Every fault of one file's text, heading and cells."""
    file = f"{ledger.folder}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield Fault("LEDGER-01", file, line, 1, {"why": Say("不是 UTF-8 文本", "it is not UTF-8 text")})
        return
    yield from text_faults(text, file, ledger)


def text_faults(text: str, file: str, ledger: LedgerTable) -> Iterator[Fault]:
    """The faults of a file's text."""
    if "\n" in text.replace("\r\n", "") and "\r\n" in text:
        yield Fault("LEDGER-01", file, 1, 1, {"why": Say("换行有 LF 也有 CRLF", "its lines end in both LF and CRLF")})
    rows = csv_rows(io.StringIO(text, newline=""))
    line = 1
    try:
        first = next(rows, CsvRow(1, ()))
        line = first.last + 1
        understood = head(ledger, first.cells)
        yield from head_faults(understood, file, ledger)
        for row in rows if understood.complete else ():
            line = row.last + 1  # where the next row begins, should it be the broken one
            yield from row_cells(row, understood, file, ledger)
    except csv.Error as error:
        told_why = csv_fault(error)
        why = Say(f"不是规范的 CSV（{told_why.zh}）", f"it is no proper CSV ({told_why.en})")
        yield Fault("LEDGER-01", file, line, 1, {"why": why})


def head_faults(found: Head, file: str, ledger: LedgerTable) -> Iterator[Fault]:
    """What the heading lacks or has twice."""
    columns = {"columns": tuple(Say(each.zh, each.name) for each in ledger.columns)}
    for each in found.missing:
        yield Fault("LEDGER-02", file, 1, 1, columns | {"why": Say(f"没有“{each.zh}”列", f"has no column {each.name}")})
    for cell in found.repeated:
        yield Fault("LEDGER-02", file, 1, 1, columns | {"why": Say(f"“{cell}”重复", f"has {cell} twice")})


def row_cells(row: CsvRow, found: Head, file: str, ledger: LedgerTable) -> Iterator[Fault]:
    """The faults of one row's cells."""
    if len(row.cells) != len(found.names):
        yield Fault("LEDGER-07", file, row.line, 1, {"found": len(row.cells), "wanted": len(found.names)})
        return
    at = 1
    for name, text in zip(found.names, row.cells, strict=True):
        rule = fault(ledger.column(name), text) if name else ""
        if rule:
            column = ledger.column(name)
            yield Fault(rule, file, row.line, at, {"column": Say(column.zh, column.name), "text": text})
        at += len(text) + 1


# --- rows together ------------------------------------------------------------------------------------------------


def row_faults(
    base: "duckdb.DuckDBPyConnection", records: Path, ledger: LedgerTable, customers: Collection[str]
) -> Iterator[Fault]:
    """Customers without a file, numbers that are there twice."""
    query = UNKNOWN_CUSTOMERS.format(ledger=ledger.name)
    unknown = {name: rows for name, rows in base.execute(query).fetchall() if name not in customers}
    firsts = places(records, ledger, "customer_id", unknown)
    for customer, rows in unknown.items():
        first = firsts[customer][0]
        yield Fault("R-DAT-12", first.file, first.line, 1, {"customer": customer, "rows": rows})
    if ledger.number:
        yield from repeated(base, records, ledger)


def repeated(base: "duckdb.DuckDBPyConnection", records: Path, ledger: LedgerTable) -> Iterator[Fault]:
    """Rows whose number is already taken by an earlier row."""
    twice = {row[0] for row in base.execute(REPEATED.format(number=ledger.number, ledger=ledger.name)).fetchall()}
    column = ledger.column(ledger.number)
    for number, rows in places(records, ledger, ledger.number, twice).items():
        figures = {"column": Say(column.zh, column.name), "text": number, "first": str(rows[0])}
        yield from (Fault("LEDGER-08", row.file, row.line, 1, figures) for row in rows[1:])


def misfits(base: "duckdb.DuckDBPyConnection", records: Path) -> Iterator[Fault]:
    """Payments that name an unknown invoice, one in another currency, or another customer's."""
    rows = base.execute(MISFITS).fetchall()
    found = places(records, LEDGERS["payments"], "invoice_no", {row[1] for row in rows})
    for (rule, number), group in groupby(rows, key=lambda row: row[:2]):
        _, _, customer, currency, other_customer, other_currency = next(group)
        named = {"invoice": number, "customer": customer, "currency": currency}
        named["other"] = other_currency if rule == "LEDGER-10" else other_customer
        yield Fault(rule, found[number][0].file, found[number][0].line, 1, named)


def over_allocations(
    base: "duckdb.DuckDBPyConnection", records: Path, policy: "Policy", lang: str
) -> Iterator[Finding]:
    """Invoices to which more was paid than their amount, over all payments there are (R-PAY-01)."""
    from kamcli.store import receivables

    receivables.match(base, EVERY_DAY)
    over = receivables.over_allocated(base)
    found = places(records, LEDGERS["invoices"], "invoice_no", {each.invoice_no for each in over})
    for each in over:
        first = found[each.invoice_no][0]
        place = {"file": first.file, "line": first.line, "column": 1, "record": each.customer_id}
        yield finding(OVER_ALLOCATION, over_allocation(each), policy, lang, **place)


def places(records: Path, ledger: LedgerTable, column: str, wanted: Collection[str]) -> dict[str, list[Place]]:
    """Where rows stand that have one of the wanted values in a column: value -> places in file order."""
    found: dict[str, list[Place]] = {}
    for path in paths(records, ledger) if wanted else ():
        first, *rows = file_rows(path)
        n = head(ledger, first.cells).names.index(column)
        for row in rows:
            if row.cells[n] in wanted:
                found.setdefault(row.cells[n], []).append(Place(f"{ledger.folder}/{path.name}", row.line))
    return found
