"""An invented ledger with partial payments, over-allocation, credit notes and loose money, its ageing by hand."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamcli.model.answers import (
    AccountQuestion,
    AgeingQuestion,
    Booked,
    Loose,
    OpenItemsQuestion,
    OverAllocation,
    SalesMonth,
    SalesQuestion,
    Slot,
    Unallocated,
)
from kamcli.model.finding import Exit, KamError
from kamcli.model.ledger_cells import fault
from kamcli.model.ledgers import LEDGERS, Debtor
from kamcli.rules.receivables import bucket, days_over, settled
from kamcli.store.ledger import answer
from kamcli.store.ledger_faults import check
from kamcli.store.ledger_tables import database, quoted, wrong_cell

POLICY: Any = SimpleNamespace(company=SimpleNamespace(currency="CNY"), severity={})
TODAY = dt.date(2026, 6, 30)
EDGES = (30, 60, 90)
QUESTION = AgeingQuestion(TODAY, EDGES)
ITEMS = OpenItemsQuestion(TODAY)

INVOICES = """\
发票号,客户编号,开票日期,到期日,金额,合同编号,债务方,币种
F01,C0001,2026-01-10,2026-06-30,1000.00,,客户,
F02,C0001,2026-01-11,2026-06-29,1000.00,,客户,
F03,C0001,2026-01-12,2026-05-31,1000.00,,,
F04,C0001,2026-01-13,2026-05-30,1000.00,,客户,
F05,C0001,2026-01-14,2026-04-01,500.50,,客户,
F06,C0001,2026-01-15,,70.00,,客户,
F07,C0002,2026-01-16,2026-03-31,300.00,,客户,
F08,C0002,2026-01-17,2026-03-31,-80.00,,客户,
F09,C0002,2026-01-18,,-20.00,,客户,
F10,C0002,2026-01-19,2026-05-01,100.00,,客户,USD
F11,C0001,2026-01-20,2026-02-01,900.00,,办事处,
F12,C0001,2026-07-01,2026-07-31,5000.00,,客户,
F13,C0002,2026-01-21,2026-02-01,250.00,,客户,
"""
PAYMENTS = """\
paid_on,customer_id,amount,invoice_no,currency
2026-02-01,C0001,400.00,F02,
2026-03-01,C0001,100.00,F02,
2026-07-01,C0001,500.00,F02,
2026-02-02,C0001,1000.00,F04,
2026-02-03,C0001,600.50,F05,
2026-02-04,C0002,25.00,,
2026-02-04,C0002,25.00,,
2026-02-05,C0002,10.00,F99,
2026-02-06,C0002,60.00,F10,
2026-02-06,C0002,40.00,F10,USD
2026-02-07,C0001,950.00,F11,
2026-02-08,C0001,1.00,F12,
2026-02-09,C0002,250.00,F13,
"""


def put(records: Path, **files: str) -> Path:
    for name, text in files.items():
        path = records / "ledgers" / name / "2026.csv"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8", newline="")
    return records


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return put(tmp_path, invoices=INVOICES, payments=PAYMENTS)


def one(records: Path, question: Any) -> Any:
    return answer(records, [question], POLICY, "en")[question]


def slot(count: int, amount: str) -> Slot:
    return Slot(count, Decimal(amount))


def test_ageing_by_hand(records: Path) -> None:
    lines = {(line.customer_id, line.currency, line.debtor): line for line in one(records, QUESTION).lines}
    assert len(lines) == 3  # the office's debt is settled
    first = lines["C0001", "CNY", Debtor.customer]
    assert first.not_due == slot(1, "1000")  # F01 falls due today
    assert first.no_due_date == slot(1, "70")
    # F02 is one day late and half paid by then, F03 thirty days; F04 and F05 are settled
    assert first.buckets == (slot(2, "1500"), slot(0, "0"), slot(0, "0"), slot(0, "0"))
    assert (first.max_days, first.credits) == (30, slot(0, "0"))
    second = lines["C0002", "CNY", Debtor.customer]
    assert second.no_due_date == slot(1, "-20")
    assert second.buckets == (slot(0, "0"), slot(0, "0"), slot(0, "0"), slot(2, "220"))  # 91 days: 300 less the credit
    assert (second.max_days, second.credits) == (91, slot(2, "-100"))
    assert lines["C0002", "USD", Debtor.customer].buckets[1] == slot(1, "60")  # 100 less the 40 paid in dollars


def test_money_beside_by_hand(records: Path) -> None:
    found = one(records, QUESTION)
    assert found.over_allocated == (
        OverAllocation("C0001", "F05", "CNY", Decimal("500.5"), Decimal("600.5"), Debtor.customer),
        OverAllocation("C0001", "F11", "CNY", Decimal(900), Decimal(950), Debtor.office),
    )
    customer, office = Debtor.customer, Debtor.office
    assert set(found.unallocated) == {
        Unallocated("C0001", "CNY", Decimal(100), 1, Loose.excess, customer),
        Unallocated("C0001", "CNY", Decimal(50), 1, Loose.excess, office),
        Unallocated("C0001", "CNY", Decimal(1), 1, Loose.unknown_invoice, customer),  # issued only tomorrow
        Unallocated("C0002", "CNY", Decimal(50), 2, Loose.no_invoice_no, customer),  # two equal payments are two
        Unallocated("C0002", "CNY", Decimal(10), 1, Loose.unknown_invoice, customer),
        Unallocated("C0002", "CNY", Decimal(60), 1, Loose.other_currency, customer),
    }


def test_items_agree_with_the_sums(records: Path) -> None:
    items = one(records, ITEMS).items
    assert [each.invoice_no for each in items] == ["F03", "F02", "F01", "F06", "F07", "F08", "F10", "F09"]
    assert items[1].balance == 500
    due = one(records, OpenItemsQuestion(TODAY, dt.date(2026, 6, 29))).items
    assert [each.invoice_no for each in due] == ["F03", "F02", "F07", "F08", "F10"]


def test_repeated_numbers_take_no_money(tmp_path: Path) -> None:
    head = "invoice_no,customer_id,issued_on,due_on,amount\n"
    put(
        tmp_path,
        invoices=head + "A,C1,2026-01-01,2026-02-01,10\nA,C1,2026-01-02,2026-02-01,20\n",
        payments="paid_on,customer_id,amount,invoice_no\n2026-03-01,C1,10,A\n",
    )
    found = one(tmp_path, QUESTION)
    assert found.lines[0].buckets[-1] == slot(2, "30")
    assert [each.reason for each in found.unallocated] == [Loose.repeated_invoice]


def test_an_account_runs_from_what_was_owed_before(records: Path) -> None:
    """C0002: the credit notes lessen what it owes; the invoice in dollars is no part of the account in yuan."""
    first, last = dt.date(2026, 1, 17), dt.date(2026, 1, 31)
    question = AccountQuestion("C0002", "CNY", first, last)
    found = answer(records, [question, QUESTION], POLICY, "zh")[question]

    assert found is not None
    assert found.opening == 300
    assert [(each.number, each.what, each.debit, each.credit) for each in found.lines] == [
        ("F08", Booked.credit_note, Decimal(-80), Decimal(0)),
        ("F09", Booked.credit_note, Decimal(-20), Decimal(0)),
        ("F13", Booked.invoice, Decimal(250), Decimal(0)),
    ]


def test_what_the_office_owes_is_not_on_the_customers_account(records: Path) -> None:
    question = AccountQuestion("C0001", "CNY", dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    found = answer(records, [question], POLICY, "zh")[question]

    assert found is not None
    assert found.opening == 0
    assert "F11" not in [each.number for each in found.lines]


def test_no_ledger_is_no_answer(tmp_path: Path) -> None:
    assert one(tmp_path, QUESTION) is None
    assert one(tmp_path, ITEMS) is None
    assert one(tmp_path, SalesQuestion()) is None


def test_no_payments_at_all(tmp_path: Path) -> None:
    put(tmp_path, invoices=INVOICES)
    assert sum(len(each.buckets) for each in one(tmp_path, QUESTION).lines) == 4 * 4


def test_sales_of_a_period(tmp_path: Path) -> None:
    put(
        tmp_path,
        sales="日期,客户编号,金额,产品,毛利\n2026-01-31,C1,1.000001,甲,\n2026-02-01,C1,2,甲,1\n2026-02-28,C2,3.5,,1\n",
    )
    found = one(tmp_path, SalesQuestion())
    assert (found.first, found.last) == (dt.date(2026, 1, 31), dt.date(2026, 2, 28))
    assert [(each.customer_id, each.product, each.amount, each.gross_profit) for each in found.lines] == [
        ("C1", "甲", Decimal("3.000001"), None),  # one row gives no profit: not computable, never a part of it
        ("C2", "", Decimal("3.5"), Decimal(1)),
    ]
    assert found.months[1] == SalesMonth(dt.date(2026, 2, 1), "CNY", Decimal("5.5"), 2)
    february = one(tmp_path, SalesQuestion(dt.date(2026, 2, 1), dt.date(2026, 2, 28), "C1"))
    assert [each.amount for each in february.lines] == [Decimal(2)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff发票号,客户编号,开票日期,到期日,金额\r\nA,C1,2026-01-01,,10\r\n",
        "Invoice no,Customer id,Issued on,Due on,Amount\nA,C1,2026-01-01,,10",
        " 金额 , due_on,issued_on ,客户编号,发票号\n10,,2026-01-01,C1,A\n",
        '金额,到期日,开票日期,客户编号,发票号,备注\n10,,2026-01-01,C1,A,"多行\n备注,""引"""\n\n',
        "金额,到期日,开票日期,客户编号,发票号\n10,,2026-01-01,C1,A\n",
    ],
)
def test_headings_in_either_language_and_any_order(tmp_path: Path, text: str) -> None:
    put(tmp_path, invoices=text)
    (line,) = one(tmp_path, QUESTION).lines
    assert (line.customer_id, line.no_due_date) == ("C1", slot(1, "10"))
    assert check(tmp_path, {"C1"}, POLICY, "en") == ()


def test_files_of_different_columns_are_one_ledger(records: Path) -> None:
    more = records / "ledgers/invoices/2026-04.csv"
    more.write_text("amount,due_on,issued_on,customer_id,invoice_no\n7,2026-06-01,2026-04-01,C0003,G1\n")
    assert one(records, QUESTION).lines[-1].buckets[0] == slot(1, "7")


@pytest.mark.parametrize(
    ("rows", "place", "rule"),
    [
        ("A,C1,2026-02-30,,10", "2:6", "LEDGER-03"),
        ("A,C1,2026-1-3,,10", "2:6", "LEDGER-03"),
        ("A,C1,2026-01-01,soon,10", "2:17", "LEDGER-03"),
        ("A,C1,2026-01-01,,1e3", "2:18", "LEDGER-04"),
        ("A,C1,2026-01-01,,1_000", "2:18", "LEDGER-04"),
        ("A,C1,2026-01-01,,1.1234567", "2:18", "LEDGER-04"),
        ("A,C1,2026-01-01,,", "2:18", "LEDGER-05"),
        (",C1,2026-01-01,,1", "2:1", "LEDGER-05"),
        ("A,,2026-01-01,,1", "2:3", "LEDGER-05"),
        ("A,C1,2026-01-01,,1\nB,C1", "3:1", "LEDGER-07"),
        ("A,C1,2026-01-01,,1\nB,C1,2026-01-01,,1,2", "3:1", "LEDGER-07"),
        ("A,C1,2026-01-01,,1\r\nB,C1,2026-01-01,,1", "1:1", "LEDGER-01"),
        ('A,C1,2026-01-01,,1\nB,C1,"2026-01-01,,1', "3:1", "LEDGER-01"),
    ],
)
def test_unreadable_rows_refuse_the_answer(tmp_path: Path, rows: str, place: str, rule: str) -> None:
    put(tmp_path, invoices=f"invoice_no,customer_id,issued_on,due_on,amount\n{rows}\n")
    with pytest.raises(KamError) as refused:
        one(tmp_path, QUESTION)
    assert refused.value.code == Exit.UNREADABLE
    (finding,) = refused.value.findings
    assert f"{finding.line}:{finding.column} {finding.rule}" == f"{place} {rule}"
    assert finding.file == "ledgers/invoices/2026.csv"
    assert check(tmp_path, {"C1"}, POLICY, "en") == (finding,)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("invoice_no,customer_id,issued_on,amount", "the heading has no column due_on"),
        ("invoice_no,customer_id,issued_on,due_on,amount,金额", "the heading has 金额 twice"),
        ("", "the heading has no column invoice_no"),
    ],
)
def test_incomplete_headings(tmp_path: Path, head: str, said: str) -> None:
    put(tmp_path, invoices=head and f"{head}\n")
    with pytest.raises(KamError) as refused:
        one(tmp_path, QUESTION)
    assert said in [each.message for each in refused.value.findings]
    assert {(each.line, each.column, each.rule) for each in refused.value.findings} == {(1, 1, "LEDGER-02")}


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path, invoices="").joinpath("ledgers/invoices/2026.csv")
    path.write_bytes("发票号,客户编号,开票日期,到期日,金额\nA,C1,2026-01-01,,1\n".encode("gb18030"))
    (found,) = check(tmp_path, (), POLICY, "en")
    assert (found.rule, found.line, found.message) == ("LEDGER-01", 1, "can't be read: it is not UTF-8 text")


def test_a_broken_ledger_spoils_only_its_questions(records: Path) -> None:
    put(records, sales="date,customer_id,amount\n2026-01-01,C1,ten\n")
    answers = answer(records, [QUESTION, SalesQuestion()], POLICY, "zh")
    assert answers[QUESTION]
    with pytest.raises(KamError, match="the sales ledger has 1 faults"):
        answers[SalesQuestion()]


def test_check_finds_what_does_not_fit_together(records: Path) -> None:
    more = records / "ledgers/payments/2026-09.csv"
    more.write_text("paid_on,customer_id,amount,invoice_no\n2026-09-01,C0009,1,F01\n")
    more = records / "ledgers/invoices/2026-09.csv"
    more.write_text("invoice_no,customer_id,issued_on,due_on,amount\nF13,C0002,2026-09-01,,1\n")
    found = check(records, {"C0001", "C0002"}, POLICY, "en")
    assert [(each.rule, each.file.removeprefix("ledgers/"), each.line) for each in found] == [
        ("LEDGER-08", "invoices/2026.csv", 14),
        ("R-DAT-12", "payments/2026-09.csv", 2),
        ("LEDGER-10", "payments/2026.csv", 10),
        ("LEDGER-11", "payments/2026.csv", 9),
        ("LEDGER-12", "payments/2026-09.csv", 2),
        ("R-PAY-01", "invoices/2026.csv", 6),
        ("R-PAY-01", "invoices/2026.csv", 12),
    ]
    assert found[1].message == "there is no customer C0009 (1 rows)"
    assert found[-2].message == "invoice F05 of 500.50 CNY was allocated 600.50; the excess of 100.00 stays unallocated"


def test_many_faults_are_capped(tmp_path: Path) -> None:
    put(tmp_path, sales="date,customer_id,amount\n" + "2026-01-01,C1,x\n" * 60)
    found = check(tmp_path, {"C1"}, POLICY, "en")
    assert (len(found), found[-1].rule, found[-1].message) == (
        51,
        "LEDGER-09",
        "10 more faults in this file are not listed",
    )


def test_odd_folder_names(tmp_path: Path) -> None:
    records = put(tmp_path / "o'ne [2]* 账", invoices=INVOICES, payments=PAYMENTS)
    assert len(one(records, QUESTION).lines) == 3


CELLS = st.one_of(
    st.sampled_from(["", "客户", "office", "2026-02-28", "2026-02-29", "0000-01-01", "1,000", "+5", "-0.000001", ".5"]),
    st.from_regex(r"[-+]?[0-9]{1,20}(\.[0-9]{0,8})?", fullmatch=True),
    st.dates().map(str),
    st.text("0123456789-+. e_,٣５元\t", max_size=12),
)


@settings(max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=20))
def test_sql_and_python_give_one_verdict(texts: list[str]) -> None:
    columns = [each for ledger in LEDGERS.values() for each in ledger.columns]
    base = database()
    for column in columns:
        values = ", ".join(f"({quoted(text)})" for text in texts)
        query = f"SELECT {wrong_cell(column)} FROM (VALUES {values}) t({column.name})"  # noqa: S608 our own texts
        rows = base.execute(query).fetchall()
        assert [row[0] for row in rows] == [bool(fault(column, text)) for text in texts], column.name


DAYS = st.integers(-400, 400).map(lambda n: TODAY + dt.timedelta(days=n))
CENTS = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100)
LEDGER = st.tuples(
    st.lists(st.tuples(DAYS, st.none() | DAYS, CENTS, st.sampled_from(["CNY", "USD"])), max_size=12),
    st.lists(st.tuples(DAYS, st.integers(0, 14), CENTS), max_size=12),
)


@settings(max_examples=40)
@given(LEDGER)
def test_ageing_sums(tmp_path_factory: pytest.TempPathFactory, ledger: tuple[Any, Any]) -> None:
    """Every slot holds what the plain functions of the rules put there, and nothing is lost or counted twice."""
    invoices, payments = ledger
    records = put(
        tmp_path_factory.mktemp("book"),
        invoices="invoice_no,customer_id,issued_on,due_on,amount,currency\n"
        + "".join(
            f"{n},C{n % 3},{day},{due or ''},{amount},{money}\n" for n, (day, due, amount, money) in enumerate(invoices)
        ),
        payments="paid_on,customer_id,amount,invoice_no\n"
        + "".join(f"{day},C1,{amount},{n}\n" for day, n, amount in payments),
    )
    found = one(records, QUESTION)
    slots = [each for line in found.lines for each in (line.not_due, line.no_due_date, *line.buckets)]
    expected = [Slot()] * 6
    for n, (issued, due, amount, money) in enumerate(invoices):
        paid = sum(
            (cash for day, number, cash in payments if number == n and day <= TODAY and money == "CNY"), Decimal(0)
        )
        balance = amount - settled(amount, paid).allocated
        if issued <= TODAY and balance:
            days = days_over(due, TODAY) if due else 0
            at = 1 if due is None else 2 + bucket(days, EDGES) if days else 0
            expected[at] = Slot(expected[at].count + 1, expected[at].amount + balance)
    got = [
        Slot(sum(each.count for each in slots[n::6]), sum((each.amount for each in slots[n::6]), Decimal(0)))
        for n in range(6)
    ]
    assert got == expected
    issued_total = sum((amount for day, _, amount, _ in invoices if day <= TODAY), Decimal(0))
    received = sum((amount for day, _, amount in payments if day <= TODAY), Decimal(0))
    loose = sum((each.amount for each in found.unallocated), Decimal(0))
    assert sum((each.amount for each in slots), Decimal(0)) == issued_total - (received - loose)
    assert sum((each.balance for each in one(records, ITEMS).items), Decimal(0)) == sum(
        (each.amount for each in slots), Decimal(0)
    )
