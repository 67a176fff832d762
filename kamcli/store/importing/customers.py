"""Importing customers: a file for each new one, and of the known ones the fields that the list gives otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kamcli.changes.add import Circumstances, defaults, next_number
from kamcli.changes.assign import renewals, with_renewals
from kamcli.changes.change import Assignment, Change, Edit, Value
from kamcli.changes.import_customers import Columns, columns, refuse_repeated
from kamcli.changes.import_differing import Differs, differing, refuse_states
from kamcli.changes.import_match import Firm, Firms
from kamcli.changes.import_named import Named, UnknownCustomerError
from kamcli.changes.import_notices import Notices
from kamcli.changes.import_rows import Refused, refuse_surplus
from kamcli.changes.import_units import title_unit
from kamcli.changes.import_values import Keys, keys, notice, values
from kamcli.changes.spreadsheet import RefusedCellError, refuse_total
from kamcli.model.columns import Row
from kamcli.model.finding import KamError, Say, Severity
from kamcli.model.kinds import KINDS
from kamcli.model.policy import language
from kamcli.store.drafts import draft, taken_ids
from kamcli.store.emit import record_text
from kamcli.store.files import read_text
from kamcli.store.importing.ledger import Book, Wishes
from kamcli.store.importing.source import Source
from kamcli.store.ledger_files import CsvRow
from kamcli.store.modeline import with_modeline
from kamcli.store.records import Located, Page, parse_page

KIND = KINDS["customer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPlan:
    """What an import of customers will do; `differing` is changed only with replace, else it is listed and left.

    `renewed` are guarded subjects (C0001.credit) that changed and have to be signed anew, `namesakes` new customers
    with the name of another.
    """

    changes: tuple[Change, ...]
    added: tuple[str, ...] = ()
    differing: tuple[Differs, ...] = ()
    renewed: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    kept: int = 0
    refused: tuple[tuple[Path, Refused], ...] = ()
    unknown: tuple[str, ...] = ()
    notices: Mapping[str, tuple[Say, ...]]
    sources: tuple[Source, ...] = ()
    subject: str = ""


class _Row(NamedTuple):
    """A sound row: its file, its line, the customer's id, the values under English names.

    `drawn` says that the id is the next number of the book.
    """

    path: Path
    row: CsvRow
    id: str
    values: dict[str, Value]
    drawn: bool = False


def planned(book: Book, lists: Sequence[tuple[Path, Source]], wishes: Wishes) -> CustomerPlan:
    """What the lists do to the customers; nothing is written, and refused rows are the caller's to judge (`insist`)."""
    read = [(path, found, columns(found.heading, title_unit(found.above))) for path, found in lists]
    work = _Work(book, wishes, {each for _, found, known in read for each in _ids(known, found)})
    notices: dict[str, tuple[Say, ...]] = {}
    for path, found, understood in read:
        refuse_repeated(found.heading, understood)
        work.notices = Notices(field.unit for field in understood.fields.values())
        for row in found.rows:
            work.take(path, row, understood)
        work.settle()
        notices[found.name] = work.notices.said()
    return CustomerPlan(
        changes=tuple(work.changes),
        added=tuple(work.added),
        differing=tuple(work.differing),
        renewed=tuple(work.renewed),
        namesakes=tuple(work.namesakes),
        kept=work.kept,
        refused=tuple(work.refused),
        unknown=tuple(dict.fromkeys(cell for _, _, understood in read for cell in understood.unknown)),
        notices=notices,
        sources=tuple(found for _, found in lists),
        subject=f"customers: import {', '.join(found.name for _, found in lists)}",
    )


def _ids(known: Columns, found: Source) -> set[str]:
    """The ids that a list gives, so that a number drawn for a row without one is none of them."""
    return {row.cells[known.id].strip() for row in found.rows if known.id is not None and known.id < len(row.cells)}


class _Work:
    """Customers gathered while rows go by."""

    def __init__(self, book: Book, wishes: Wishes, given: set[str]) -> None:
        self.book = book
        self.wishes = wishes
        self.seen: dict[str, _Row] = {}
        self.firms = Firms(book.columns.rows(KIND.name))
        self.named = Named(book.columns, book.policy, self.firms.bearing)
        self.waiting: list[tuple[Path, CsvRow, Columns, RefusedCellError]] = []
        self.taken = given | taken_ids(book.records, KIND)
        self.notices = Notices()
        self.at_hand = Circumstances(frozenset(), book.now, book.person, iter(()))
        self.changes: list[Change] = []
        self.added: list[str] = []
        self.differing: list[Differs] = []
        self.renewed: list[str] = []
        self.namesakes: list[str] = []
        self.kept = 0
        self.refused: list[tuple[Path, Refused]] = []

    def take(self, path: Path, row: CsvRow, understood: Columns) -> None:
        """One row: a new customer, a known one, or a refusal; the same customer once more is no news."""
        try:
            found = self.sound(path, row, understood)
            if found.id in self.seen:
                _again(found, self.seen[found.id])
                return
            there = self.book.columns.find(KIND.name, found.id)
            self.known(found, there) if there else self.new(found)
            self.seen[found.id] = found
            notice(understood, row.cells, self.notices, row.line)
        except UnknownCustomerError as error:
            self.waiting.append((path, row, understood, error))
        except RefusedCellError as error:
            self.refuse(path, row, error)

    def settle(self) -> None:
        """Take the rows that name a customer further down the list; those whose customer never comes are refused."""
        before: int | None = None
        while self.waiting and len(self.waiting) != before:
            before, waiting, self.waiting = len(self.waiting), self.waiting, []
            for path, row, understood, _ in waiting:
                self.take(path, row, understood)
        for path, row, _, error in self.waiting:
            self.refuse(path, row, error)
        self.waiting = []

    def refuse(self, path: Path, row: CsvRow, error: RefusedCellError) -> None:
        self.refused.append((path, Refused(row.line, row.cells, error.say, error.unlisted)))

    def sound(self, path: Path, row: CsvRow, understood: Columns) -> _Row:
        """The values of a row, and the id of its customer: the one it names, or the next free number."""
        refuse_surplus(row.cells, understood.width)
        refuse_total(row.cells)
        allowed = self.book.policy.customers.id_allowed
        given = values(understood, row.cells, self.named)
        named = keys(understood, row.cells, given, allowed)
        found = self.firms.find(named)
        key = found or self.new_id(named, understood)
        return _Row(path, row, key, given, drawn=not found and not named.id)

    def new_id(self, named: Keys, understood: Columns) -> str:
        """The id of a new customer: its own, or the next number of the book where the list gives none."""
        if not named.name:
            raise RefusedCellError(_nameless(named))
        if understood.id is not None and not named.id:
            raise RefusedCellError(Say("客户编号是空的", "the customer id is empty"))
        return named.id or next_number(self.book.policy.customers.new_id, self.taken)

    def parsed(self, key: str, given: Mapping[str, Value]) -> Page:
        """The values as a customer file of its own: what its fields can't hold refuses the row."""
        path = f"{KIND.folder}/{key}.yaml"
        text = record_text(KIND.name, given, language(self.book.policy), headings=False)
        page = parse_page(with_modeline(self.book.records, path, KIND, text).encode(), self.located(path, key))
        wrong = [each for each in page.findings if each.severity is Severity.error]
        if wrong:
            said = "; ".join(each.message for each in wrong)
            raise RefusedCellError(Say(said, said))
        return page

    def located(self, path: str, key: str) -> Located:
        return Located(path, KIND, key, self.book.policy, self.book.lang)

    def new(self, found: _Row) -> None:
        page = self.parsed(found.id, {**defaults(KIND, self.at_hand), **found.values})
        self.changes.append(Change(page.path, None, page.text, f"{found.id}: import"))
        self.added.append(found.id)
        self.taken = {found.id} if found.drawn else self.taken  # it is the highest now
        record = page.record
        if self.firms.has_namesake(record.name):
            self.namesakes.append(f"{found.id} {record.name}")
        uscc = (record.basics.uscc if record.basics else None) or ""
        self.firms.add(Firm(found.id, record.name, uscc, record.code or ""))

    def known(self, found: _Row, row: Row) -> None:
        """Compare with the file there is; change it only where that was asked for."""
        old = read_text(self.book.records / row.file)
        there = parse_page(old.encode(), self.located(row.file, found.id))
        if there.record is None:
            raise RefusedCellError(Say(f"{row.file} 读不出来，先改好它", f"{row.file} can't be read: mend it first"))
        page = self.parsed(found.id, {"name": there.record.name or found.id} | found.values)
        unlike = tuple(differing(found.values, page.record, there.record))
        if unlike and self.wishes.replace:
            refuse_states(unlike)
            try:
                self.change(row, tuple(each.edit for each in unlike))
            except KamError as error:
                raise RefusedCellError(_said(error)) from None
        self.kept += not unlike
        self.differing += (each.told(found.id, self.book.lang) for each in unlike)

    def change(self, row: Row, edits: tuple[Edit, ...]) -> None:
        """Change a known customer as `kam set` does: what is guarded gets its next revision, to be signed anew."""
        wanted = Assignment(row.file, edits, f"{row.id}: import")
        made = draft(self.book.records, wanted, KIND, self.book.policy, self.book.lang)
        renewed = tuple(renewals(made.before, made.after, row, self.book.columns, self.book.policy))
        if renewed:
            wanted = with_renewals(wanted, renewed)
            made = draft(self.book.records, wanted, KIND, self.book.policy, self.book.lang)
        self.changes.append(made.change)
        self.renewed += (each.subject for each in renewed)


def _said(error: KamError) -> Say:
    """Why an edit was refused, as the reason of a row."""
    more = "".join(f"; {each.message}" for each in error.findings)
    return Say(error.say.zh + more, error.say.en + more)


def _again(found: _Row, first: _Row) -> None:
    """A customer for the second time: fine where the row says the same."""
    if found.values != first.values:
        name, line, key = first.path.name, first.row.line, found.id
        zh, en = f"{key} 在 {name} 第 {line} 行另有说法", f"{key} is in {name} on line {line} with other values"
        raise RefusedCellError(Say(zh, en))


def _nameless(named: Keys) -> Say:
    key = named.id or named.uscc or named.code
    if key:
        return Say(f"没有客户 {key}，新建要有客户名称", f"there is no customer {key}, and a new one needs a name")
    return Say("客户名称是空的", "the name is empty")
