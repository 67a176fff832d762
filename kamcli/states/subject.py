"""What can be approved: applications, contracts, and the guarded blocks of customers, each with its chain."""

from collections.abc import Iterator
from typing import NamedTuple

from kamcli.model.columns import Columns, Row
from kamcli.model.customer import Block
from kamcli.model.policy import Policy
from kamcli.states.band import Basis, Contracts, basis, contracts_of
from kamcli.states.chain import (
    GUARDED_BY_KIND,
    Chain,
    Direction,
    chain_by_amount,
    chain_of_block,
    guarded_block,
    has_fields,
)
from kamcli.states.roster import Errand


class Subject(NamedTuple):
    """One thing that is signed: `digest` is that of its content now, `basis` is None where no amount decides."""

    id: str
    row: Row
    block: str
    revision: int | None
    digest: str
    chain: Chain
    errand: Errand
    basis: Basis | None = None
    prepared_by: tuple[str, ...] = ()


def subjects(columns: Columns, policy: Policy) -> Iterator[Subject]:
    """Everything in a book that can be approved, as it stands."""
    contracts = contracts_of(columns)
    for kind in GUARDED_BY_KIND:
        for row in columns.rows(kind):
            yield of_record(row, columns, contracts, policy)
    for row in columns.rows("customer"):
        for block in row.revisions or ():
            if block in row.block_digests:
                yield of_block(row, str(block), policy)


def subject_named(subject_id: str, columns: Columns, policy: Policy, direction: Direction) -> Subject | None:
    """A subject by its id, `C0001.credit` for a block; None where there is no such record or no such block."""
    for kind in GUARDED_BY_KIND:
        if row := columns.find(kind, subject_id):
            return of_record(row, columns, contracts_of(columns), policy)
    customer, _, block = subject_id.rpartition(".")
    row = columns.find("customer", customer)
    return of_block(row, block, policy, direction) if row and has_fields(block, policy) else None


def of_record(row: Row, columns: Columns, contracts: Contracts, policy: Policy) -> Subject:
    """An application or contract as a subject; its chain follows its amount unless policy gives it fixed steps."""
    block = GUARDED_BY_KIND[row.kind]
    counted = basis(row, contracts, policy)
    if guarded_block(block, policy).by_band:
        chain = chain_by_amount(counted.amount, policy, below_floor=is_below_floor(row))
    else:
        chain = chain_of_block(block, policy)
    errand = Errand(_office(row, columns), row.customer, counted.amount)
    return Subject(row.id, row, str(block), row.revision, row.digest, chain, errand, counted, _prepared_by(row))


def of_block(row: Row, block: str, policy: Policy, direction: Direction = Direction.loosen) -> Subject:
    """A guarded block of a customer as a subject; a credit limit is the amount that a delegate's limit is held to."""
    amount = row.credit_limit if block == Block.credit else None
    chain = chain_of_block(block, policy, direction)
    revision = (row.revisions or {}).get(block)
    errand = Errand(row.office, row.id, amount)
    return Subject(f"{row.id}.{block}", row, block, revision, row.block_digests.get(block, ""), chain, errand)


def is_below_floor(row: Row) -> bool:
    """Whether a contract sells anything below its settlement floor price (R-CTR-06); the floor itself is none."""
    if row.kind != "contract":
        return False
    return any(price < floor for price, floor in zip(row.prices or (), row.floors or (), strict=True))


def _office(row: Row, columns: Columns) -> str | None:
    """The office that submits: an application names it, a contract has its customer's."""
    if row.kind == "application":
        office: str | None = row.office
        return office
    customer = columns.find("customer", row.customer)
    return customer.office if customer else None


def _prepared_by(row: Row) -> tuple[str, ...]:
    """Who wrote the thing and so may submit it but not sign it (R-APR-07)."""
    people = (row.recorded_by, row.applicant if row.kind == "application" else None)
    return tuple(person for person in people if person is not None)
