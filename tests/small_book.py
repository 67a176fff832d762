"""The small invented book of the golden files, opened without a repository: same bytes in, same bytes out."""

import datetime as dt
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kamcli.model.finding import Finding, Severity
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.output.jsontext import document
from kamcli.output.render import Form, render
from kamcli.store.book import Reading, read
from kamcli.store.ledger import answer
from kamcli.store.opening import open_book
from kamcli.store.records import read_page
from kamcli.store.shipped import new_book_file, templates
from kamcli.views.book import Book
from kamcli.views.head import head
from kamcli.views.names import names
from kamcli.views.reports import BY_NAME, Report

SOURCE = Path(__file__).parent / "golden" / "book" / "records"
TODAY = dt.date(2026, 11, 20)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FINDINGS = (  # fixed ones, so that a new rule changes no golden file
    Finding(rule="R-AUD-04", message="CN-20261117-CCCC changed after it was signed", record="CN-20261117-CCCC"),
    Finding(rule="SCHEMA-01", message="unknown key | colour", file="customers/C0002.yaml", record="C0002"),
    Finding(rule="SCHEMA-01", message="unknown key size", file="customers/C0003.yaml", record="C0003"),
    Finding(rule="R-DAT-01", message="incomplete", record="C0003", severity=Severity.warning),
)
SUBJECTS = {  # the record that a report of one record is tried on
    "card": "C0001",
    "data-sheet": "C0001",
    "application": "AP-20261118-AAAA",
    "delegation": "DL-20261116-AAAA",
    "reconciliation": "RS-20261101-AAAA",
    "visit-plan": "VP-20261113-AAAA",
    "slip": "VS-20261020-AAAA",
    "minutes": "MN-20261023-AAAA",
    "customer-file": "C0001",
    "letter-intro": "C0003",
    "letter-invitation": "C0001",
    "letter-greeting": "C0001",
    "letter-dunning": "C0001",
    "letter-minutes": "MN-20261106-LETT",
}
LISTS = (("industries: []", "industries: [machinery, food]"), ("regions: []", "regions: [north, west]"))


def made(folder: Path) -> Path:
    """A copy of the book with the policy that `kam init` writes; gives its records folder."""
    records = folder / "records"
    shutil.copytree(SOURCE, records)
    policy = new_book_file("policy.en.yaml").replace("BOOK_ID", "golden").replace("COMPANY_NAME", "Golden & Sons")
    for before, after in LISTS:
        policy = policy.replace(before, after)
    (records / "policy.yaml").write_text(policy, encoding="utf-8")
    return records


@dataclass(frozen=True)
class SmallBook:
    """The book in one language."""

    records: Path
    lang: str

    @cached_property
    def reading(self) -> Reading:
        return read(self.records, self.lang)

    @property
    def policy(self) -> Policy:
        assert self.reading.policy is not None
        return self.reading.policy

    @cached_property
    def book(self) -> Book:
        return replace(open_book(self.reading, self.policy), head=COMMIT, findings=FINDINGS)

    def view(self, report: Report, subject: str = "") -> Any:
        """The view of a report."""
        if not report.about:
            answers = answer(self.records, report.questions(self.policy, TODAY), self.policy, self.lang)
            return report.build(self.book, answers, self.policy, TODAY)
        record = self.record(report.about, subject)
        answers = answer(self.records, report.questions(self.policy, TODAY, record), self.policy, self.lang)
        return report.build(self.book, answers, self.policy, TODAY, record)

    def record(self, kind: str, subject: str) -> Any:
        """A whole record."""
        row = self.book.columns.find(kind, subject)
        assert row is not None
        return read_page(self.records, row.file, KINDS[kind], self.policy, self.lang).record

    def blank(self, name: str, form: Form, subject: str = "") -> str:
        """An empty form, for a customer of the book or for anybody."""
        report = BY_NAME[name]
        assert report.blank is not None
        record = self.record(report.about, subject) if subject else None
        return self.text_of(f"{name}-blank", form, report.blank(self.policy, TODAY, record))

    def text(self, name: str, form: Form, subject: str = "") -> str:
        """A report as Markdown or HTML."""
        return self.text_of(name, form, self.view(BY_NAME[name], subject))

    def text_of(self, name: str, form: Form, view: Any) -> str:
        """A view in the words of a report."""
        top = head(self.book, TODAY)._replace(program="0")
        return render(name, form, self.lang, (templates(),), head=top, view=view, names=names(self.book))

    def json(self, name: str, subject: str = "") -> str:
        """A report as JSON."""
        top = head(self.book, TODAY)._replace(program="0")
        return document(self.lang, report=name, head=top, view=self.view(BY_NAME[name], subject))
