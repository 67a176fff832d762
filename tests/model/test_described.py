"""Descriptions of fields, and how a value may be written, read off the declarations."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kamcli.clocks.register import CLOCKS
from kamcli.model.base import Maybe, Money, Part, about, conf, term
from kamcli.model.contract import Contract
from kamcli.model.customer import Customer
from kamcli.model.described import Form, described
from kamcli.model.kinds import KINDS
from kamcli.model.spelling import Spelling, canonical, spelling
from kamcli.rules.register import RULES

CHINESE = range(0x4E00, 0xA000)
RULE_IDS = frozenset(each.id for each in (*RULES, *CLOCKS))  # type: ignore[attr-defined]


def tables(table: Spelling) -> Iterator[Spelling]:
    yield table
    for name in table.terms:
        yield from tables(table.below(name))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_note_is_told_in_both_languages_and_names_rules_that_exist(kind: "object") -> None:
    for table in tables(spelling(kind.model)):  # type: ignore[attr-defined]
        for name, told in table.terms.items():
            assert set(told.rules) <= RULE_IDS, name
            if told.note:
                assert any(ord(each) in CHINESE for each in told.note.zh), name
                assert not any(ord(each) in CHINESE for each in told.note.en), name
                assert told.note.en == told.note.en.strip(), name
                assert not told.note.en.endswith("."), name


def test_a_note_lacks_no_language() -> None:
    with pytest.raises(TypeError):

        class Broken(Part):
            amount: Maybe[Money] = conf("X-01", "金额")
            about(amount, "只有中文")


def test_a_note_belongs_to_its_field_and_nothing_else() -> None:
    assert term(Contract, "amends").rules == ("R-APR-11",)
    assert term(Contract, "amends").note is not None
    assert term(Contract, "title").note is None


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("basics.addresses", Form("group", many=True)),
        ("basics.addresses[1].kind", Form("choice")),
        ("basics.recharge.by_period", Form("money", keyed=True)),
        ("revisions", Form("count", keyed=True)),
        ("revisions.credit", Form("count")),
        ("tiers.credit.assigned", Form("choice")),
        ("characteristics.loyalty", Form("count", least=1, most=5)),
        ("recorded_at", Form("moment")),
        ("owner", Form("reference", one_line=True)),
        ("region", Form("listed", one_line=True)),
        ("unknown", Form("field", many=True)),
    ],
)
def test_how_a_value_is_written(path: str, form: Form) -> None:
    at = canonical(spelling(Customer), path)

    assert at is not None
    assert described(Customer, at).form == form


def test_an_entry_of_a_mapping_is_as_secret_as_the_mapping() -> None:
    found = described(Customer, ("tiers", "credit")).term

    assert (found.zh, found.sensitivity, found.spec) == ("信用等级", "conf", "CU-26")


def test_bounds_are_those_of_a_single_value() -> None:
    scores = described(KINDS["credit_investigation"].model, ("scores",)).form

    assert (scores.least, scores.most) == (Decimal(0), Decimal(100))


@pytest.mark.parametrize(
    ("path", "covered"), [("amount", True), ("state", False), ("obligations.done_on", False), ("corrections", False)]
)
def test_what_an_approval_covers(path: str, covered: bool) -> None:  # noqa: FBT001 a column of the table
    at = canonical(spelling(Contract), path)

    assert at is not None
    assert described(Contract, at).covered is covered
