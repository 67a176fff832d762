"""What a customer list names: staff, units and customers by name or id, values of the policy's lists."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from kamcli.changes.change import Value
from kamcli.changes.import_customers import Field
from kamcli.changes.spreadsheet import RefusedCellError, Unlisted, shown
from kamcli.model.columns import Columns
from kamcli.model.customer import Customer
from kamcli.model.finding import Say
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.model.spelling import Spelling, spelling
from kamcli.rules.references import INSIDE, allowed, called, known_ids, names_of
from kamcli.rules.schema import near

CUSTOMER = "customer"


class UnknownCustomerError(RefusedCellError):
    """A cell that names a customer whom the book does not have; a row further down may bring it."""


class Named:
    """The things of a book that a cell can name; `customers` gives the ids of those that bear a name or id by now."""

    def __init__(self, columns: Columns, policy: Policy, customers: Callable[[str], tuple[str, ...]]) -> None:
        self.columns = columns
        self.policy = policy
        self.customers = customers

    @cached_property
    def ids(self) -> Mapping[str, Collection[str]]:
        """The ids of every kind; looked up once for a whole list."""
        return known_ids(self.columns)

    def meant(self, field: Field, value: Value) -> Value:
        """The value with ids in place of names; RefusedCellError where nobody, or more than one, bears a name."""
        if isinstance(value, tuple):
            return tuple(self.meant(field, each) for each in value)
        return self._word(field, value) if isinstance(value, str) else value

    def _word(self, field: Field, text: str) -> str:
        table = spelling(Customer)
        for name in field.at:
            table = table.below(str(name))
        self._refuse_unlisted(field, table, text)
        return self._id(field, table, text) if table.ref else text

    def _id(self, field: Field, table: Spelling, text: str) -> str:
        kind = table.ref[0]
        if any(each not in self.ids for each in table.ref) or any(text in self.ids[each] for each in table.ref):
            return text  # a kind of a later version, or an id
        bearers = self.customers(text) if kind == CUSTOMER else called(text, kind, self.columns)
        if len(bearers) == 1:
            return bearers[0]
        known = names_of(kind, self.columns)
        why = _nobody(field, kind, text, bearers, (*known, *filter(None, known.values())))
        raise UnknownCustomerError(why) if kind == CUSTOMER and not bearers else RefusedCellError(why)

    def _refuse_unlisted(self, field: Field, table: Spelling, text: str) -> None:
        """A value that is not on the policy's list would be an error of the book from then on (BOOK-06)."""
        listed = allowed(self.policy, table.listed) if table.listed else ()
        if listed and text not in listed:
            close = near(text, listed)
            raise RefusedCellError(
                Say(
                    f"{field.heading}：“{shown(text)}”不在制度清单 {table.listed} 里{close.zh}"
                    "（改它，或加进 policy.yaml）",
                    f"{field.heading}: {shown(text)} is not on the policy list {table.listed}{close.en} "
                    "(mend it, or add it to policy.yaml)",
                ),
                Unlisted(table.listed, shown(text)),
            )


def _nobody(field: Field, kind: str, text: str, bearers: tuple[str, ...], words: tuple[str, ...]) -> Say:
    label = INSIDE.get(kind) or KINDS[kind].label
    if bearers:
        return Say(
            f"{field.heading}：叫“{shown(text)}”的{label.zh}不止一个：{'、'.join(bearers)}（写编号）",
            f"{field.heading}: more than one {label.en} is called {shown(text)}: {', '.join(bearers)} (write the id)",
        )
    close = near(text, words)
    return Say(
        f"{field.heading}：没有编号或名称为“{shown(text)}”的{label.zh}{close.zh}",
        f"{field.heading}: there is no {label.en} with the id or name {shown(text)}{close.en}",
    )
