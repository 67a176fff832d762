import datetime as dt

import pytest

from kamcli.changes.actor import check_actor
from kamcli.model.finding import KamError
from kamcli.states.lifecycle import LIFECYCLE
from kamcli.states.process import step_to
from kamcli.states.step import Step
from tests.states.conftest import ROSTER, World, read, row

DAY = dt.date(2025, 3, 10)


def step(before: str, after: str) -> Step:
    found = step_to(LIFECYCLE, before, after)
    assert found is not None
    return found


@pytest.fixture
def here() -> World:
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Firm\noffice: hz")
    return made


def test_who_holds_the_role_takes_the_step(here: World) -> None:
    subject = here.rows["customer", "C0001"]
    assert check_actor(step("active", "watch"), subject, here.columns, "rep", DAY) is None


@pytest.mark.parametrize("person", ["ka", None])
def test_nobody_else_takes_it(here: World, person: str | None) -> None:
    with pytest.raises(KamError) as refused:
        check_actor(step("active", "watch"), here.rows["customer", "C0001"], here.columns, person, DAY)

    assert refused.value.hint is not None
    assert refused.value.hint.en == "it is the turn of: Rep rep"
    named = "Ka ka" if person else "nobody on the roster (see git config user.email)"
    assert refused.value.say.read("en") == f"this step is for rep; you are {named}"


def test_a_role_that_nobody_holds_is_remarked(here: World) -> None:
    told = check_actor(step("closed", "archived"), here.rows["customer", "C0001"], here.columns, "rep", DAY)
    assert told is not None
    assert told.en == "nobody on the roster is archivist: who takes this step was not checked"


def test_a_step_without_roles_is_anybodys(here: World) -> None:
    free = step("active", "watch")._replace(actors=())
    assert check_actor(free, here.rows["customer", "C0001"], here.columns, None, DAY) is None
