"""The whole verdict on a book: what reading found, the record rules, the book rules, each with its place."""

from collections.abc import Iterable

from kamcli.model.columns import Columns
from kamcli.model.finding import Finding, Problem
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules.base import Rule, problems_of
from kamcli.rules.register import RULES
from kamcli.store import ledger_faults
from kamcli.store.book import Reading
from kamcli.store.precheck import decode
from kamcli.store.records import Located
from kamcli.store.schemas import outdated
from kamcli.store.shipped import paste_of
from kamcli.store.source import Source


def verdict(reading: Reading) -> tuple[Finding, ...]:
    """All findings in the order of files and lines; what `kam check` prints."""
    found = [paste_of(each, reading.lang) for each in reading.findings]
    if reading.policy is not None:
        found += book_findings(reading.source, reading.columns, reading.policy, reading.lang)
        customers = reading.columns.tables.get("customer", {})
        with reading.source.ledgers() as records:
            found += ledger_faults.check(records, customers, reading.policy, reading.lang)
        found += outdated(reading.source, reading.policy, reading.lang)
    return tuple(sorted(set(found)))


def book_findings(
    source: Source, columns: Columns, policy: Policy, lang: str, rules: Iterable[Rule] = RULES
) -> list[Finding]:
    """The findings of book rules: the file of each is read once more to find its place."""
    by_file: dict[tuple[str, str], list[tuple[Rule, Problem]]] = {}
    for rule in rules:
        if rule.book is not None:
            check = rule.book
            for problem in problems_of(lambda check=check: check(columns, policy)):  # type: ignore[misc]
                by_file.setdefault((problem.kind, problem.record), []).append((rule, problem))
    return [
        each
        for (kind, record), found in by_file.items()
        for each in _placed(source, _located(columns, kind, record, policy, lang), found)
    ]


def _located(columns: Columns, kind: str, record: str, policy: Policy, lang: str) -> Located:
    row = columns.find(kind, record)
    path = row.file if row else f"{kind}.yaml" if kind in KINDS and KINDS[kind].single else ""
    return Located(path, KINDS.get(kind, KINDS["customer"]), record, policy, lang)


def _placed(source: Source, located: Located, found: list[tuple[Rule, Problem]]) -> list[Finding]:
    text = decode(source.content(located.path) or b"") if located.path else ""
    return [paste_of(each, located.lang) for each in located.all(text, found)]
