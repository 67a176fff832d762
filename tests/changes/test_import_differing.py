"""What a row of a list changes in a file: its own fields, and of addresses the one of its kind."""

from typing import Any

import pytest

from kamcli.changes.change import Append, Put
from kamcli.changes.import_differing import Differs, differing, refuse_states
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.customer import Customer

REGISTERED = {"kind": "registered", "text": "路1号"}
DELIVERY = {"kind": "delivery", "text": "库1号", "postcode": "310000"}


def customer(**more: Any) -> Customer:
    return Customer.model_validate({"id": "C1", "name": "甲", **more})


def found(given: dict[str, Any], **there: Any) -> list[Any]:
    return [each.edit for each in differing(given, customer(**given), customer(**there))]


def test_only_what_differs() -> None:
    given = {"name": "乙", "region": "华东", "transactions": {"credit_limit": "50万"}}
    there = {"region": "华东", "transactions": {"credit_limit": "500000", "reputation": "good"}}
    assert found(given, **there) == [Put(("name",), "乙")]


def test_addresses_by_their_kind() -> None:
    there = {"basics": {"addresses": (DELIVERY, REGISTERED)}}
    moved, office = {"kind": "registered", "text": "路2号"}, {"kind": "office", "text": "楼3层"}
    assert found({"basics": {"addresses": (moved,)}}, **there) == [Put(("basics", "addresses", 1, "text"), "路2号")]
    assert found({"basics": {"addresses": (REGISTERED, office)}}, **there) == [Append(("basics", "addresses"), office)]
    assert found({"basics": {"addresses": (office,)}}) == [Append(("basics", "addresses"), office)]


def test_several_addresses_of_a_kind() -> None:
    other = {"kind": "delivery", "text": "库2号"}
    there = {"basics": {"addresses": (DELIVERY, other)}}
    assert found({"basics": {"addresses": (other,)}}, **there) == []
    with pytest.raises(RefusedCellError, match="several of the kind delivery"):
        found({"basics": {"addresses": ({"kind": "delivery", "text": "库3号"},)}}, **there)


def test_words() -> None:
    given: dict[str, Any] = {"relation_kind": "direct", "basics": {"phones": ("1", "2")}}
    told = [each.told("C1", "zh") for each in differing(given, customer(**given), customer())]
    assert told == [Differs("C1", "客户关系", "", "直接客户"), Differs("C1", "基础资料.电话", "", "1, 2")]


def test_states_are_moved() -> None:
    given = {"lifecycle_status": "active"}
    unlike = tuple(differing(given, customer(**given), customer()))
    with pytest.raises(RefusedCellError, match="kam move"):
        refuse_states(unlike)
    refuse_states(())
