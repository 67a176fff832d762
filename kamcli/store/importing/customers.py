"""Importing customers: a file for each new id, and of the known ones the fields that the list gives otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kamcli.changes.assign import renewals, with_renewals
from kamcli.changes.change import Assignment, Change, Put, Value
from kamcli.changes.import_cells import RefusedCellError
from kamcli.changes.import_customers import STATES, Columns, columns, customer_id, values
from kamcli.changes.import_rows import Refused
from kamcli.model.columns import Row, picked
from kamcli.model.finding import Exit, KeyPath, Say, Severity, refuse
from kamcli.model.kinds import KINDS
from kamcli.model.spelling import dotted, label, spelling
from kamcli.store.drafts import draft
from kamcli.store.emit import record_text
from kamcli.store.files import read_text
from kamcli.store.importing.ledger import Book, Wishes
from kamcli.store.importing.query import query_source
from kamcli.store.importing.source import Reading, Source, source
from kamcli.store.ledger_files import CsvRow
from kamcli.store.records import Located, Page, parse_page

KIND = KINDS["customer"]
WANTED = Say("客户编号和客户名称", "an id and a name (id, name)")


class Differs(NamedTuple):
    """A field of a known customer that the list gives otherwise: both values as text."""

    customer_id: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPlan:
    """What an import of customers will do; `differing` is changed only with replace, else it is listed and left.

    `renewed` are guarded subjects (C0001.credit) that changed and have to be signed anew.
    """

    changes: tuple[Change, ...]
    added: tuple[str, ...] = ()
    differing: tuple[Differs, ...] = ()
    renewed: tuple[str, ...] = ()
    kept: int = 0
    refused: tuple[tuple[Path, Refused], ...] = ()
    unknown: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    subject: str = ""


class _Row(NamedTuple):
    """A sound row: its file, its line, the customer's id and the values under English names."""

    path: Path
    row: CsvRow
    id: str
    values: dict[str, Value]


def read_lists(files: Sequence[Path], wishes: Wishes) -> tuple[tuple[Path, Source], ...]:
    """Every list read; KamError where one has no heading with id and name."""
    fits = lambda cells: columns(cells).complete  # noqa: E731 one condition
    if wishes.chosen:
        zh = "客户清单不用导入对照：列名写客户档案的字段名，或用 --query"
        en = "customers take no import map: name the columns as fields, or use --query"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY)
    if wishes.query:
        return ((wishes.query, query_source(wishes.query, files, fits, WANTED)),)
    return tuple((path, source(path, Reading(), fits, WANTED)) for path in files)


def planned(book: Book, lists: Sequence[tuple[Path, Source]], wishes: Wishes) -> CustomerPlan:
    """What the lists do to the customers; nothing is written, and refused rows are the caller's to judge (`insist`)."""
    work = _Work(book, wishes)
    unknown: dict[str, None] = {}
    for path, found in lists:
        understood = columns(found.heading)
        unknown |= dict.fromkeys(understood.unknown)
        for row in found.rows:
            work.take(path, row, understood)
    return CustomerPlan(
        changes=tuple(work.changes),
        added=tuple(work.added),
        differing=tuple(work.differing),
        renewed=tuple(work.renewed),
        kept=work.kept,
        refused=tuple(work.refused),
        unknown=tuple(unknown),
        sources=tuple(found for _, found in lists),
        subject=f"customers: import {', '.join(found.name for _, found in lists)}",
    )


class _Work:
    """Customers gathered while rows go by."""

    def __init__(self, book: Book, wishes: Wishes) -> None:
        self.book = book
        self.wishes = wishes
        self.seen: dict[str, _Row] = {}
        self.folded = {each.casefold(): each for each in book.customers}
        self.changes: list[Change] = []
        self.added: list[str] = []
        self.differing: list[Differs] = []
        self.renewed: list[str] = []
        self.kept = 0
        self.refused: list[tuple[Path, Refused]] = []

    def take(self, path: Path, row: CsvRow, understood: Columns) -> None:
        """One row: a new customer, a known one, or a refusal; the same customer once more is no news."""
        try:
            found = self.sound(path, row, understood)
            if self.seen.setdefault(found.id, found) is not found:
                self.again(found, self.seen[found.id])
                return
            there = self.book.columns.find(KIND.name, found.id)
            self.known(found, there) if there else self.new(found)
        except RefusedCellError as error:
            self.refused.append((path, Refused(row.line, row.cells, error.say)))

    def sound(self, path: Path, row: CsvRow, understood: Columns) -> _Row:
        """The id and the values of a row."""
        key = customer_id(understood, row.cells, self.book.policy.customers.id_allowed)
        other = self.folded.setdefault(key.casefold(), key)
        if other != key:
            zh, en = (
                f"编号 {key} 与 {other} 只差大小写",
                f"the ids {key} and {other} differ in nothing but capitals",
            )
            raise RefusedCellError(Say(zh, en))
        given = values(understood, row.cells)
        if key not in self.book.customers and "name" not in given:
            raise RefusedCellError(Say("客户名称是空的", "the name is empty"))
        return _Row(path, row, key, given)

    def again(self, found: _Row, first: _Row) -> None:
        """An id for the second time: fine where the row says the same."""
        if found.values != first.values:
            name, line, key = first.path.name, first.row.line, found.id
            zh, en = f"{key} 在 {name} 第 {line} 行另有说法", f"{key} is in {name} on line {line} with other values"
            raise RefusedCellError(Say(zh, en))

    def parsed(self, key: str, given: Mapping[str, Value]) -> Page:
        """The values as a customer file of its own: what its fields can't hold refuses the row."""
        text = record_text(KIND.name, given, self.book.lang, headings=False)
        page = parse_page(text.encode(), self.located(f"{KIND.folder}/{key}.yaml", key))
        wrong = [each for each in page.findings if each.severity is Severity.error]
        if wrong:
            said = "; ".join(each.message for each in wrong)
            raise RefusedCellError(Say(said, said))
        return page

    def located(self, path: str, key: str) -> Located:
        return Located(path, KIND, key, self.book.policy, self.book.lang)

    def new(self, found: _Row) -> None:
        page = self.parsed(found.id, found.values)
        self.changes.append(Change(page.path, None, page.text, f"{found.id}: import"))
        self.added.append(found.id)

    def known(self, found: _Row, row: Row) -> None:
        """Compare with the file there is; change it only where that was asked for."""
        old = read_text(self.book.records / row.file)
        there = parse_page(old.encode(), self.located(row.file, found.id))
        if there.record is None:
            raise RefusedCellError(Say(f"{row.file} 读不出来，先改好它", f"{row.file} can't be read: mend it first"))
        page = self.parsed(found.id, {"name": there.record.name or found.id} | found.values)
        differing = tuple(_differing(found.values, page.record, there.record))
        self.kept += not differing
        self.differing += (self.told(found.id, at, page.record, there.record) for at, _ in differing)
        if differing and self.wishes.replace:
            _refuse_states(at for at, _ in differing)
            self.change(row, tuple(Put(at, value) for at, value in differing))

    def change(self, row: Row, puts: tuple[Put, ...]) -> None:
        """Change a known customer as `kam set` does: what is guarded gets its next revision, to be signed anew."""
        wanted = Assignment(row.file, puts, f"{row.id}: import")
        made = draft(self.book.records, wanted, KIND, self.book.policy, self.book.lang)
        renewed = tuple(renewals(made.before, made.after, row, self.book.columns, self.book.policy))
        if renewed:
            wanted = with_renewals(wanted, renewed)
            made = draft(self.book.records, wanted, KIND, self.book.policy, self.book.lang)
        self.changes.append(made.change)
        self.renewed += (each.subject for each in renewed)

    def told(self, key: str, at: KeyPath, new: Any, old: Any) -> Differs:
        words = (_shown(picked(record, dotted(at)), self.book.lang) for record in (old, new))
        return Differs(key, label(spelling(KIND.model), at, self.book.lang), *words)


def _differing(given: Mapping[str, Value], new: Any, old: Any, above: KeyPath = ()) -> Iterator[tuple[KeyPath, Value]]:
    """The fields of a row whose typed value differs from the file's."""
    for name, value in given.items():
        at = (*above, name)
        if isinstance(value, Mapping):
            yield from _differing(value, new, old, at)
        elif picked(new, dotted(at)) != picked(old, dotted(at)):
            yield at, value


def _refuse_states(paths: Iterator[KeyPath]) -> None:
    if any(at[0] in STATES for at in paths):
        raise RefusedCellError(Say("状态只能用 kam move 改", "a state changes only by kam move"))


def _shown(value: Any, lang: str) -> str:
    """A value for people; "" where there is none."""
    if isinstance(value, tuple):
        return ", ".join(_shown(each, lang) for each in value)
    if hasattr(value, "model_fields_set"):
        return " ".join(_shown(getattr(value, name), lang) for name in sorted(value.model_fields_set))
    return str(getattr(value, lang, value)) if value is not None else ""
