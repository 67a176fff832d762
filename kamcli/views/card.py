"""One customer on a page (客户管理卡, F-10): what the file says in brief, and what the ledgers and clocks add to it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Row
from kamcli.model.customer import Customer
from kamcli.model.finding import Say
from kamcli.model.money import share
from kamcli.model.people import PersonKind
from kamcli.model.policy import Policy
from kamcli.rules.completeness import CATEGORIES, completeness
from kamcli.states.ownership import Ownership
from kamcli.views import overdue as deadlines
from kamcli.views import tier
from kamcli.views.book import Book
from kamcli.views.card_facts import BRIEF, TERMS, Fact, allowed, shown
from kamcli.views.card_open import Exposure, OpenContract, Owed, Task, contracts, dates, exposure, owed, tasks
from kamcli.views.card_tiers import TierLine, tiers
from kamcli.views.deadlines import ClockLine
from kamcli.views.dealings import (
    Assigned,
    OpenNeed,
    Planned,
    Pledge,
    Talk,
    assigned,
    needs,
    planned,
    pledges,
    talks,
    whose,
)
from kamcli.views.greeted import discreet
from kamcli.views.names import customer_name, unit_names
from kamcli.views.sales import SalesGlance, sales_glance, sales_questions

PROMISED = "CK-32"


class Header(NamedTuple):
    """Who the customer is and who looks after it; `owner` and `service_specialist` are staff ids."""

    code: str | None
    lifecycle_status: Choice | None
    ka_status: Choice | None
    owner: str | None
    service_specialist: str | None
    office: str
    industry: str | None
    region: str | None
    nature: Choice | None
    parent: str
    verified_on: dt.date | None


class Category(NamedTuple):
    """One of the four categories in brief; `share_pct` is its completeness, None where nothing is required."""

    id: str
    label: Say
    filled: int
    required: int
    share_pct: str | None
    facts: tuple[Fact, ...]


class Contact(NamedTuple):
    """A person at the customer: name and position only, numbers stay in the people's file (R-PRV-02)."""

    name: str
    position: str | None
    kinds: tuple[PersonKind, ...]
    our_counterpart: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`most` is the highest class that is printed, `withheld` how many filled fields lie above it.

    Below confidential everything from `tiers` on is left out; `owed` and `sales` are None without a ledger.
    """

    as_of: dt.date
    customer_id: str
    name: str
    header: Header
    most: AccessLevel
    withheld: int
    total_pct: str | None
    categories: tuple[Category, ...]
    terms: tuple[Fact, ...]
    tiers: tuple[TierLine, ...] = ()
    contacts: tuple[Contact, ...] = ()
    problems: tuple[Task, ...] = ()
    countermeasures: tuple[Task, ...] = ()
    contracts: tuple[OpenContract, ...] = ()
    owed: tuple[Owed, ...] | None = ()
    sales: SalesGlance | None = None
    dates: tuple[ClockLine, ...] = ()
    exposure: Exposure | None = None
    assignments: tuple[Assigned, ...] = ()
    ownership: Ownership | None = None
    talks: tuple[Talk, ...] = ()
    promises: tuple[Pledge, ...] = ()
    needs: tuple[OpenNeed, ...] = ()
    planned: tuple[Planned, ...] = ()

    @property
    def tasks(self) -> tuple[ClockLine, ...]:
        """The clocks that run, late ones first; what was promised and needed stands for itself."""
        return tuple(each for each in self.dates if each.clock != PROMISED)


def questions(policy: Policy, today: dt.date, customer: Customer) -> tuple[Question[Any], ...]:
    """What the card asks the ledgers."""
    asked = (*deadlines.questions(policy, today), *tier.questions(policy, today))
    return (*asked, *sales_questions(policy, today, customer.id))


def card(book: Book, answers: Answers, policy: Policy, today: dt.date, customer: Customer, max_class: str = "") -> Card:
    """The card of a customer, up to a class ("" = `digest.max_class`); KamError where a ledger can't be read."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    row = book.columns.find("customer", customer.id)
    if row is None:
        raise KeyError(customer.id)
    written = _written(customer, most)
    inside = _confidential(book, answers, policy, today, row, most) if allowed(AccessLevel.conf, most) else {}
    withheld = written.pop("withheld") + inside.pop("withheld", 0)
    return Card(
        as_of=today,
        customer_id=row.id,
        name=row.name or row.id,
        header=_header(book, row),
        most=most,
        withheld=withheld,
        assignments=assigned(row) if allowed(AccessLevel.int, most) else (),
        ownership=whose(row, book, policy, today) if allowed(AccessLevel.int, most) else None,
        **written,
        **inside,
    )


def _written(customer: Customer, most: AccessLevel) -> dict[str, Any]:
    """What stands in the file itself, field by field as the class allows."""
    found = {name: shown(customer, name, BRIEF[name], most) for name in BRIEF}
    terms = shown(customer, "transactions", TERMS, most)
    counted = {each.category: each for each in completeness(customer)}
    filled, required = (sum(getattr(each, name) for each in counted.values()) for name in ("filled", "required"))
    return {
        "categories": tuple(
            _category(name, counted[name].filled, counted[name].required, found[name].facts) for name in BRIEF
        ),
        "total_pct": _share(filled, required),
        "terms": terms.facts,
        "withheld": sum(each.withheld for each in (*found.values(), terms)),
    }


def _confidential(
    book: Book, answers: Answers, policy: Policy, today: dt.date, row: Row, most: AccessLevel
) -> dict[str, Any]:
    """What names amounts, tiers or people; deadlines do, too. Whom we met and who was born when is a class above."""
    debts = owed(book, answers, policy, today, row.id)
    dealings = talks(book, row.id, today, most)
    due = dates(book, answers, policy, today, row.id)
    told = discreet(due, most)
    return {
        "withheld": dealings.withheld + sum(line not in due for line in told),
        "tiers": tuple(tiers(book, answers, policy, today, row.id)),
        "contacts": _contacts(book, row.id),
        "problems": tasks(row.problems, today),
        "countermeasures": tasks(row.countermeasures, today),
        "contracts": contracts(book, policy, today, row.id),
        "owed": debts,
        "exposure": exposure(debts, row.credit_limit, policy),
        "sales": sales_glance(answers, policy, today, row.id),
        "dates": told,
        "talks": dealings.last,
        "promises": pledges(book, row.id, today),
        "needs": needs(book, row.id, today),
        "planned": planned(book, row.id, today),
    }


def _header(book: Book, row: Row) -> Header:
    return Header(
        row.code,
        row.lifecycle_status,
        row.ka_status,
        row.owner,
        row.service_specialist,
        unit_names(book).get(row.office or "", row.office or ""),
        row.industry,
        row.region,
        row.nature,
        customer_name(book, row.parent_customer),
        row.verified_on,
    )


def _category(name: str, filled: int, required: int, facts: tuple[Fact, ...]) -> Category:
    return Category(name, CATEGORIES[name].label, filled, required, _share(filled, required), facts)


def _share(filled: int, required: int) -> str | None:
    return share(Decimal(filled), Decimal(required)) if required else None


def _contacts(book: Book, customer_id: str) -> tuple[Contact, ...]:
    """Who is still there."""
    people = book.columns.find("people", customer_id)
    persons = (people.persons or ()) if people else ()
    present = (each for each in persons if each.left_on is None)
    return tuple(Contact(each.name or "", each.position, each.person_kinds, each.our_counterpart) for each in present)
