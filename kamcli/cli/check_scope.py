"""Which findings `kam check` is asked for: of these files and folders, of what changed since a commit, or all."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamcli.cli.within import within
from kamcli.model.finding import Finding

if TYPE_CHECKING:
    from kamcli.cli.session import Session
    from kamcli.store.since import Since


@dataclass(frozen=True)
class Scope:
    """The files that are looked at: `wanted` by their full paths, all where it is empty, and what changed."""

    here: "Session"
    wanted: tuple[Path, ...]
    since: "Since | None"

    def holds(self, path: str) -> bool:
        """Whether a file of the book is asked for."""
        return self._named(path) and (self.since is None or self.since.touches(path))

    def checked(self) -> int:
        """How many files are asked for."""
        if not self.wanted and self.since is None:
            return self.here.reading.pages
        return sum(map(self.holds, self.here.source.files()))

    def findings(self) -> tuple[Finding, ...]:
        """The findings on these files. What a change does to other files is asked for as well, if it is new there."""
        from kamcli.store.judging import verdict

        named = tuple(each for each in verdict(self.here.reading) if self._named(each.file))
        if self.since is None or self.here.reading.policy is None:  # without a policy no rule judges what changed
            return named
        from kamcli.store.since import caused

        return caused(self.here.source, named, self.since, self.here.lang)

    def _named(self, path: str) -> bool:
        file = self.here.root / path
        return not self.wanted or any(file.is_relative_to(each) for each in self.wanted)


def scope(here: "Session", paths: list[Path], revision: str) -> Scope:
    """The scope that the command line asks for; refused where there is no such path or commit."""
    wanted = tuple(within(here.source, path) for path in paths)
    if not revision:
        return Scope(here, wanted, None)
    from kamcli.store.since import since

    return Scope(here, wanted, since(here.root, revision, staged=here.staged))
