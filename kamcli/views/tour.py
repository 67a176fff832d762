"""The order of a tour (R-VIS-07): area by area, in each area by the sequence, customers without a route last."""

from typing import NamedTuple

from kamcli.views.book import Book


class Stop(NamedTuple):
    """Where a customer stands on the tour: `area` "" and `sequence` None where it has no route."""

    area: str
    sequence: int | None

    @property
    def label(self) -> str:
        """Area and place in it: `太湖 3`."""
        return f"{self.area} {'' if self.sequence is None else self.sequence}".strip()

    @property
    def order(self) -> tuple[bool, str, bool, int]:
        """What to sort by; a customer of an area without a number of its own comes last in it."""
        return (not self.area, self.area, self.sequence is None, self.sequence or 0)


def stop_of(book: Book, customer_id: str | None, sequence: int | None = None) -> Stop:
    """A customer's place on the tour; the sequence of a plan wins over the customer's own."""
    row = book.columns.find("customer", customer_id)
    route = row.route if row else None
    if route is None:
        return Stop("", sequence)
    return Stop(route.area, route.sequence if sequence is None else sequence)
