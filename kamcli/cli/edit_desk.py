"""A record on the desk: the copy that is edited, what stands in the file meanwhile, and what the book says to it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kamcli.cli import show
from kamcli.cli.edit_target import Target
from kamcli.cli.session import Session
from kamcli.cli.set import commit_one, tell_renewal
from kamcli.model.base import term
from kamcli.model.finding import Exit, Finding, Say, refuse

if TYPE_CHECKING:
    from kamcli.store.records import Page

SOON = 1.0  # seconds: whoever opens and closes an editor faster is no person
LEFT = Say("上次没有编辑完的文字留在 {copy}", "an earlier edit that was not finished is in {copy}")
KEPT_IN = Say("你编辑的文字留在 {copy}", "your text is kept in {copy}")
LINKED = Say(
    "链接已从账簿里删掉；你编辑的文字在 {where}", "the link was taken out of the book; your text is in {where}"
)
STATE = Say(
    "{field}从“{old}”改成了“{new}”；改状态要用 kam move，由它核对条件",
    "{field} was changed from {old} to {new}; kam move changes states and looks whether they may be",
)
STATES = ("state", "lifecycle_status", "ka_status")
EMPTY = Say("（空）", "(none)")


class Desk:
    """One file being edited; `written` are the bytes that the file should hold now."""

    def __init__(self, here: Session, target: Target, command: tuple[str, ...]) -> None:
        from kamcli.store.editor import copied, left_over
        from kamcli.store.files import read_bytes
        from kamcli.store.judging import verdict

        self.here = here
        self.target = target
        self.command = command
        self.path = target.full(here.root)
        self.original = self.written = read_bytes(self.path)
        self.known = {each.key for each in verdict(here.reading)}
        for copy in left_over(self.path):
            show.note(LEFT.read(here.lang, {"copy": self._near(copy)}))
        self.copy = copied(self.path, self.original)

    def edit(self, line: int) -> bool:
        """Open the editor and wait; whether it came back at once. Refuses where it failed or took the file away."""
        from kamcli.store.editor import opened

        start = time.monotonic()
        code = opened(self.command, self.copy, line)
        if code:
            raise refuse(
                "编辑器以 {ended} 退出，{path} 没有改动",
                "the editor ended with {ended}; {path} was not changed",
                code=Exit.CONFIGURATION,
                path=self._shown(),
                ended=code,
            )
        self._there()
        return time.monotonic() - start < SOON

    def _there(self) -> None:
        """Refuse where the editor left no file."""
        if self.copy.is_symlink():
            raise refuse(
                "编辑器把它的文件换成了符号链接，{path} 没有改动",
                "the editor put a link in place of its file; {path} was not changed",
                code=Exit.CONFIGURATION,
                hint=Say("让编辑器直接写文件，不要建链接", "have the editor write the file itself, not a link"),
                path=self._shown(),
            )
        if not self.copy.is_file():
            raise refuse(
                "编辑器删掉了它的文件，{path} 没有改动",
                "the editor deleted its file; {path} was not changed",
                code=Exit.CONFIGURATION,
                path=self._shown(),
            )

    def changed(self) -> bool:
        """Whether the copy differs from the file."""
        return self._copied() != self.written

    def put(self) -> None:
        """Put the edited text in the file; refused where somebody else changed it meanwhile."""
        self._write(self._copied())

    def put_back(self) -> None:
        """Put the first text in the file again; the edited one stays in the copy."""
        self._write(self.original)

    def _copied(self) -> bytes:
        from kamcli.store.files import read_bytes

        return read_bytes(self.copy)

    def _write(self, content: bytes) -> None:
        from kamcli.store.files import write

        write(self.path, content, self.written)
        self.written = content

    def leave(self) -> None:
        """Take the copy away, unless it holds what stands nowhere else; a link that an editor left there always."""
        if self.copy.is_symlink():
            where = self.copy.readlink()
            self.copy.unlink()
            show.note(LINKED.read(self.here.lang, {"where": where}))
            return
        if not self.copy.is_file():
            return
        if self.copy.read_bytes() in (self.written, self.original):
            self.copy.unlink()
        else:
            show.note(KEPT_IN.read(self.here.lang, {"copy": self._near(self.copy)}))

    # --- what the book says -----------------------------------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        """What is found in this file now, and what the edit newly causes in others.

        Where the file is no record any more, everything that names it would be listed: then only what it says itself.
        """
        from kamcli.store.book import read
        from kamcli.store.judging import verdict

        page = self._page(self.written)
        if page.record is None:
            return page.findings
        found = verdict(read(self.here.root, self.here.asked.lang, judge=True))
        return tuple(each for each in found if each.file == self.target.path or each.key not in self.known)

    def moved(self) -> tuple[Say, ...]:
        """What is said to a state that was changed by hand."""
        return tuple(_moved(self._page(self.original), self._page(self.written)))

    def settle(self, *, commit: bool) -> None:
        """Count the revisions of what is guarded and changed, name the file, and commit it where that is asked."""
        from kamcli.changes.change import Change

        self._renew(self._page(self.original), self._page(self.written))
        show.line(self._shown())
        if commit:
            commit_one(self.here, Change(self.target.path, "", "", f"{self.target.id}: edit"))

    def _renew(self, before: "Page", after: "Page") -> None:
        """What is guarded and changed gets its next revision, as `kam set` gives it."""
        from kamcli.changes.assign import renewals, with_renewals
        from kamcli.changes.change import Assignment
        from kamcli.store.edit import edit
        from kamcli.store.records import fields_root, spelling_of

        kind, columns = self.target.kind, self.here.reading.columns
        row = columns.find(kind.name, self.target.id)
        if row is None or self.here.reading.policy is None:
            return
        found = tuple(renewals(before.record, after.record, row, columns, self.here.reading.policy))
        edits = with_renewals(Assignment(self.target.path, (), ""), found).edits
        if edits:
            text = edit(self.written.decode(), spelling_of(kind), edits, root=fields_root(kind), lang=self.here.lang)
            self._write(text.encode("utf-8"))
            self.copy.write_bytes(self.written)
        for each in found:
            tell_renewal(each, self.here.lang)

    def _page(self, content: bytes) -> "Page":
        from kamcli.store.records import Located, parse_page

        located = Located(self.target.path, self.target.kind, self.target.id, self.here.reading.policy, self.here.lang)
        return parse_page(content, located)

    def _near(self, copy: Path) -> str:
        return show.shown_path(copy.relative_to(self.here.root).as_posix(), self.here.root)

    def _shown(self) -> str:
        return show.shown_path(self.target.path, self.here.root)


def _moved(before: "Page", after: "Page") -> Iterator[Say]:
    """Each state that somebody changed by hand."""
    for name in STATES:
        old, new = (getattr(page.record, name, None) for page in (before, after))
        if before.record is not None and after.record is not None and old != new:
            told = term(type(after.record), name)
            yield STATE.filled({"field": told, "old": old or EMPTY, "new": new or EMPTY})
