"""Summary columns: many values of a record at once are those that are picked one by one."""

from typing import Any

import pytest

from kamcli.model.columns import parts, picked, picked_parts
from kamcli.model.kinds import KINDS

CUSTOMER = {
    "id": "C1",
    "name": "甲",
    "basics": {
        "phones": ["0571-1"],
        "addresses": [{"kind": "registered", "text": "路1号"}, {"kind": "delivery", "text": "路2号"}],
        "business_licence": {"licence_no": "91"},
    },
}


@pytest.mark.parametrize("data", [{"id": "C1", "name": "甲"}, CUSTOMER, CUSTOMER | {"basics": {}}])
def test_all_columns_at_once_are_those_picked_one_by_one(data: dict[str, Any]) -> None:
    customer, columns = KINDS["customer"].model.model_validate(data), KINDS["customer"].columns

    assert picked_parts(customer, parts(columns)) == {name: picked(customer, path) for name, path in columns.items()}


def test_a_field_of_each_item_of_a_list() -> None:
    customer = KINDS["customer"].model.model_validate(CUSTOMER)

    assert picked_parts(customer, parts({"texts": "basics.addresses.text", "called": "name"})) == {
        "texts": ("路1号", "路2号"),
        "called": "甲",
    }
