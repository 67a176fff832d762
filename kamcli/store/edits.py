"""What a span of days did to the files of customers, out of git's history (R-DAT-05)."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kamcli.model.kinds import KINDS, kind_of
from kamcli.model.policy import Policy
from kamcli.store import git
from kamcli.store.records import Located, parse_page
from kamcli.views.book import Edit

CUSTOMER = KINDS["customer"]
DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "--diff-filter=M")
END = dt.time(23, 59, 59)


def edits(
    root: Path, policy: Policy, since: dt.date, until: dt.date, zone: dt.tzinfo | None
) -> tuple[Edit, ...] | None:
    """The customers whose files were changed after `since` and up to `until`, as committed.

    None where there is no commit so old: then nobody can say what changed.
    """
    first, last = (_commit(root, dt.datetime.combine(day, END, zone)) for day in (since, until))
    if not first or not last:
        return None
    names = git.run(root, *DIFF, first, last, "--", CUSTOMER.folder)
    paths = sorted(os.fsdecode(name) for name in names.split(b"\0") if name)
    return tuple(each for path in paths if kind_of(path) is CUSTOMER for each in _edit(root, policy, path, first, last))


def _commit(root: Path, moment: dt.datetime) -> str | None:
    """The commit that the history here had at a moment."""
    return git.asked(root, "rev-list", "-1", f"--before={moment.isoformat()}", "HEAD")


def _edit(root: Path, policy: Policy, path: str, first: str, last: str) -> Iterator[Edit]:
    before, after = (_customer(root, policy, path, commit) for commit in (first, last))
    told = git.asked(root, "log", "-1", "--format=%ae %cs", f"{first}..{last}", "--", path)
    if before is not None and after is not None and told:
        email, _, day = told.rpartition(" ")
        yield Edit(before, after, email, dt.date.fromisoformat(day))


def _customer(root: Path, policy: Policy, path: str, commit: str) -> Any:
    """The customer as a commit has it; None where it can't be read."""
    content = git.content_at(root, commit, path)
    located = Located(path, CUSTOMER, path.rpartition("/")[2].removesuffix(".yaml"), policy, "en")
    return parse_page(content, located).record if content is not None else None
