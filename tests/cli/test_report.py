"""`kam report` as a user runs it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kamcli.views.reports import REPORTS
from tests.small_book import SUBJECTS, made

DAY = "--as-of=2026-11-20"
BUNDLED = {
    "card": "C0001",
    "data-sheet": "C0001",
    "application": "AP-20261118-F5QQ",
    "delegation": "DL-20261106-26B2",
    "reconciliation": "RS-20260901-F7SM",
    "visit-plan": "VP-20261112-MFYW",
    "slip": "VS-20261102-070S",
    "minutes": "MN-20261106-CX9W",
    "customer-file": "C0001",
    "letter-intro": "C0026",
    "letter-invitation": "C0001",
    "letter-greeting": "C0001",
    "letter-dunning": "C0002",
    "letter-minutes": "MN-20261106-CX9W",
}
HOME = Path(__file__).parents[2]


@pytest.fixture
def small(home: Path) -> Path:
    """The small book as a repository without commits."""
    return made(home)


@pytest.mark.usefixtures("small")
def test_without_a_name_the_reports_are_listed(kam: Any) -> None:
    ran = kam("report")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == [report.name for report in REPORTS]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("digets",), "digets"),
        (("card",), "card"),
        (("card", "C9999"), "C9999"),
        (("card", "C001"), "C0001"),
        (("digest", "C0001"), "C0001"),
        (("delegation", "DL-20261116-AAAB"), "DL-20261116-AAAA"),
        (("application", "C0001"), "C0001"),
        (("card", "C0001", "--blank"), "data-sheet"),
        (("digest", "--blank"), "data-sheet"),
        (("data-sheet", "--blank", "--max-class=int"), "--max-class"),
        (("delegation", "DL-20261116-AAAA", "--max-class=int"), "--max-class"),
        (("minutes", "MN-20261023-AAAA", "--max-class=int"), "--max-class"),
        (("coverage", "--for=rob"), "--for"),
        (("digest", "--period=2026-11"), "--period"),
        (("trips", "--period=november"), "november"),
        (("trips", "--for=bob"), "rob"),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_wrong_question_is_refused_and_names_what_is_wrong(kam: Any, arguments: tuple[str, ...], said: str) -> None:
    ran = kam("report", *arguments, DAY)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("name", [report.name for report in REPORTS])
@pytest.mark.usefixtures("small")
def test_where_nobody_looks_the_report_is_markdown(kam: Any, name: str) -> None:
    subject = (SUBJECTS[name],) if name in SUBJECTS else ()
    plain, asked = kam("report", name, *subject, DAY), kam("report", name, *subject, DAY, "--format=md")

    assert plain.code == asked.code == 0
    assert plain.out.startswith("# ")
    assert plain.out == asked.out


@pytest.mark.usefixtures("small")
def test_json_is_one_document(kam: Any) -> None:
    found = json.loads(kam("report", "ageing", DAY, "--format=json").out)

    assert (found["schema_version"], found["report"], found["head"]["as_of"]) == (1, "ageing", "2026-11-20")
    assert found["view"]["receivables"]["CNY"]["outstanding"] == "143000.00"


@pytest.mark.usefixtures("small")
def test_a_file_is_written_whole_and_named_on_stderr(kam: Any, tmp_path: Path) -> None:
    out = tmp_path / "out" / "digest.html"
    first = kam("report", "digest", DAY, "--format=html", "--out", out, "--lang=en")
    out.write_text("old", encoding="utf-8")
    second = kam("report", "digest", DAY, "--format=html", "--out", out, "--lang=en")

    assert (first.code, first.out, second.code, second.out) == (0, "", 0, "")
    assert second.err.splitlines()[-1] == str(out)
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.usefixtures("small")
def test_the_language_can_be_chosen(kam: Any) -> None:
    assert kam("report", "digest", DAY, "--lang=zh").out.startswith("# 每周简报")
    assert kam("report", "digest", DAY, "--lang=en").out.startswith("# Weekly digest")


@pytest.mark.usefixtures("small")
def test_the_card_can_be_held_to_a_lower_class(kam: Any) -> None:
    whole, shown = (kam("report", "card", "C0001", DAY, "--lang=en", *more) for more in ((), ("--max-class=int",)))

    assert "second source" in whole.out
    assert "500,000.00" in whole.out
    assert "second source" not in shown.out
    assert "500,000.00" not in shown.out
    assert "R-PRV-02" in shown.out


@pytest.mark.usefixtures("small")
def test_trips_are_those_of_a_person_and_a_span(kam: Any) -> None:
    mine, month = (
        json.loads(kam("report", "trips", *more, DAY, "--format=json").out)["view"]
        for more in (("--for=rob",), ("--for=north", "--period=2026-10"))
    )

    assert (mine["who"], mine["span"]["name"], mine["count"]) == ("Rob Rep", "2026-W47", 2)
    assert (month["who"], month["span"]["last"], month["count"]) == ("North Office", "2026-10-31", 1)


@pytest.mark.usefixtures("small")
def test_participants_are_named_only_where_personal_data_may_be(kam: Any) -> None:
    named, plain = (
        kam("report", "executive-visits", DAY, "--lang=en", *more).out for more in (("--max-class=pers",), ())
    )

    assert "Pat Purchase" in named
    assert "Pat Purchase" not in plain
    assert "1 person" in plain


@pytest.mark.parametrize("form", ["md", "html", "json"])
@pytest.mark.usefixtures("small")
def test_an_empty_sheet_is_for_a_customer_or_for_anybody(kam: Any, form: str) -> None:
    theirs = kam("report", "data-sheet", "C0001", "--blank", DAY, f"--format={form}")
    anybody = kam("report", "data-sheet", "--blank", DAY, f"--format={form}")

    assert (theirs.code, anybody.code) == (0, 0)
    assert "Aspen" in theirs.out
    assert "Aspen" not in anybody.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_delegate_is_named_with_the_letter_on_a_signed_application(kam: Any, lang: str) -> None:
    ran = kam("-C", HOME, "report", "application", "AP-20260608-Y5MP", DAY, f"--lang={lang}")

    assert ran.code == 0
    assert "DL-20260529-9SXB" in ran.out


@pytest.mark.usefixtures("small")
def test_only_some_reports_take_a_class(kam: Any) -> None:
    assert kam("report", "grades", DAY, "--max-class=int").code == 2
    assert "R-PRV-02" in kam("report", "digest", DAY, "--max-class=int").out


@pytest.mark.parametrize("key", ["tier.primary_scheme", "company.fiscal_year_start", "receivables.buckets"])
def test_a_digest_names_what_is_not_configured_and_prints_the_rest(small: Path, kam: Any, key: str) -> None:
    policy = small / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    line = f"  {key.rpartition('.')[2]}: "
    assert text.count(f"\n{line}") == 1
    policy.write_text(text.replace(f"\n{line}", f"\n#{line}"), encoding="utf-8")
    ran = kam("report", "digest", DAY, "--lang=en")

    assert ran.code == 0
    assert key in ran.out
    assert "## Missed, by whose turn it is" in ran.out


def test_a_template_of_the_book_wins(small: Path, kam: Any) -> None:
    own = small.parent / "templates"
    own.mkdir()
    (own / "digest.j2").write_text("{{ head.company }}: {{ view.late }}", encoding="utf-8")

    assert kam("report", "digest", DAY).out == "Golden & Sons: 13\n"
    assert kam("report", "digest", DAY, "--format=html").out == "Golden &amp; Sons: 13\n"


def test_a_wrong_template_is_named_with_its_line(small: Path, kam: Any) -> None:
    own = small.parent / "templates"
    own.mkdir()
    (own / "digest.j2").write_text("one\n{{ view.lost }}", encoding="utf-8")
    ran = kam("report", "digest", DAY, "--lang=en")

    assert ran.code == 5
    assert "digest.j2, line 2" in ran.err


def test_what_could_not_be_read_is_said_and_the_rest_is_reported(small: Path, kam: Any) -> None:
    (small / "customers" / "C0002.yaml").write_text("name: [", encoding="utf-8")
    ran = kam("report", "grades", DAY)

    assert ran.code == 3
    assert "C0002.yaml" in ran.err
    assert "Aspen" in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [report.name for report in REPORTS])
def test_every_report_of_the_bundled_book_is_printed(kam: Any, name: str, lang: str) -> None:
    subject = (BUNDLED[name],) if name in BUNDLED else ()
    ran = kam("-C", HOME, "report", name, *subject, DAY, f"--lang={lang}", "--format=html")

    assert ran.code == 0
    assert ran.out.endswith("</html>\n")
