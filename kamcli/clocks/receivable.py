"""Clocks of money owed (货款)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kamcli.clocks.base import Due, Facts, owners_of
from kamcli.clocks.workdays import Day
from kamcli.model.finding import Say
from kamcli.model.money import grouped
from kamcli.model.policy import Policy


def payment_due(facts: Facts, _: Policy, __: dt.date) -> Iterator[Due]:
    """CK-12: every invoice that is still owed and has a due date; the due day itself is not overdue."""
    owners: dict[str, tuple[str, ...]] = {}  # of a large ledger there are many items a customer
    for item in facts.open_items.items if facts.open_items else ():
        if item.due_on and (balance := item.balance) > 0:
            if (who := owners.get(item.customer_id)) is None:
                who = owners[item.customer_id] = owners_of(facts, item.customer_id)
            last = Day(item.due_on)
            about = owed_in_words({item.currency: balance})
            yield Due(
                item.invoice_no, "invoice", item.customer_id, who, item.issued_on, last, about, balance, item.currency
            )


def owed_in_words(owed: Mapping[str, Decimal], count: int = 1) -> Say:
    """What is owed by currency, each beside the others and never added up; of several invoices the sums."""
    amounts = tuple(f"{grouped(amount)} {currency}" for currency, amount in sorted(owed.items()))
    verb = "共欠" if count > 1 else "尚欠"
    return Say(f"{verb} {'、'.join(amounts)}", f"{', '.join(amounts)} owed")
