"""`kam set`: values of one record, and the next revision of what its sign-offs no longer cover."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from kamcli.changes.change import Assignment, Edit, Put
from kamcli.changes.direction import direction
from kamcli.changes.wish import edit_of, refuse_state, wish
from kamcli.model.columns import Columns, Row, picked
from kamcli.model.customer import Block, Lifecycle
from kamcli.model.finding import KeyPath
from kamcli.model.kinds import KINDS
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.spelling import dotted, spelling
from kamcli.states.chain import GUARDED_BY_KIND, Chain, Direction, chain_by_amount, chain_of_block, guarded_block
from kamcli.states.process import position

_OUTSIDE = frozenset({"id", "revision"})


class Renewal(NamedTuple):
    """A guarded block that changed: its subject, where its revision stands, the next one, and who signs it.

    `chain` is None where policy does not say who signs.
    """

    subject: str
    block: str
    at: KeyPath
    revision: int
    chain: Chain | None


def assign(row: Row, pairs: Iterable[str]) -> Assignment:
    """The edits that `key=value …` ask for; raises KamError for states, computed fields, unknown keys and groups."""
    model = KINDS[row.kind].model
    edits: list[Edit] = []
    for pair in pairs:
        asked = wish(pair, model)
        refuse_state(asked.at, row.id)
        edits.append(edit_of(model, asked))
    fields = ", ".join(dict.fromkeys(dotted(each.at) for each in edits))
    return Assignment(row.file, tuple(edits), f"{row.id}: set {fields}")


def with_renewals(assignment: Assignment, renewals: Iterable[Renewal]) -> Assignment:
    """The same edits with the new revision numbers."""
    numbers = tuple(Put(each.at, str(each.revision)) for each in renewals)
    return Assignment(assignment.path, (*assignment.edits, *numbers), assignment.subject)


def renewals(before: Any, after: Any, row: Row, columns: Columns, policy: Policy) -> Iterator[Renewal]:
    """Which guarded things differ between two versions of a record, and so need a new revision and its sign-offs.

    A revision that nobody signed yet is still open and keeps its number. Filling in what was empty renews nothing
    before the customer is recognised: until then nothing was approved.
    """
    if before is None or after is None:
        return  # what can't be read as a record has no approved values to compare with
    if row.kind == "customer":
        yield from _of_blocks(before, after, row, columns, policy)
    elif row.kind in GUARDED_BY_KIND and _covered(before) != _covered(after) and before.revision == after.revision:
        signed = _signed(row.id, columns)
        if before.revision in signed:
            chain = _chain(lambda: chain_by_amount(picked(after, _AMOUNTS[row.kind]), policy))
            yield Renewal(row.id, str(GUARDED_BY_KIND[row.kind]), ("revision",), before.revision + 1, chain)


_AMOUNTS = {"contract": "amount", "application": "contract_amount"}


def _of_blocks(before: Any, after: Any, row: Row, columns: Columns, policy: Policy) -> Iterator[Renewal]:
    for block in Block:
        fields = _fields(block, policy)
        changed = [path for path in fields if picked(before, path) != picked(after, path)]
        if not changed or not (_is_recognised(before) or any(picked(before, path) for path in changed)):
            continue
        subject, number = f"{row.id}.{block}", before.revisions.get(block) or 0
        if number and number not in _signed(subject, columns):
            continue
        turned = direction(before, after) if block is Block.credit else Direction.loosen
        chain = _chain(lambda block=block, turned=turned: chain_of_block(block, policy, turned))
        yield Renewal(subject, str(block), ("revisions", str(block)), number + 1, chain)


def _fields(block: Block, policy: Policy) -> tuple[str, ...]:
    try:
        return guarded_block(block, policy).fields
    except NotConfigured:
        return ()


def _is_recognised(customer: Any) -> bool:
    here, recognised = position("customer", customer.lifecycle_status), position("customer", Lifecycle.recognised)
    return customer.lifecycle_status is not None and (here is None or recognised is None or here >= recognised)


def _signed(subject: str, columns: Columns) -> frozenset[int]:
    """The revisions of a subject that somebody signed, returned or rejected."""
    return frozenset(each.revision for each in columns.rows("signoff") if each.subject == subject)


def _chain(chain: Any) -> Chain | None:
    try:
        found: Chain = chain()
    except NotConfigured:
        return None
    return found


def _covered(record: BaseModel) -> dict[str, Any]:
    """What a record's sign-offs cover: all but its state, what is filled in later and its revision."""
    terms = spelling(type(record)).terms
    return {
        name: getattr(record, name)
        for name, told in terms.items()
        if not told.filled_later and not told.derived and name not in _OUTSIDE
    }
