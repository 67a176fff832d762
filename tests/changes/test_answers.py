"""What a line typed at a question means, or why it won't do."""

from typing import Any

import pytest

from kamcli.changes.answers import Answer, Ground, options, read
from kamcli.changes.questions import question
from kamcli.model.columns import Row, columns_from
from kamcli.model.kinds import KINDS
from kamcli.model.organisation import Organisation
from kamcli.model.people import People
from kamcli.model.policy import Policy

ORGANISATION = Organisation.model_validate(
    {
        "id": "organisation",
        "units": [{"id": "hz", "kind": "office", "name": "杭州"}],
        "staff": [
            {"id": name, "name": said, "unit": "hz", "email": "l@x.example", "roles": []}
            for name, said in (("lin.he", "林禾"), ("wang.a", "王芳"), ("wang.b", "王芳"))
        ],
    }
)
PEOPLE = People.model_validate(
    {"id": "C1", "persons": [{"id": "C1-P1", "name": "甲"}], "departments": [{"id": "C1-D1", "name": "采购部"}]}
)
COLUMNS = columns_from(
    iter(
        (
            Row("customer", "C1", "customers/C1.yaml", {"name": "青岚示例"}),
            Row("contract", "CN-1", "contracts/CN-1.yaml", {"title": "年度供货"}),
            Row("document", "DC-1", "documents/DC-1.yaml", {"title": None}),
            Row(
                "organisation",
                "organisation",
                "organisation.yaml",
                {"staff": ORGANISATION.staff, "units": ORGANISATION.units},
            ),
            Row("people", "C1", "people/C1.yaml", {"persons": PEOPLE.persons, "departments": PEOPLE.departments}),
        )
    )
)
POLICY = Policy.model_validate({"data": {"regions": ["华东", "2"], "industries": []}})


def meant(kind: str, key: str, text: str, policy: Policy = POLICY) -> Answer:
    return read(question(KINDS[kind], tuple(key.split("."))), text, Ground(KINDS[kind], COLUMNS, policy))


@pytest.mark.parametrize(
    ("kind", "key", "text", "answer"),
    [
        pytest.param("contract", "kind", "2", Answer("supply"), id="a choice by number"),
        pytest.param("contract", "kind", "质量保证", Answer("quality_assurance"), id="by its Chinese word"),
        pytest.param("contract", "kind", "Quality Assurance", Answer("quality_assurance"), id="by its English words"),
        pytest.param("contract", "kind", "framework", Answer("framework"), id="by its id"),
        pytest.param("customer", "region", "1", Answer("华东"), id="a listed value by number"),
        pytest.param("customer", "region", "2", Answer("2"), id="a listed value that is a number itself"),
        pytest.param("customer", "industry", "化工", Answer("化工"), id="an empty list allows every value"),
        pytest.param("contract", "customer", "C1", Answer("C1", "青岚示例"), id="a record, its name is shown"),
        pytest.param("contract", "customer", "青岚示例", Answer("C1", "青岚示例", offered=True), id="by name"),
        pytest.param("application", "contract", "CN-1", Answer("CN-1", "年度供货"), id="a title for a name"),
        pytest.param("application", "office", "hz", Answer("hz", "杭州"), id="a unit"),
        pytest.param("contract", "their_signatory", "C1-P1", Answer("C1-P1", "甲"), id="a person"),
        pytest.param("application", "post_approval_report", "SR-1", Answer("SR-1"), id="a kind not known yet"),
        pytest.param("application", "documents", "DC-1", Answer("[DC-1]"), id="a list of one"),
        pytest.param("customer", "basics.phones", "0571-1，0571-2 ", Answer("[0571-1, 0571-2]"), id="a list"),
        pytest.param("contract", "amount", "26.8万", Answer("26.8万"), id="money as typed"),
        pytest.param("customer", "is_end_consumer", "是", Answer("是"), id="a flag"),
        pytest.param("value_assessment", "current_value.score", "80", Answer("80"), id="a member of a group"),
    ],
)  # fmt: skip
def test_what_will_do(kind: str, key: str, text: str, answer: Answer) -> None:
    assert meant(kind, key, text) == answer


def test_a_list_of_names_is_offered_with_all_of_them() -> None:
    answer = meant("customer", "collected_by", "林禾")
    assert (answer.value, answer.offered) == ("lin.he", True)


@pytest.mark.parametrize(
    ("kind", "key", "text", "said"),
    [
        ("contract", "kind", "9", "9 is no choice: write its number or name"),
        ("contract", "kind", "suply", "suply is no choice: write its number or name; is it supply?"),
        ("contract", "customer", "C9", "there is no customer with the id or name C9; is it C1?"),
        ("contract", "customer", "青岚示列", "there is no customer with the id or name 青岚示列; is it 青岚示例?"),
        ("application", "applicant", "王芳",
         "more than one member of staff is called 王芳: wang.a, wang.b; write the id"),
        ("contract", "effective_from", "2026-02-30", "Effective from: there is no day 2026-02-30 (look at a calendar)"),
        ("application", "documents", "DC-1, DC-9", "there is no document with the id or name DC-9; is it DC-1?"),
        ("value_assessment", "current_value.score", "101", "Current value.Score: 101 is more than 100"),
    ],
)  # fmt: skip
def test_what_will_not_do(kind: str, key: str, text: str, said: str) -> None:
    answer = meant(kind, key, text)

    assert answer.wrong is not None
    assert answer.wrong.en == said
    assert answer.wrong.zh != said


@pytest.mark.parametrize(
    ("key", "policy", "shown"),
    [
        ("region", POLICY, ["华东", "2"]),
        ("region", Policy.model_validate({}), []),
        ("name", POLICY, []),
    ],
)
def test_options_come_from_the_policys_list(key: str, policy: Any, shown: list[str]) -> None:
    assert [each.value for each in options(question(KINDS["customer"], (key,)), policy)] == shown
