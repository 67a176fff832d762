"""Days, weeks and months as people write them."""

import datetime as dt

import pytest

from kamcli.model.finding import Exit, KamError
from kamcli.views.span import span_asked, span_named, week_of

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        (" 2026-W53 ", "2026-12-28", "2027-01-03"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_span_has_its_first_and_last_day(words: str, first: str, last: str) -> None:
    found = span_named(words)

    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)
    assert found.holds(found.first)
    assert found.holds(found.last)
    assert not found.holds(None)


@pytest.mark.parametrize("words", ["", "2026", "2026-13", "2026-02-30", "2025-W53", "next week"])
def test_other_words_are_no_span(words: str) -> None:
    assert span_named(words) is None


def test_nothing_asked_is_the_week_of_today() -> None:
    assert span_asked("", TODAY) == week_of(TODAY) == span_named("2026-W47")


def test_a_wrong_span_is_refused_with_the_right_forms() -> None:
    with pytest.raises(KamError) as refused:
        span_asked("tomorrow", TODAY)

    assert refused.value.code == Exit.ASKED_WRONGLY
    assert "2026-W47" in refused.value.say.en
