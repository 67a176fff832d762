"""The checklist of an application as data: each item of the policy's list and what proves it (R-DOC-01)."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kamcli.model.application import Existence
from kamcli.model.columns import Columns, Row
from kamcli.model.document import DocType
from kamcli.model.finding import Say
from kamcli.model.people import PersonKind
from kamcli.model.policy import Policy
from kamcli.model.policy_approval import DocumentRules

PRINCIPALS = frozenset({PersonKind.legal_rep, PersonKind.principal, PersonKind.owner, PersonKind.manager})
LICENCES = (DocType.business_licence, DocType.licence_copy)


class Dossier(NamedTuple):
    """An application with what belongs to it; `papers` are the listed documents of its own customer."""

    application: Row
    customer: Row | None
    contract: Row | None
    reconciliation: Row | None
    people: Row | None
    papers: tuple[Row, ...]

    def has(self, *types: DocType) -> bool:
        """Whether a paper of one of these types is on the list."""
        return any(paper.doc_type in types for paper in self.papers)


class Item(NamedTuple):
    """One line of the checklist; `met` is None where this version does not know the item."""

    name: str
    label: Say
    met: bool | None


class Evidence(NamedTuple):
    """What an item is called and what proves it."""

    label: Say
    given: Callable[[Dossier, DocumentRules], bool]


def dossier_of(application: Row, columns: Columns) -> Dossier:
    """Gather what an application names."""
    papers = (columns.find("document", each) for each in application.documents or ())
    return Dossier(
        application,
        columns.find("customer", application.customer),
        columns.find("contract", application.contract),
        columns.find("reconciliation", application.reconciliation),
        columns.find("people", application.customer),
        tuple(paper for paper in papers if paper is not None and paper.customer == application.customer),
    )


def checklist(dossier: Dossier, policy: Policy) -> tuple[Item, ...]:
    """The policy's list for this application, in its order."""
    return tuple(_item(name, dossier, policy.documents) for name in policy.documents.application)


def _item(name: str, dossier: Dossier, rules: DocumentRules) -> Item:
    evidence = EVIDENCE.get(name)
    if evidence is None:
        return Item(name, Say(name, name), None)
    return Item(name, evidence.label, evidence.given(dossier, rules))


# --- what proves an item --------------------------------------------------------------------------------------------


def _draft(dossier: Dossier, _: DocumentRules) -> bool:
    """Blank contract text or a draft, with the settlement floor price."""
    drafted = dossier.has(DocType.contract_draft) or dossier.contract is not None
    return drafted and bool(dossier.application.floor_products)


def _reconciliation(dossier: Dossier, rules: DocumentRules) -> bool:
    """A statement of the business done, or the explicit word that there was none (R-DOC-03)."""
    if dossier.application.existing_business == Existence.none:
        return rules.allow_no_prior_business
    return dossier.reconciliation is not None or dossier.has(DocType.reconciliation)


def _basics(dossier: Dossier, _: DocumentRules) -> bool:
    customer = dossier.customer
    return customer is not None and bool(customer.name) and bool(customer.addresses or customer.phones)


def _licence(dossier: Dossier, _: DocumentRules) -> bool:
    return dossier.has(*LICENCES) or bool(dossier.customer and dossier.customer.licence_no)


def _tax(dossier: Dossier, rules: DocumentRules) -> bool:
    customer = dossier.customer
    merged = rules.merged_licence_satisfies_tax and bool(customer and customer.tax_merged)
    return dossier.has(DocType.tax_registration) or merged or bool(customer and customer.tax_no)


def _principals(dossier: Dossier, _: DocumentRules) -> bool:
    known = dossier.people.reachable if dossier.people else ()
    return dossier.has(DocType.contact_sheet) or not PRINCIPALS.isdisjoint(known)


def _prior_business(dossier: Dossier, rules: DocumentRules) -> bool:
    application = dossier.application
    if application.existing_business == Existence.none:
        return rules.allow_no_prior_business
    return application.existing_business is not None and application.existing_business_amount is not None


EVIDENCE: Mapping[str, Evidence] = {
    "application_form": Evidence(Say("申请表", "application form"), lambda file, _: file.has(DocType.application_form)),
    "contract_draft_with_floor_price": Evidence(
        Say("合同草案及结算底价", "contract draft with settlement floor price"), _draft
    ),
    "reconciliation": Evidence(Say("对账单", "reconciliation statement"), _reconciliation),
    "basics": Evidence(Say("客户基础资料", "the customer's basic data"), _basics),
    "business_licence": Evidence(Say("营业执照", "business licence"), _licence),
    "tax_registration": Evidence(Say("税务登记证", "tax registration"), _tax),
    "principal_contacts": Evidence(Say("主要负责人联系方式", "contacts of the principals"), _principals),
    "prior_business": Evidence(Say("已发生业务", "business done so far"), _prior_business),
    "debt_statement": Evidence(
        Say("是否欠款", "whether it owes us"), lambda file, _: file.application.owes_us_declared is not None
    ),
    "office_opinion": Evidence(
        Say("办事处评价", "the office's assessment"), lambda file, _: bool(file.application.office_assessment)
    ),
}
