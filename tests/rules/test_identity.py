"""SCHEMA-07: the check digit of a credit code."""

import pytest

from kamcli.model.customer import Customer
from kamcli.model.policy import Policy
from kamcli.rules.identity import check_digit_off


@pytest.mark.parametrize(
    ("code", "found"),
    [
        pytest.param("91110000600037341L", [], id="right"),
        pytest.param("91110000600037342L", [("basics", "uscc")], id="a digit changed"),
        pytest.param("914201005581866250", [], id="all digits, right"),
        pytest.param("9.14201E+17", [("basics", "uscc")], id="cut by a spreadsheet"),
        pytest.param("", [], id="not given"),
    ],
)
def test_the_check_digit(code: str, found: list[tuple[str, ...]]) -> None:
    customer = Customer.model_validate({"id": "C1", "name": "甲", "basics": {"uscc": code} if code else {}})
    assert check_digit_off.record is not None

    assert [each.at for each in check_digit_off.record(customer, Policy.model_validate({}))] == found


def test_a_customer_without_basic_data_has_no_code() -> None:
    assert check_digit_off.record is not None

    assert (
        list(check_digit_off.record(Customer.model_validate({"id": "C1", "name": "甲"}), Policy.model_validate({})))
        == []
    )
