"""Reference of the ageing: one DuckDB script over the ledgers' CSV files, `bare_ageing.py LEDGERS AS_OF DAY ...`."""

import json
import sys

import duckdb

ledgers, as_of, *edges = sys.argv[1:]
READ = "read_csv('{}/{}/*.csv', header = true, all_varchar = true)"
OPEN = """
CREATE TABLE open_items AS
WITH paid AS (
  SELECT "发票号" AS number, sum("金额"::DECIMAL(24,6)) AS amount FROM {payments}
  WHERE "发票号" <> '' AND "付款日期"::DATE <= $as_of::DATE GROUP BY 1
)
SELECT "客户编号" AS customer, i."金额"::DECIMAL(24,6) - coalesce(paid.amount, 0) AS amount,
       date_diff('day', nullif("到期日", '')::DATE, $as_of::DATE) AS days
FROM {invoices} i LEFT JOIN paid ON paid.number = i."发票号"
WHERE "开票日期"::DATE <= $as_of::DATE AND i."金额"::DECIMAL(24,6) <> coalesce(paid.amount, 0)
"""
GROUP = "SELECT count(*), coalesce(sum(amount), 0)::VARCHAR FROM open_items WHERE "
LOOSE = "SELECT coalesce(sum(\"金额\"::DECIMAL(24,6)), 0)::VARCHAR FROM {payments} WHERE coalesce(\"发票号\", '') = ''"
CUSTOMERS = """
SELECT customer, sum(amount)::VARCHAR, coalesce(sum(amount) FILTER (days > 0), 0)::VARCHAR, greatest(max(days), 0)
FROM open_items GROUP BY customer ORDER BY customer
"""

base = duckdb.connect()
files = {kind: READ.format(ledgers, kind) for kind in ("invoices", "payments")}
base.execute(OPEN.format(**files), {"as_of": as_of})


def group(condition: str) -> dict[str, object]:
    ((count, amount),) = base.execute(GROUP + condition).fetchall()
    return {"count": count, "amount": amount}


starts = [1, *(int(edge) + 1 for edge in edges)]
ends = [*(int(edge) for edge in edges), 10**6]
buckets = [group(f"days BETWEEN {low} AND {high}") for low, high in zip(starts, ends, strict=True)]
customers = base.execute(CUSTOMERS).fetchall()
((loose,),) = base.execute(LOOSE.format(**files)).fetchall()
answer = {
    "outstanding": group("true")["amount"],
    "overdue": group("days > 0")["amount"],
    "not_due": group("days <= 0"),
    "no_due_date": group("days IS NULL"),
    "unallocated": loose,
    "buckets": buckets,
    "customers": len(customers),
}
print(json.dumps(answer))
