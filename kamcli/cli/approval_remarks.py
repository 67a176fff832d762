"""What a signer should know and what blocks nothing: filing number, debts by the ledgers, a date that has passed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from kamcli.cli.approval_case import Case
from kamcli.model.finding import Finding, KamError, Say, Severity

if TYPE_CHECKING:
    from kamcli.changes.approve import Signing
    from kamcli.changes.signer import Signer

FILE_NO = Say(
    "第一档批准没有备案号；下一个：--file-no {number}", "no filing number for band 1; the next one: --file-no {number}"
)
NOT_ELIGIBLE = Say("大客户资格不满足：{missing}", "not eligible as a key account: {missing}")
NOT_KNOWN = Say("大客户资格还算不出：{missing}", "eligibility is not computable: {missing}")
PASSED = Say(
    "生效日期 {day} 已过，这一版次到最后一步会被 R-APR-09 拦住",
    "it takes effect on {day}, which has passed: R-APR-09 will stop this revision at its last step",
)


def remarks(case: Case, signed: "Signing", signer: "Signer") -> Iterator[Finding]:
    """Warnings beside the rules' own findings."""
    yield from _filing(case, signed, signer)
    yield from _passed(case, signed, signer)
    if case.now.subject.row.kind == "application":
        yield from _debt(case)
        if signed.row.act == "submit":
            yield from _eligibility(case)


def _filing(case: Case, signed: "Signing", signer: "Signer") -> Iterator[Finding]:
    """The next filing number, where one is missing (R-APR-12)."""
    from kamcli.changes.approve import next_file_no

    if any(each.rule == "R-APR-12" and each.signoff is signed.row for each in signed.then.troubles):
        used = tuple(row.file_no for row in case.here.book.columns.rows("signoff") if row.file_no)
        number = next_file_no(used, signer.moment.year)
        yield _warning("R-APR-12", FILE_NO.read(signer.lang, {"number": number}), case)


def _passed(case: Case, signed: "Signing", signer: "Signer") -> Iterator[Finding]:
    row = case.now.subject.row
    effective = row.effective_from if row.kind == "contract" else None
    if effective is not None and effective < signer.moment.date() and not signed.then.complete:
        yield _warning("R-APR-09", PASSED.read(signer.lang, {"day": effective}), case)


def _debt(case: Case) -> Iterator[Finding]:
    """The declared debt against the open items of the day of the application (R-DOC-04)."""
    from kamcli.rules.base import finding
    from kamcli.rules.documents import debt_differs, differing_debt

    here, row = case.here, case.now.subject.row
    try:
        problem = differing_debt(row, _owed(case), here.policy)
    except KamError as error:
        yield _warning("R-DOC-04", error.say.read(here.lang), case)
        return
    if problem is not None:
        yield finding(debt_differs, problem, here.policy, here.lang, file=row.file, record=row.id)


def _eligibility(case: Case) -> Iterator[Finding]:
    """Whether the customer may be named a key account: shown at the submission, decided by the signers (R-ELG-04)."""
    from kamcli.views import eligibility as view

    here, row = case.here, case.now.subject.row
    try:
        found = view.eligibility(here.book, here.answers(view.questions), here.policy, here.today)
    except KamError as error:
        yield _warning("R-ELG-04", error.say.read(here.lang), case)
        return
    own = next((each for each in found.customers if each.customer_id == row.customer), None)
    if own is not None and not own.eligible:
        say = NOT_ELIGIBLE if own.eligible is False else NOT_KNOWN
        yield _warning("R-ELG-04", say.read(here.lang, {"missing": own.missing}), case)


def _owed(case: Case) -> Decimal | None:
    """What the customer owed on the day of the application in the company's currency; None without a ledger."""
    from kamcli.model.answers import OpenItemsQuestion
    from kamcli.model.ledgers import Debtor

    here, row = case.here, case.now.subject.row
    question = OpenItemsQuestion(row.applied_on or here.today)
    found = here.answers(lambda *_: (question,))[question]
    if found is None:
        return None
    own = (each for each in found.items if each.customer_id == row.customer and each.debtor is Debtor.customer)
    return sum((each.balance for each in own if each.currency == here.policy.company.currency), Decimal(0))


def _warning(rule: str, message: str, case: Case) -> Finding:
    row = case.now.subject.row
    return Finding(file=row.file, rule=rule, spec=rule, severity=Severity.warning, message=message, record=row.id)
