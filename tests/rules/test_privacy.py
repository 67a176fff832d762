"""R-PRV-03: profile fields need the policy's leave and a basis."""

import pytest

from kamcli.model.people import People
from kamcli.model.policy import Policy
from kamcli.rules.privacy import profile_without_basis


@pytest.mark.parametrize(
    ("person", "opened", "expected"),
    [
        pytest.param({}, "false", [], id="nothing personal"),
        pytest.param({"hobbies": ["棋"]}, "false", ["closed"], id="closed by policy"),
        pytest.param({"hobbies": ["棋"]}, "true", ["basis"], id="open, no basis"),
        pytest.param({"hobbies": ["棋"], "basis": "consent"}, "true", ["basis"], id="open, no date of erasure"),
        pytest.param(
            {"hobbies": ["棋"], "basis": "consent", "erase_after": "2027-01-01"}, "true", [], id="open with basis"
        ),
        pytest.param({"family": "有子女", "home_address": "某路"}, "false", ["closed", "closed"], id="family and home"),
    ],
)
def test_profile_fields(person: dict[str, object], opened: str, expected: list[str]) -> None:
    people = People.model_validate({"id": "C1", "persons": [{"id": "C1-P1", "name": "某", **person}]})
    policy = Policy.model_validate({"privacy": {"allow_profile": opened, "allow_family": opened}})
    assert profile_without_basis.record is not None

    found = list(profile_without_basis.record(people, policy))

    assert [each.variant for each in found] == expected
    assert all(each.at[:2] == ("persons", 0) for each in found)
