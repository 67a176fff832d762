import datetime as dt
from typing import Any

import pytest

from kamcli.model.columns import Row
from kamcli.states.approval import Standing, may_act, pending, standing, standings
from kamcli.states.chain import Direction
from kamcli.states.roster import roster_of
from kamcli.states.subject import subject_named
from kamcli.states.verdict import Setting
from tests.states.conftest import Make, World
from tests.states.test_roster import PLAIN

SUBMIT = ("submit", "office_manager", "2025-03-03")
SIGN = ("sign", "ka_department", "2025-03-04")
APPROVE = ("approve", "deputy_sales_director", "2025-03-05")


def now(world: World, subject: str = "CN-1", authors: dict[str, str] | None = None) -> Standing:
    found = subject_named(subject, world.columns, world.policy, Direction.loosen)
    assert found is not None
    return standing(found, world.signoffs, Setting(world.policy, roster_of(world.columns), authors))


def troubles(found: Standing) -> list[str]:
    return [f"{each.rule} {each.variant}".strip() for each in found.troubles]


@pytest.fixture
def signed(world: Make) -> Any:
    """Give `signed(*acts)`: a contract of band 2 with these sign-offs."""

    def make(*acts: tuple[Any, ...], policy: str = "", amount: str = "268000.00", more: str = "") -> World:
        here = world(policy)
        here.contract(amount, more)
        for act, role, at, *rest in acts:
            fields = dict(rest[0]) if rest else {}
            here.sign(act, role, fields.pop("at", at), **fields)
        return here

    return make


def test_nothing_signed_waits_for_the_submission(signed: Any) -> None:
    found = now(signed())
    assert (found.next, found.complete, found.waiting) == (found.subject.chain.stages[0], False, False)
    assert found.troubles == ()


def test_whole_chain(signed: Any) -> None:
    found = now(signed(SUBMIT, SIGN, APPROVE))
    assert found.complete
    assert found.troubles == ()
    assert found.next is None
    assert [f"{each.stage.act}:{each.level}" for each in found.done] == [
        "submit:claimed",
        "sign:claimed",
        "approve:claimed",
    ]
    assert found.approved_at is not None
    assert found.approved_at.isoformat() == "2025-03-05T09:00:00+08:00"


def test_half_a_chain_is_pending(signed: Any) -> None:
    here = signed(SUBMIT, SIGN)
    waiting = pending(here.columns, here.policy)
    assert [each.subject.id for each in waiting] == ["CN-1"]
    assert waiting[0].next == ("approve", "deputy_sales_director")


def test_wrong_role_is_an_error(signed: Any) -> None:
    """TV-15: the sales director in the deputy's place."""
    found = now(signed(SUBMIT, SIGN, ("approve", "sales_director", "2025-03-05")))
    assert troubles(found) == ["R-APR-06 role"]
    assert not found.complete
    assert found.next is None  # a sign-off is in the way: only a new revision helps


@pytest.mark.parametrize(
    ("fields", "trouble"),
    [
        ({"by": "ka"}, "R-APR-06 post"),
        ({"by": "nobody"}, "R-APR-06 person"),
        ({"by": "gone"}, "R-APR-06 post"),
        ({"delegation": "DL-1"}, "R-APR-06 half"),
        ({"on_behalf_of": "dep"}, "R-APR-06 half"),
        ({"by": "aide", "on_behalf_of": "dep", "delegation": "DL-9"}, "R-APR-06 unknown"),
        ({"book": "b2"}, "R-AUD-04 book"),
        ({"version": "2"}, "R-AUD-04 version"),
        ({"digest": "kam1:00"}, "R-AUD-04"),
        ({"amount": "1.00"}, "R-AUD-04 amount"),
        ({"band": "1"}, "R-AUD-04 amount"),
        ({"amount": None}, "R-AUD-04 amount"),
        ({"at": "2025-03-04T08:59:59+08:00"}, "R-APR-08 time"),
        ({"after": None}, "R-APR-08 after"),
    ],
)
def test_sign_off_that_does_not_count(signed: Any, fields: dict[str, Any], trouble: str) -> None:
    found = now(signed(SUBMIT, SIGN, (*APPROVE, fields)))
    assert trouble in troubles(found)
    assert not found.complete
    assert [each.stage.act for each in found.done] == ["submit", "sign"]


def test_equal_times_are_in_order(signed: Any) -> None:
    moment = "2025-03-03T09:00:00+08:00"
    assert now(signed(SUBMIT, ("sign", "ka_department", moment), ("approve", "deputy_sales_director", moment))).complete


def test_missing_stage_stops_the_later_one(signed: Any) -> None:
    found = now(signed(SUBMIT, APPROVE))
    assert "R-APR-08 order" in troubles(found)
    assert [each.stage.act for each in found.done] == ["submit"]


def test_edit_after_approval_makes_every_sign_off_stale(signed: Any) -> None:
    """TV-17: 99,000 approved in band 1, then 120,000."""
    filed = {"file_no": "BA-1"}
    here = signed(SUBMIT, ("approve", "ka_department", "2025-03-04", filed), amount="99000")
    assert now(here).complete
    here.contract("120000")
    found = now(here)
    assert found.subject.chain.band is not None
    assert found.subject.chain.band.number == 2
    assert troubles(found)[0] == "R-AUD-04"
    assert found.done == ()
    assert not found.complete


def test_fields_filled_later_do_not(signed: Any) -> None:
    here = signed(SUBMIT, SIGN, APPROVE)
    here.contract("268000", "signed_on: 2025-03-09\nstate: in_force\nremark: hello\nattachments: [DC-1]")
    assert now(here).complete


def test_next_revision_starts_anew(signed: Any) -> None:
    here = signed(SUBMIT, SIGN, APPROVE)
    here.contract("268000", "title: new")
    here.rows["contract", "CN-1"] = here.add("contract", "CN-1", "customer: C0001\nrevision: 2\namount: 268000")
    found = now(here)
    assert (found.acts, found.troubles) == ((), ())
    assert found.next == ("submit", "office_manager")


def test_sign_off_of_a_later_revision_is_a_rollback(signed: Any) -> None:
    found = now(signed(SUBMIT, SIGN, (*APPROVE, {"revision": "2"})))
    assert "R-APR-08 future" in troubles(found)
    assert found.next is None


def test_one_person_one_stage(signed: Any) -> None:
    policy = "approval: {bands: [{sign: [sales_director], approve: sales_director}], submit: {role: office_manager}}"
    acts = (SUBMIT, ("sign", "sales_director", "2025-03-04"), ("approve", "sales_director", "2025-03-05"))
    assert "R-APR-07 four_eyes" in troubles(now(signed(*acts, policy=policy)))
    relaxed = policy.replace("approval: {", "approval: {four_eyes: false, ")
    assert now(signed(*acts, policy=relaxed)).complete


def test_submission_that_is_no_signature_may_be_followed_by_the_same_role(signed: Any) -> None:
    policy = "approval: {submit: {role: office_manager}}"
    filed = {"file_no": "BA-1"}
    acts = (SUBMIT, ("sign", "office_manager", "2025-03-03"), ("approve", "ka_department", "2025-03-04", filed))
    assert now(signed(*acts, policy=policy, amount="5")).complete


def test_preparer_submits_but_does_not_sign(signed: Any) -> None:
    here = signed(SUBMIT, SIGN, more="recorded_by: ka")
    assert troubles(now(here)) == ["R-APR-07 self"]
    assert troubles(now(signed(SUBMIT, SIGN, more="recorded_by: hzm"))) == []


def test_office_manager_of_another_office(signed: Any) -> None:
    assert troubles(now(signed((*SUBMIT, {"by": "nbm"})))) == ["R-APR-06 post"]


# --- delegations ----------------------------------------------------------------------------------------------------

TRUST = {"by": "aide", "on_behalf_of": "dep", "delegation": "DL-1"}


def delegated(world: World, at: str = "2025-03-05", more: str = "", **fields: Any) -> Standing:
    world.add("delegation", "DL-1", f"{PLAIN}{more}")
    for act in (SUBMIT, SIGN):
        world.sign(*act)
    world.sign("approve", "deputy_sales_director", at, **(TRUST | fields))
    return now(world)


def test_delegate_signs_within_the_period(signed: Any) -> None:
    """TV-16: the last day is in, the day after is not."""
    assert delegated(signed(), "2025-03-10").complete
    late = delegated(signed(), "2025-03-11")
    assert troubles(late) == ["R-APR-06 delegation"]
    assert not late.complete


@pytest.mark.parametrize("more", ["max_amount: 267999.99", "scope: {office: nb}", "scope: {customers: [C0002]}"])
def test_delegation_that_does_not_cover_it(signed: Any, more: str) -> None:
    assert troubles(delegated(signed(), more=more)) == ["R-APR-06 delegation"]


@pytest.mark.parametrize("fields", [{"by": "rep"}, {"on_behalf_of": "dir"}])
def test_delegation_of_somebody_else(signed: Any, fields: dict[str, str]) -> None:
    assert "R-APR-06 other" in troubles(delegated(signed(), **fields))


def test_grantor_of_a_delegate_counts_as_having_signed(signed: Any) -> None:
    """The department's head may not approve for the deputy what she signed herself, nor through a delegate."""
    here = signed()
    here.add("delegation", "DL-1", PLAIN.replace("delegate: aide", "delegate: ka"))
    for act in (SUBMIT, SIGN):
        here.sign(*act)
    here.sign(*APPROVE, by="ka", on_behalf_of="dep", delegation="DL-1")
    assert troubles(now(here)) == ["R-APR-07 four_eyes"]


def test_turn_names_holders_then_delegates(signed: Any) -> None:
    here = signed(SUBMIT, SIGN)
    here.add("delegation", "DL-1", PLAIN)
    found = now(here)
    assert found.next is not None
    able = [
        may_act(found.next, found.subject, roster_of(here.columns), here.policy, dt.datetime.fromisoformat(each))
        for each in ("2025-03-10T12:00:00+08:00", "2025-03-11T12:00:00+08:00")
    ]
    assert able == [("dep", "aide"), ("dep",)]


# --- closing --------------------------------------------------------------------------------------------------------

BACK = ("return", "ka_department", "2025-03-04", {"comment": "price"})


@pytest.mark.parametrize("act", ["return", "reject"])
def test_closing_ends_the_revision(signed: Any, act: str) -> None:
    found = now(signed(SUBMIT, (act, "ka_department", "2025-03-04", {"comment": "price"})))
    assert found.closed is not None
    assert (found.closed.act, found.next, found.waiting, found.complete) == (act, None, False, False)
    assert found.troubles == ()


def test_signing_after_the_return_does_not_count(signed: Any) -> None:
    found = now(signed(SUBMIT, BACK, ("sign", "ka_department", "2025-03-05")))
    assert troubles(found) == ["R-APR-08 closed"]
    assert [each.stage.act for each in found.done] == ["submit"]


def test_return_says_why(signed: Any) -> None:
    found = now(signed(SUBMIT, ("return", "ka_department", "2025-03-04")))
    assert troubles(found) == ["R-APR-08 comment"]
    assert found.closed is None
    assert found.next is None


def test_edit_does_not_undo_a_rejection(signed: Any) -> None:
    here = signed(SUBMIT, ("reject", "deputy_sales_director", "2025-03-04", {"comment": "no"}))
    here.contract("100000")
    assert now(here).closed is not None


def test_outsider_can_not_reject(signed: Any) -> None:
    found = now(signed(SUBMIT, ("reject", "sales_director", "2025-03-04", {"comment": "no"})))
    assert troubles(found) == ["R-APR-06 role"]
    assert found.closed is None


def test_submitter_withdraws(signed: Any) -> None:
    found = now(signed(SUBMIT, ("withdraw", "office_manager", "2025-03-04")))
    assert found.closed is not None
    assert found.troubles == ()
    assert "R-APR-06 role" in troubles(now(signed(SUBMIT, ("withdraw", "ka_department", "2025-03-04"))))


def test_approved_thing_is_not_returned(signed: Any) -> None:
    found = now(signed(SUBMIT, SIGN, APPROVE, ("return", "ka_department", "2025-03-06", {"comment": "late"})))
    assert troubles(found) == ["R-APR-08 ended"]
    assert found.complete


# --- who committed it -----------------------------------------------------------------------------------------------


def test_author_must_be_the_signer(signed: Any) -> None:
    here = signed(SUBMIT, SIGN)
    files = [each.file for each in here.signoffs]
    assert now(here, authors={files[0]: "HZM@x", files[1]: "ka@x"}).troubles == ()
    found = now(here, authors={files[0]: "hzm@x", files[1]: "rep@x"})
    assert troubles(found) == ["R-AUD-03 author"]
    assert troubles(now(here, authors={files[0]: "hzm@x"})) == ["R-AUD-03 uncommitted"]


def test_delegation_must_be_the_grantors(signed: Any) -> None:
    here = signed()
    delegated(here)
    files = {each.file: f"{each.by}@x" for each in here.signoffs}
    assert now(here, authors={**files, "delegations/DL-1.yaml": "dep@x"}).complete
    assert troubles(now(here, authors={**files, "delegations/DL-1.yaml": "aide@x"})) == ["R-AUD-03 grantor"]


def test_signature_that_can_not_be_checked_does_not_count(signed: Any) -> None:
    found = now(signed(SUBMIT, policy="proof_level: 1"))
    assert troubles(found) == ["R-AUD-03 signature"]
    assert found.done == ()


# --- guarded blocks of a customer -----------------------------------------------------------------------------------

CREDIT = "name: Firm\noffice: hz\nrevisions: {credit: 1}\ntransactions: {credit_limit: 50万}"


def credit(world: World, *acts: tuple[str, str, str]) -> Standing:
    world.add("customer", "C0001", CREDIT)
    for act in acts:
        world.sign(*act, subject="C0001.credit")
    return next(each for each in standings(world.columns, world.policy) if each.subject.id == "C0001.credit")


def test_block_needs_no_submission(world: Make) -> None:
    found = credit(world())
    assert found.unsigned
    assert found.next == ("sign", "ka_department")
    assert credit(world(), SIGN, APPROVE).complete


def test_block_signed_as_tightening_is_told(world: Make) -> None:
    found = credit(world(), ("approve", "ka_department", "2025-03-04"))
    assert found.complete
    assert troubles(found) == ["R-APR-06 tightened"]


def test_block_without_a_number_is_not_under_approval(world: Make) -> None:
    here = world()
    assert [each.subject.id for each in standings(here.columns, here.policy)] == []
    assert subject_named("C0001.nothing", here.columns, here.policy, Direction.loosen) is None
    assert subject_named("CN-404", here.columns, here.policy, Direction.loosen) is None


def test_block_that_fits_neither_chain_is_told_by_the_stricter_one(world: Make) -> None:
    here = world()
    here.add("customer", "C0001", CREDIT)
    here.sign("approve", "ka_department", "2025-03-04", subject="C0001.credit")
    here.add("customer", "C0001", CREDIT.replace("50万", "60万"))
    found = next(each for each in standings(here.columns, here.policy) if each.subject.id == "C0001.credit")
    assert troubles(found) == ["R-AUD-04", "R-APR-06 role"]
    assert not found.complete


def test_block_that_policy_does_not_guard_is_no_subject(world: Make) -> None:
    here = world()
    here.add("customer", "C0001", "name: Firm\noffice: hz\nrevisions: {identity: 1, owner: 1}\nowner: rep")
    assert [each.subject.id for each in standings(here.columns, here.policy)] == ["C0001.owner"]


# --- where a sign-off lies ------------------------------------------------------------------------------------------


def test_sign_off_in_another_place_does_not_count(signed: Any) -> None:
    here = signed(SUBMIT)
    sound = here.rows["signoff", "CN-1/r1-submit-office_manager"]
    moved = Row(sound.kind, sound.id, "signoffs/CN-2/r1-submit-office_manager.yaml", sound.values)
    here.rows["signoff", sound.id] = moved
    assert troubles(now(here)) == ["R-AUD-04 file"]
    assert now(here).done == ()


def test_second_sign_off_of_one_stage_does_not_count(signed: Any) -> None:
    here = signed(SUBMIT)
    sound = here.rows["signoff", "CN-1/r1-submit-office_manager"]
    copy = Row(sound.kind, f"{sound.id}.copy", f"signoffs/{sound.id}.copy.yaml", sound.values)
    here.rows["signoff", copy.id] = copy
    found = now(here)
    assert troubles(found) == ["R-AUD-04 file", "R-APR-08 twice"]
    assert [each.row.id for each in found.done] == [sound.id]
