"""Persons at a customer by name and position, and nothing else of what the people's file has (R-PRV-02)."""

from typing import NamedTuple

from kamcli.model.finding import Say
from kamcli.views.book import Book


class Attendee(NamedTuple):
    """Who sat at the table; the name is the id where the people's file has nobody of that id."""

    name: str
    position: str | None

    @property
    def label(self) -> Say:
        """The name with the position behind it."""
        if not self.position:
            return Say(self.name, self.name)
        return Say(f"{self.name}（{self.position}）", f"{self.name} ({self.position})")


def attendee(book: Book, person_id: str) -> Attendee:
    """A person at a customer; his id begins with the customer's."""
    table = book.columns.find("people", person_id.rpartition("-P")[0])
    found = next((each for each in (table.persons or () if table else ()) if each.id == person_id), None)
    return Attendee(found.name, found.position) if found else Attendee(person_id, None)
