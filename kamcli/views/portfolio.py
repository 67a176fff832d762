"""How many customers there are, by state and by the tier that was assigned to them."""

from collections import Counter
from dataclasses import dataclass

from kamcli.model.base import Choice
from kamcli.model.choices import Level, Scheme
from kamcli.model.customer import Lifecycle
from kamcli.model.finding import Say
from kamcli.views.book import Book

NO_STATE = Say("未填状态", "no state")
NO_TIER = Say("未评定", "not assigned")


@dataclass(frozen=True, slots=True)
class Counted:
    """A group of customers; `id` is the choice that makes it, "" for those without one."""

    id: str
    label: Say
    count: int


def by_state(book: Book) -> tuple[Counted, ...]:
    """Customers by state, in the order of the process; states that nobody is in are left out."""
    counts = Counter(row.lifecycle_status for row in book.columns.rows("customer"))
    return (*_counted(tuple(Lifecycle), counts), *_none(counts[None], NO_STATE))


def by_tier(book: Book, scheme: Scheme) -> tuple[Counted, ...]:
    """Customers by the level assigned in a scheme, the best first; those without one at the end."""
    assigned = [(row.tiers or {}).get(scheme) for row in book.columns.rows("customer")]
    counts = Counter(each.assigned if each else None for each in assigned)
    return (*_counted(tuple(Level), counts), *_none(counts[None], NO_TIER))


def _counted(order: tuple[Choice, ...], counts: Counter[Choice | None]) -> tuple[Counted, ...]:
    return tuple(Counted(str(each), Say(each.zh, each.en), counts[each]) for each in order if counts[each])


def _none(count: int, label: Say) -> tuple[Counted, ...]:
    return (Counted("", label, count),) if count else ()
