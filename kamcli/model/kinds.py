"""Every kind of record: its name, where its files lie, its model, and the summary columns kept of each record."""

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from kamcli.model.columns_of import COLUMNS
from kamcli.model.finding import Say, refuse

if TYPE_CHECKING:
    from kamcli.model.base import Record


class Kind:
    """A kind of record; its model is imported when it is first used, so that naming kinds costs nothing."""

    def __init__(self, name: str, label: Say, prefix: str, folder: str, target: str) -> None:
        self.name = name
        self.label = label
        self.prefix = prefix
        self.folder = folder
        self.target = target

    @cached_property
    def model(self) -> "type[Record]":
        """The pydantic model, imported on first use."""
        module, name = self.target.split(":")
        found: type[Record] = getattr(import_module(f"kamcli.model.{module}"), name)
        return found

    @property
    def columns(self) -> Mapping[str, str]:
        """Summary columns: name -> dotted path of English names."""
        return COLUMNS.get(self.name, {})

    @property
    def single(self) -> bool:
        """Whether the book has one file of this kind at its top."""
        return not self.folder


def _kind(name: str, zh: str, en: str, prefix: str, folder: str, target: str) -> Kind:
    return Kind(name, Say(zh, en), prefix, folder, target)


_ALL = (
    _kind("customer", "客户", "customer", "", "customers", "customer:Customer"),
    _kind("people", "客户人员表", "people", "", "people", "people:People"),
    _kind("application", "大客户申请", "key-account application", "AP", "applications", "application:Application"),
    _kind("contract", "合同", "contract", "CN", "contracts", "contract:Contract"),
    _kind("document", "资料", "document", "DC", "documents", "document:Document"),
    _kind(
        "reconciliation", "对账单", "reconciliation statement", "RS", "reconciliations", "reconciliation:Reconciliation"
    ),
    _kind(
        "credit_investigation",
        "信用调查",
        "credit investigation",
        "CR",
        "credit_investigations",
        "credit:CreditInvestigation",
    ),
    _kind("value_assessment", "价值评估", "value assessment", "GA", "value_assessments", "value:ValueAssessment"),
    _kind("visit", "客户走访单", "visit", "VS", "visits", "visit:Visit"),
    _kind("minutes", "会谈纪要", "minutes", "MN", "minutes", "minutes:Minutes"),
    _kind("contact_log", "联络记录", "contact log entry", "CL", "contact_logs", "contact:ContactLog"),
    _kind("callback", "回访", "call-back", "CB", "callbacks", "contact:Callback"),
    _kind("visit_plan", "走访计划", "visit plan", "VP", "visit_plans", "visit_plan:VisitPlan"),
    _kind("executive_visit", "高层互访", "executive visit", "EX", "executive_visits", "visit:ExecutiveVisit"),
    _kind("need", "客户需求", "need", "ND", "needs", "need:Need"),
    _kind("material", "宣传资料", "promotional material", "MT", "materials", "marketing:Material"),
    _kind("greeting_plan", "问候计划", "greeting plan", "GP", "greeting_plans", "marketing:GreetingPlan"),
    _kind("signoff", "签署", "sign-off", "", "signoffs", "signoff:Signoff"),
    _kind("delegation", "授权书", "delegation", "DL", "delegations", "signoff:Delegation"),
    _kind("revocation", "撤销授权", "revocation of a delegation", "", "delegations", "signoff:Revocation"),
    _kind("company_figures", "公司数据", "company figures", "", "company", "company:CompanyFigures"),
    _kind("import_map", "导入对照", "import map", "", "imports", "import_map:ImportMap"),
    _kind("organisation", "组织", "organisation", "", "", "organisation:Organisation"),
    _kind("calendar", "日历", "calendar", "", "", "calendar:Calendar"),
    _kind("policy", "制度参数", "policy", "", "", "policy:Policy"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
SHORT: Mapping[str, tuple[str, ...]] = {  # what people say for what they add every day
    "visit": ("走访",),
    "minutes": ("纪要",),
    "contact_log": ("联络", "contact"),
    "visit_plan": ("计划", "plan"),
    "executive_visit": ("互访",),
    "need": ("需求",),
}
REVOKED = ".revoked"  # a revocation stands beside its delegation: <id>.revoked.yaml


def kind_of(path: str) -> Kind | None:
    """The kind of a file by its path below the book (`contracts/2026/CN-….yaml`), or None where none lives there."""
    folder, _, rest = path.partition("/")
    if not rest:
        return next((kind for kind in _ALL if kind.single and path == f"{kind.name}.yaml"), None)
    if folder == "delegations" and path.endswith(f"{REVOKED}.yaml"):
        return KINDS["revocation"]
    return next((kind for kind in _ALL if kind.folder == folder), None)


def kind_named(word: str) -> Kind:
    """The kind that somebody means by its English name or Chinese label; refuses with the list where there is none."""
    for kind in _ALL:
        if word in (kind.name, kind.label.zh, kind.label.en, *SHORT.get(kind.name, ())):
            return kind
    known = tuple(f"{kind.name} {kind.label.zh}" for kind in _ALL)
    raise refuse(
        "没有“{word}”这种记录；有：{known}",
        "no kind of record is called {word}; there are: {known}",
        code=2,
        word=word,
        known=known,
    )
