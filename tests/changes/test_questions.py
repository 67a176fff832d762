"""What a new record is asked for, what is suggested, and what cannot be asked on one line."""

import datetime as dt
from typing import Any

import pytest

from kamcli.changes.add import Circumstances
from kamcli.changes.questions import agenda, default, question, sketched
from kamcli.model.columns import Columns, Row, columns_from
from kamcli.model.kinds import KINDS
from kamcli.model.organisation import Organisation

ORGANISATION = Organisation.model_validate(
    {
        "id": "organisation",
        "units": [{"id": "hz", "kind": "office", "name": "杭州"}],
        "staff": [{"id": "lin.he", "name": "林禾", "unit": "hz", "email": "l@x.example", "roles": []}],
    }
)
EMPTY = columns_from(iter(()))


def at_hand(person: str | None = "lin.he") -> Circumstances:
    return Circumstances(frozenset(), dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC), person, iter(("AAAA",)))


def columns(**office: Any) -> Columns:
    rows = (
        Row("customer", "C1", "customers/C1.yaml", {"office": office.get("office")}),
        Row("organisation", "organisation", "organisation.yaml", {"staff": ORGANISATION.staff}),
    )
    return columns_from(iter(rows))


@pytest.mark.parametrize(
    ("kind", "first", "later"),
    [
        ("customer", ("name", "basics.uscc", "basics.phones", "relation_kind", "nature"), ()),
        ("contract", ("customer", "contract_no", "title", "kind", "amount"), ("delivery_terms", "items")),
        ("value_assessment", ("customer", "current_value.score", "potential_value.score"), ()),
        ("people", (), ("persons",)),
        ("import_map", ("ledger",), ("columns",)),
        ("document", ("doc_type", "location", "sha256", "archive_class"), ()),
    ],
)
def test_the_required_fields_are_asked_in_the_order_of_the_model(
    kind: str, first: tuple[str, ...], later: tuple[str, ...]
) -> None:
    found = agenda(KINDS[kind], frozenset(), at_hand())

    assert tuple(each.key for each in found.questions)[: len(first)] == first
    assert tuple(each.key for each in found.later) == later


def test_what_is_given_or_set_by_kam_is_not_asked() -> None:
    given = frozenset({("customer",), ("payment_terms", "payment_method"), ("items", 0, "product")})

    found = agenda(KINDS["contract"], given, at_hand(person=None))

    keys = {each.key for each in (*found.questions, *found.later)}
    assert not keys & {"customer", "items", "payment_terms.payment_method", "state", "revision", "recorded_by", "id"}
    assert "amount" in keys


@pytest.mark.parametrize(
    ("kind", "at", "person", "office", "suggested"),
    [
        pytest.param("application", ("applied_on",), None, None, "2026-11-24", id="today"),
        pytest.param("contract", ("effective_from",), None, None, "", id="a day that is no day of writing"),
        pytest.param("application", ("applicant",), "lin.he", None, "lin.he", id="who writes"),
        pytest.param("application", ("applicant",), None, None, "", id="nobody known"),
        pytest.param("credit_investigation", ("approved_by",), "lin.he", None, "", id="somebody else"),
        pytest.param("application", ("office",), "lin.he", "wx", "wx", id="the customer's office"),
        pytest.param("application", ("office",), "lin.he", None, "hz", id="the writer's unit"),
        pytest.param("application", ("office",), "nobody", None, "", id="no unit"),
    ],
)
def test_suggestions(kind: str, at: tuple[str, ...], person: str | None, office: str | None, suggested: str) -> None:
    asked = question(KINDS[kind], at)

    assert default(asked, {"customer": "C1"}, at_hand(person), columns(office=office)) == suggested


def test_a_book_without_organisation_suggests_no_office() -> None:
    assert default(question(KINDS["application"], ("office",)), {}, at_hand(), EMPTY) == ""


def test_the_answers_so_far_make_a_customer_to_compare() -> None:
    row = sketched({"name": "A", "basics.phones": "[1, 2]", "basics.uscc": "X"})

    assert (row.name, row.phones, row.uscc, row.region, row.parent_customer) == ("A", ("1", "2"), "X", None, None)
    assert sketched({}).phones == ()
