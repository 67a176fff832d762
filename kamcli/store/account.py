"""The SQL of a customer's account: what was owed before a period, and its invoices and payments line by line."""

import duckdb

from kamcli.model.answers import ZERO, Account, AccountLine, AccountQuestion, Booked

# the office's documents are not the customer's; money belongs to the layer of the invoice that it names, else to the
# customer, and a number that is not unique is taken as its first layer by name, as in receivables
BOOKED = """
CREATE OR REPLACE TEMP TABLE booked AS
WITH numbers AS (SELECT invoice_no, min(debtor) AS debtor FROM invoices WHERE issued_on <= $last GROUP BY invoice_no)
SELECT issued_on AS day, CASE WHEN amount < 0 THEN 'credit_note' ELSE 'invoice' END AS what, invoice_no AS number,
  amount AS debit, amount - amount AS credit
FROM invoices
WHERE customer_id = $customer AND currency = $currency AND debtor = 'customer' AND issued_on <= $last
UNION ALL
SELECT p.paid_on, 'payment', p.invoice_no, p.amount - p.amount, p.amount
FROM payments p LEFT JOIN numbers n ON n.invoice_no = p.invoice_no
WHERE p.customer_id = $customer AND p.currency = $currency AND coalesce(n.debtor, 'customer') = 'customer'
  AND p.paid_on <= $last
"""
OPENING = "SELECT sum(debit - credit) FROM booked WHERE day < $first"
LINES = """
SELECT day, what, number, debit, credit FROM booked WHERE day >= $first
ORDER BY day, what, number, debit, credit
"""


def account(base: duckdb.DuckDBPyConnection, question: AccountQuestion) -> Account:
    """The account that a question asks for; the tables `invoices` and `payments` are loaded."""
    asked = {"customer": question.customer_id, "currency": question.currency, "last": question.last}
    base.execute(BOOKED, asked)
    (opening,) = base.execute(OPENING, {"first": question.first}).fetchone() or (None,)
    rows = base.execute(LINES, {"first": question.first}).fetchall()
    lines = (AccountLine(day, Booked[what], *rest) for day, what, *rest in rows)
    return Account(opening if opening is not None else ZERO, tuple(lines))
