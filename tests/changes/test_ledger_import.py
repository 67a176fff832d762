"""Merging an export into a ledger: nothing lost, nothing doubled, the second time nothing at all."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kamcli.changes.ledger_import import Month, merged
from kamcli.changes.ledger_pages import Page, Row, Target, Values, key_of, month_of
from kamcli.model.ledgers import LEDGERS

INVOICES = Target(LEDGERS["invoices"], "en", ("due_on", "currency"), "CNY")
SALES = Target(LEDGERS["sales"], "zh", ("product",), "CNY")

DAYS = st.dates().filter(lambda day: day.year >= 1000).map(str) | st.sampled_from(
    ["2026-01-31", "2026-02-01", "2026-02-28"]
)
AMOUNTS = st.sampled_from(["1", "1.00", "-2.5", "3"])
SALE = st.fixed_dictionaries(
    {
        "date": DAYS,
        "customer_id": st.sampled_from(["C1", "C2"]),
        "amount": AMOUNTS,
        "product": st.sampled_from(["", "甲"]),
    }
)
INVOICE = st.fixed_dictionaries(
    {
        "invoice_no": st.sampled_from([f"F{n}" for n in range(8)]),
        "customer_id": st.just("C1"),
        "issued_on": DAYS,
        "due_on": st.just("") | DAYS,
        "amount": AMOUNTS,
    },
    optional={"currency": st.sampled_from(["", "CNY", "USD"])},
)
SALES_EXPORT = st.lists(SALE, max_size=12)
INVOICE_EXPORT = st.lists(INVOICE, max_size=8, unique_by=lambda row: row["invoice_no"])


def rows(pages: Sequence[Page]) -> list[Values]:
    return [row.values for page in pages for row in page.rows]


def keys(target: Target, values: Sequence[Values]) -> Counter[object]:
    return Counter(key_of(target, each) for each in values)


@given(SALES_EXPORT, SALES_EXPORT)
def test_months_are_replaced_as_covered(first: list[dict[str, str]], second: list[dict[str, str]]) -> None:
    before = merged(SALES, (), first)
    after = merged(SALES, before.pages, second)
    covered = {month_of(SALES.ledger, each) for each in second}
    left = [each for each in first if month_of(SALES.ledger, each) not in covered]
    assert keys(SALES, rows(after.pages)) == keys(SALES, [*left, *second])
    lost = sum((keys(SALES, [each for each in first if each not in left]) - keys(SALES, second)).values())
    assert sum((after.losing or {}).values()) == lost
    again = merged(SALES, after.pages, second)
    assert (again.pages, again.losing) == (after.pages, {})
    assert all(each == Month(kept=each.kept) for each in again.months.values())
    for page in after.pages:
        assert {f"ledgers/sales/{month_of(SALES.ledger, row.values)}.csv" for row in page.rows} <= {page.path}
        days = [row.values["date"] for row in page.rows]
        assert days == sorted(days)


@given(INVOICE_EXPORT, INVOICE_EXPORT)
def test_numbers_are_matched(first: list[dict[str, str]], second: list[dict[str, str]]) -> None:
    before = merged(INVOICES, (), first)
    after = merged(INVOICES, before.pages, second)
    expected = {each["invoice_no"]: each for each in first}
    for each in second:
        expected[each["invoice_no"]] = expected.get(each["invoice_no"], {}) | each
    assert keys(INVOICES, rows(after.pages)) == keys(INVOICES, list(expected.values()))
    assert not after.losing
    again = merged(INVOICES, after.pages, second)
    assert (again.pages, again.changed) == (after.pages, ())
    for page in after.pages:
        assert {f"ledgers/invoices/{month_of(INVOICES.ledger, row.values)}.csv" for row in page.rows} <= {page.path}


def invoice(number: str, issued: str, amount: str = "1", **more: str) -> Values:
    return {"invoice_no": number, "customer_id": "C1", "issued_on": issued, "due_on": "", "amount": amount, **more}


def test_a_moved_date_moves_the_row() -> None:
    before = merged(INVOICES, (), [invoice("A", "2026-01-31"), invoice("B", "2026-01-31"), invoice("C", "2026-02-02")])
    after = merged(INVOICES, before.pages, [invoice("A", "2026-02-01", "1.00")])
    assert {page.path: [row.values["invoice_no"] for row in page.rows] for page in after.pages} == {
        "ledgers/invoices/2026-01.csv": ["B"],
        "ledgers/invoices/2026-02.csv": ["A", "C"],
    }
    assert after.months == {"2026-02": Month(changed=1)}
    assert after.changed[0].number == "A"
    assert after.changed[0].columns["issued_on"] == ("2026-01-31", "2026-02-01")


def test_spelling_is_no_change() -> None:
    page = Page(
        "ledgers/invoices/2026-01.csv",
        ("发票号", "客户编号", "开票日期", "到期日", "金额", "备注"),
        ("invoice_no", "customer_id", "issued_on", "due_on", "amount", "?5"),
        (Row({**invoice("A", "2026-01-31", "1.50"), "?5": "加急"}, "raw\n"),),
    )
    same = merged(INVOICES, (page,), [invoice("A", "2026-01-31", "1.5", debtor="customer", currency="CNY")])
    assert same.pages == (page,)
    other = merged(INVOICES, (page,), [invoice("A", "2026-01-31", "2", currency="USD")])
    assert other.pages[0].heading[-1] == "币种"  # the page's own language, behind what was there
    assert other.pages[0].rows == (Row({**invoice("A", "2026-01-31", "2", currency="USD"), "?5": "加急"}),)


def test_a_page_in_no_order_gets_new_rows_behind() -> None:
    sales = [{"date": f"2026-01-{day}", "customer_id": "C1", "amount": "1"} for day in ("20", "10", "15")]
    page = Page("ledgers/sales/2026-01.csv", ("日期", "客户编号", "金额"), ("date", "customer_id", "amount"))
    page = Page(page.path, page.heading, page.names, tuple(Row(each, "raw") for each in sales[:2]))
    after = merged(SALES, (page,), sales)
    assert [row.raw for row in after.pages[0].rows] == ["raw", "raw", ""]


@given(SALES_EXPORT, SALES_EXPORT)
def test_rows_that_come_back_take_none_out(before: list[Values], more: list[Values]) -> None:
    there = merged(SALES, (), before).pages
    after = merged(SALES, there, more, more=True)
    assert not after.losing
    had, given_ = keys(SALES, before), keys(SALES, more)
    assert keys(SALES, rows(after.pages)) == had | given_  # as many of each as either has
    assert merged(SALES, after.pages, more, more=True).pages == after.pages
