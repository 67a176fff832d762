"""What a reader of a lower class must not find in the digest, put there as canaries."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Finding, KamError
from kamcli.model.kinds import KINDS
from kamcli.model.spelling import Spelling, spelling
from kamcli.output.jsontext import document
from kamcli.output.render import Form, render
from kamcli.store.ledger import answer
from kamcli.store.shipped import templates
from kamcli.views.digest import Digest, digest, questions
from kamcli.views.digest_class import CONFIDENTIAL
from kamcli.views.faults import class_of, faults, words
from kamcli.views.head import head
from kamcli.views.names import names
from tests.small_book import COMMIT, TODAY, SmallBook

Books = Callable[[str], SmallBook]


def built(of: SmallBook, most: str) -> Digest:
    answers = answer(of.records, questions(of.policy, TODAY), of.policy, of.lang)
    return digest(of.book, answers, of.policy, TODAY, most)


def everything(of: SmallBook, view: Digest) -> str:
    """The digest in every form that leaves the house."""
    shared = {"head": head(of.book, TODAY), "names": names(of.book), "view": view}
    mail = {"commit": COMMIT, "uncommitted": False, "limit": 100}
    forms: tuple[tuple[Form, dict[str, object]], ...] = (("md", {}), ("html", {}), ("txt", mail), ("mail", mail))
    texts = [render("digest", form, of.lang, (templates(),), **shared, **more) for form, more in forms]
    return "\n".join((*texts, document(of.lang, view=view)))


def amounts(value: Any) -> Iterator[Decimal]:
    """Every amount in a view."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from amounts(each)
    elif hasattr(value, "__slots__") and not isinstance(value, str | Finding):
        for name in value.__slots__:
            yield from amounts(getattr(value, name))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_internal_digest_holds_no_amount_tier_or_title(small_book: Books, lang: str) -> None:
    book = small_book(lang)
    whole, shown = built(book, "conf"), built(book, "int")
    canaries = {f"{each:,.2f}" for each in amounts(whole) if each} | {f"{each:.2f}" for each in amounts(whole) if each}
    texts = {turn.line.about.read(lang) for owner in whole.missed for turn in owner.turns} - {""}
    text = everything(book, shown)

    assert canaries
    assert texts
    assert {each for each in canaries if re.search(rf"(?<![\d,.]){re.escape(each)}(?!\d)", text)} == set()
    assert {each for each in texts if each in text} == set()
    assert (shown.arrears, shown.sales, shown.tiers, shown.near, shown.differences) == ((), None, (), (), ())
    assert shown.withheld == CONFIDENTIAL
    assert CONFIDENTIAL[0].read(lang) in text


def test_who_may_see_it_misses_nothing(small_book: Books) -> None:
    conf, pers, usual = (built(small_book("en"), most) for most in ("conf", "pers", ""))

    assert conf == usual
    assert (conf.withheld, conf.arrears) == ((), pers.arrears)


def test_deadlines_that_differ_in_what_is_withheld_are_one(small_book: Books) -> None:
    whole, shown = built(small_book("en"), "conf"), built(small_book("en"), "int")

    for before, after in zip(whole.missed, shown.missed, strict=True):
        assert sum(turn.count for turn in after.turns) == sum(turn.count for turn in before.turns)
        assert len({turn.line for turn in after.turns}) == len(after.turns)


def test_there_is_no_digest_for_the_public(small_book: Books) -> None:
    with pytest.raises(KamError) as caught:
        built(small_book("en"), "pub")
    assert caught.value.code == 2


# --- what errors quote ----------------------------------------------------------------------------------------------

PERSONAL = Finding(rule="SCHEMA-02", message="“13900001111” is no e-mail", file="people/C0001.yaml", at=("persons", 0))
AMOUNT = Finding(rule="R-CTR-01", message="12,345.67 is too much", file="contracts/2026/CN-1.yaml", at=("amount",))
NAME = Finding(rule="R-DAT-04", message="the same name", file="customers/C0001.yaml", at=("name",))
LEDGER = Finding(rule="LEDGER-01", message="the row 12,345.67", file="ledgers/sales/2026-01.csv")


@pytest.mark.parametrize(
    ("finding", "expected"),
    [(PERSONAL, "pers"), (AMOUNT, "conf"), (NAME, "conf"), (LEDGER, "conf"), (Finding(rule="X", message=""), "conf")],
)
def test_an_error_has_the_class_of_what_it_may_quote(finding: Finding, expected: str) -> None:
    assert class_of(finding) == expected


def paths(table: Spelling, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, term in table.terms.items():
        yield (*above, name), term.sensitivity
        yield from paths(table.below(name), (*above, name))


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.folder], ids=lambda kind: kind.name)
def test_no_personal_field_is_quoted_to_who_may_not_see_it(kind: Any) -> None:
    for at, sensitivity in paths(spelling(kind.model)):
        if sensitivity == "pers":
            canary = Finding(rule="SCHEMA-02", message="canary", file=f"{kind.folder}/x.yaml", at=at)
            told = faults((canary,), AccessLevel.conf, "en")
            assert [each.message for each in told if "canary" in each.message] == [], at


def test_the_rules_title_stands_in_for_words_that_may_not_be_shown() -> None:
    assert words((PERSONAL, AMOUNT), AccessLevel.conf, "en") == AMOUNT.message
    assert words((AMOUNT,), AccessLevel.int, "en") not in ("", AMOUNT.message)
    assert words((Finding(rule="?", message="x"),), AccessLevel.int, "en") == ""
