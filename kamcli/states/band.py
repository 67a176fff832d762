"""Which amount of a contract or application decides, and the band that it falls into (R-APR-01 … 05, 10, 11)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.choices import Boundary
from kamcli.model.columns import Columns, Row
from kamcli.model.contract import ContractState
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import SplitMode

NOT_COUNTED = (ContractState.rejected, ContractState.returned, ContractState.terminated)


class Band(NamedTuple):
    """A band by its number, counted from 1; `edge` says which reading was used where the amount is exactly an edge."""

    number: int
    edge: Boundary | None = None


class Basis(NamedTuple):
    """The amount that decides (yuan, None = not known) and what it is made of besides the record's own amount.

    `amended` are the contracts that an amendment adds to (R-APR-11), `beside` those of the same customer in the window
    (R-APR-10); with `split: warn` the latter are named but not added.
    """

    amount: Decimal | None
    own: Decimal | None
    amended: tuple[Row, ...] = ()
    beside: tuple[Row, ...] = ()


class Contracts(NamedTuple):
    """All contracts, by id and by customer in the order of their days."""

    by_id: Mapping[str, Row]
    by_customer: Mapping[str, tuple[Row, ...]]

    def of(self, row: Row) -> tuple[Row, ...]:
        """The contracts of the same customer."""
        return self.by_customer.get(row.customer or "", ())


def contracts_of(columns: Columns) -> Contracts:
    """The contracts of a book, sorted once."""
    by_customer: dict[str, tuple[Row, ...]] = {}
    for row in sorted(columns.rows("contract"), key=_order):
        if row.customer is not None:
            by_customer[row.customer] = (*by_customer.get(row.customer, ()), row)
    return Contracts({row.id: row for row in columns.rows("contract")}, by_customer)


def band_of(amount: Decimal | None, policy: Policy) -> Band:
    """The band of an amount; a missing or negative one falls into the band that policy names for it (R-APR-05)."""
    bands = policy.approval.bands
    if amount is None or amount < 0:
        return Band(policy.approval.unknown_amount_band)
    reading = policy.approval.boundary or policy.boundary.default
    lower = reading == Boundary.lower_band
    for number, band in enumerate(bands, 1):
        if band.max is None or amount < band.max or (lower and amount == band.max):
            return Band(number, reading if any(amount == each.max for each in bands) else None)
    raise NotConfigured("approval.bands")


def basis(row: Row, contracts: Contracts, policy: Policy) -> Basis:
    """What decides the band of an application or contract."""
    if row.kind == "application":
        return Basis(row.contract_amount, row.contract_amount)
    amended = _amended(row, contracts)
    beside = tuple(_beside(row, contracts, policy, {row.id, *(each.id for each in amended)}))
    added = beside if policy.approval.split == SplitMode.cumulate else ()
    return Basis(sum_of((row, *amended, *added)), row.amount, amended, beside)


def contract_day(row: Row) -> dt.date | None:
    """The day on which a contract counts for splitting: signed, else to take effect, else recorded."""
    recorded: dt.datetime | None = row.recorded_at
    found: dt.date | None = row.signed_on or row.effective_from or (recorded.date() if recorded else None)
    return found


def sum_of(rows: tuple[Row, ...]) -> Decimal | None:
    """One unknown amount makes the sum unknown."""
    amounts = [row.amount for row in rows]
    return None if None in amounts else sum(amounts, Decimal(0))


def _amended(row: Row, contracts: Contracts) -> tuple[Row, ...]:
    """The contract that this one amends, what that one amends in turn, and earlier amendments of any of them."""
    found: list[Row] = []
    root = contracts.by_id.get(row.amends or "")
    while root is not None and root is not row and root not in found:
        found.append(root)
        root = contracts.by_id.get(root.amends or "")
    for other in contracts.of(row):
        family = {each.id for each in found}
        if other.amends in family and other.id not in family and _counts(other) and _before(other, row):
            found.append(other)
    return tuple(found)


def _beside(row: Row, contracts: Contracts, policy: Policy, without: set[str]) -> Iterator[Row]:
    """Contracts of the same customer that count from the window's first day to this one's own (R-APR-10)."""
    if row.amends is not None or (day := contract_day(row)) is None:
        return  # an amendment adds to its contract, whose total decides
    first = day - dt.timedelta(days=policy.approval.split_window_days)
    for other in contracts.of(row):
        counted = contract_day(other)
        in_window = counted is not None and counted >= first
        if in_window and other.id not in without and _counts(other) and _before(other, row):
            yield other


def _counts(row: Row) -> bool:
    return row.state not in NOT_COUNTED


def _order(row: Row) -> tuple[dt.date, str]:
    """An order that no later contract can change: by day, then by id."""
    return contract_day(row) or dt.date.max, row.id


def _before(other: Row, row: Row) -> bool:
    return _order(other) < _order(row)
