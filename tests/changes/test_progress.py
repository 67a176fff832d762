"""Where a record stands: what is passed and ahead, who takes which step by which command, and what it lacks."""

import datetime as dt
from typing import Any

import pytest

from kamcli.changes.progress import Progress, Scene, Way, progress
from kamcli.model.columns import Row
from kamcli.model.kinds import KINDS
from tests.states.conftest import ROSTER, World, policy_of, read, row

SUBMITTED = """
customer: C0001
revision: 1
recorded_by: rep
amount: 200000
state: submitted
effective_from: 2025-04-01
"""
NOW = dt.datetime(2025, 3, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def world() -> World:
    made = World(policy_of("tier: {primary_scheme: revenue_share}"))
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Firm\noffice: hz\nowner: rep\nlifecycle_status: active")
    return made


def of(world: World, kind: str, record_id: str, text: str) -> Progress:
    made = world.add(kind, record_id, text)
    return stands(world, made, text)


def stands(world: World, made: Row, text: str) -> Progress:
    record: Any = KINDS[made.kind].model.model_validate({"id": made.id, **read(text)})
    found = progress(made, record, Scene(world.columns, world.policy, NOW))
    assert found is not None
    return found


def line(found: Progress) -> list[str]:
    return [f"{each.mark.value} {each.state.value}" for each in found.places]


def way(found: Progress, target: str) -> Way:
    return next(each for each in found.ways if each.target == target)


@pytest.mark.parametrize(
    ("state", "marks"),
    [
        ("drafted", ["now drafted", "ahead reviewed", "ahead sent", "ahead receipt_confirmed", "ahead closed"]),
        ("sent", ["passed drafted", "passed reviewed", "now sent", "ahead receipt_confirmed", "ahead closed"]),
        ("closed", ["passed drafted", "passed reviewed", "passed sent", "passed receipt_confirmed", "now closed"]),
    ],
)
def test_the_main_line_shows_what_is_passed(world: World, state: str, marks: list[str]) -> None:
    assert line(of(world, "minutes", "MN-1", f"customer: C0001\nstate: {state}")) == marks


def test_a_state_beside_the_line_stands_behind_the_one_it_counts_as(world: World) -> None:
    found = of(world, "customer", "C0001", "name: Firm\nlifecycle_status: watch")

    assert line(found)[-2:] == ["passed active", "now watch"]
    assert (way(found, "active").ahead, way(found, "dormant").ahead) == (True, False)


def test_what_has_ended_stands_off_the_line(world: World) -> None:
    found = of(world, "customer", "C0001", "name: Firm\nlifecycle_status: lost")

    assert line(found) == [
        *(f"off {each}" for each in ("lead", "candidate", "investigated", "recognised", "active")),
        "now lost",
    ]
    assert [each.target.value for each in found.ways] == ["candidate", "active", "closed"]


def test_a_signed_kind_without_a_state_has_no_step(world: World) -> None:
    found = of(world, "contract", "CN-1", "customer: C0001")

    assert (found.state, found.ways) == (None, ())
    assert {each.mark.value for each in found.places} == {"ahead"}


def test_a_step_names_who_takes_it_and_the_command(world: World) -> None:
    text = "customer: C0001\nstate: slip_filled\nvisitors: [rep]"
    found = of(world, "visit", "VS-1", text)
    approve, cancel = way(found, "approved"), way(found, "cancelled")

    assert [each.target.value for each in found.ways] == ["approved", "cancelled"]
    assert (approve.roles[0].value, approve.names) == ("branch_manager", ())
    assert approve.command == ("kam move VS-1 已批准", "kam move VS-1 approved")
    assert (cancel.persons, cancel.names, cancel.lacks) == (("rep",), ("Rep",), ())


def test_every_lack_is_told_once_with_its_rule(world: World) -> None:
    found = of(world, "contract", "CN-1", "customer: C0001\nrevision: 1\nstate: draft").ways[0].lacks

    assert {each.rule for each in found} == {"R-CTR-01"}
    assert len(set(found)) == len(found)
    assert all(each.said.zh != each.said.en for each in found)


def test_a_guard_over_the_whole_book_hinders_only_whom_it_concerns(world: World) -> None:
    world.add("customer", "C0002", "name: Aspen\nlifecycle_status: lead\nbasics: {uscc: 91330100MA0EXMP172}")
    twin = "name: Aspen Works\nlifecycle_status: lead\nbasics: {uscc: 91330100MA0EXMP172}"

    assert "R-DAT-04" in {each.rule for each in way(of(world, "customer", "C0003", twin), "candidate").lacks}
    other = way(of(world, "customer", "C0004", "name: Birch\nlifecycle_status: lead"), "candidate")
    assert "R-DAT-04" not in {each.rule for each in (*other.lacks, *other.remarks)}


def test_what_is_missing_and_lets_a_step_pass_is_a_remark(world: World) -> None:
    found = way(of(world, "visit", "VS-1", "customer: C0001\nstate: slip_filled"), "approved")

    assert {each.rule for each in found.lacks} == {"SCHEMA-05"}
    assert {each.rule for each in found.remarks} == {"R-VIS-04"}


def test_the_owner_of_the_customer_stands_for_a_record_that_names_nobody(world: World) -> None:
    assert way(of(world, "visit", "VS-1", "customer: C0001\nstate: planned"), "slip_filled").persons == ("rep",)
    del world.rows["customer", "C0001"]
    assert way(of(world, "visit", "VS-1", "customer: C0001\nstate: planned"), "slip_filled").persons == ("rep",)


def test_the_stage_whose_turn_it_is_is_the_next_step(world: World) -> None:
    made = world.add("contract", "CN-1", SUBMITTED)
    world.sign("submit", "office_manager", "2025-03-03")
    found = stands(world, made, SUBMITTED)

    assert [(each.name, each.act.value, each.role.value) for each in found.signed] == [
        ("Hz", "submit", "office_manager")
    ]
    first = found.ways[0]
    assert (first.target.value, first.ahead, first.names) == ("signed_chain", True, ("Ka", "Old"))
    assert first.command.en == "kam approve CN-1"
    assert [each.command.en for each in found.ways[1:]] == [
        "kam approve CN-1 --return",
        "kam approve CN-1 --reject",
        "kam approve CN-1 --withdraw",
    ]
    assert found.ways[1].persons == ()


def test_where_sign_offs_are_in_the_way_every_step_of_the_table_is_told(world: World) -> None:
    made = world.add("contract", "CN-1", SUBMITTED)
    world.sign("sign", "ka_department", "2025-03-04")
    found = stands(world, made, SUBMITTED)

    assert [each.target.value for each in found.ways if each.ahead] == ["signed_chain", "approved"]
    assert found.signed == ()


def test_a_subject_that_nobody_can_judge_still_has_its_line(world: World) -> None:
    text = "customer: C0001\nstate: draft"
    made = world.add("application", "AP-1", text)
    del world.rows["application", "AP-1"]

    assert line(stands(world, made, text))[0] == "now draft"


def test_somebody_who_does_not_hold_the_role_does_not_take_the_step(world: World) -> None:
    text = "customer: C0001\nstate: slip_filled\nvisitors: [ghost, rep]"
    assert way(of(world, "visit", "VS-1", text), "cancelled").persons == ("rep",)
    text = text.replace("ghost, rep", "ghost")
    assert way(of(world, "visit", "VS-1", text), "cancelled").persons == ("rep",)


def test_a_signer_whom_the_roster_has_lost_is_told_by_id(world: World) -> None:
    made = world.add("contract", "CN-1", SUBMITTED)
    world.sign("submit", "office_manager", "2025-03-03")
    organisation = world.rows["organisation", "organisation"]
    staff = tuple(each for each in organisation.staff if each.id != "hzm")
    world.rows["organisation", "organisation"] = Row(
        "organisation", "organisation", organisation.file, {**organisation.values, "staff": staff}
    )
    assert {each.name for each in stands(world, made, SUBMITTED).signed} <= {"hzm"}


def test_a_waiver_is_told_beside_the_step(world: World) -> None:
    waived = World(policy_of("waivers: [{rule: R-CTR-03, reason: seen}]"), world.rows)
    text = "customer: C0001\nrevision: 1\namount: 5\nstate: approved"
    assert "waived: seen" in way(of(waived, "contract", "CN-1", text), "signed_by_both").waived[0].en


def test_a_kind_without_a_process_has_no_progress(world: World) -> None:
    made = world.add("document", "DC-9", "title: paper")
    assert progress(made, None, Scene(world.columns, world.policy, NOW)) is None
