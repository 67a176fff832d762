"""The last approved content of a customer's guarded block, found in the history by its digest."""

from pathlib import Path
from typing import Any

from kamcli.model.columns import Row
from kamcli.model.digest import block_digest
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.states.chain import guarded_block
from kamcli.store import git
from kamcli.store.records import Located, parse_page


def approved_before(root: Path, row: Row, block: str, acts: tuple[Row, ...], policy: Policy) -> tuple[Any, Any]:
    """The customer as its block was last approved, and as it is now; None for the former where history has it not.

    The commit that holds an approval holds the content that was approved: it counts only if its digest is the same.
    """
    current = (row.revisions or {}).get(block, 0)
    approvals = [each for each in acts if each.act == Act.approve and each.revision < current]
    fields = guarded_block(block, policy).fields
    touched = git.touches(root, (each.file for each in approvals)) if git.is_repository(root) else {}
    now = _record(row, (root / row.file).read_bytes(), policy)
    for act in sorted(approvals, key=lambda each: each.revision, reverse=True):
        touch = touched.get(act.file)
        content = git.content_at(root, touch.commit, row.file) if touch else None
        before = _record(row, content, policy) if content is not None else None
        if before is not None and block_digest(before, block, fields) == act.digest:
            return before, now
    return None, now


def _record(row: Row, content: bytes, policy: Policy) -> Any:
    return parse_page(content, Located(row.file, KINDS["customer"], row.id, policy, "en")).record
