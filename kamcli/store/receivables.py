"""The SQL of receivables: payments matched to invoices as of a day, balances aged and summed (R-PAY-01, R-PAY-02)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import duckdb

from kamcli.model.answers import (
    Ageing,
    AgeingLine,
    AgeingQuestion,
    Loose,
    OpenItem,
    OpenItems,
    OpenItemsQuestion,
    OverAllocation,
    Slot,
    Unallocated,
)
from kamcli.model.ledgers import Debtor

# what was issued by that day, once a number; `times` > 1 = the number is not unique, money naming it stays unallocated
NUMBERS = """
CREATE OR REPLACE TEMP TABLE numbers AS
SELECT invoice_no, count(*) AS times, min(currency) AS currency, min(debtor) AS debtor
FROM invoices WHERE issued_on <= $day GROUP BY invoice_no
"""
# each payment made by that day; `loose` says why it settles nothing, NULL where it settles its invoice
RECEIPTS = """
CREATE OR REPLACE TEMP TABLE receipts AS
SELECT p.customer_id, p.invoice_no, p.currency, p.amount, coalesce(n.debtor, 'customer') AS debtor,
  CASE WHEN p.invoice_no = '' THEN 'no_invoice_no' WHEN n.times IS NULL THEN 'unknown_invoice'
    WHEN n.times > 1 THEN 'repeated_invoice' WHEN n.currency <> p.currency THEN 'other_currency' END AS loose
FROM payments p LEFT JOIN numbers n ON n.invoice_no = p.invoice_no
WHERE p.paid_on <= $day
"""
# one row an invoice that is not settled or over-allocated; `allocated` is at most the amount, `paid` all the money
ITEMS = """
CREATE OR REPLACE TEMP TABLE items AS
WITH paid AS (SELECT invoice_no, sum(amount) AS paid FROM receipts WHERE loose IS NULL GROUP BY invoice_no),
matched AS (
  SELECT i.*, coalesce(p.paid, 0) AS paid FROM invoices i LEFT JOIN paid p ON p.invoice_no = i.invoice_no
  WHERE i.issued_on <= $day AND i.amount <> coalesce(p.paid, 0)
)
SELECT *, CASE WHEN amount >= 0 THEN least(amount, paid) ELSE greatest(amount, paid) END AS allocated,
  amount - CASE WHEN amount >= 0 THEN least(amount, paid) ELSE greatest(amount, paid) END AS balance,
  date_diff('day', due_on, CAST($day AS DATE)) AS days
FROM matched
"""
LINES = """
SELECT customer_id, currency, debtor,
  coalesce(max(days) FILTER (WHERE days > 0 AND balance > 0), 0),
  count(*) FILTER (WHERE balance < 0), coalesce(sum(balance) FILTER (WHERE balance < 0), 0), {slots}
FROM items WHERE balance <> 0 GROUP BY ALL ORDER BY customer_id, currency, debtor
"""
SLOT = "count(*) FILTER (WHERE {when}), coalesce(sum(balance) FILTER (WHERE {when}), 0)"
OPEN = """
SELECT customer_id, invoice_no, issued_on, due_on, amount, allocated, currency, contract_id, debtor
FROM items WHERE balance <> 0 AND ($due_by IS NULL OR due_on <= $due_by) AND ($due_from IS NULL OR due_on >= $due_from)
  AND $customer IN ('', customer_id)
ORDER BY customer_id, due_on NULLS LAST, invoice_no, issued_on, amount
"""
OVER = """
SELECT customer_id, invoice_no, currency, amount, paid, debtor FROM items
WHERE paid <> allocated ORDER BY customer_id, invoice_no, amount
"""
LOOSE = """
SELECT customer_id, currency, sum(amount), count(*), loose, debtor FROM receipts WHERE loose IS NOT NULL GROUP BY ALL
UNION ALL
SELECT customer_id, currency, sum(paid - allocated), count(*), 'excess', debtor FROM items
WHERE paid <> allocated GROUP BY ALL
ORDER BY ALL
"""
DEBTORS = {each.name: each for each in Debtor}  # indexing an Enum is slow in a loop of many items


def match(base: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    """Match payments to invoices as of a day: makes the tables `receipts` and `items` out of the ledgers' own."""
    for statement in (NUMBERS, RECEIPTS, ITEMS):
        base.execute(statement, {"day": day})


def ageing(base: duckdb.DuckDBPyConnection, question: AgeingQuestion) -> Ageing:
    """Sums by customer, currency and layer; `match` ran before for the same day."""
    slots = ", ".join(SLOT.format(when=when) for when in conditions(question.edges))
    rows = base.execute(LINES.format(slots=slots)).fetchall()
    return Ageing(tuple(line(row) for row in rows), over_allocated(base), unallocated(base))


def conditions(edges: Sequence[int]) -> tuple[str, ...]:
    """The SQL condition of each slot: not due, no due date, then the buckets; an edge's day is the younger's."""
    starts = (0, *edges)
    bounded = tuple(f"days > {low} AND days <= {high}" for low, high in zip(starts, edges, strict=False))
    return ("days <= 0", "days IS NULL", *bounded, f"days > {starts[-1]}")


def line(row: tuple[Any, ...]) -> AgeingLine:
    customer, currency, debtor, days, notes, credit, *rest = row
    slots = tuple(Slot(count, amount) for count, amount in zip(rest[::2], rest[1::2], strict=True))
    return AgeingLine(customer, currency, Debtor[debtor], slots[0], slots[1], slots[2:], Slot(notes, credit), days)


def open_items(base: duckdb.DuckDBPyConnection, question: OpenItemsQuestion) -> OpenItems:
    """Single open items; `match` ran before for the same day."""
    asked = {"due_by": question.due_by, "due_from": question.due_from, "customer": question.customer_id}
    rows = base.execute(OPEN, asked).fetchall()
    return OpenItems(tuple(map(item, rows)), over_allocated(base), unallocated(base))


def item(row: tuple[Any, ...]) -> OpenItem:
    customer, number, issued, due, amount, allocated, currency, contract, debtor = row
    return OpenItem(customer, number, issued, due, amount, allocated, currency, contract, DEBTORS[debtor])


def over_allocated(base: duckdb.DuckDBPyConnection) -> tuple[OverAllocation, ...]:
    rows = base.execute(OVER).fetchall()
    return tuple(
        OverAllocation(customer, number, currency, amount, paid, DEBTORS[debtor])
        for customer, number, currency, amount, paid, debtor in rows
    )


def unallocated(base: duckdb.DuckDBPyConnection) -> tuple[Unallocated, ...]:
    rows = base.execute(LOOSE).fetchall()
    return tuple(
        Unallocated(customer, currency, amount, count, Loose[reason], DEBTORS[debtor])
        for customer, currency, amount, count, reason, debtor in rows
    )
