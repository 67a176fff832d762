"""Who answers for a customer: R-ASG-07, R-DAT-02."""

import pytest

from kamcli.rules import ownership
from kamcli.rules.base import Rule, severity_of
from tests.states.conftest import World

GIVEN = "assignments: [{assignee: rep, date: 2025-01-01, by: bus, reason: balanced}]"
WHOLE = f"lifecycle_status: active\nowner: rep\nfile_keeper: ka\n{GIVEN}"
SEEN = "reviewed_by: bus\nreviewed_on: 2025-01-03\ncollected_by: rep\ncollected_on: 2025-01-02"


def found(rule: Rule, text: str) -> list[str]:
    world = World()
    world.add("customer", "C0001", f"name: Firm\n{text}")
    assert rule.book is not None
    return [
        f"{severity_of(rule.id, each.severity or rule.severity, None)}: "
        f"{rule.says[each.variant].read('en', each.figures)}"
        for each in rule.book(world.columns, world.policy)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHOLE, []),
        (WHOLE.replace("active", "lead").replace("file_keeper: ka\n", ""), []),
        ("lifecycle_status: active\nfile_keeper: ka", ["error: there is no account owner"]),
        (WHOLE.replace("file_keeper: ka\n", ""), ["warning: there is no file keeper"]),
        (f"{WHOLE}\nka_status: approved", ["warning: the key account has no service specialist"]),
        (f"{WHOLE}\nka_status: approved\nservice_specialist: aide", []),
        (WHOLE.replace("owner: rep", "owner: aide"), ["warning: the owner is aide, the last assignment says rep"]),
    ],
)
def test_somebody_answers_for_an_active_customer(text: str, expected: list[str]) -> None:
    assert found(ownership.nobody_named, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"lifecycle_status: active\n{SEEN}", []),
        ("lifecycle_status: lead", []),
        ("lifecycle_status: lost", []),
        ("lifecycle_status: active", ["warning: nobody has reviewed it, or the day is missing"]),
        (
            f"lifecycle_status: active\n{SEEN}".replace("bus", "rep"),
            ["warning: it was reviewed by rep, who collected it"],
        ),
        (
            f"lifecycle_status: active\n{SEEN}".replace("01-03", "01-01"),
            ["warning: reviewed on 2025-01-01, before it was collected on 2025-01-02"],
        ),
    ],
)
def test_a_manager_reviews_first(text: str, expected: list[str]) -> None:
    assert found(ownership.unreviewed, text) == expected
