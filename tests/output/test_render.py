"""Rendering: whose template wins, what is escaped, what is refused."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kamcli.model.finding import Exit, KamError
from kamcli.output.render import cell, pick, render


class Row(NamedTuple):
    name: str = "甲"
    amount: int | None = None


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, ...]:
    made = (tmp_path / "own", tmp_path / "packaged")
    for folder in made:
        folder.mkdir()
    return made


def written(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_template_in_the_language_wins_over_one_of_the_form_and_that_over_the_plain_one(
    folders: tuple[Path, ...],
) -> None:
    _, packaged = folders
    for name in ("note.j2", "note.md.j2", "note.zh.md.j2"):
        written(packaged, name, name)

    assert render("note", "md", "zh", folders) == "note.zh.md.j2\n"
    assert render("note", "md", "en", folders) == "note.md.j2\n"
    assert render("note", "html", "zh", folders) == "note.j2\n"


def test_any_template_of_the_book_wins_over_the_packaged_ones(folders: tuple[Path, ...]) -> None:
    own, packaged = folders
    written(own, "note.j2", "own")
    written(packaged, "note.zh.md.j2", "packaged")

    assert render("note", "md", "zh", folders) == "own\n"


@pytest.mark.parametrize("name", ["note.j2", "note.html.j2", "note.zh.html.j2"])
def test_html_is_always_escaped(folders: tuple[Path, ...], name: str) -> None:
    written(folders[1], name, "<b>{{ row.name }}</b>")

    assert render("note", "html", "zh", folders, row=Row("<script>&")) == "<b>&lt;script&gt;&amp;</b>\n"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        pytest.param("{{ nothing }}", "'nothing' is undefined", id="a name that the view lacks"),
        pytest.param("{{ row.nothing }}", "no attribute 'nothing'", id="a field that the view lacks"),
        pytest.param("{{ row.__class__ }}", "unsafe", id="the way out of the sandbox"),
        pytest.param("{{ row|pick('__class__') }}", "not for templates", id="the same through a filter"),
        pytest.param("{% if %}", "Expected an expression", id="bad syntax"),
        pytest.param("{% include 'lost.j2' %}", "template not found", id="a missing part"),
        pytest.param("{{ row.name / 2 }}", "TypeError", id="a sum of texts"),
    ],
)
def test_a_wrong_template_is_an_error_with_its_name_and_line(
    folders: tuple[Path, ...], template: str, reason: str
) -> None:
    written(folders[0], "note.j2", f"first line\n{template}")

    with pytest.raises(KamError) as caught:
        render("note", "md", "en", folders, row=Row())

    assert reason in caught.value.say.en
    assert caught.value.code == Exit.RENDERING
    assert "lost" in template or "note.j2, line 2" in caught.value.say.en


def test_missing_is_printed_as_a_dash_and_never_as_zero(folders: tuple[Path, ...]) -> None:
    written(folders[0], "note.j2", "{{ row.amount }} {{ row.amount|money }} {{ row.amount|pct }}")

    assert render("note", "md", "zh", folders, row=Row()) == "— — —\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", "a\\|b"),
        ("<img src=x>", "\\<img src=x>"),
        ("</b>", "\\</b>"),
        ("<5 %", "<5 %"),
        ("A & B", "A & B"),
        ("&lt;b>", "\\&lt;b>"),
        ("[x](y)", "\\[x](y)"),
        ("two\nlines", "two lines"),
        ("*", "\\*"),
        ("1_2", "1_2"),
    ],
)
def test_nothing_in_a_record_becomes_markup(text: str, expected: str) -> None:
    assert cell(text) == expected


def test_a_path_through_something_missing_is_missing() -> None:
    assert pick(Row(), "amount.deeper") is None
