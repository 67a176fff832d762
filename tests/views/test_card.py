"""The customer card: what it takes from the file, what it leaves out, and what stays below its class."""

from collections.abc import Callable
from typing import Any

import pytest

from kamcli.model.answers import Answers
from kamcli.model.choices import AccessLevel
from kamcli.model.customer import Customer
from kamcli.model.spelling import canonical, dotted, spelling
from kamcli.views.card import Card, card, questions
from kamcli.views.card_facts import BRIEF, TERMS, allowed, sensitivity
from kamcli.views.reports import BY_NAME
from tests.small_book import TODAY, SmallBook

Books = Callable[[str], SmallBook]


@pytest.fixture
def aspen(small_book: Books) -> Card:
    found: Card = small_book("en").view(BY_NAME["card"], "C0001")
    return found


def limited(book: SmallBook, most: AccessLevel) -> Card:
    """The card under another `digest.max_class`."""
    from kamcli.store.ledger import answer

    digest = book.policy.digest.model_copy(update={"max_class": most})
    policy = book.policy.model_copy(update={"digest": digest})
    answers = answer(book.records, questions(policy, TODAY, book.record("customer", "C0001")), policy, "en")
    return card(book.book, answers, policy, TODAY, _customer(book))


def _customer(book: SmallBook) -> Any:
    from kamcli.model.kinds import KINDS
    from kamcli.store.records import read_page

    return read_page(book.records, "customers/C0001.yaml", KINDS["customer"], book.policy, "en").record


@pytest.mark.parametrize("path", [f"{category}.{name}" for category in BRIEF for name in BRIEF[category]])
def test_a_brief_field_exists_and_is_not_personal(path: str) -> None:
    assert dotted(canonical(spelling(Customer), path)) == path
    assert allowed(sensitivity(tuple(path.split("."))), AccessLevel.conf)


@pytest.mark.parametrize("name", TERMS)
def test_a_term_exists(name: str) -> None:
    assert canonical(spelling(Customer), f"transactions.{name}") is not None


def test_the_file_is_told_in_four_categories(aspen: Card) -> None:
    assert [(each.id, bool(each.facts)) for each in aspen.categories] == [
        ("basics", True),
        ("characteristics", True),
        ("business", True),
        ("transactions", True),
    ]
    assert aspen.withheld > 0  # the persons that we met


def test_only_what_is_open_is_listed(aspen: Card) -> None:
    assert [(each.text, each.days_over) for each in aspen.problems] == [("second source asked for quotes", 10)]
    assert [(each.text, each.days_over) for each in aspen.countermeasures] == [("visit with the technical lead", 0)]
    assert [each.id for each in aspen.contracts] == ["CN-20260105-AAAA"]
    assert [each.name for each in aspen.contacts] == ["Pat Purchase"]


@pytest.mark.parametrize("form", ["md", "html"])
def test_no_number_of_a_person_is_printed(small_book: Books, form: Any) -> None:
    assert "13900000000" not in small_book("en").text("card", form, "C0001")
    assert "13900000000" not in small_book("en").json("card", "C0001")


def test_tiers_stand_computed_beside_assigned(aspen: Card) -> None:
    share = next(each for each in aspen.tiers if each.scheme == "revenue_share")

    assert (share.computed.en, share.share_pct) == ("key account", "4.00")
    assert share.assigned is not None
    assert share.assigned.en == "strategic account"
    assert next(each.computed.en for each in aspen.tiers if each.scheme == "vip").startswith("not configured")


def test_both_layers_of_debt_stand_apart(aspen: Card) -> None:
    assert aspen.owed is not None
    assert [
        (each.currency, each.office, int(each.debt.outstanding), int(each.debt.overdue)) for each in aspen.owed
    ] == [
        ("CNY", False, 136000, 106000),
        ("CNY", True, 9000, 9000),
    ]


def test_everything_late_is_listed_and_of_each_clock_the_next(aspen: Card) -> None:
    late = [line.record for line in aspen.dates if line.days_over > 0]
    ahead = [line.clock for line in aspen.dates if line.days_over <= 0]

    promised = ["MN-20261023-AAAA", "VS-20261020-AAAA"]
    assert late == ["C0001", "I-1", "C0001", "I-3", "C0001", "I-7", "MN-20261106-LETT", "C0001", *promised]
    assert ahead == sorted(set(ahead), key=ahead.index)


def test_birthdays_below_personal_are_a_day_of_the_customer(small_book: Books) -> None:
    """R-PRV-02: neither the name nor the person's id."""
    day, whose = (
        next(line for line in limited(small_book("en"), most).dates if line.clock == "CK-24")
        for most in (AccessLevel.conf, AccessLevel.pers)
    )

    assert (day.record, day.about.en, "Pat" in day.message.en) == ("C0001", "", False)
    assert (whose.record, whose.about.en) == ("C0001-P1", "Pat Purchase")


@pytest.mark.parametrize("most", [AccessLevel.pub, AccessLevel.int])
def test_below_confidential_amounts_tiers_and_people_are_left_out(small_book: Books, most: AccessLevel) -> None:
    found = limited(small_book("en"), most)

    assert (found.tiers, found.contacts, found.contracts, found.owed, found.sales) == ((), (), (), (), None)
    assert (found.problems, found.countermeasures, found.dates) == ((), (), ())
    assert found.withheld > 0
    for fact in (*found.terms, *(each for category in found.categories for each in category.facts)):
        assert allowed(sensitivity(tuple(fact.field.split("."))), most)


def test_a_customer_that_the_book_does_not_hold_is_an_error_of_the_program(small_book: Books) -> None:
    book = small_book("en")
    stranger = Customer.model_validate({"id": "C9999", "name": "Nobody"})
    with pytest.raises(KeyError, match="C9999"):
        card(book.book, Answers({}), book.policy, TODAY, stranger)


def test_birthdays_stay_in_the_class_of_persons(small_book: Books) -> None:
    from dataclasses import replace

    from kamcli.model.columns import Row
    from kamcli.store.ledger import answer

    book = small_book("en")
    people = book.book.columns.find("people", "C0001")
    assert people is not None
    born = tuple(each.model_copy(update={"birth_date": "1980-12-01"}) for each in people.persons)
    tables = dict(book.book.columns.tables)
    tables["people"] = {"C0001": Row("people", "C0001", people.file, {**people.values, "persons": born})}
    told = replace(book.book, columns=replace(book.book.columns, tables=tables))
    answers = answer(book.records, questions(book.policy, TODAY, _customer(book)), book.policy, "en")
    conf, pers = (card(told, answers, book.policy, TODAY, _customer(book), each) for each in ("conf", "pers"))

    birthdays = [
        [(each.record, str(each.about.en)) for each in one.dates if each.clock == "CK-24"] for one in (conf, pers)
    ]
    assert birthdays == [[("C0001", "")], [("C0001-P1", "Pat Purchase")]]
    assert (conf.withheld, pers.withheld) == (1 + sum(len(each.theirs) for each in pers.talks), 0)
    assert "Pat Purchase" in {name for each in pers.talks for name in each.theirs}
