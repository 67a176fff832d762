"""Which tier blocks carry an approving sign-off, as the qualitative criteria need (R-GRD-02)."""

from kamcli.model.columns import Columns, Row
from kamcli.model.customer import Block
from kamcli.model.signoff import Act

CLOSING = frozenset({Act.reject, Act.return_, Act.withdraw})  # each of them ends the revision it stands in


def subject(customer_id: str) -> str:
    """What a sign-off of a customer's tiers names."""
    return f"{customer_id}.{Block.tier}"


def approved(columns: Columns) -> frozenset[tuple[str, int]]:
    """Subjects and revisions that were approved and not closed since; whether a sign-off is valid, `gate` judges."""
    ending = f".{Block.tier}"
    rows = tuple(row for row in columns.rows("signoff") if (row.subject or "").endswith(ending))
    found = {act: {(row.subject, row.revision) for row in rows if row.act == act} for act in Act}
    return frozenset(found[Act.approve].difference(*(found[act] for act in CLOSING)))


def is_approved(row: Row, signed: frozenset[tuple[str, int]]) -> bool:
    """Whether the tiers of a customer are approved in their current revision."""
    revision = (row.revisions or {}).get(Block.tier)
    return revision is not None and (subject(row.id), revision) in signed
