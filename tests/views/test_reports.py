"""Every report over the small book: its Markdown and JSON are golden, its HTML is one harmless file."""

import json
import re
from collections.abc import Callable

import pytest

from kamcli.output.render import Form
from kamcli.views.reports import BY_NAME, REPORTS
from tests.small_book import SUBJECTS, SmallBook

Golden = Callable[[str, str], None]
NAMES = tuple(report.name for report in REPORTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_markdown(small_book: Callable[[str], SmallBook], golden: Golden, name: str, lang: str) -> None:
    golden(f"{name}.{lang}.md", small_book(lang).text(name, "md", SUBJECTS.get(name, "")))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_json(small_book: Callable[[str], SmallBook], golden: Golden, name: str, lang: str) -> None:
    text = small_book(lang).json(name, SUBJECTS.get(name, ""))

    assert json.loads(text)["schema_version"] == 1
    golden(f"{name}.{lang}.json", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_html_is_one_file_without_scripts_or_requests(
    small_book: Callable[[str], SmallBook], name: str, lang: str
) -> None:
    text = small_book(lang).text(name, "html", SUBJECTS.get(name, ""))

    assert text.startswith("<!doctype html>")
    assert not re.search(r"<script|<link|<img|<iframe|\bsrc=|\bhref=|@import|url\(|\bon\w+=", text)
    assert "Golden &amp; Sons" in text
    assert "0123456789ab" in text


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in SUBJECTS])
def test_a_name_never_becomes_markup(small_book: Callable[[str], SmallBook], name: str, form: Form) -> None:
    text = small_book("en").text(name, form)

    assert not re.search(r"(?<!\\)<script>", text)
    assert "Birch|" not in text or form == "html"


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_a_report_gives_the_same_bytes_twice(small_book: Callable[[str], SmallBook], report: object) -> None:
    book = small_book("zh")
    name = getattr(report, "name", "")
    subject = SUBJECTS.get(name, "")

    assert book.text(name, "html", subject) == book.text(name, "html", subject)


def test_reports_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(REPORTS)
