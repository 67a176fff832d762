"""A new record: its id, its defaults, what other commands make."""

import datetime as dt
from collections.abc import Iterator

import pytest

from kamcli.changes.add import Circumstances, add, next_number
from kamcli.model.columns import Row, columns_from
from kamcli.model.finding import Exit, KamError
from kamcli.model.kinds import KINDS
from kamcli.model.policy import Policy

POLICY = Policy.model_validate({"customers": {"new_id": "C0001", "id_allowed": "[A-Za-z0-9][A-Za-z0-9_-]{0,31}"}})
NOW = dt.datetime(2026, 11, 24, 9, 30, 15, 123, tzinfo=dt.timezone(dt.timedelta(hours=8)))
EMPTY = columns_from(iter(()))


def at_hand(
    *taken: str, draws: tuple[str, ...] = ("7K3Q",), record_id: str = "", person: str | None = "lin.he"
) -> Circumstances:
    return Circumstances(frozenset(taken), NOW, person, iter(draws), record_id)


@pytest.mark.parametrize(
    ("pattern", "taken", "expected"),
    [
        ("C0001", (), "C0001"),
        ("C0001", ("C0001", "C0007"), "C0008"),
        ("C0001", ("C9999",), "C10000"),
        ("C0001", ("C10000", "C9999"), "C10001"),
        ("C0001", ("ALFKI", "10001", "CX0005", "C12"), "C0001"),
        ("KA-100", (), "KA-100"),
        ("KA-100", ("KA-100",), "KA-101"),
        ("000001", ("000009",), "000010"),
    ],
)
def test_the_next_customer_number(pattern: str, taken: tuple[str, ...], expected: str) -> None:
    assert next_number(pattern, taken) == expected


def test_a_pattern_without_a_number_is_a_wrong_policy() -> None:
    with pytest.raises(KamError) as refused:
        next_number("CUST", ())

    assert refused.value.code == Exit.CONFIGURATION


def test_an_event_id_is_drawn_again_when_taken() -> None:
    made = add(KINDS["contract"], ("客户=C0001",), at_hand("CN-20261124-7K3Q", draws=("7K3Q", "9XYZ")), EMPTY, POLICY)

    assert made.path == "contracts/CN-20261124-9XYZ.yaml"


def test_a_customer_starts_as_a_lead_recorded_now_by_whom() -> None:
    made = add(
        KINDS["customer"], ("客户名称=甲", "电话+=1", "电话+=2", "addresses.0.text=路1号"), at_hand(), EMPTY, POLICY
    )

    assert made.path == "customers/C0001.yaml"
    assert made.subject == "C0001: add 甲"
    assert made.values == {
        "lifecycle_status": "lead",
        "ka_status": "none",
        "recorded_at": "2026-11-24T09:30:15+08:00",
        "recorded_by": "lin.he",
        "name": "甲",
        "basics": {"phones": ("1", "2"), "addresses": ({"text": "路1号"},)},
    }


def test_an_application_starts_as_a_draft_of_its_customers_office() -> None:
    columns = columns_from(iter([Row("customer", "C0001", "customers/C0001.yaml", {"office": "hz-office"})]))

    made = add(KINDS["application"], ("customer=C0001",), at_hand(person=None), columns, POLICY)

    assert made.values == {
        "state": "draft", "revision": "1", "office": "hz-office", "customer": "C0001",
        "recorded_at": "2026-11-24T09:30:15+08:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "record_id", "code"),
    [
        pytest.param("customer", "C0001", Exit.FINDINGS, id="taken"),
        pytest.param("customer", "../x", Exit.ASKED_WRONGLY, id="leads out of the folder"),
        pytest.param("customer", "甲", Exit.ASKED_WRONGLY, id="not allowed"),
        pytest.param("contract", "a/b", Exit.ASKED_WRONGLY, id="an event's, not allowed"),
        pytest.param("people", "", Exit.ASKED_WRONGLY, id="no id of its own"),
        pytest.param("signoff", "", Exit.ASKED_WRONGLY, id="another command's"),
        pytest.param("policy", "", Exit.ASKED_WRONGLY, id="there is one"),
    ],
)
def test_what_is_refused(kind: str, record_id: str, code: int) -> None:
    with pytest.raises(KamError) as refused:
        add(KINDS[kind], (), at_hand("C0001", record_id=record_id), EMPTY, POLICY)

    assert refused.value.code == code


def test_an_empty_value_is_no_value_and_items_are_put_in_order() -> None:
    pairs = ("name=A", "region=", "phones.0=1", "phones.1=2", "addresses.0.text=Road 1", "addresses.0.postcode=310000")

    made = add(KINDS["customer"], pairs, at_hand(), EMPTY, POLICY)

    assert "region" not in made.values
    assert made.values["basics"] == {"phones": ("1", "2"), "addresses": ({"text": "Road 1", "postcode": "310000"},)}


def test_an_item_that_leaves_a_gap_is_refused() -> None:
    with pytest.raises(KamError) as refused:
        add(KINDS["customer"], ("name=A", "phones.0=1", "phones.2=3"), at_hand(), EMPTY, POLICY)

    assert refused.value.say.en == "the list has no item 3; the next one is item 2"
    assert refused.value.code == Exit.ASKED_WRONGLY


def test_a_policy_whose_pattern_of_ids_is_none_is_named() -> None:
    policy = Policy.model_validate({"customers": {"new_id": "C0001", "id_allowed": "[A-Z"}})

    with pytest.raises(KamError) as refused:
        add(KINDS["customer"], ("name=A",), at_hand(), EMPTY, policy)

    assert refused.value.say.en == "customers.id_allowed of policy.yaml ([A-Z) is no regular expression"
    assert refused.value.code == Exit.CONFIGURATION


def test_people_are_added_under_their_customers_id() -> None:
    assert add(KINDS["people"], (), at_hand(record_id="C0001"), EMPTY, POLICY).path == "people/C0001.yaml"


def test_endless_draws_are_only_taken_as_needed() -> None:
    def draws() -> Iterator[str]:
        yield "AAAA"
        raise AssertionError("one was enough")

    circumstances = at_hand()._replace(draws=draws())
    assert add(KINDS["document"], (), circumstances, EMPTY, POLICY).path.endswith("AAAA.yaml")
