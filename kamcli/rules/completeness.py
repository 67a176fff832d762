"""How complete a customer's file is: what its state asks for and what is filled, category by category (R-DAT-01)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from kamcli.model.basics import Basics
from kamcli.model.business import Business
from kamcli.model.characteristics import Characteristics
from kamcli.model.customer import Customer, KaStatus, Lifecycle
from kamcli.model.finding import KeyPath, Problem, Say, Severity
from kamcli.model.money import reaches, share
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, dotted, label, spelling
from kamcli.model.transactions import Transactions
from kamcli.rules.base import record_rule
from kamcli.states.process import position, reached


class Category(NamedTuple):
    """A part of the customer's file that is counted by itself."""

    label: Say
    model: type[BaseModel]


CATEGORIES: Mapping[str, Category] = {
    "": Category(Say("主档", "the header"), Customer),
    "basics": Category(Say("基础资料", "basic data"), Basics),
    "characteristics": Category(Say("客户特征", "characteristics"), Characteristics),
    "business": Category(Say("业务状况", "business status"), Business),
    "transactions": Category(Say("交易现状", "transaction status"), Transactions),
}


class CategoryCompleteness(NamedTuple):
    """One category of a customer: how many of the required fields are filled, and the key paths of those that are not.

    `category` is the group's name, "" for the header; nothing is required of a customer that has left (`required` 0).
    """

    category: str
    filled: int
    required: int
    missing: tuple[KeyPath, ...]


def completeness(customer: Customer) -> tuple[CategoryCompleteness, ...]:
    """The header and the four categories; an empty list that was written and a field listed as unknown are filled.

    A file without a state is a lead's. Nothing is asked of a customer that is lost, bad, closed, archived or rejected.
    """
    states = (customer.lifecycle_status or Lifecycle.lead, customer.ka_status or KaStatus.none)
    return tuple(_category(customer, name, *states) for name in CATEGORIES)


def _category(customer: Customer, name: str, state: Lifecycle, ka_status: KaStatus) -> CategoryCompleteness:
    group: BaseModel | None = getattr(customer, name) if name else customer
    required = _required(name, state, ka_status)
    above: KeyPath = (name,) if name else ()
    known = frozenset(customer.unknown)
    missing = tuple(
        (*above, each) for each in required if not _filled(group, each) and dotted((*above, each)) not in known
    )
    return CategoryCompleteness(name, len(required) - len(missing), len(required), missing)


@cache
def _required(name: str, state: Lifecycle, ka_status: KaStatus) -> tuple[str, ...]:
    terms = spelling(CATEGORIES[name].model).terms
    return tuple(each for each, told in terms.items() if _asked(told.since, state, ka_status) and not told.derived)


def _asked(since: str, state: Lifecycle, ka_status: KaStatus) -> bool:
    """Whether a field is required now: `applied` and `approved` are steps of the key-account status."""
    if position("customer", state) is None:
        return False
    return since == "always" or reached("customer", state, since) or reached("ka_status", ka_status, since)


def _filled(group: BaseModel | None, name: str) -> bool:
    if group is None:
        return False
    value = getattr(group, name)
    empty = value is None or (isinstance(value, tuple | Mapping) and not value)
    return not empty or (value == () and name in group.model_fields_set)


@record_rule(
    "R-DAT-01",
    kinds=("customer",),
    title=Say("客户资料的完整率不低于制度要求", "a customer's file is as complete as the policy asks"),
    say={
        "low": Say(
            "{category}完整率 {share}%（{filled}/{required}），低于 {least}%；还缺：{missing}",
            "{category} is {share} % complete ({filled} of {required}), below {least} %; missing: {missing}",
        ),
        "gaps": Say(
            "{category}完整率 {share}%（{filled}/{required}）；还缺：{missing}",
            "{category} is {share} % complete ({filled} of {required}); missing: {missing}",
        ),
    },
    hint=Say("补齐；查过仍不知道的列入“不详项”", "fill them in; list what nobody can find out under unknown"),
    severity=Severity.warning,
    parameters=("data.completeness_min_pct",),
)
def incomplete(customer: Customer, policy: Policy) -> Iterator[Problem]:
    """Exactly the least percentage passes (TV-39); what is missing above it is information."""
    least = policy.data.completeness_min_pct
    table = spelling(Customer)
    for each in completeness(customer):
        if not each.missing:
            continue
        filled, required = Decimal(each.filled), Decimal(each.required)
        low = not reaches(filled, required, least)
        figures = {
            "category": CATEGORIES[each.category].label,
            "filled": each.filled,
            "required": each.required,
            "share": share(filled, required, (least,)),
            "least": format(least.normalize(), "f"),
            "missing": tuple(_named(table, path) for path in each.missing),
        }
        at: KeyPath = (each.category,) if each.category else ()
        severity = Severity.warning if low else Severity.information
        yield Problem(at, figures, severity=severity, variant="low" if low else "gaps")


def _named(table: Spelling, path: KeyPath) -> Say:
    """A field's own label, without the category it stands in."""
    return Say(*(label(table, path, lang).rpartition(".")[2] for lang in ("zh", "en")))
