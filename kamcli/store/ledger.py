"""Ledger questions answered: the ledgers that a question needs are loaded once, and DuckDB does the sums."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamcli.model.answers import (
    Account,
    AccountQuestion,
    Ageing,
    AgeingQuestion,
    Answers,
    OpenItems,
    OpenItemsQuestion,
    Question,
    Sales,
    SalesLine,
    SalesMonth,
    SalesQuestion,
)
from kamcli.model.finding import Exit, KamError, Say
from kamcli.model.ledgers import LEDGERS, LedgerTable
from kamcli.store.ledger_files import paths

if TYPE_CHECKING:
    import duckdb

    from kamcli.model.policy import Policy

Answer = Sales | Ageing | OpenItems | Account | None

NEEDED: Mapping[type[Question[Any]], tuple[str, ...]] = MappingProxyType(
    {
        SalesQuestion: ("sales",),
        **dict.fromkeys((AgeingQuestion, OpenItemsQuestion, AccountQuestion), ("invoices", "payments")),
    }
)
PERIOD = "($first IS NULL OR date >= $first) AND ($last IS NULL OR date <= $last) AND $customer IN ('', customer_id)"
LINES = """
SELECT customer_id, currency, product, sum(amount), CASE WHEN count(gross_profit) = count(*) THEN sum(gross_profit) END,
  count(*) FROM sales WHERE {period} GROUP BY customer_id, currency, product ORDER BY customer_id, currency, product
"""
MONTHS = """
SELECT CAST(date_trunc('month', date) AS DATE) AS month, currency, sum(amount), count(*)
FROM sales WHERE {period} GROUP BY month, currency ORDER BY month, currency
"""
ENDS = "SELECT min(date), max(date) FROM sales WHERE {period}"


def answer(records: Path, questions: Iterable[Question[Any]], policy: "Policy", lang: str) -> Answers:
    """Answer every question from the ledgers below `records`; None where there is no such ledger.

    A question whose ledger holds a row that can't be read gets no answer: using it raises a KamError with the places.
    NotConfigured where policy.yaml gives no company.currency, which a row without a currency needs.
    """
    asked = tuple(dict.fromkeys(questions))
    if not asked:
        return Answers()
    ledgers = _Ledgers(records, policy, lang)
    found: dict[Question[Any], Any] = {}
    refused: dict[Question[Any], KamError] = {}
    for question in sorted(asked, key=_day):
        try:
            found[question] = ledgers.answer(question)
        except KamError as error:
            refused[question] = error
    return Answers(MappingProxyType(found), MappingProxyType(refused))


def _day(question: Question[Any]) -> dt.date:
    """Questions of one day stand together, so that payments are matched once."""
    return question.as_of if isinstance(question, AgeingQuestion | OpenItemsQuestion) else dt.date.min


class _Ledgers:
    """The tables loaded so far: `there` says of each ledger whether it exists, or why it can't be read."""

    def __init__(self, records: Path, policy: "Policy", lang: str) -> None:
        self.records = records
        self.policy = policy
        self.lang = lang
        self.there: dict[str, bool | KamError] = {}
        self.matched: dt.date | None = None

    @cached_property
    def base(self) -> "duckdb.DuckDBPyConnection":
        """The database, opened for the first ledger that has a file."""
        from kamcli.store.ledger_tables import database

        return database()

    def answer(self, question: Question[Any]) -> Answer:
        """The answer of one question, None where there is no ledger for it."""
        there = {name: self.loaded(LEDGERS[name]) for name in NEEDED[type(question)]}
        if isinstance(question, SalesQuestion):
            return sales(self.base, question) if there["sales"] else None
        if not there["invoices"]:
            return None
        return self.receivables(question, paid=there["payments"])

    def loaded(self, ledger: LedgerTable) -> bool:
        """Load a ledger once; whether it has a file. KamError where it can't be read."""
        if ledger.name not in self.there:
            self.there[ledger.name] = self.load(ledger)
        found = self.there[ledger.name]
        if isinstance(found, KamError):
            raise found
        return found

    def load(self, ledger: LedgerTable) -> bool | KamError:
        if not paths(self.records, ledger):
            return False
        from kamcli.store.ledger_tables import UnreadableLedgerError, load

        try:
            return load(self.base, self.records, ledger, self.policy.company.currency)
        except UnreadableLedgerError as error:
            return unreadable(self.records, ledger, self.policy, self.lang, str(error))

    def receivables(self, question: Question[Any], *, paid: bool) -> Answer:
        """The answer of a question about open items; a book without a payment ledger has no payments."""
        from kamcli.store import receivables
        from kamcli.store.ledger_tables import empty

        if not paid:
            empty(self.base, LEDGERS["payments"])
        if isinstance(question, AccountQuestion):
            from kamcli.store.account import account

            return account(self.base, question)
        if isinstance(question, AgeingQuestion | OpenItemsQuestion) and question.as_of != self.matched:
            receivables.match(self.base, question.as_of)
            self.matched = question.as_of
        if isinstance(question, AgeingQuestion):
            return receivables.ageing(self.base, question)
        return receivables.open_items(self.base, question) if isinstance(question, OpenItemsQuestion) else None


def unreadable(records: Path, ledger: LedgerTable, policy: "Policy", lang: str, why: str) -> KamError:
    """The refusal of every answer from a ledger that can't be read whole, with its places."""
    from kamcli.store.ledger_faults import file_findings

    findings = file_findings(records, ledger, policy, lang, why)
    say = Say(
        f"{ledger.zh}有 {len(findings)} 处读不出来，不按残缺的数据计算",
        f"the {ledger.en.lower()} has {len(findings)} faults; nothing is computed from a part of it",
    )
    return KamError(say, code=Exit.UNREADABLE, findings=findings)


def sales(base: "duckdb.DuckDBPyConnection", question: SalesQuestion) -> Sales:
    """Sales of a period by customer, currency and product, and by month."""
    asked = {"first": question.first, "last": question.last, "customer": question.customer_id}
    first, last = base.execute(ENDS.format(period=PERIOD), asked).fetchone() or (None, None)
    lines = tuple(SalesLine(*row) for row in base.execute(LINES.format(period=PERIOD), asked).fetchall())
    months = tuple(SalesMonth(*row) for row in base.execute(MONTHS.format(period=PERIOD), asked).fetchall())
    return Sales(first, last, lines, months)
