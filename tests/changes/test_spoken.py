import pytest

from kamcli.changes.spoken import is_pair, pairs
from kamcli.model.finding import KamError
from kamcli.model.kinds import KINDS
from tests.states.conftest import ROSTER, World, read, row


@pytest.fixture
def here() -> World:
    made = World()
    made.rows["organisation", "organisation"] = row("organisation", "organisation", read(ROSTER), made.policy)
    made.add("customer", "C0001", "name: Aspen Works Ltd.\nshort_name: Aspen")
    made.add("customer", "C0002", "name: Birch\nshort_name: Twin")
    made.add("customer", "C0003", "name: Cedar\nshort_name: Twin")
    made.add("people", "C0001", "persons: [{id: C0001-P1, name: Ada}]")
    made.add("contact_log", "CL-1", "customer: C0001")
    return made


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        (
            "contact_log",
            ("C0001", "电话", "催款", "pays on Friday"),
            ("customer=C0001", "channel=phone", "purpose=collection", "content=pays on Friday"),
        ),
        ("contact_log", ("Aspen", "in", "email"), ("customer=C0001", "direction=in", "channel=email")),
        ("contact_log", ("Aspen Works Ltd.", "Ada"), ("customer=C0001", "person=C0001-P1")),
        (
            "contact_log",
            ("C0001", "two", "words", "channel=fax", "phone"),
            ("customer=C0001", "content=two words phone", "channel=fax"),
        ),
        ("visit", ("C0001", "首次拜访", "offer"), ("customer=C0001", "visit_kind=first", "objectives=offer")),
        ("visit", ("C0001", "已批准"), ("customer=C0001", "objectives=已批准")),  # a state is no word
        (
            "need",
            ("CL-1", "product", "explicit", "2025-03-10"),
            ("found_in=CL-1", "kind=product", "clarity=explicit", "found_on=2025-03-10"),
        ),
        ("need", ("they say a=b",), ("text=they say a=b",)),
        ("contract", ("customer=C0001",), ("customer=C0001",)),
    ],
)
def test_words_find_their_fields(here: World, kind: str, words: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert pairs(words, KINDS[kind], here.columns) == expected


def test_a_name_of_two_is_asked_back(here: World) -> None:
    with pytest.raises(KamError) as refused:
        pairs(("Twin",), KINDS["contact_log"], here.columns)
    assert "C0002, C0003" in refused.value.say.read("en")


def test_a_kind_that_is_not_added_in_a_sentence_wants_keys(here: World) -> None:
    with pytest.raises(KamError) as refused:
        pairs(("C0001",), KINDS["contract"], here.columns)
    assert refused.value.say.read("en") == "C0001 is not of the form key=value"


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("a=b", True), ("a+=b", True), ("a = b", True), ("they say a=b", False), ("=b", False), ("a", False)],
)
def test_what_has_a_key(word: str, *, is_one: bool) -> None:
    assert is_pair(word) is is_one
