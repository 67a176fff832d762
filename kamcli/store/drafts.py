"""From a wish to the change of a file: the new text, read and judged as if it stood in the book already."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kamcli.changes.change import Assignment, Change, NewRecord
from kamcli.model.finding import Exit, Finding, KamError, Say, Severity
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.policy import Policy, language
from kamcli.store import git
from kamcli.store.edit import edit
from kamcli.store.emit import record_text
from kamcli.store.files import read_text
from kamcli.store.modeline import with_modeline
from kamcli.store.records import Located, Page, fields_root, id_of, parse_page, spelling_of

_WORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
_WORD_LENGTH = 4


class Draft(NamedTuple):
    """A change that is not written yet, with the typed record before (None where it is new) and after it."""

    change: Change
    before: Any
    after: Any


def draft(root: Path, assignment: Assignment, kind: Kind, policy: Policy, lang: str) -> Draft:
    """The change that an assignment makes; `root` is the records folder. Nothing is written.

    Raises KamError with the findings where the record would get errors that it does not have yet.
    """
    before = read_text(root / assignment.path)
    after = edit(before, spelling_of(kind), assignment.edits, root=fields_root(kind), lang=language(policy))
    old, new = (_page(text, assignment.path, kind, policy, lang) for text in (before, after))
    had = {(each.rule, each.message) for each in old.findings}
    _refuse(each for each in new.findings if (each.rule, each.message) not in had)
    return Draft(Change(assignment.path, before, after, assignment.subject), old.record, new.record)


def draft_new(root: Path, wanted: NewRecord, policy: Policy, lang: str) -> Draft:
    """The change that makes a new record, written in the book's language; messages are in `lang`.

    Raises KamError with the findings where it would be no valid record.
    """
    kind = KINDS[wanted.kind]
    text = with_modeline(root, wanted.path, kind, record_text(wanted.kind, wanted.values, language(policy)))
    page = _page(text, wanted.path, kind, policy, lang)
    _refuse(page.findings)
    return Draft(Change(wanted.path, None, text, wanted.subject), None, page.record)


def _page(text: str, path: str, kind: Kind, policy: Policy, lang: str) -> Page:
    return parse_page(text.encode("utf-8"), Located(path, kind, id_of(path, kind), policy, lang))


def _refuse(findings: "Iterator[Finding] | tuple[Finding, ...]") -> None:
    errors = tuple(each for each in findings if each.severity is Severity.error)
    if errors:
        said = Say("改动后的记录不合规，没有写入", "the record would not be valid; nothing was written")
        raise KamError(said, code=Exit.FINDINGS, findings=errors)


# --- ids ------------------------------------------------------------------------------------------------------------


def taken_ids(root: Path, kind: Kind) -> frozenset[str]:
    """The ids of a kind in the work tree, in HEAD and in every remote-tracking branch: none of them is used again."""
    if kind.single:
        return frozenset()
    folder = root / kind.folder
    here = {path.stem for path in folder.rglob("*.yaml")} if folder.is_dir() else set()
    return frozenset(here | {Path(name).stem for name in _tracked(root, kind.folder)})


def _tracked(root: Path, folder: str) -> Iterator[str]:
    """The files of a folder in HEAD and in the remote-tracking branches."""
    if not git.is_repository(root):
        return
    listed = git.asked(root, "for-each-ref", "--format=%(objectname)", "refs/remotes") or ""
    commits = {each for each in (git.head(root), *listed.split()) if each}
    for commit in sorted(commits):
        names = git.run(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{folder}/")
        yield from (name for name in names.decode("utf-8", "replace").split("\0") if name.endswith(".yaml"))


def words() -> Iterator[str]:
    """Random words for the ids of event records, without end."""
    while True:
        yield "".join(secrets.choice(_WORD) for _ in range(_WORD_LENGTH))
