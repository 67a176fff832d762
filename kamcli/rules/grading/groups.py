"""Groups of companies: subsidiaries counted with the customer that stands at the top (CU-25, `consolidate_groups`)."""

from collections.abc import Mapping
from decimal import Decimal

from kamcli.model.columns import Row
from kamcli.rules.grading.takings import ZERO, Taking, Takings


def tops(customers: tuple[Row, ...]) -> Mapping[str, str]:
    """The top of the group for every customer that has a parent in the book; a circle of parents has no top."""
    known = {row.id for row in customers}
    parents = {row.id: row.parent_customer for row in customers if row.parent_customer in known}
    found = {child: _top(child, parents) for child in parents}
    return {child: top for child, top in found.items() if top is not None}


def _top(child: str, parents: Mapping[str, str]) -> str | None:
    seen = {child}
    at = child
    while at in parents:
        at = parents[at]
        if at in seen:
            return None
        seen.add(at)
    return at


def pooled(takings: Takings, members: Mapping[str, str]) -> Takings:
    """The sales of subsidiaries added to those of their top; the total stays."""
    pools: dict[str, list[Taking]] = {}
    for customer, taking in takings.by_customer.items():
        pools.setdefault(members.get(customer, customer), []).append(taking)
    together = {top: _sum(parts) if len(parts) > 1 else parts[0] for top, parts in pools.items()}
    return Takings(together, takings.total, takings.missing, takings.lines)


def _sum(parts: list[Taking]) -> Taking:
    profits = [part.gross_profit for part in parts]
    given = [profit for profit in profits if profit is not None]
    lines: dict[str, Decimal] = {}
    for part in parts:
        for line, amount in part.lines.items():
            lines[line] = lines.get(line, ZERO) + amount
    return Taking(
        sum((part.amount for part in parts), ZERO),
        sum(given, ZERO) if len(given) == len(profits) else None,
        tuple(dict.fromkeys(say for part in parts for say in part.missing)),
        lines,
    )
