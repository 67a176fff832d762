"""The shape of a field, as its model declares it."""

import pytest

from kamcli.changes.shape import Shape, shape, told
from kamcli.model.basics import Address
from kamcli.model.choices import Size
from kamcli.model.customer import AssignedTier, Customer
from kamcli.model.finding import KeyPath


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (("name",), Shape()),
        (("is_end_consumer",), Shape(flag=True)),
        (("characteristics", "enterprise_scale"), Shape(choice=Size)),
        (("basics", "phones"), Shape(many=True)),
        (("basics", "phones", 0), Shape()),
        (("basics", "addresses"), Shape(many=True, group=Address)),
        (("basics", "addresses", 0), Shape(group=Address)),
        (("basics", "addresses", 0, "postcode"), Shape()),
        (("tiers",), Shape(table=True, group=AssignedTier)),
        (("tiers", "credit"), Shape(group=AssignedTier)),
        (("revisions", "credit"), Shape(scalar="count")),
        (("transactions", "credit_limit"), Shape(scalar="money")),
        (("tiers", "credit", "date"), Shape(scalar="date")),
        (("basics", "founded_on"), Shape(scalar="partial_date")),
        (("basics", "addresses", "postcode"), None),
        (("name", "first"), None),
        (("name", 0), None),
        (("basics", 0), None),
        (("basics", "phones", 0, 0), None),
        (("nobody",), None),
    ],
)
def test_a_shape(at: KeyPath, expected: Shape | None) -> None:
    assert shape(Customer, at) == expected


def test_what_the_catalogue_says_of_a_field() -> None:
    found = told(Customer, ("transactions", "capital_occupied"))

    assert found is not None
    assert (found.spec, found.zh, found.derived) == ("TR-13", "资金占压", True)
    assert told(Customer, ("basics", "phones", 0)) is None
    assert told(Customer, ("tiers", "credit")) is None
    assert told(Customer, ()) is None
