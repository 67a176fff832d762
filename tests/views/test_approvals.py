import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from kamcli.model.answers import Answers
from kamcli.states.approval import standings
from kamcli.views.approvals import ApprovalsView, approvals
from kamcli.views.sheet import Sheet, sheet
from tests.states.conftest import ROSTER, World, read, row
from tests.states.test_roster import PLAIN

TODAY = dt.date(2025, 3, 8)


@pytest.fixture
def here() -> World:
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Dogwood Foods\nshort_name: Dogwood\noffice: hz")
    made.add("document", "DC-1", "doc_type: delegation_letter")
    made.contract()
    return made


def book(world: World) -> Any:
    roster = world.columns.find("organisation", "organisation")
    return SimpleNamespace(columns=world.columns, policy=world.policy, organisation=roster)


def view(world: World) -> ApprovalsView:
    return approvals(book(world), Answers(), world.policy, TODAY)


def test_nothing_signed_is_neither_pending_nor_registered(here: World) -> None:
    found = view(here)
    assert (found.items, found.register) == ((), ())


def test_pending_item(here: World) -> None:
    here.sign("submit", "office_manager", "2025-03-03")
    here.add("delegation", "DL-1", PLAIN.replace("deputy_sales_director", "ka_department").replace("dep\n", "ka\n"))
    item = view(here).items[0]
    assert (item.subject, item.customer, item.band, item.revision) == ("CN-1", "Dogwood", 2, 1)
    assert item.next is not None
    assert (item.next.persons, item.next.names) == (("ka", "old", "aide"), ("Ka ka", "Old old", "Aide aide"))
    assert [f"{each.act}:{each.by}:{each.level}" for each in item.done] == ["submit:hzm:claimed"]


def test_longest_waiting_comes_first(here: World) -> None:
    here.contract("5", "", "CN-0")
    here.sign("submit", "office_manager", "2025-03-05", subject="CN-0")
    here.sign("submit", "office_manager", "2025-03-03")
    here.add("customer", "C0001", "name: F\noffice: hz\nrevisions: {owner: 1}\nowner: rep")
    assert [each.subject for each in view(here).items] == ["CN-1", "CN-0", "C0001.owner"]


def test_register_tells_signers_days_and_number(here: World) -> None:
    here.contract("5")
    here.sign("submit", "office_manager", "2025-03-03")
    here.sign("approve", "ka_department", "2025-03-06", file_no="BA-2025-0001")
    entry = view(here).register[0]
    assert (entry.outcome, entry.ended_on, entry.days, entry.file_no) == (
        "approve",
        dt.date(2025, 3, 6),
        3,
        "BA-2025-0001",
    )
    assert entry.signers.en == "Hz submit 2025-03-03 → Ka approve 2025-03-06"
    assert view(here).items == ()


def test_returned_is_registered_too(here: World) -> None:
    here.sign("submit", "office_manager", "2025-03-03")
    here.sign("return", "ka_department", "2025-03-04", comment="price")
    entry = view(here).register[0]
    assert (entry.outcome, entry.next) == ("return", None)


def test_problem_of_a_stale_sign_off_is_in_words(here: World) -> None:
    here.sign("submit", "office_manager", "2025-03-03")
    here.contract("100")
    item = view(here).items[0]
    assert item.next is None
    assert item.problems[0].en == (
        "CN-1/r1-submit-office_manager: CN-1 changed after it was signed; the sign-off is stale"
    )


def page(world: World, **group: Any) -> Sheet:
    world.policy = world.policy.model_copy(update={"company": SimpleNamespace(currency="CNY"), **group})
    standing = next(each for each in standings(world.columns, world.policy) if each.subject.id == "CN-1")
    return sheet(standing, standing, book(world), TODAY)


def facts(found: Sheet) -> dict[str, str]:
    return {fact.label.en: fact.text.en for fact in found.facts}


def test_page_says_the_amount_in_capitals_and_the_band(here: World) -> None:
    here.sign("submit", "office_manager", "2025-03-03")
    found = page(here)
    assert facts(found)["amount that decides"] == "268,000.00 CNY (贰拾陆万捌仟元整)"
    assert facts(found)["band"] == "band 2 (100,000.00 to 300,000.00)"
    assert [(line.mark, line.stage.en) for line in found.stages] == [
        ("done", "submit by office manager"),
        ("turn", "sign by ka department"),
        ("open", "approve by deputy sales director"),
    ]


def test_page_says_which_reading_of_an_edge_was_used(here: World) -> None:
    here.contract("300000")
    assert facts(page(here))["edge value"] == "exactly the edge of two bands; the policy says higher band"
    assert facts(page(here))["band"] == "band 3 (300,000.00 and above)"


def test_page_of_an_unknown_amount(here: World) -> None:
    here.add("contract", "CN-1", "customer: C0001\nrevision: 1")
    assert facts(page(here))["amount"] == "not known"


def test_page_names_what_is_added_up(here: World) -> None:
    here.contract("60000", "", "CN-0")
    assert facts(page(here))["other contracts"] == "CN-0 within 30 days, not added"
    here.contract("1", "amends: CN-0")
    assert facts(page(here))["amendment"] == "this one is 1.00; the total with CN-0 decides"


def test_a_page_has_names_beside_ids_and_the_parts_of_a_group(here: World) -> None:
    terms = "transactions: {trade_terms: {payment_method: open_account, credit_days: 30}}"
    here.add("customer", "C0001", f"name: F\noffice: hz\nrevisions: {{owner: 1, credit: 1}}\nowner: rep\n{terms}")
    every = {each.subject.id: each for each in standings(here.columns, here.policy)}
    shown = [sheet(every[name], every[name], book(here), TODAY) for name in ("C0001.owner", "C0001.credit")]
    told = {each.label.en: each.text.zh for found in shown for each in found.facts}
    assert told["Account owner"] == "Rep rep"
    assert told["Transaction status.Credit limit"] == "（空）"
    assert told["Transaction status.Trade terms"] == "付款方式：赊销；账期天数：30"
