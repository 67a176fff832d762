"""What is open at a customer: where an approval stands in words, and debts that nobody can tell."""

from types import SimpleNamespace
from typing import Any

import pytest

from kamcli.model.answers import Answers
from kamcli.states.approval import standing
from kamcli.states.chain import Direction
from kamcli.states.roster import roster_of
from kamcli.states.subject import subject_named
from kamcli.states.verdict import Setting
from kamcli.views.card_open import OpenContract, contracts, owed, said
from tests.states.conftest import ROSTER, World, read, row
from tests.views.test_overdue import TODAY, answers, book

SUBMIT = ("submit", "office_manager", "2025-03-03", "")
SIGN = ("sign", "ka_department", "2025-03-04", "")
APPROVE = ("approve", "deputy_sales_director", "2025-03-05", "")
REJECT = ("reject", "ka_department", "2025-03-04", "too dear")


@pytest.fixture
def here() -> World:
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Firm\noffice: hz")
    made.contract()
    return made


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((), ("待办事处经理提交", "waits for office manager to submit")),
        ((SUBMIT,), ("待大客户管理部签署", "waits for ka department to sign")),
        ((SUBMIT, SIGN, APPROVE), ("审批已完成", "approved")),
        ((SUBMIT, REJECT), ("已驳回", "closed: reject")),
        ((SIGN,), ("签署有问题，须重新提交", "a sign-off does not count: submit anew")),
    ],
)
def test_where_an_approval_stands(here: World, acts: tuple[tuple[str, ...], ...], words: tuple[str, str]) -> None:
    for act, role, at, comment in acts:
        here.sign(act, role, at, comment=comment or None)
    subject = subject_named("CN-1", here.columns, here.policy, Direction.loosen)
    assert subject is not None

    found = said(standing(subject, here.signoffs, Setting(here.policy, roster_of(here.columns))))

    assert found == words


def test_contracts_that_have_not_ended_stand_by_their_last_day(here: World) -> None:
    here.contract("5", "effective_to: 2026-01-01\nstate: in_force", "CN-2")
    here.contract("5", "effective_to: 2025-06-01\nstate: in_force", "CN-3")
    here.contract("5", "effective_to: 2025-05-01\nstate: terminated", "CN-4")
    here.rows["contract", "CN-5"] = here.add("contract", "CN-5", "customer: C0002\nrevision: 1\namount: 5")
    told: Any = SimpleNamespace(columns=here.columns, policy=here.policy)

    found: tuple[OpenContract, ...] = contracts(told, here.policy, TODAY, "C0001")

    assert [(each.id, each.approval.en) for each in found] == [
        ("CN-3", "waits for office manager to submit"),
        ("CN-2", "waits for office manager to submit"),
        ("CN-1", "waits for office manager to submit"),
    ]


def test_debts_are_unknown_without_a_ledger_and_none_with_an_empty_one() -> None:
    told = book()
    asked = answers(told.policy, TODAY)

    assert owed(told, asked, told.policy, TODAY, "C1") == ()
    assert owed(told, Answers(dict.fromkeys(asked)), told.policy, TODAY, "C1") is None
