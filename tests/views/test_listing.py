"""Listings: order, counts, sums, computed columns and why they can't be computed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kamcli.model.answers import Answers
from kamcli.model.columns import Columns, Row
from kamcli.model.kinds import KINDS
from kamcli.views.computed import COMPUTED, of_scheme
from kamcli.views.computed_values import Inputs, contract_amount, contracts, expires
from kamcli.views.fields import Fields
from kamcli.views.filter_values import Unfit
from kamcli.views.listing import Order, Values, Wish, listing, questions
from tests.small_book import TODAY, SmallBook
from tests.views.test_filter import found

Small = Callable[[str], SmallBook]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("等级", ("strategic", None, None, "key")),
        ("算出等级", ("key", "none", "none", "key")),
        ("等级不符", (True, None, None, False)),
        ("销售额", (Decimal("400000.00"), Decimal(0), Decimal("20000.00"), Decimal("120000.00"))),
        ("欠款", (Decimal("136000.00"), Decimal(0), Decimal("7000.00"), None)),
        ("逾期", (Decimal("106000.00"), Decimal(0), Decimal(0), None)),
        ("最长逾期天数", (87, 0, 0, 1)),
        ("未分配回款", (Decimal("13000.00"), Decimal(0), Decimal(0), Decimal(0))),
        ("合同额", (Decimal("240000.00"), Decimal(0), Decimal(0), Decimal(0))),
        ("合同数", (1, 0, 0, 0)),
        ("到期", (dt.date(2026, 12, 31), None, None, None)),
    ],
)
def test_computed_columns(small_book: Small, name: str, expected: tuple[object, ...]) -> None:
    told = tuple(cells[0] for cells in found(small_book("en"), "", columns=(name,)).cells)

    assert told == expected


def test_share_and_service_level(small_book: Small) -> None:
    small = small_book("en")
    cells = found(small, "", columns=("销售占比", "服务级别")).cells

    assert cells[0][0] > cells[2][0] > cells[1][0]
    assert cells[0][1] is not None


def test_what_has_no_rate_is_said(small_book: Small) -> None:
    reasons = found(small_book("en"), "逾期>0").values.reasons

    assert "USD" in reasons["overdue"].en


def test_only_columns_that_are_used_ask_the_ledgers(small_book: Small) -> None:
    small = small_book("en")
    fields = Fields(KINDS["customer"], small.book)

    assert questions((fields.find("name"), fields.find("等级"), fields.find("合同额")))(small.policy, TODAY) == ()
    assert len(questions((fields.find("逾期"), fields.find("欠款")))(small.policy, TODAY)) == 1


def test_order_is_by_value_and_by_the_order_of_choices_with_the_empty_last(small_book: Small) -> None:
    small = small_book("en")
    fields = Fields(KINDS["customer"], small.book)
    by_tier = found(small, "", order=(Order(fields.find("算出等级")),))
    falling = found(small, "", order=(Order(fields.find("逾期"), falling=True), Order(fields.find("id"))))

    assert [row.id for row in by_tier.rows] == ["C0001", "C0004", "C0002", "C0003"]
    assert [row.id for row in falling.rows] == ["C0001", "C0002", "C0003", "C0004"]


def test_a_limit_cuts_and_the_number_found_stays(small_book: Small) -> None:
    told = found(small_book("en"), "", limit=2)

    assert len(told.rows) == 2
    assert told.found == 4


def test_rows_are_counted_by_a_column_with_sums_where_all_are_known(small_book: Small) -> None:
    small = small_book("en")
    fields = Fields(KINDS["customer"], small.book)
    by = fields.find("等级")
    told = found(small, "", columns=("销售额", "逾期", "name"), by=by).counted

    assert [(str(each.value), each.rows) for each in told] == [("key", 1), ("strategic", 1), ("None", 2)]
    assert told[0].sums == (Decimal(120000), None)
    assert told[1].sums == (Decimal(400000), Decimal(106000))
    assert told[2].sums == (Decimal(20000), Decimal(0))
    assert found(small, "").counted == ()


def test_a_list_counts_for_each_of_its_values(small_book: Small) -> None:
    small = small_book("en")
    by = Fields(KINDS["customer"], small.book).find("basics.products_services")
    told = found(small, "", by=by).counted

    assert {each.value for each in told} == {"looms", "spare parts", None}


def test_without_ledgers_and_parameters_nothing_is_zero(small_book: Small) -> None:
    small = small_book("en")
    fields = Fields(KINDS["customer"], small.book)
    columns = tuple(fields.find(each.name) for each in COMPUTED)
    asked = questions(columns)(small.policy, TODAY)
    told = listing(
        small.book,
        Answers(dict.fromkeys(asked)),
        small.policy,
        TODAY,
        wish=Wish(kind="customer", columns=columns),
    )
    row = dict(zip((each.name for each in columns), told.cells[0], strict=True))

    for name in ("sales", "share", "outstanding", "overdue", "max_days", "unallocated"):
        assert row[name] is None, name
        assert name in told.values.reasons or name == "share"


def test_a_parameter_that_is_missing_is_the_reason(small_book: Small) -> None:
    small = small_book("en")
    missing = type(small.policy.receivables).model_construct()
    policy = small.policy.model_copy(update={"receivables": missing})
    fields = Fields(KINDS["customer"], small.book)
    column = fields.find("逾期")

    assert questions((column,))(policy, TODAY) == ()
    values = Values(Inputs(small.book, Answers(), policy, TODAY), lambda _: None)
    assert values.of(small.book.columns.rows("customer")[0], column) is None
    assert "receivables.buckets" in values.reasons["overdue"].en


def test_a_scheme_that_is_not_enabled_is_the_reason(small_book: Small) -> None:
    small = small_book("en")
    tier = small.policy.tier.model_copy(update={"enabled_schemes": (small.policy.tier.primary_scheme,)})
    policy = small.policy.model_copy(update={"tier": tier})
    column = Fields(KINDS["customer"], replace(small.book, policy=policy)).find("算出等级.VIP等级")
    answers = Answers(dict.fromkeys(questions((column,))(policy, TODAY)))
    values = Values(Inputs(small.book, answers, policy, TODAY), lambda _: None)

    assert values.of(small.book.columns.rows("customer")[0], column) is None
    assert "enabled_schemes" in values.reasons["computed_tier"].en


def test_a_contract_without_amount_leaves_the_sum_unknown(small_book: Small) -> None:
    small = small_book("en")
    policy = small.policy
    rows = {row.id: row for row in small.book.columns.rows("contract")}
    first = next(row for row in rows.values() if row.id == "CN-20260105-AAAA")
    blank = type(first)(first.kind, "CN-1", first.file, {**first.values, "amount": None})
    tables = {**small.book.columns.tables, "contract": {**rows, "CN-1": blank}}
    book = replace(small.book, columns=type(small.book.columns)(tables))

    told = contract_amount(Inputs(book, Answers(), policy, TODAY), policy.tier.primary_scheme).values
    assert "C0001" not in told
    assert told["C0002"] == 0


def test_of_scheme_knows_its_words(small_book: Small) -> None:
    policy = small_book("en").policy

    assert of_scheme(COMPUTED[0], "vip", policy) is not None
    assert of_scheme(COMPUTED[0], "nothing", policy) is None
    with pytest.raises(Unfit, match="primary_scheme"):
        of_scheme(COMPUTED[0], "", policy.model_copy(update={"tier": type(policy.tier).model_construct()}))


def test_a_contract_without_an_end_never_runs_out(small_book: Small) -> None:
    small = small_book("en")
    first = small.book.columns.rows("contract")[0]
    open_end = type(first)(first.kind, first.id, first.file, {**first.values, "effective_to": None})
    tables = {**small.book.columns.tables, "contract": {first.id: open_end}}
    inputs = Inputs(replace(small.book, columns=Columns(tables)), Answers(), small.policy, TODAY)

    assert contracts(inputs, small.policy.tier.primary_scheme).values["C0001"] == 1
    assert expires(inputs, small.policy.tier.primary_scheme).values == {}


def test_a_record_is_read_once_for_all_its_columns(small_book: Small) -> None:
    small = small_book("en")
    fields = Fields(KINDS["customer"], small.book)
    row = small.book.columns.rows("customer")[0]
    read: list[str] = []

    def record(each: Row) -> Any:
        read.append(each.id)
        return small.record(each.kind, each.id)

    values = Values(Inputs(small.book, Answers(), small.policy, TODAY), record)
    assert values.of(row, fields.find("basics.assets")) == Decimal(420_000_000)
    assert values.of(row, fields.find("basics.company_size.employees")) == 1200
    assert read == ["C0001"]


def test_a_list_that_the_policy_does_not_give_takes_any_word(small_book: Small) -> None:
    small = small_book("en")
    policy = small.policy.model_copy(update={"data": type(small.policy.data).model_construct()})
    fields = Fields(KINDS["customer"], replace(small.book, policy=policy))

    assert fields.find("industry").words == ()


def test_a_customer_that_is_not_there_has_no_values(small_book: Small) -> None:
    small = small_book("en")
    contract = Fields(KINDS["contract"], small.book)
    row = small.book.columns.rows("contract")[0]
    lost = type(row)(row.kind, row.id, row.file, {**row.values, "customer": "C9999"})
    values = Values(Inputs(small.book, Answers(), small.policy, TODAY), lambda _: None)

    assert values.of(lost, contract.find("customer.owner")) is None
