"""What somebody types after `kam add` and `kam set`, in either language."""

from collections.abc import Mapping

import pytest

from kamcli.changes.change import Append, Edit, Put
from kamcli.changes.wish import edit_of, refuse_state, wish
from kamcli.model.contract import Contract
from kamcli.model.customer import Customer
from kamcli.model.finding import Exit, KamError


def edit(text: str) -> Edit:
    return edit_of(Customer, wish(text, Customer))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客户名称=甲", Put(("name",), "甲")),
        ("name=a=b", Put(("name",), "a=b")),
        ("交易现状.信用限度额=50万", Put(("transactions", "credit_limit"), "50万")),
        ("transactions.credit_limit=", Put(("transactions", "credit_limit"), "")),
        ("信用限度额=50万", Put(("transactions", "credit_limit"), "50万")),
        ("基础资料.地址.0.详细地址=路1号", Put(("basics", "addresses", 0, "text"), "路1号")),
        ("addresses[2].text=x", Put(("basics", "addresses", 1, "text"), "x")),
        ("电话=1", Put(("basics", "phones"), ("1",))),
        ("电话=[1, 2]", Put(("basics", "phones"), ("1", "2"))),
        ("电话=[1,2、3]", Put(("basics", "phones"), ("1", "2", "3"))),
        ("信用问题=[]", Put(("transactions", "credit_problems"), ())),
        ("电话=", Put(("basics", "phones"), "")),
        ("电话+=3", Append(("basics", "phones"), "3")),
        ("电话.0=3", Put(("basics", "phones", 0), "3")),
        ("recharge.by_period.2026=5", Put(("basics", "recharge", "by_period", "2026"), "5")),
        ("等级.信用等级.评定等级=A", Put(("tiers", "credit", "assigned"), "A")),
    ],
)
def test_a_wish_becomes_an_edit(text: str, expected: Edit) -> None:
    assert edit(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("客户名称", "不是 键=值"),
        ("=1", "不是 键=值"),
        ("客户名=1", "没有“客户名”这个字段"),
        ("basics.fxa=1", "没有“basics.fxa”这个字段"),
        ("name.x=1", "没有“name.x”这个字段"),
        ("name.0=1", "没有“name.0”这个字段"),
        ("basics.0.fax=1", "没有“basics.0.fax”这个字段"),
        ("basics.addresses.postcode=1", "没有“basics.addresses.postcode”这个字段"),
        ("资金占压=1", "资金占压是算出来的"),
        ("name+=1", "不是列表"),
        ("地址=1", "写 基础资料.地址.0.地址类别=…"),
        ("公司规模=大", "写 基础资料.公司规模.规模等级=…"),
        ("等级=A", "一组字段"),
    ],
)
def test_what_cant_be_wished(text: str, said: str) -> None:
    with pytest.raises(KamError) as refused:
        edit(text)

    assert said in refused.value.say.zh
    assert refused.value.code == Exit.ASKED_WRONGLY


@pytest.mark.parametrize(
    ("key", "meant"),
    [("客户名", "客户名称"), ("credit_limt", "transactions.credit_limit"), ("信用限度", "交易现状.信用限度额")],
)
def test_an_unknown_key_is_answered_with_what_may_be_meant(key: str, meant: str) -> None:
    with pytest.raises(KamError) as refused:
        wish(f"{key}=1", Customer)

    assert refused.value.hint is not None
    assert meant in refused.value.hint.zh


def test_a_word_that_stands_in_two_groups_needs_its_path() -> None:
    with pytest.raises(KamError):
        wish("credit_days=30", Customer)


@pytest.mark.parametrize("key", ["客户状态", "lifecycle_status", "大客户状态"])
def test_a_state_is_moved_and_not_set(key: str) -> None:
    with pytest.raises(KamError) as refused:
        refuse_state(wish(f"{key}=active", Customer).at, "C0001")

    assert refused.value.hint is not None
    assert refused.value.hint.en == "kam move C0001 <state>"


def test_the_state_of_a_contract_is_moved_too() -> None:
    with pytest.raises(KamError):
        refuse_state(wish("状态=履行中", Contract).at, "CN-1")


def test_values_of_edits_are_texts() -> None:
    assert not isinstance(edit("客户名称=甲"), Mapping)


@pytest.mark.parametrize("text", ["客户名称\uff1d甲", "客户名称\uff1a甲"])
def test_a_full_width_sign_is_pointed_at(text: str) -> None:
    with pytest.raises(KamError) as refused:
        wish(text, Customer)

    assert refused.value.hint is not None
    assert "半角" in refused.value.hint.zh
