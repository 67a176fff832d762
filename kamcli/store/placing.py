"""Problems of a book that is not written yet, at their places in the files as they are."""

from collections.abc import Iterable
from pathlib import Path

from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Finding, Problem
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules.base import Rule
from kamcli.store.precheck import decode
from kamcli.store.records import Located


def placed(
    root: Path, columns: Columns, subject: Row, found: Iterable[tuple[Rule, Problem]], policy: Policy, lang: str
) -> tuple[Finding, ...]:
    """Each problem with file, line and column; one of a file that is still to be written has no place."""
    return tuple(sorted(_one(root, columns, subject, each, policy, lang) for each in found))


def _one(root: Path, columns: Columns, subject: Row, found: tuple[Rule, Problem], policy: Policy, lang: str) -> Finding:
    problem = found[1]
    row = columns.find(problem.kind, problem.record) if problem.record else subject
    row = row or subject
    path = row.file if (root / row.file).is_file() else ""
    text = decode((root / path).read_bytes()) if path else ""
    return Located(path, KINDS[row.kind], row.id, policy, lang).all(text, [found])[0]
