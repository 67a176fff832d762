"""People, units and customers by the names that readers know."""

from collections.abc import Mapping
from types import MappingProxyType

from kamcli.views.book import Book


def names(book: Book) -> Mapping[str, Mapping[str, str]]:
    """What templates print for ids: `staff`, who has left too, `unit`, and `customer`, short where it can be."""
    customers = {row.id: customer_name(book, row.id) for row in book.columns.rows("customer")}
    found = {"staff": staff_names(book), "unit": unit_names(book), "customer": MappingProxyType(customers)}
    return MappingProxyType(found)


def staff_names(book: Book) -> Mapping[str, str]:
    """Staff id -> name, also of those who have left."""
    return MappingProxyType({each.id: each.name for each in book.organisation.staff})


def unit_names(book: Book) -> Mapping[str, str]:
    """Unit id -> name."""
    return MappingProxyType({each.id: each.name for each in book.organisation.units})


def customer_name(book: Book, customer_id: str | None) -> str:
    """A customer's short name or name; its id where the book has no such record, "" for none at all."""
    row = book.columns.find("customer", customer_id)
    return (row and (row.short_name or row.name)) or customer_id or ""
