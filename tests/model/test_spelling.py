"""Both spellings of keys and choices, and key paths in either language."""

import pytest

from kamcli.model.base import Choice, Maybe, Part, Text, auto, internal
from kamcli.model.columns import Row, columns_from, picked
from kamcli.model.customer import Customer
from kamcli.model.finding import Problem, Say, refuse
from kamcli.model.kinds import KINDS, kind_named, kind_of
from kamcli.model.parameters import NotConfigured, parameter
from kamcli.model.policy import Policy
from kamcli.model.spelling import canonical, dotted, fields, label, near_ids, spelling

TABLE = spelling(Customer)


def test_common_fields_come_last() -> None:
    names = fields(Customer)

    assert names.index("name") < names.index("basics") < names.index("recorded_at") < names.index("unknown")
    assert "id" not in names


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("交易现状.信用限度额", ("transactions", "credit_limit")),
        ("transactions.信用限度额", ("transactions", "credit_limit")),
        ("基础资料.地址[1].邮编", ("basics", "addresses", 0, "postcode")),
        ("basics.addresses.0.postcode", ("basics", "addresses", 0, "postcode")),
        ("基础资料.地址[0].邮编", None),
        ("等级.需求等级.评定等级", ("tiers", "demand", "assigned")),
        ("基础资料.充值情况.分期充值.2026-01", ("basics", "recharge", "by_period", "2026-01")),
        ("basics.recharge.by_period.2026", ("basics", "recharge", "by_period", "2026")),
        ("basics.recharge.by_period.2026.x", None),
        ("没有", None),
    ],
)
def test_a_path_reads_in_either_language(written: str, path: tuple[str | int, ...] | None) -> None:
    assert canonical(TABLE, written) == path


def test_a_path_is_labelled_in_the_readers_language() -> None:
    path = ("basics", "addresses", 1, "postcode")

    assert label(TABLE, path, "zh") == "基础资料.地址[2].邮编"
    assert label(TABLE, path, "en") == "Basic data.Addresses[2].Postcode"
    assert label(TABLE, ("nothing",), "en") == "nothing"
    assert dotted(path) == "basics.addresses.1.postcode"
    assert dotted(None) == ""


def test_two_fields_with_one_label_are_an_error_of_the_program() -> None:
    class Twice(Part):
        first: Maybe[Text] = internal("X-1", "同名")
        second: Maybe[Text] = internal("X-2", "同名")

    with pytest.raises(TypeError, match="同名"):
        spelling(Twice)


def test_choices_know_both_languages() -> None:
    class Colour(Choice):
        dark_red = auto(), "深红"
        green = auto(), "绿", "verdant"

    assert (Colour.dark_red == "dark_red", Colour.dark_red.zh, Colour.dark_red.en) == (True, "深红", "dark red")
    assert (str(Colour.green), Colour.green.en) == ("green", "verdant")


def test_kinds_are_found_by_path_and_word() -> None:
    assert kind_of("contracts/2026/CN-20260302-M4XD.yaml") is KINDS["contract"]
    assert kind_of("delegations/DL-20260304-K8VF.revoked.yaml") is KINDS["revocation"]
    assert kind_of("policy.yaml") is KINDS["policy"]
    assert kind_of("nowhere/x.yaml") is kind_of("other.yaml") is None
    assert kind_named("合同") is kind_named("contract") is KINDS["contract"]
    assert KINDS["policy"].single
    with pytest.raises(Exception, match="no kind of record is called thing"):
        kind_named("thing")


def test_sentences_speak_both_languages() -> None:
    say = Say("{who}有{n}条", "{who} has {n}")

    assert say.read("zh", {"who": Say("他", "he"), "n": 2}) == "他有2条"
    assert say.read("en", {"who": ("a", "b"), "n": 2}) == "a, b has 2"
    assert Say("好", "fine").read("en") == "fine"
    assert refuse("没有 {x}", "no {x}", x=1).say == Say("没有 1", "no 1")
    assert Problem().figures == {}


def test_columns_are_frozen_rows_by_id() -> None:
    rows = [
        Row("customer", "C2", "customers/C2.yaml", {"name": "乙"}),
        Row("customer", "C1", "customers/C1.yaml", {"name": "甲"}),
    ]
    columns = columns_from(iter(rows))

    assert [row.name for row in columns.rows("customer")] == ["甲", "乙"]
    assert columns.find("customer", "C2") is rows[0]
    assert columns.find("customer", None) is None
    assert columns.has("customer", "C1")
    assert [row.id for row in columns.everything()] == ["C1", "C2"]
    assert "C2" in repr(rows[0])
    with pytest.raises(AttributeError, match="no summary column owner"):
        _ = rows[0].owner


def test_picked_walks_groups_and_lists() -> None:
    addresses = [{"kind": "office", "text": "路1号"}, {"kind": "delivery", "text": "路2号"}]
    customer = Customer.model_validate({"id": "C1", "name": "甲", "basics": {"addresses": addresses}})

    assert picked(customer, "basics.addresses.text") == ("路1号", "路2号")
    assert picked(customer, "transactions.credit_limit") is None


def test_a_missing_parameter_is_noticed_when_it_is_used() -> None:
    policy = Policy.model_validate({"book_id": "x", "tier": {"pareto": {"top_pct": "20"}}})

    assert parameter(policy, "tier.pareto.top_pct") == 20
    for key in ("tier.pareto.middle_pct", "company.name", "tier.demand.matrix", "proof_level"):
        with pytest.raises(NotConfigured) as caught:
            parameter(policy, key)
        assert key.startswith(caught.value.parameter)
    with pytest.raises(AttributeError):
        _ = policy.nonsense


def test_near_ids_are_suggested() -> None:
    assert "C0001" in near_ids("C001", ("C0001", "C0002")).en
    assert near_ids("zzz", ("C0001",)) == Say("", "")
