import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from kamcli.model.answers import Answers, Question, SalesMonth, SalesQuestion
from kamcli.model.columns import Row
from kamcli.model.money import share
from kamcli.model.parameters import NotConfigured
from kamcli.rules.grading.given import given
from kamcli.rules.grading.grade import Basis
from kamcli.rules.grading.revenue_share import revenue_share
from tests.rules.grading.case import DAY, case, company, customers, levels, line, only, policy, row, sales, told

D = Decimal
LOWER = {"tier.revenue_share.boundary": "lower_band"}
LEDGER = {"tier.revenue_share.total": "ledger"}


def stating(text: str, customer: str = "C0001", more: str = "") -> Row:
    return row("customer", customer, f"name: {customer}\ncharacteristics:\n  {text}\n{more}")


@pytest.mark.parametrize(
    ("amount", "higher", "lower", "printed"),
    [
        ("5000000.00", "strategic", "key", "5.00"),  # TV-01
        ("4999000.00", "key", "key", "4.9990"),  # TV-02
        ("4999999.99", "key", "key", "<5"),  # TV-02
        ("5000000.01", "strategic", "strategic", "5.00"),
        ("1000000.00", "key", "ordinary", "1.00"),  # TV-03
        ("999999.99", "ordinary", "ordinary", "<1"),
        ("0", "ordinary", "ordinary", "0.00"),
    ],
)
def test_an_edge_belongs_to_the_band_that_policy_says(amount: str, higher: str, lower: str, printed: str) -> None:
    book = customers(stating("growth_potential: high"))
    sold = sales(line("C0001", amount), line("C0002", "1"))
    graded = revenue_share(case(book, sold))
    grade = only(graded)
    assert (grade.level, grade.value) == (higher, D(amount))
    assert grade.share is not None
    assert share(*grade.share, graded.edges) == printed
    assert only(revenue_share(case(book, sold, rules=policy(LOWER)))).level == lower
    assert only(revenue_share(case(book, sold, rules=policy({"boundary.default": "lower_band"})))).level == lower


@pytest.mark.parametrize(
    ("potential", "level", "reason", "bases"),
    [
        ("growth_potential: none", "none", "potential is none", ()),  # TV-04
        ("growth_potential: low", "none", "potential is low", ()),
        ("growth_potential: high", "ordinary", "", (Basis.potential,)),  # TV-05
        ("growth_potential: medium", "ordinary", "", (Basis.potential,)),
        ("company_culture: open", "none", "potential not stated", ()),
    ],
)
def test_below_one_percent_potential_decides(potential: str, level: str, reason: str, bases: tuple[Basis, ...]) -> None:
    grade = only(revenue_share(case(customers(stating(potential)), sales(line("C0001", "800000")))))
    assert (grade.level, told(grade), grade.bases, grade.computable) == (level, reason, bases, True)


BRAND = "brand_effect: {significant: true, evidence: trade fair 2025}\n  growth_potential: high"
APPROVAL = """version: 1
book: b
subject: C0001.tier
revision: 2
digest: d
act: ACT
role: sales_director
by: S1
at: 2026-01-02T10:00:00+08:00
policy: p"""


def signed(act: str, name: str = "r2-approve") -> Row:
    return row("signoff", f"C0001.tier/{name}", APPROVAL.replace("ACT", act))


def test_brand_makes_strategic_with_evidence_and_a_signoff() -> None:  # TV-06
    customer = stating(BRAND, more="revisions: {tier: 2}")
    grade = only(revenue_share(case(customers(customer, signed("approve")), sales(line("C0001", "800000")))))
    assert (grade.level, grade.bases, grade.pending) == ("strategic", (Basis.brand,), ())


@pytest.mark.parametrize(
    ("records", "more"),
    [
        ((), "revisions: {tier: 2}"),
        ((signed("sign"),), "revisions: {tier: 2}"),
        ((signed("approve"),), "revisions: {tier: 3}"),
        ((signed("approve"),), ""),
        ((signed("approve"), signed("return", "r2-return")), "revisions: {tier: 2}"),
    ],
)
def test_brand_without_an_approval_of_the_current_revision_waits(records: tuple[Row, ...], more: str) -> None:
    book = customers(stating(BRAND, more=more), *records)
    grade = only(revenue_share(case(book, sales(line("C0001", "800000")))))
    assert (grade.level, grade.bases, grade.pending) == ("ordinary", (Basis.potential,), (Basis.brand,))
    assert "brand effect needs an approving sign-off on C0001.tier" in told(grade)


def test_brand_needs_no_signoff_where_policy_says_so_but_always_evidence() -> None:
    free = policy({"tier.qualitative_needs_signoff": "false"})
    sold = sales(line("C0001", "800000"))
    assert only(revenue_share(case(customers(stating(BRAND)), sold, rules=free))).level == "strategic"
    bare = customers(stating("brand_effect: {significant: true}"))
    grade = only(revenue_share(case(bare, sold, rules=free)))
    assert grade.level == "none"
    assert "without evidence" in told(grade)


LINES = "line_contributions: [{line: gears, large: LARGE}]"


@pytest.mark.parametrize(
    ("bought", "large", "level", "pending"),
    [
        ("100", "false", "key", ()),  # 100 of 1,000 = 10 %
        ("99", "false", "none", ()),
        ("99", "true, evidence: note", "none", (Basis.line,)),
        ("99", "true", "none", (Basis.line,)),
    ],
)
def test_a_large_part_of_a_line_makes_a_key_account(
    bought: str, large: str, level: str, pending: tuple[Basis, ...]
) -> None:
    rest = str(1000 - int(bought))
    sold = sales(line("C0001", bought, product="gears"), line("C0002", rest, product="gears"), line("C0001", "7"))
    grade = only(revenue_share(case(customers(stating(LINES.replace("LARGE", large))), sold)))
    assert (grade.level, grade.pending) == (level, pending)
    assert grade.bases == ((Basis.line,) if level == "key" else ())


def test_all_bases_of_the_highest_level_are_listed() -> None:
    book = customers(stating(LINES.replace("LARGE", "false")))
    grade = only(revenue_share(case(book, sales(line("C0001", "2000000", product="gears")))))
    assert (grade.level, grade.bases) == ("key", (Basis.share, Basis.line))


@pytest.mark.parametrize(
    ("total", "reason"),
    [(None, "there is no company/2025.yaml"), ("0", "total sales of 2025 is 0.00, no denominator")],
)
def test_without_a_total_nothing_is_computed(total: str | None, reason: str) -> None:  # TV-07
    book = customers(stating(BRAND))
    grade = only(revenue_share(case(book, sales(line("C0001", "5")), figures=company(total=total))))
    assert (grade.level, grade.computable, grade.share, grade.value) == (None, False, None, D(5))
    assert reason in told(grade)


def test_without_a_ledger_or_rows_nothing_is_computed() -> None:
    book = customers("C0001")
    assert told(only(revenue_share(case(book, None)))) == "there is no sales ledger"
    empty = only(revenue_share(case(book, sales())))
    assert (empty.level, empty.computable) == (None, False)
    assert told(empty) == "the sales ledger has no rows from 2025-01-01 to 2025-12-31"


def test_a_customer_without_sales_has_a_share_of_zero() -> None:
    grade = only(revenue_share(case(customers("C0001"), sales(line("C0002", "5")))))
    assert (grade.value, grade.level, grade.share) == (D(0), "none", (D(0), D(100000000)))


def test_negative_sales_count_as_a_share_of_zero() -> None:
    grade = only(revenue_share(case(customers("C0001"), sales(line("C0001", "-5"), line("C0002", "9")))))
    assert (grade.value, grade.share) == (D(-5), (D(0), D(100000000)))
    assert "sales are negative" in told(grade)


def test_the_ledger_total_holds_customers_without_a_file_too() -> None:
    rules = policy(LEDGER)
    graded = revenue_share(case(customers("C0001"), sales(line("C0001", "5"), line("X", "95")), rules=rules))
    assert only(graded).share == (D(5), D(100))
    assert only(graded).level == "strategic"
    assert [note.en for note in graded.notes] == ["without a file, in the total and not graded: 1 (X)"]


def test_foreign_amounts_are_converted_with_the_rate_of_the_year() -> None:
    sold = sales(line("C0001", "1000", currency="USD"), line("C0001", "10"), line("C0002", "80", currency="EUR"))
    graded = revenue_share(case(customers("C0001", "C0002"), sold, figures=company(USD="7.12")))
    assert only(graded).value == D("7130")
    other = only(graded, "C0002")
    assert (other.computable, told(other)) == (False, "company/2025.yaml has no rate for EUR")
    ledger = revenue_share(case(customers("C0001"), sold, figures=company(USD="7.12"), rules=policy(LEDGER)))
    assert (only(ledger).computable, told(only(ledger))) == (False, "company/2025.yaml has no rate for EUR")


def test_each_span_of_a_rolling_year_meets_its_own_rate() -> None:
    first, second = SalesQuestion(dt.date(2025, 3, 16), dt.date(2025, 12, 31)), SalesQuestion(dt.date(2026, 1, 1), DAY)
    found: dict[Question[Any], Any] = {
        first: sales(line("C0001", "10", currency="USD")),
        second: sales(line("C0001", "1", currency="USD")),
    }
    rates = company(2025, USD="7") | company(2026, USD="8")
    rules = policy({**LEDGER, "tier.revenue_share.period": "rolling_12m", "tier.sales_band": None})
    assert only(revenue_share(given(customers("C0001"), rules, DAY, rates, Answers(found)))).value == D(78)


def test_an_open_period_converts_only_one_rate() -> None:
    rules = policy({**LEDGER, "tier.revenue_share.period": "all"})
    months = tuple(SalesMonth(dt.date(year, 5, 1), "USD", D(1), 1) for year in (2024, 2025))
    sold = sales(line("C0001", "10", currency="USD"), months=months)
    same = company(2024, USD="7") | company(2025, USD="7")
    assert only(revenue_share(case(customers("C0001"), sold, rules=rules, figures=same))).value == D(70)
    other = company(2024, USD="7") | company(2025, USD="7.1")
    grade = only(revenue_share(case(customers("C0001"), sold, rules=rules, figures=other)))
    assert (grade.computable, "different rate each year" in told(grade)) == (False, True)


@pytest.mark.parametrize(
    ("period", "computable", "provisional"),
    [("last_full_year", True, False), ("ytd", False, True), ("rolling_12m", False, False), ("all", False, False)],
)
def test_only_a_fiscal_year_has_a_company_total(period: str, computable: bool, provisional: bool) -> None:  # noqa: FBT001
    rules = policy({"tier.revenue_share.period": period})
    graded = revenue_share(case(customers("C0001"), sales(line("C0001", "6000000")), rules=rules))
    assert only(graded).computable is computable
    assert graded.period is not None
    assert graded.period.provisional is provisional
    assert bool(graded.notes) is provisional


def test_groups_are_graded_at_their_top() -> None:
    rules = policy({"tier.revenue_share.consolidate_groups": "true"})
    daughter = row("customer", "C0002", "name: d\nparent_customer: C0001")
    grandchild = row("customer", "C0003", "name: g\nparent_customer: C0002")
    book = customers("C0001", daughter, grandchild)
    sold = sales(line("C0001", "1000000"), line("C0002", "3000000"), line("C0003", "1000000"))
    graded = revenue_share(case(book, sold, rules=rules))
    assert levels(graded) == {"C0001": "strategic", "C0002": None, "C0003": None}
    assert told(only(graded, "C0003")) == "counted with its group C0001"
    assert levels(revenue_share(case(book, sold))) == {"C0001": "key", "C0002": "key", "C0003": "key"}


def test_a_circle_of_parents_is_no_group() -> None:
    rules = policy({"tier.revenue_share.consolidate_groups": "true"})
    book = customers(
        *(row("customer", one, f"name: x\nparent_customer: {two}") for one, two in (("A", "B"), ("B", "A")))
    )
    assert levels(revenue_share(case(book, sales(line("A", "5000000")), rules=rules))) == {
        "A": "strategic",
        "B": "none",
    }


def test_the_distance_to_the_next_edge() -> None:
    grade = only(revenue_share(case(customers("C0001"), sales(line("C0001", "4600000")))))
    assert grade.edge is not None
    assert (grade.edge.upper, grade.edge.up_by, grade.edge.up_pct, grade.edge.near) == (
        "strategic",
        D(400000),
        D(8),
        True,
    )
    assert (grade.edge.lower, grade.edge.down_by) == ("ordinary", D(3600000))


def test_it_is_not_configured_without_bands() -> None:
    with pytest.raises(NotConfigured, match=r"tier\.revenue_share\.bands"):
        revenue_share(case(customers("C0001"), rules=policy({"tier.revenue_share": None})))


@tried(st.lists(st.decimals(min_value=-1000, max_value=10**6, places=2), min_size=1, max_size=30))
def test_every_customer_has_exactly_one_level_and_shares_sum_to_one(amounts: list[Decimal]) -> None:
    names = [f"K{n}" for n in range(len(amounts))]
    sold = sales(*(line(name, str(amount)) for name, amount in zip(names, amounts, strict=True)))
    graded = revenue_share(case(customers(*names), sold, rules=policy(LEDGER)))
    if sum(amounts) <= 0:
        assert not any(grade.computable for grade in graded.grades)
        return
    assert [grade.level in graded.levels for grade in graded.grades] == [True] * len(names)
    counted = sum(grade.share.numerator for grade in graded.grades if grade.share)
    assert counted == sum(max(amount, D(0)) for amount in amounts)


def test_a_group_buys_a_line_together() -> None:
    rules = policy({"tier.revenue_share.consolidate_groups": "true"})
    top = stating(LINES.replace("LARGE", "false"))
    daughter = row("customer", "C0002", "name: d\nparent_customer: C0001")
    rest = line("C0003", "900", product="gears")
    parts = (line("C0001", "60", product="gears"), line("C0002", "40", product="gears"))
    book = customers(top, daughter, "C0003")
    assert only(revenue_share(case(book, sales(*parts, rest), rules=rules))).level == "key"  # 100 of 1,000
    assert only(revenue_share(case(book, sales(*parts, rest)))).level == "none"


def test_a_share_below_the_lowest_band_has_no_level() -> None:
    bands = [{"id": "strategic", "name": "甲", "min_pct": "5"}, {"id": "key", "name": "乙", "min_pct": "1"}]
    rules = policy({"tier.revenue_share.bands": bands})
    grade = only(revenue_share(case(customers("C0001"), sales(line("C0001", "999999.99")), rules=rules)))
    assert (grade.level, told(grade), grade.bases) == ("none", "below the lowest band", ())


def test_an_empty_ledger_of_an_open_period_names_its_last_day() -> None:
    rules = policy({**LEDGER, "tier.revenue_share.period": "all"})
    grade = only(revenue_share(case(customers("C0001"), sales(), rules=rules)))
    assert (grade.computable, told(grade)) == (False, "the sales ledger has no rows up to 2026-03-15")
