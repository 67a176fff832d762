"""The next sign-off of a subject: which one it is, what it does to the record's state, why there is none."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kamcli.changes.approve import Signing, already, signing, step_of
from kamcli.changes.signer import Signer
from kamcli.model.finding import Exit, KamError
from kamcli.model.signoff import Act
from kamcli.states.approval import Standing, standing
from kamcli.states.chain import Direction
from kamcli.states.roster import roster_of
from kamcli.states.subject import subject_named
from kamcli.states.verdict import Setting
from tests.states.conftest import ROSTER, World, read, row

SUBMIT = ("submit", "office_manager", "2025-03-03")
SIGN = ("sign", "ka_department", "2025-03-04")
APPROVE = ("approve", "deputy_sales_director", "2025-03-05")
RETURN = ("return", "ka_department", "2025-03-04", "dear")
Acts = tuple[tuple[str, ...], ...]
Make = Callable[..., World]


@pytest.fixture
def here() -> Make:
    """Give `here("state: draft", SUBMIT, …)`: a contract of band 2 with these sign-offs."""

    def make(more: str = "", *acts: tuple[str, ...]) -> World:
        made = World()
        made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
        made.add("customer", "C0001", "name: Firm\noffice: hz")
        made.contract(more=more)
        for act, role, at, *comment in acts:
            made.sign(act, role, at, comment=comment[0] if comment else None)
        return made

    return make


def now(world: World) -> Standing:
    found = subject_named("CN-1", world.columns, world.policy, Direction.loosen)
    assert found is not None
    return standing(found, world.signoffs, Setting(world.policy, roster_of(world.columns)))


def signer(world: World, person: str, **more: Any) -> Signer:
    roster = roster_of(world.columns)
    authors = {each.file: roster.staff[each.by].email for each in world.signoffs}
    setting = Setting(world.policy, roster, authors)
    moment = dt.datetime.fromisoformat("2025-03-06T10:00:00+08:00")
    return Signer(setting.roster.staff[person], setting, moment, "en", **more)


def signed(world: World, person: str, **more: Any) -> Signing:
    return signing(now(world), signer(world, person, **more))


@pytest.mark.parametrize(
    ("acts", "person", "title"),
    [
        ((), "hzm", "CN-1: submit r1 as office_manager"),
        ((SUBMIT,), "ka", "CN-1: sign r1 as ka_department"),
        ((SUBMIT, SIGN), "dep", "CN-1: approve r1 as deputy_sales_director"),
    ],
)
def test_the_next_stage_of_the_chain_is_signed(here: Make, acts: Acts, person: str, title: str) -> None:
    made = signed(here("", *acts), person)

    assert made.title == title
    assert len(made.then.done) == len(acts) + 1
    assert made.message == f"{title}\n\nKam-Signoff: CN-1 r1 {made.row.act} {made.row.role} {made.row.digest}\n"


@pytest.mark.parametrize(
    ("acts", "person", "asked", "said"),
    [
        pytest.param((SUBMIT, SIGN, APPROVE), "dir", {}, "CN-1 revision 1 is approved already", id="all done"),
        pytest.param((SUBMIT, RETURN), "ka", {}, "CN-1 revision 1 was closed (return)", id="closed"),
        pytest.param(
            (("sign", "ka_department", "2025-03-03"),),
            "hzm",
            {},
            "CN-1 revision 1 has sign-offs that do not count; the next revision has to be signed",
            id="a sign-off out of order is in the way",
        ),
        pytest.param(
            (),
            "ka",
            {"act": Act.return_, "comment": "x"},
            "CN-1 revision 1 is not under approval; there is nothing to return",
            id="nothing to return",
        ),
        pytest.param(
            (SUBMIT, SIGN, APPROVE),
            "dep",
            {"act": Act.reject, "comment": "x"},
            "CN-1 revision 1 is not under approval; there is nothing to reject",
            id="too late to reject",
        ),
        pytest.param((), "ka", {}, "Ka ka can't sign CN-1 like this", id="somebody else's turn"),
    ],
)
def test_why_there_is_nothing_to_sign(here: Make, acts: Acts, person: str, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(KamError) as refused:
        signed(here("", *acts), person, **asked)

    assert refused.value.say.en == said
    assert refused.value.code == Exit.FINDINGS


@pytest.mark.parametrize(
    ("state", "acts", "asked", "hint"),
    [
        pytest.param(
            "clause_reviewed", (), None, "it is the turn of submit by office manager: Hz hzm", id="whose turn"
        ),
        pytest.param("clause_reviewed", (SUBMIT,), Act.withdraw, None, id="who closes has no turn"),
        pytest.param("approved", (SIGN,), None, "kam move CN-1 draft", id="a state that opens a revision"),
        pytest.param("submitted", (SIGN,), None, "kam approve CN-1 --return --comment …", id="a state that has none"),
    ],
)
def test_what_to_do_instead(here: Make, state: str, acts: Acts, asked: Act | None, hint: str | None) -> None:
    with pytest.raises(KamError) as refused:
        signed(here(f"state: {state}", *acts), "ka", act=asked)

    assert (refused.value.hint.en if refused.value.hint else None) == hint


def test_where_the_roster_has_nobody_for_a_turn_that_is_said(here: Make) -> None:
    world = here()
    world.add("customer", "C0001", "name: Firm\noffice: east")

    with pytest.raises(KamError) as refused:
        signed(world, "ka")

    assert refused.value.hint is not None
    assert refused.value.hint.en == "it is the turn of submit by office manager: (nobody on the roster)"


def test_a_thing_without_a_number_is_not_signed(here: Make) -> None:
    world = here()
    world.add("contract", "CN-1", "customer: C0001\namount: 5\nstate: clause_reviewed")

    with pytest.raises(KamError) as refused:
        signed(world, "hzm")

    assert refused.value.hint is not None
    assert (refused.value.say.en, refused.value.hint.en) == ("CN-1 has no revision number", "kam set CN-1 revision=1")


def test_the_office_alone_withdraws(here: Make) -> None:
    made = signed(here("", SUBMIT), "hzm", act=Act.withdraw)

    assert made.title == "CN-1: withdraw r1 as office_manager"
    assert made.then.closed is made.row


def test_a_delegation_that_was_named_must_be_there(here: Make) -> None:
    with pytest.raises(KamError) as refused:
        signed(here(), "aide", delegation="DL-9")

    assert refused.value.say.en == "there is no delegation DL-9"
    assert refused.value.code == Exit.ASKED_WRONGLY


@pytest.mark.parametrize(
    ("state", "acts", "person", "target"),
    [
        pytest.param("clause_reviewed", (), "hzm", "submitted", id="as the table says"),
        pytest.param("submitted", (SUBMIT,), "ka", "signed_chain", id="the last signature"),
        pytest.param("signed_chain", (SUBMIT, SIGN), "dep", "approved", id="the approval"),
        pytest.param("approved", (), "hzm", "submitted", id="a state ahead of its sign-offs comes back"),
        pytest.param("in_force", (SUBMIT,), "ka", "signed_chain", id="far ahead"),
    ],
)
def test_a_sign_off_moves_the_record(here: Make, state: str, acts: Acts, person: str, target: str) -> None:
    world = here(f"state: {state}", *acts)

    step = step_of(now(world), signed(world, person))

    assert step is not None
    assert step.target == target


@pytest.mark.parametrize(("act", "target"), [(Act.return_, "returned"), (Act.reject, "rejected")])
def test_a_closing_act_leads_to_its_own_state(here: Make, act: Act, target: str) -> None:
    world = here("state: submitted", SUBMIT)

    step = step_of(now(world), signed(world, "ka", act=act, comment="x"))

    assert step is not None
    assert step.target == target


@pytest.mark.parametrize(
    ("acts", "person", "target"),
    [((SUBMIT,), "ka", "submitted"), ((SUBMIT, SIGN), "dep", "signed_chain")],
)
def test_only_the_last_signature_moves_the_record(here: Make, acts: Acts, person: str, target: str) -> None:
    world = here("")
    world.contract("500000", "state: submitted")
    for act, role, at in acts:
        world.sign(act, role, at)

    step = step_of(now(world), signed(world, person))

    assert step is not None
    assert step.target == target


@pytest.mark.parametrize(
    ("state", "acts", "asked", "said", "hint"),
    [
        pytest.param("draft", (), None, "CN-1 is draft: nobody can submit it now", "kam move CN-1 clause_reviewed",
                     id="to be reviewed first"),
        pytest.param("returned", (), None, "CN-1 is returned: nobody can submit it now", "kam move CN-1 STATE",
                     id="no step leads there"),
        pytest.param("draft", (SUBMIT,), Act.return_,
                     "CN-1 is draft: nobody can return it now", "kam move CN-1 STATE", id="a draft is not returned"),
    ],
)  # fmt: skip
def test_a_state_that_has_no_step_for_an_act(
    here: Make, state: str, acts: Acts, asked: Act | None, said: str, hint: str
) -> None:
    world = here(f"state: {state}", *acts)
    made = signed(world, "ka" if acts else "hzm", act=asked, comment="x")

    with pytest.raises(KamError) as refused:
        step_of(now(world), made)

    assert (refused.value.say.en, refused.value.hint and refused.value.hint.en) == (said, hint)


def test_what_a_person_did_already_is_found(here: Make) -> None:
    world = here("", SUBMIT, SIGN)
    own = already(now(world), signer(world, "ka"))

    assert own is not None
    assert own.act == Act.sign
    assert already(now(world), signer(world, "dep")) is None
    assert already(now(world), signer(world, "ka", act=Act.return_)) is None
    closed = here("", SUBMIT, RETURN)
    again = already(now(closed), signer(closed, "ka", act=Act.return_))
    assert again is not None
    assert again.act == Act.return_
