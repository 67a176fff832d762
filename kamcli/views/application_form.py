"""The key-account application as a paper to sign (大客户申请表, F-22): facts, floors, papers, band, signatures."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, OpenItems, OpenItemsQuestion, Question
from kamcli.model.application import Application, Existence, FloorPrice
from kamcli.model.base import Choice
from kamcli.model.choices import Role
from kamcli.model.finding import Say
from kamcli.model.ledgers import Debtor
from kamcli.model.money import capitals
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.rules.dossier import Item, checklist, dossier_of
from kamcli.states.approval import Standing, standings
from kamcli.states.verdict import Done
from kamcli.views.approvals import problems
from kamcli.views.book import Book
from kamcli.views.names import staff_names, unit_names


class Applicant(NamedTuple):
    """The customer's basics, as far as the book has them."""

    id: str
    name: str
    code: str | None
    uscc: str | None
    industry: str | None
    region: str | None
    nature: Choice | None
    addresses: tuple[str, ...]
    phones: tuple[str, ...]


class SignatureLine(NamedTuple):
    """One stage of the chain; `name` is "" where nobody took it, `note` says by which letter and for whom."""

    role: Role
    act: Act
    name: str
    on: dt.date | None
    note: Say


class Debt(NamedTuple):
    """What the office declared, and what the ledgers say of the day of the application; None where unknown."""

    declared: Decimal | None
    by_ledger: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationForm:
    """`band` counts from 1; `problems` are sign-offs that don't count; `digest` is that of the content now (SG-03)."""

    as_of: dt.date
    id: str
    revision: int | None
    state: Choice | None
    customer: Applicant
    office: str
    applicant: str | None
    applied_on: dt.date | None
    contract: str | None
    currency: str
    amount: Decimal | None
    in_capitals: str
    capital_needed: Decimal | None
    floor_prices: tuple[FloorPrice, ...]
    existing_business: Existence | None
    existing_amount: Decimal | None
    reconciliation: str | None
    debt: Debt
    assessment: str | None
    papers: tuple[Item, ...]
    band: int | None
    edge: Choice | None
    signatures: tuple[SignatureLine, ...]
    problems: tuple[Say, ...]
    digest: str


def questions(_: Policy, today: dt.date, application: Application) -> tuple[Question[Any], ...]:
    """The open items of the customer on the day of the application (R-DOC-04)."""
    return (_owed_then(today, application),)


def _owed_then(today: dt.date, application: Application) -> OpenItemsQuestion:
    return OpenItemsQuestion(application.applied_on or today, customer_id=application.customer or "")


def application_form(
    book: Book, answers: Answers, policy: Policy, today: dt.date, application: Application
) -> ApplicationForm:
    """The form of an application; KamError where the invoice ledger can't be read."""
    standing = next(each for each in standings(book.columns, policy) if each.subject.id == application.id)
    return ApplicationForm(
        as_of=today,
        id=application.id,
        revision=application.revision,
        state=application.state,
        customer=_customer(book, application.customer or ""),
        **_asked(application, book, policy),
        debt=Debt(application.owes_us_declared, _owed(answers[_owed_then(today, application)], policy)),
        papers=checklist(dossier_of(standing.subject.row, book.columns), policy),
        **_signed(standing, book),
    )


def _customer(book: Book, customer_id: str) -> Applicant:
    row = book.columns.find("customer", customer_id)
    if row is None:
        return Applicant(customer_id, customer_id, None, None, None, None, None, (), ())
    basics = (row.code, row.uscc, row.industry, row.region, row.nature, row.addresses or (), row.phones or ())
    return Applicant(row.id, row.name or row.id, *basics)


def _asked(application: Application, book: Book, policy: Policy) -> dict[str, Any]:
    """What the office wrote."""
    amount, office = application.contract_amount, application.office or ""
    return {
        "office": unit_names(book).get(office, office),
        "applicant": application.applicant,
        "applied_on": application.applied_on,
        "contract": application.contract,
        "currency": policy.company.currency,
        "amount": amount,
        "in_capitals": capitals(amount) if amount is not None else "",
        "capital_needed": application.capital_needed,
        "floor_prices": application.floor_prices,
        "existing_business": application.existing_business,
        "existing_amount": application.existing_business_amount,
        "reconciliation": application.reconciliation,
        "assessment": application.office_assessment,
    }


def _owed(found: OpenItems | None, policy: Policy) -> Decimal | None:
    """What the customer itself owes in the company's currency; None without a ledger."""
    if found is None:
        return None
    own = (each for each in found.items if each.debtor is Debtor.customer)
    return sum((each.balance for each in own if each.currency == policy.company.currency), Decimal(0))


def _signed(standing: Standing, book: Book) -> dict[str, Any]:
    """The band, who signed, and what was signed."""
    subject = standing.subject
    band = subject.chain.band
    return {
        "band": band.number if band else None,
        "edge": band.edge if band else None,
        "signatures": tuple(_signatures(standing, book)),
        "problems": problems(standing),
        "digest": subject.digest,
    }


def _signatures(standing: Standing, book: Book) -> Iterator[SignatureLine]:
    """Every stage of the chain in its order, whether taken or not."""
    taken = {each.stage: each for each in standing.done}
    people = staff_names(book)
    for stage in standing.subject.chain.stages:
        done = taken.get(stage)
        name = people.get(done.row.by, done.row.by) if done else ""
        yield SignatureLine(stage.role, stage.act, name, done.row.at.date() if done else None, _note(done, people))


def _note(done: Done | None, people: Any) -> Say:
    """The letter by which a delegate signed, and for whom."""
    row = done.row if done else None
    if row is None or not row.delegation:
        return Say("", "")
    grantor = people.get(row.on_behalf_of, row.on_behalf_of)
    return Say(f"凭授权书 {row.delegation} 代{grantor}", f"for {grantor} by letter {row.delegation}")
