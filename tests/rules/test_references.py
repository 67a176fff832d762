"""BOOK-05 and BOOK-06: what a record names exists, and values stand on the policy's lists."""

from typing import Any

import pytest

from kamcli.model.columns import Columns, Row, columns_from
from kamcli.model.organisation import Organisation
from kamcli.model.people import People
from kamcli.model.policy import Policy
from kamcli.rules.references import dangling_reference, value_not_listed

ORGANISATION = Organisation.model_validate(
    {
        "id": "organisation",
        "units": [{"id": "hz", "kind": "office", "name": "杭州"}],
        "staff": [{"id": "lin.he", "name": "林禾", "unit": "hz", "email": "l@x.example", "roles": []}],
    }
)
PEOPLE = People.model_validate(
    {"id": "C1", "persons": [{"id": "C1-P1", "name": "甲"}], "departments": [{"id": "C1-D1", "name": "采购部"}]}
)


def row(kind: str, record: str, **values: Any) -> Row:
    return Row(kind, record, f"{kind}/{record}.yaml", {"refs": (), "listed": (), **values})


def columns(*refs: tuple[tuple[str, ...], tuple[str, ...], str], listed: tuple[Any, ...] = ()) -> Columns:
    rows = (
        row("customer", "C1", refs=refs, listed=listed),
        row("organisation", "organisation", units=ORGANISATION.units, staff=ORGANISATION.staff),
        row("people", "C1", persons=PEOPLE.persons, departments=PEOPLE.departments),
    )
    return columns_from(iter(rows))


@pytest.mark.parametrize(
    ("path", "kinds", "named", "found"),
    [
        pytest.param(("owner",), ("staff",), "lin.he", False, id="a member of staff"),
        pytest.param(("owner",), ("staff",), "lin.ho", True, id="nobody"),
        pytest.param(("office",), ("unit",), "hz", False, id="a unit"),
        pytest.param(("office",), ("unit",), "xx", True, id="no unit"),
        pytest.param(("parent_customer",), ("customer",), "C1", False, id="a customer"),
        pytest.param(("parent_customer",), ("customer",), "C9", True, id="no customer"),
        pytest.param(("basics", "legal_representative"), ("person",), "C1-P1", False, id="a person"),
        pytest.param(("basics", "legal_representative"), ("person",), "C1-P9", True, id="no person"),
        pytest.param(("basics", "organisation_chart"), ("department",), "C1-D1", False, id="a department"),
        pytest.param(("x",), ("competitor",), "CO-1", False, id="a kind of a later version is not checkable"),
    ],
)
def test_what_is_named_exists(path: tuple[str, ...], kinds: tuple[str, ...], named: str, *, found: bool) -> None:
    assert dangling_reference.book is not None

    problems = list(dangling_reference.book(columns((path, kinds, named)), Policy.model_validate({})))

    assert [each.at for each in problems] == ([path] if found else [])


@pytest.mark.parametrize(
    ("kinds", "named", "near"),
    [
        (("staff",), "林禾", "; lin.he bears that name: write the id"),
        (("person",), "甲", "; C1-P1 bears that name: write the id"),
        (("customer",), "C2", "; is it C1?"),
    ],
)
def test_a_name_in_the_place_of_an_id_gives_the_id(kinds: tuple[str, ...], named: str, near: str) -> None:
    assert dangling_reference.book is not None

    [problem] = dangling_reference.book(columns((("owner",), kinds, named)), Policy.model_validate({}))

    assert problem.figures["near"].en == near


def test_without_a_roster_nobody_is_known() -> None:
    assert dangling_reference.book is not None
    alone = columns_from(iter([row("customer", "C1", refs=((("owner",), ("staff",), "lin.he"),))]))

    assert len(list(dangling_reference.book(alone, Policy.model_validate({})))) == 1


@pytest.mark.parametrize(
    ("data", "value", "found"),
    [
        pytest.param({"regions": ["华东"]}, "华东", False, id="listed"),
        pytest.param({"regions": ["华东"]}, "华西", True, id="not listed"),
        pytest.param({"regions": []}, "华西", False, id="an empty list allows all"),
        pytest.param({}, "华西", False, id="no list allows all"),
    ],
)
def test_values_stand_on_the_policys_list(data: dict[str, Any], value: str, *, found: bool) -> None:
    assert value_not_listed.book is not None
    book = columns(listed=((("region",), "data.regions", value),))

    problems = list(value_not_listed.book(book, Policy.model_validate({"data": data})))

    assert [each.record for each in problems] == (["C1"] if found else [])


def test_a_list_of_a_later_version_allows_all() -> None:
    assert value_not_listed.book is not None
    book = columns(listed=((("ka_type",), "project.ka_types", "x"),))

    assert list(value_not_listed.book(book, Policy.model_validate({}))) == []
