"""What the history knows of a book: when git first saw each file."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from kamcli.store import git


def entered(root: Path, folder: str) -> Mapping[str, dt.datetime]:
    """File below records/ -> the committer's date of the commit that first added it; {} without a repository.

    A file that was moved counts from its first name: git follows renames by content.
    """
    if not git.is_repository(root) or not git.head(root):
        return {}
    shape = ("-z", "--reverse", "--relative", "-M", "--diff-filter=AR", "--name-status", "--format=%x01%cI")
    words = iter(git.run(root, "log", *shape, "--", folder).decode("utf-8", "surrogateescape").split("\0"))
    found: dict[str, dt.datetime] = {}
    moment = dt.datetime.min.replace(tzinfo=dt.UTC)
    for word in words:
        status = word.strip("\n")
        if status.startswith("\1"):
            moment = dt.datetime.fromisoformat(status[1:])
        elif status.startswith("R"):
            before, after = next(words), next(words)
            found.setdefault(after, found.get(before, moment))
        elif status == "A":
            found.setdefault(next(words), moment)
    return found
