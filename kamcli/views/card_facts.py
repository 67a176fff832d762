"""What a customer card prints of the four categories, field by field, up to a class of confidentiality (R-PRV-02)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from kamcli.model.choices import AccessLevel
from kamcli.model.columns import picked
from kamcli.model.customer import Customer
from kamcli.model.finding import KeyPath, Say
from kamcli.model.spelling import Spelling, label, spelling

_CLASSES = tuple(AccessLevel)  # from public to personal

# The card is a page: of some 120 fields these say most about a customer.
BRIEF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "basics": (
            *("uscc", "organisation_form", "business_type", "founded_on", "trading_since", "products_services"),
            *("company_size.size_class", "company_size.employees", "company_size.turnover", "assets", "website"),
            *("equipment_technology", "profile"),
        ),
        "characteristics": (
            *("growth_potential", "growth_potential_note", "enterprise_scale", "loyalty", "loyalty_kind"),
            *("loyalty_reason", "industry_influence", "brand_effect.evidence", "service_areas", "preferences"),
            *("custom_needs", "service_demands.after_sales", "business_policy", "consumption_pattern"),
        ),
        "business": (
            *("demand_size", "demand_urgency", "annual_demand.product", "relation_with_us", "cooperation_attitude"),
            *("view_of_us", "business_situation", "operating_result", "financial_capacity", "legal_compliance"),
            *("cost_level", "secrecy_record"),
        ),
        "transactions": (
            *("sales_activity", "advantages", "reputation", "reputation_evidence", "satisfaction_stated"),
            *("corporate_image", "settlement_method", "office_rating", "office_assessment"),
        ),
    }
)
GROUP_SAYS_IT = frozenset({"annual_demand.product", "brand_effect.evidence"})  # called as the group they stand in
TERMS = (
    *("trade_terms.payment_method", "trade_terms.credit_days", "trade_terms.price_terms", "trade_terms.delivery"),
    *("trade_terms.discount", "credit_limit", "credit_handling"),
)


class Fact(NamedTuple):
    """One filled field: `field` is its dotted path of English names, `label` what it is called."""

    field: str
    label: Say
    value: Any


class Shown(NamedTuple):
    """The filled fields that may be printed, and how many lie above the class that the card prints."""

    facts: tuple[Fact, ...]
    withheld: int


def shown(customer: Customer, category: str, names: tuple[str, ...], most: AccessLevel) -> Shown:
    """The filled ones among some fields of a category."""
    facts: list[Fact] = []
    withheld = 0
    for path, value in _filled(customer, category, names):
        if not allowed(sensitivity(path), most):
            withheld += 1
        else:
            facts.append(Fact(".".join(path), _label(path), value))
    return Shown(tuple(facts), withheld)


def _filled(customer: Customer, category: str, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in names:
        path = (category, *name.split("."))
        value = picked(customer, ".".join(path))
        if value is not None and value != ():
            yield path, value


def allowed(wanted: str, most: AccessLevel) -> bool:
    """Whether a class may be printed where `most` is the highest one allowed."""
    return _CLASSES.index(AccessLevel[wanted]) <= _CLASSES.index(most)


def sensitivity(path: KeyPath, model: type[BaseModel] = Customer) -> AccessLevel:
    """The class of a field of a record: the highest on the way to it; a key that no model knows has none."""
    table: Spelling = spelling(model)
    found = [AccessLevel.pub]
    for key in path:
        if str(key) in table.terms:
            found.append(AccessLevel[table.terms[str(key)].sensitivity])
        table = table.below(key)
    return max(found, key=_CLASSES.index)


def _label(path: tuple[str, ...]) -> Say:
    if ".".join(path[1:]) in GROUP_SAYS_IT:
        path = path[:-1]
    return Say(*(label(spelling(Customer), path, lang).rpartition(".")[2] for lang in ("zh", "en")))
