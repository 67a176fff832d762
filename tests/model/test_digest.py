import datetime as dt
import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from kamcli.model.application import Application
from kamcli.model.base import term
from kamcli.model.contract import Contract
from kamcli.model.customer import Customer
from kamcli.model.digest import block_digest, canonical, covered, digest, encoded, values_digest
from kamcli.model.kinds import KINDS
from kamcli.model.signoff import Signoff

# Golden vectors: these digests stand in books. A change here breaks every approval ever given.
CONTRACT = {
    "id": "CN-20260302-M4XD",
    "customer": "C0001",
    "revision": "1",
    "kind": "purchase_sale",
    "amount": "26.8万",
    "effective_from": "2026-03-10",
    "payment_terms": {"payment_method": "open_account", "credit_days": "30"},
    "items": [{"product": "导纱传动箱", "qty": "20.0", "price": "8,900", "amount": "178000"}],
    "clause_review": [
        *(
            {
                "clear": "是",
                "lawful": "true",
                "compliant": "是",
                "in_our_interest": "否",
                "reviewer": "mo",
                "date": "2026-03-04",
            },
        )
    ],
}
CONTRACT_BYTES = (
    b'kam1\0contract\0{"amount":"268000.00","clause_review":[{"clear":true,"compliant":true,"date":"2026-03-04",'
    b'"in_our_interest":false,"lawful":true,"reviewer":"mo"}],"customer":"C0001","effective_from":"2026-03-10",'
    b'"items":[{"amount":"178000.00","price":"8900.00","product":"\xe5\xaf\xbc\xe7\xba\xb1\xe4\xbc\xa0\xe5\x8a\xa8\xe7\xae\xb1",'
    b'"qty":"20"}],"kind":"purchase_sale","payment_terms":{"credit_days":30,"payment_method":"open_account"},"revision":1}'
)
CONTRACT_DIGEST = "kam1:2384e5d4a7ae8f9c1206eaa8f551712e76c76049c19cbef455e2ebf0014b23ce"
APPLICATION_DIGEST = "kam1:3b225ea892df9fc83abcb2aa3b7c35f5f8c5b32b6f197c3f898142cb1e41a2c7"
SIGNOFF_DIGEST = "kam1:17e14eef06bea570c5f403a867e9b5547df302635c5736fd2a2415993859b230"
BLOCK_DIGEST = "kam1:72f97ea0b6de8275ee66c998431fab44b3830b6a8b3f897663da80a8579b2ce3"
APPLICATION = {
    "id": "AP-1",
    "customer": "C0001",
    "revision": "1",
    "contract_amount": "¥1.2亿",
    "existing_business": "none",
    "proposed_tiers": {"revenue_share": "key"},
    "documents": ["DC-1", "DC-2"],
    "recorded_at": "2026-03-02T10:12:00+08:00",
}
SIGNOFF = {
    "id": "AP-1/r1-submit-office_manager",
    "version": "1",
    "book": "b",
    "subject": "AP-1",
    "revision": "1",
    "digest": "kam1:00",
    "act": "return",
    "role": "office_manager",
    "by": "x",
    "at": "2026-03-02T10:12:00+08:00",
    "policy": "kam1:00",
    "comment": "改",
}
CUSTOMER = {
    "id": "C0001",
    "name": "Firm",
    "revisions": {"credit": "3"},
    "transactions": {"credit_limit": "50万", "trade_terms": {"payment_method": "prepaid", "credit_days": "0"}},
}
FIELDS = ("transactions.credit_limit", "transactions.trade_terms")


def contract(**changes: Any) -> Contract:
    return Contract.model_validate(CONTRACT | changes)


def test_canonical_bytes() -> None:
    assert canonical("contract", encoded(contract())) == CONTRACT_BYTES


def test_golden_digests() -> None:
    assert digest("contract", contract()) == CONTRACT_DIGEST
    assert digest("application", Application.model_validate(APPLICATION)) == APPLICATION_DIGEST
    assert digest("signoff", Signoff.model_validate(SIGNOFF)) == SIGNOFF_DIGEST
    assert block_digest(Customer.model_validate(CUSTOMER), "credit", FIELDS) == BLOCK_DIGEST


def test_kinds_are_kept_apart() -> None:
    assert digest("contract", contract()) != digest("application", contract())


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "268,000.00"},
        {"amount": "268000"},
        {"amount": "¥26.80万元"},
        {"title": None},
        {"delivery_terms": ()},
        {"id": "CN-9"},
        {"state": "approved"},
        {"signed_on": "2026-03-09"},
        {"our_signatory": "x"},
        {"remark": "x"},
        {"attachments": ("DC-1",)},
        {"verified_on": "2026-03-09"},
        {"corrections": ()},
    ],
)
def test_spelling_and_later_fields_change_nothing(changes: dict[str, Any]) -> None:
    assert digest("contract", contract(**changes)) == CONTRACT_DIGEST


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "268000.01"},
        {"revision": "2"},
        {"kind": "framework"},
        {"effective_to": "2026-12-31"},
        {"unknown": ["title"]},
        {"access_level": "conf"},
        {"items": []},
        {"obligations": [{"party": "us", "text": "a", "due": "2026-01-01"}]},
        {"payment_terms": {"payment_method": "open_account", "credit_days": "31"}},
        {"amends": "CN-0"},
    ],
)
def test_every_covered_value_counts(changes: dict[str, Any]) -> None:
    assert digest("contract", contract(**changes)) != CONTRACT_DIGEST


def test_done_marks_inside_a_list_are_filled_later() -> None:
    told = {"party": "us", "text": "a", "due": "2026-01-01"}
    done = told | {"done_on": "2026-01-01", "quality": "good"}
    assert digest("contract", contract(obligations=[told])) == digest("contract", contract(obligations=[done]))


def test_text_is_normalized() -> None:
    assert digest("contract", contract(title="é")) == digest("contract", contract(title="é"))


@pytest.mark.parametrize(("one", "other"), [("20", "20.00"), ("0", "-0"), ("1,000", "1000.0"), ("100", "100")])
def test_numbers_are_values(one: str, other: str) -> None:
    found = [contract(commitments=[{"metric": "m", "value": each, "by_date": "2026-01-01"}]) for each in (one, other)]
    assert digest("contract", found[0]) == digest("contract", found[1])


def test_block_covers_its_fields_and_its_number() -> None:
    def of(**changes: Any) -> str:
        return block_digest(Customer.model_validate(CUSTOMER | changes), "credit", FIELDS)

    assert of(name="Other") == BLOCK_DIGEST
    assert of(revisions={"credit": "4"}) != BLOCK_DIGEST
    assert of(revisions={"credit": "3", "tier": "1"}) == BLOCK_DIGEST
    assert of(transactions={"credit_limit": "500000.01"}) != BLOCK_DIGEST
    assert of(transactions=None) != BLOCK_DIGEST


def test_block_of_a_field_that_the_model_lacks_is_empty() -> None:
    customer = Customer.model_validate(CUSTOMER)
    assert block_digest(customer, "tier", ("no.such", "name.x")) == block_digest(customer, "tier", ())


def test_values_give_the_digest_of_the_record() -> None:
    record = Signoff.model_validate(SIGNOFF)
    values = {name: getattr(record, name) for name in Signoff.model_fields if name != "id"}
    assert values_digest("signoff", Signoff, values) == SIGNOFF_DIGEST


def test_value_without_a_written_form_is_an_error() -> None:
    record = contract().model_copy(update={"title": 1.5})
    with pytest.raises(TypeError, match="float has no canonical form"):
        digest("contract", record)


# --- every model ----------------------------------------------------------------------------------------------------


def models() -> list[type[BaseModel]]:
    """Every kind's model and every group below it."""
    found: dict[type[BaseModel], None] = {}
    open_now: list[Any] = [kind.model for kind in KINDS.values()]
    while open_now:
        each = open_now.pop()
        if not isinstance(each, type) or get_args(each):
            open_now += get_args(each)
        elif issubclass(each, BaseModel) and each not in found:
            found[each] = None
            open_now += [field.annotation for field in each.model_fields.values()]
    return list(found)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_covered_field_has_no_default_but_nothing(model: type[BaseModel]) -> None:
    """An added field must leave the digests of old records alone."""
    from kamcli.model.parameters import MISSING

    for field in covered(model):
        told = model.model_fields[field.name]
        if not told.is_required():
            value = told.get_default(call_default_factory=True)
            assert value is None or value is MISSING or (hasattr(value, "__len__") and not len(value)), field.name


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_what_lies_outside_is_marked_in_the_model(model: type[BaseModel]) -> None:
    inside = {field.name for field in covered(model)}
    for name, field in model.model_fields.items():
        if name in inside or not field.json_schema_extra:
            continue
        told = term(model, name)
        assert told.filled_later or told.derived or told.sensitivity == "pers" or name == "signature", name


def test_personal_data_lies_outside() -> None:
    inside = {field.name for field in covered(Customer)} | {field.name for field in covered(KINDS["people"].model)}
    assert not inside & {"persons"}


# --- what must always hold ------------------------------------------------------------------------------------------

AMOUNTS = st.decimals(Decimal(0), Decimal(10**9), places=2)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
CONTRACTS = st.fixed_dictionaries(
    {},
    optional={
        "amount": AMOUNTS.map(str),
        "title": TEXTS,
        "contract_no": TEXTS,
        "effective_from": st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1)).map(str),
        "items": st.lists(
            st.fixed_dictionaries(
                {"product": TEXTS, "qty": AMOUNTS.map(str), "price": AMOUNTS.map(str), "amount": AMOUNTS.map(str)}
            ),
            max_size=2,
        ),
    },
)


def fresh(values: dict[str, Any]) -> Contract:
    return Contract.model_validate({"id": "CN-1", **values})


@given(CONTRACTS, CONTRACTS)
def test_equal_data_and_only_equal_data_have_one_digest(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = encoded(fresh(one)) == encoded(fresh(other))
    assert (digest("contract", fresh(one)) == digest("contract", fresh(other))) is same


@given(CONTRACTS)
def test_order_of_the_keys_is_no_matter(values: dict[str, Any]) -> None:
    turned = dict(reversed(values.items()))
    assert digest("contract", fresh(values)) == digest("contract", fresh(turned))


@given(CONTRACTS)
def test_canonical_bytes_are_plain_json_without_floats(values: dict[str, Any]) -> None:
    version, kind, text = canonical("contract", encoded(fresh(values))).split(b"\0", 2)
    assert (version, kind) == (b"kam1", b"contract")
    json.loads(text, parse_float=lambda _: pytest.fail("a float"))


@given(AMOUNTS)
def test_amount_is_the_same_however_it_is_written(amount: Decimal) -> None:
    spellings = (f"{amount}", f"{amount:,}", f"¥{amount}", f"{amount}元")
    assert len({digest("contract", fresh({"amount": each})) for each in spellings}) == 1
