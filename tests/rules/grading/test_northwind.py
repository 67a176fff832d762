"""Real sales: the shares of 89 buying customers, unrounded."""

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from kamcli.model.answers import Sales
from kamcli.model.money import share
from kamcli.rules.grading.pareto import pareto
from kamcli.rules.grading.revenue_share import revenue_share
from tests.rules.grading.case import case, customers, line, only, policy, sales, told

RULES = {"tier.revenue_share.period": "all", "tier.revenue_share.total": "ledger", "tier.pareto.metric": "amount"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sold(folder: Path) -> Sales:
    buyers = {row["order_id"]: row["customer_id"] for row in read(folder / "orders.csv")}
    return sales(
        *(
            line(buyers[row["order_id"]], str(_amount(row)), product=row["product_id"])
            for row in read(folder / "order_details.csv")
        )
    )


def _amount(row: dict[str, str]) -> Decimal:
    return Decimal(row["unit_price"]) * Decimal(row["quantity"]) * (1 - Decimal(row["discount"]))


def test_the_shares_of_northwind(test_data: Callable[[str], Path]) -> None:
    folder = test_data("northwind")
    book = customers(*(row["customer_id"] for row in read(folder / "customers.csv")))
    graded = revenue_share(case(book, sold(folder), rules=policy(RULES)))
    assert (graded.base["total"], graded.base["buying_customers"]) == (Decimal("1265793.0395"), 89)
    levels = Counter(grade.level for grade in graded.grades if grade.value)
    assert levels == {"strategic": 3, "key": 28, "none": 58}
    shares = {grade.customer_id: grade.share for grade in graded.grades}
    best = ("QUICK", "ERNSH", "SAVEA")
    printed = {name: share(*part) for name in best if (part := shares[name])}
    assert printed == {"QUICK": "8.71", "ERNSH": "8.29", "SAVEA": "8.24"}
    exact = {name: shares[name] for name in printed}
    assert {name: f"{part[0] * 100 / part[1]:.4f}" for name, part in exact.items() if part} == {
        "QUICK": "8.7121",
        "ERNSH": "8.2853",
        "SAVEA": "8.2448",
    }
    nobody = [grade for grade in graded.grades if not grade.value]
    assert [(grade.customer_id, grade.level, told(grade)) for grade in nobody] == [
        ("FISSA", "none", "potential not stated"),
        ("PARIS", "none", "potential not stated"),
    ]


def test_the_best_eighteen_of_northwind(test_data: Callable[[str], Path]) -> None:
    folder = test_data("northwind")
    book = customers(*(row["customer_id"] for row in read(folder / "customers.csv")))
    graded = pareto(case(book, sold(folder), rules=policy(RULES)))
    count = Counter(grade.level for grade in graded.grades)
    assert count == {"top": 18, "middle": 53, "bottom": 18, None: 2}
    part, total = graded.base["top_share"]
    assert f"{part * 100 / total:.4f}" == "60.0570"
    assert only(graded, "QUICK").level == "top"
