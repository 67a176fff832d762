"""The forms that people fill and sign: what is on them, and what must not be."""

from collections.abc import Callable

import pytest

from kamcli.model.answers import Answers
from kamcli.views.data_sheet_blank import blank_sheet
from kamcli.views.reports import BY_NAME
from tests.small_book import TODAY, SmallBook

Golden = Callable[[str, str], None]
LETTER = "DL-20261116-AAAA"
STATEMENT = "RS-20261101-AAAA"
APPLICATION = "AP-20261118-AAAA"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_empty_data_sheet(small_book: Callable[[str], SmallBook], golden: Golden, lang: str) -> None:
    golden(f"data-sheet-blank.{lang}.md", small_book(lang).blank("data-sheet", "md", "C0001"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_empty_slip(small_book: Callable[[str], SmallBook], golden: Golden, lang: str) -> None:
    golden(f"slip-blank.{lang}.md", small_book(lang).blank("slip", "md", "VS-20261118-CCCC"))


def test_a_customer_sees_nothing_of_ours_on_the_empty_sheet(small_book: Callable[[str], SmallBook]) -> None:
    book = small_book("en")
    form = blank_sheet(book.policy, TODAY, book.record("customer", "C0001"))

    assert [each.field for each in form.blanks] == [
        *("name", "industry", "basics.addresses", "basics.phones", "basics.fax", "basics.email", "basics.website"),
        *("basics.im_accounts", "basics.founded_on", "basics.organisation_form", "basics.business_type"),
        *("basics.products_services", "basics.industry_facts", "basics.uscc"),
    ]
    text = book.blank("data-sheet", "html", "C0001")
    for ours in ("strategic", "500,000", "looms", "Rob Rep", "K-0001", "git", "0123456789ab"):
        assert ours not in text


def test_the_empty_sheet_can_be_for_anybody(small_book: Callable[[str], SmallBook]) -> None:
    text = small_book("en").blank("data-sheet", "html")

    assert "Aspen" not in text
    assert "☐ limited" in text


def test_choices_are_ticked_and_lists_have_room(small_book: Callable[[str], SmallBook]) -> None:
    found = {each.field: each for each in blank_sheet(small_book("en").policy, TODAY, None).blanks}

    assert "limited" in [each.en for each in found["basics.organisation_form"].choices]
    assert [each.en for each in found["basics.addresses"].columns][1:] == ["Text", "Postcode"]
    assert (found["basics.phones"].several, found["basics.fax"].several) == (True, False)


def test_the_data_sheet_has_every_filled_field_and_counts_what_it_withholds(
    small_book: Callable[[str], SmallBook],
) -> None:
    book = small_book("en")
    report, customer = BY_NAME["data-sheet"], book.record("customer", "C0001")
    whole, less = (report.build(book.book, None, book.policy, TODAY, customer, most) for most in ("pers", "int"))
    fields = {entry.field: entry for part in whole.parts for entry in part.entries}

    assert whole.withheld == 0
    assert fields["basics.company_size.employees"].value == 1200
    assert fields["business.annual_demand.1.product"].label.en == "Annual demand[2] · Product"
    assert (fields["owner"].kind, fields["office"].kind, fields["tiers.demand.assigned"].value) == (
        "staff",
        "unit",
        "A",
    )
    shown = [entry.field for part in less.parts for entry in part.entries]
    assert len(shown) + less.withheld == len(fields)
    assert not {"basics.assets", "transactions.credit_limit", "tiers.demand.assigned"} & set(shown)


def test_a_delegation_letter_says_who_whom_what_and_how_long(small_book: Callable[[str], SmallBook]) -> None:
    book = small_book("zh")
    found = book.view(BY_NAME["delegation"], LETTER)

    assert (found.grantor.name, found.delegate.name, found.role.zh) == ("Dee Deputy", "Max Manager", "销售副总监")
    assert (found.in_capitals, found.days, found.office, found.customers) == ("叁拾万元整", 10, "", ())
    assert found.revoked_on is None
    assert [each.en for each in found.faults] == []


def test_an_application_has_its_debt_in_both_ways_its_band_and_its_chain(
    small_book: Callable[[str], SmallBook],
) -> None:
    found = small_book("zh").view(BY_NAME["application"], APPLICATION)

    assert (found.band, found.in_capitals) == (2, "壹拾万元整")
    assert found.edge is not None
    assert found.debt == (135000, 136000)
    assert [each.name for each in found.signatures] == [""] * len(found.signatures)
    assert found.digest.startswith("kam1:")
    assert {item.name: item.met for item in found.papers}["reconciliation"] is False


def test_a_statement_stands_beside_every_line_of_the_ledgers(small_book: Callable[[str], SmallBook]) -> None:
    found = small_book("zh").view(BY_NAME["reconciliation"], STATEMENT)

    assert found.booked == (136000, 70000, 83000, 123000)
    assert found.difference == 0
    assert [(each.number, each.debit, each.credit, each.balance) for each in found.lines] == [
        ("I-1", None, 20000, 116000),
        ("I-3", 40000, None, 156000),
        ("", None, 12000, 144000),
        ("I-2", None, 51000, 93000),
        ("I-4", 30000, None, 123000),
    ]


def test_people_and_customers_that_the_book_does_not_have_stand_by_their_ids(
    small_book: Callable[[str], SmallBook],
) -> None:
    book = small_book("en")
    letter = book.record("delegation", LETTER).model_copy(update={"delegate": "gone"})
    form = book.record("application", APPLICATION).model_copy(update={"customer": "C9999", "contract_amount": None})
    answers = Answers(dict.fromkeys(BY_NAME["application"].questions(book.policy, TODAY, form)))
    shown = BY_NAME["application"].build(book.book, answers, book.policy, TODAY, form)

    assert BY_NAME["delegation"].build(book.book, answers, book.policy, TODAY, letter).delegate == (
        "gone",
        "gone",
        "",
        (),
    )
    assert (shown.customer.name, shown.in_capitals, shown.debt) == ("C9999", "", (135000, None))


def test_a_statement_without_a_period_says_that_it_cannot_be_compared(small_book: Callable[[str], SmallBook]) -> None:
    book = small_book("en")
    report = BY_NAME["reconciliation"]
    record = book.record("reconciliation", STATEMENT).model_copy(update={"period_to": None, "customer": None})
    found = report.build(book.book, Answers(), book.policy, TODAY, record)

    assert report.questions(book.policy, TODAY, record) == ()
    assert (found.booked, found.difference, found.lines, found.customer) == (None, None, (), "")
    assert "no period is given" in book.text_of("reconciliation", "md", found)
