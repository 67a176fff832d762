"""Clocks of money owed (货款)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.clocks.base import Due, Facts, owners_of
from kamcli.clocks.workdays import Day
from kamcli.model.finding import Say
from kamcli.model.money import grouped
from kamcli.model.policy import Policy


def payment_due(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-12: every invoice that is still owed and has a due date; the due day itself is not overdue."""
    for item in facts.open_items.items if facts.open_items else ():
        if item.due_on and item.balance > 0:
            owed = f"{grouped(item.balance)} {item.currency}"
            owners = owners_of(facts, item.customer_id)
            about = Say(f"尚欠 {owed}", f"{owed} owed")
            yield Due(item.invoice_no, "invoice", item.customer_id, owners, item.issued_on, Day(item.due_on), about)
