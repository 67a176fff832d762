"""The papers of an application: the checklist as a table, and what is wrong with single papers (R-DOC-01 … R-DOC-07)."""

from kamcli.model.people import People, PersonKind


def reachable(people: People) -> tuple[PersonKind, ...]:
    """The kinds of the persons of a customer who can be reached by phone, mail or messenger; no numbers are kept."""
    found = {
        kind
        for person in people.persons
        if person.left_on is None and (person.phones or person.emails or person.im_accounts)
        for kind in person.person_kinds
    }
    return tuple(sorted(found))
