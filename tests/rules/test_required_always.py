"""SCHEMA-06: what is always required of records without a process."""

from typing import Any

import pytest

from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy
from kamcli.rules.required import always_missing

PERSON = {"id": "C1-P1", "name": "甲", "position": "经理", "person_kinds": ["contact"], "decision_power": "unknown"}


def found(kind: str, **values: Any) -> list[tuple[str | int, ...]]:
    record = KINDS[kind].model.model_validate({"id": "X", **values})
    assert always_missing.record is not None
    return [each.at for each in always_missing.record(record, Policy.model_validate({}))]


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        pytest.param(PERSON, [], id="complete"),
        pytest.param({**PERSON, "person_kinds": []}, [("persons", 0, "person_kinds")], id="an empty list"),
        pytest.param(
            {"id": "C1-P1", "name": "甲"},
            [("persons", 0, each) for each in ("position", "person_kinds", "decision_power")],
            id="bare",
        ),
    ],
)
def test_persons_are_looked_into(person: dict[str, Any], missing: list[tuple[str | int, ...]]) -> None:
    assert found("people", persons=[person]) == missing


def test_a_file_of_nobody_lacks_its_persons() -> None:
    assert found("people") == [("persons",)]


def test_what_is_known_to_be_unknown_is_not_missing() -> None:
    assert ("doc_type",) in found("document")
    assert ("doc_type",) not in found("document", unknown=["doc_type"])
