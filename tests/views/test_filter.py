"""The filter language over the small book: what it finds, how it binds, and where it points when it is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.finding import KamError
from kamcli.model.kinds import KINDS
from kamcli.store.ledger import answer
from kamcli.views.fields import Fields
from kamcli.views.filter import parsed
from kamcli.views.listing import Listing, Wish, listing, questions
from tests.small_book import TODAY, SmallBook

Small = Callable[[str], SmallBook]


def found(small: SmallBook, text: str, kind: str = "customer", **wish: Any) -> Listing:
    fields = Fields(KINDS[kind], small.book)
    wanted = parsed(text, fields.find, TODAY) if text else None
    columns = tuple(fields.find(name) for name in wish.pop("columns", ()))
    used = (*columns, *(wanted.columns if wanted else ()), *(each.column for each in wish.get("order", ())))
    return listing(
        small.book,
        answer(small.records, questions(used)(small.policy, TODAY), small.policy, small.lang),
        small.policy,
        TODAY,
        wish=Wish(kind=kind, columns=columns, tests=(wanted.holds,) if wanted else (), **wish),
        record=lambda row: small.record(row.kind, row.id),
    )


def ids(small: SmallBook, text: str, kind: str = "customer") -> str:
    return " ".join(row.id for row in found(small, text, kind).rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the tongues, the widths
        ("等级=战略", "C0001"),
        ("tier=strategic", "C0001"),
        ("等级 是 战略客户", "C0001"),
        ("等级＝战略　且　逾期＞0", "C0001"),
        ("等级=战略且逾期>0", "C0001"),
        ("（等级=战略）或（客户编号=C0003）".replace("客户编号", "编号"), "C0001 C0003"),
        ("(等级=战略)且(逾期>0)", "C0001"),
        ("(等级=战略)且逾期>0", "C0001"),
        ("等级=战略或(id=C0003)", "C0001 C0003"),
        ("(等级=战略)或(id=C0003)", "C0001 C0003"),
        ("OWNER=Rob", "C0001 C0002"),
        ("owner='Rob Rep'", "C0001 C0002"),
        ("客户负责人=“Rob Rep”", "C0001 C0002"),
        # lists, texts, wide words
        ("id=C0001,C0003", "C0001 C0003"),
        ("编号 属于 (C0001、C0003)", "C0001 C0003"),
        ("id!=C0001,C0003", "C0002 C0004"),
        ("name~aspen", "C0001"),
        ("客户名称含ASPEN", "C0001"),
        ("名称含ASPEN 且 负责人=rob", "C0001"),
        ("客户名称 不含 aspen", "C0002 C0003 C0004"),
        ("tier~战略", "C0001"),
        ("nature~ORDINARY", "C0001"),
        ("basics.products_services=looms", "C0001"),
        # empty and filled
        ("等级 空", "C0002 C0003"),
        ("等级 非空", "C0001 C0004"),
        ("等级为空", "C0002 C0003"),
        ("等级", "C0001 C0004"),
        ("非 等级", "C0002 C0003"),
        ("not tier", "C0002 C0003"),
        ("tiers", "C0001 C0004"),
        # money, numbers, days, flags
        ("信用限度额=50万", "C0001"),
        ("信用限度额>=500,000", "C0001"),
        ("credit_limit>0.5百", ""),
        ("credit_limit<50万", ""),
        ("basics.assets=4.2亿", "C0001"),
        ("discount=2.5%", "C0001"),
        ("collected_on=2024", "C0001"),
        ("collected_on=2024-01", "C0001"),
        ("collected_on=2024-1-10", "C0001"),
        ("collected_on>2024-01", ""),
        ("collected_on<=2024-01", "C0001"),
        ("collected_on<今天-2年", "C0001"),
        ("verified_on>today-7m", "C0001 C0004"),
        ("verified_on>今天-26周", "C0004"),
        ("verified_on<今天", "C0001 C0004"),
        ("recorded_at=2024-01-11", "C0001"),
        ("recorded_at>2024", "C0002 C0003 C0004"),
        ("trading_since<2025", "C0001"),
        ("trading_since=2024-02", "C0001"),
        ("终端消费者=是", "C0001"),
        ("is_end_consumer!=false", "C0001 C0002 C0003 C0004"),
        # how it binds: 非 before 且 before 或
        ("id=C0001 或 id=C0003 且 等级=战略", "C0001"),
        ("(id=C0001 或 id=C0003) 且 非 等级=战略", "C0003"),
        ("非 id=C0001 且 id=C0003", "C0003"),
        ("not (id=C0001 or id=C0003)", "C0002 C0004"),
        ("!等级 && id=C0003 || id=C0001", "C0001 C0003"),
        # schemes, groups, fields of the record that are no summary columns
        ("等级.需求等级=A", "C0001"),
        ("tier.demand=A", "C0001"),
        ("tiers.demand.assigned=A", "C0001"),
        ("基础资料.公司规模.员工人数>1000", "C0001"),
        ("business.annual_demand.product=gearbox", "C0001"),
        ("transactions.problems.text~quotes", "C0001"),
    ],
)
def test_customers_are_found(small_book: Small, text: str, expected: str) -> None:
    if "百" in text:
        with pytest.raises(KamError, match="no number"):
            ids(small_book("en"), text)
    else:
        assert ids(small_book("en"), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("状态=履行中", "CN-20260105-AAAA"),
        ("合同额>=10万 且 合同额<=10万", "CN-20261116-BBBB"),
        ("customer=Aspen", "CN-20260105-AAAA"),
        ("customer='Aspen Works Ltd.'", "CN-20260105-AAAA"),
        ("客户.等级=战略", "CN-20260105-AAAA"),
        ("customer.owner=rob", "CN-20260105-AAAA"),
    ],
)
def test_contracts_are_found_by_their_own_fields_and_their_customers(
    small_book: Small, text: str, expected: str
) -> None:
    assert ids(small_book("en"), text, "contract") == expected


@pytest.mark.parametrize(
    ("text", "said", "carets"),
    [
        ("等及=战略", "客户没有“等及”这一列；是 等级", "  ^^^^"),
        ("等级=战阴", "“等级”里没有“战阴”；有：战略客户、", "       ^^^^"),
        ("id=C0001 且 等级=战阴", "没有“战阴”", " " * 19 + "^^^^"),
        ("等级=战略,战阴", "没有“战阴”", "            ^^^^"),
        ("(等级=战略", "这个括号没有配对", "  ^"),
        ("id=(C0001", "这个括号没有配对", "     ^"),
        ("name=“x", "这个引号没有配对", "       ^"),
        ("信用限度额>很多", "“很多”不是数字", " " * 13 + "^^^^"),
        ("collected_on>2024-13", "“2024-13”不是日期", " " * 15 + "^^^^^^^"),
        ("collected_on=今天-9x", "不是日期", " " * 15 + "^" * 7),
        ("is_end_consumer=x", "“x”应是 是 或 否", " " * 18 + "^"),
        ("等级>战略", "“等级”不分大小", "       ^^^^"),
        ("信用限度额~5", "不是文字，不能用 含", " " * 13 + "^"),
        ("信用限度额>5,6 或", "后面只能有一个值", " " * 13 + "^"),
        ("tiers=战略", "“等级”是一组字段", "        ^^^^"),
        ("等级=", "这里应是一个值", "       ^"),
        ("等级=战略 逾期", "这里应是 且、或", "            ^^^^"),
        ("=战略", "这里应是一个字段", "  ^"),
        (" ", "这里应是一个字段", "  ^"),
        ("等级=战略 且", "这里应是一个字段", "              ^"),
        ("industry=machine", "", ""),
        ("owner=somebody else".replace(" ", "_"), "没有“somebody_else”", "        ^^^^^^^^^^^^^"),
        ("industry=woodwork", "没有“woodwork”", "           ^^^^^^^^"),
        ("等级=A级,B级,普", "", ""),
        ("tier=L", "以“L”开头的不止一个：", "       ^"),
        ("date=2024-01-10", "“date”不止一个：", "  ^^^^"),
        ("zzqq", "客户没有“zzqq”这一列", "  ^^^^"),
        ("等级.需求等绩=A", "没有", "  ^^^^^^^^^^^^^"),
        ("欠款.需求等级>1", "没有", "  ^^^^^^^^^^^^^"),
    ],
)
def test_what_is_wrong_is_pointed_at(small_book: Small, text: str, said: str, carets: str) -> None:
    if not said:
        ids(small_book("zh"), text)
        return
    with pytest.raises(KamError) as caught:
        ids(small_book("zh"), text)
    head, _, under = caught.value.say.zh.split("\n")

    assert said in head
    assert under == carets
    assert caught.value.code == 2


def test_a_filter_has_a_longest_length_and_a_deepest_bracket(small_book: Small) -> None:
    with pytest.raises(KamError, match="longer than 4000"):
        ids(small_book("en"), "(" * 4001)
    with pytest.raises(KamError, match="nested too deep"):
        ids(small_book("en"), "(" * 60 + "id=C0001" + ")" * 60)


def known(word: str) -> Any:
    """Two columns without a book."""
    from kamcli.views.column import Column, Source
    from kamcli.views.fields import ID
    from kamcli.views.filter_values import Unfit

    if word == "等级":
        return Column("tier", ID.label, "choice", Source(), (), (("战略", "strategic"),))
    if word == "id":
        return ID
    raise Unfit("没有 {word}", "no {word}", word=word)


@given(st.text(alphabet="等级=战略且或非()（）,，、\"“”'!~<>≥ 0aid今天-空含.%&|", max_size=24))
def test_any_text_is_a_filter_or_refused_with_a_place(text: str) -> None:
    refused = None
    try:
        parsed(text, known, TODAY)
    except KamError as error:
        refused = error
    assert refused is None or "^" in refused.say.zh
