"""The papers of an application: complete, signed, valid, and in line with the contract (R-DOC-01 … R-DOC-07)."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from kamcli.model.application import ApplicationState, Existence
from kamcli.model.columns import Columns, Row
from kamcli.model.document import DocType
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.people import People, PersonKind
from kamcli.model.policy import Policy
from kamcli.model.signoff import Act
from kamcli.rules.base import book_rule, family
from kamcli.rules.dossier import LICENCES, Dossier, checklist, dossier_of
from kamcli.states.chain import CLOSING

SUBMITTED = (
    *(ApplicationState.submitted, ApplicationState.signed),
    *(ApplicationState.approved, ApplicationState.in_force),
)
OVER = (ApplicationState.returned, ApplicationState.rejected, ApplicationState.ended)
KIND = "application"


def reachable(people: People) -> tuple[PersonKind, ...]:
    """The kinds of the persons of a customer who can be reached by phone, mail or messenger; no numbers are kept."""
    found = {
        kind
        for person in people.persons
        if person.left_on is None and (person.phones or person.emails or person.im_accounts)
        for kind in person.person_kinds
    }
    return tuple(sorted(found))


def submitted(columns: Columns) -> Iterator[Dossier]:
    """The applications that were submitted and not sent back: by their state, or by a sign-off of their revision."""
    signed = {(row.subject, row.revision) for row in columns.rows("signoff") if row.act == Act.submit}
    for row in columns.rows(KIND):
        if row.state in SUBMITTED or ((row.id, row.revision) in signed and row.state not in OVER):
            yield dossier_of(row, columns)


@book_rule(
    "R-DOC-01",
    title=Say("申请资料齐全才能提交", "an application is submitted with all its papers"),
    say={
        "": Say("缺少资料：{items}", "papers are missing: {items}"),
        "unknown": Say(
            "资料清单里的“{items}”本版本无法核对",
            "this version can't check {items} of the checklist documents.application",
        ),
    },
    hint=Say("补进资料清单或填好对应的项", "add them to the documents of the application, or fill the fields"),
    kinds=(KIND,),
    parameters=("documents.application", "documents.merged_licence_satisfies_tax", "documents.allow_no_prior_business"),
)
def papers_missing(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """An item that the checklist table does not know never passes."""
    for dossier in submitted(columns):
        items = checklist(dossier, policy)
        if missing := tuple(item.label for item in items if item.met is False):
            yield _problem(dossier.application, "documents", items=missing)
        if unknown := tuple(item.name for item in items if item.met is None):
            yield _problem(dossier.application, "documents", items=unknown)._replace(variant="unknown")


@book_rule(
    "R-DOC-02",
    title=Say(
        "对账单有双方签字和对方公章", "a reconciliation statement is signed by both sides and sealed by the customer"
    ),
    say=Say("对账单 {statement} 缺少：{missing}", "the reconciliation statement {statement} lacks: {missing}"),
    kinds=(KIND,),
)
def statement_unsigned(columns: Columns, _: Policy) -> Iterator[Problem]:
    for dossier in submitted(columns):
        papers = tuple(paper for paper in dossier.papers if paper.doc_type == DocType.reconciliation)
        for row in (*((dossier.reconciliation,) if dossier.reconciliation else ()), *papers):
            if missing := _unsigned(row):
                yield _problem(dossier.application, "reconciliation", statement=row.id, missing=missing)


def _unsigned(row: Row) -> tuple[Say, ...]:
    if row.kind == "reconciliation":
        given = (row.signed_by_us_on, row.signed_by_them_on, row.sealed_by_them)
    else:
        given = (row.signed_by_us, row.signed_by_them, row.sealed_by_them)
    marks = (Say("我方签字", "our signature"), Say("对方签字", "their signature"), Say("对方公章", "their seal"))
    return tuple(mark for mark, value in zip(marks, given, strict=True) if not value)


@book_rule(
    "R-DOC-03",
    title=Say("有没有已发生业务要明写", "whether there was business before is said explicitly"),
    say={
        "": Say("没写已发生业务（有或无）", "it is not said whether there was business before (exists or none)"),
        "none": Say("制度不接受“无”已发生业务", "the policy does not accept an application without prior business"),
        "statement": Say(
            "有已发生业务，却没有对账单", "there was business before but no reconciliation statement is named"
        ),
    },
    kinds=(KIND,),
    parameters=("documents.allow_no_prior_business",),
)
def business_unsaid(columns: Columns, policy: Policy) -> Iterator[Problem]:
    for dossier in submitted(columns):
        row = dossier.application
        if row.existing_business is None:
            yield _problem(row, "existing_business")
        elif row.existing_business == Existence.none and not policy.documents.allow_no_prior_business:
            yield _problem(row, "existing_business")._replace(variant="none")
        elif row.existing_business == Existence.exists and dossier.reconciliation is None:
            yield _problem(row, "reconciliation")._replace(variant="statement")


debt_differs = family(
    "R-DOC-04",
    title=Say(
        "申报欠款等于账上欠款（审批时按台账核对）",
        "the declared debt is that of the ledgers (compared by kam approve)",
    ),
    say=Say("申报欠款 {declared}，账上欠款 {computed}", "the declared debt is {declared}, the ledgers say {computed}"),
    severity=Severity.warning,
    spec="R-DOC-04",
    kinds=(KIND,),
    parameters=("documents.debt_tolerance",),
)


def differing_debt(row: Row, owed: Decimal | None, policy: Policy) -> Problem | None:
    """The problem of R-DOC-04 when the ledgers say another debt; None too where one of the two is unknown."""
    declared: Decimal | None = row.owes_us_declared
    if declared is None or owed is None or abs(declared - owed) <= policy.documents.debt_tolerance:
        return None
    return _problem(row, "owes_us_declared", declared=f"{declared:,.2f}", computed=f"{owed:,.2f}")


@book_rule(
    "R-DOC-05",
    title=Say("每次签署当天证照有效", "licences are valid on the day of each sign-off"),
    say=Say("{paper} 已于 {until} 到期，签署日是 {day}", "{paper} expired on {until}, the sign-off is of {day}"),
    kinds=(KIND,),
)
def licence_expired(columns: Columns, _: Policy) -> Iterator[Problem]:
    """The day of expiry itself is still valid."""
    days: dict[tuple[str, int], set[dt.date]] = {}
    for act in columns.rows("signoff"):
        if act.act not in CLOSING:
            days.setdefault((act.subject, act.revision), set()).add(act.at.date())
    for dossier in submitted(columns):
        row = dossier.application
        last = max(days.get((row.id, row.revision), ()), default=None)
        for paper, until in _validities(dossier):
            if last is not None and last > until:
                yield _problem(row, "documents", paper=paper, until=until, day=last)


def _validities(dossier: Dossier) -> Iterator[tuple[Say, dt.date]]:
    if dossier.customer is not None and dossier.customer.licence_until is not None:
        yield Say("客户的营业执照", "the customer's business licence"), dossier.customer.licence_until
    for paper in dossier.papers:
        if paper.doc_type in (*LICENCES, DocType.tax_registration) and paper.valid_until is not None:
            yield Say(f"{paper.doc_type.zh} {paper.id}", f"the {paper.doc_type.en} {paper.id}"), paper.valid_until


@book_rule(
    "R-DOC-06",
    title=Say("申请的合同额等于合同草案的金额", "the amount of the application is that of the contract draft"),
    say=Say(
        "合同额 {own:,}，与合同 {contract} 的 {other:,} 不一致",
        "the amount is {own:,} but that of contract {contract} is {other:,}",
    ),
    kinds=(KIND,),
)
def amounts_differ(columns: Columns, _: Policy) -> Iterator[Problem]:
    for row, contract in _with_contract(columns):
        if None not in (row.contract_amount, contract.amount) and row.contract_amount != contract.amount:
            yield _problem(row, "contract_amount", own=row.contract_amount, contract=contract.id, other=contract.amount)


@book_rule(
    "R-DOC-07",
    title=Say("合同草案的每种产品都有结算底价", "every product of the draft has a settlement floor price"),
    say=Say("没有结算底价：{products}", "no settlement floor price for: {products}"),
    kinds=(KIND,),
)
def floor_price_missing(columns: Columns, _: Policy) -> Iterator[Problem]:
    for row, contract in _with_contract(columns):
        floors = set(row.floor_products or ())
        if missing := tuple(dict.fromkeys(each for each in contract.item_products or () if each not in floors)):
            yield _problem(row, "floor_prices", products=missing)


def _with_contract(columns: Columns) -> Iterator[tuple[Row, Row]]:
    for row in columns.rows(KIND):
        contract = columns.find("contract", row.contract)
        if contract is not None and row.state not in (ApplicationState.rejected, ApplicationState.ended):
            yield row, contract


def _problem(row: Row, field: str, **figures: object) -> Problem:
    return Problem((field,), figures, row.id, KIND)


DOCUMENTS = (
    papers_missing,
    statement_unsigned,
    business_unsaid,
    debt_differs,
    licence_expired,
    amounts_differ,
    floor_price_missing,
)
