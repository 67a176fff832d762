"""Foreign files: the heading found below titles, the delimiter by the heading, rows with their lines."""

from pathlib import Path

import pytest

from kamcli.model.finding import KamError, Say
from kamcli.store.importing.source import Reading, Source, Wanted, source


def read(folder: Path, text: str, reading: Reading = Reading(), wanted: tuple[str, ...] = ("a", "b")) -> Source:  # noqa: B008 frozen
    path = folder / "x.csv"
    path.write_bytes(text.encode())
    return source(path, reading, Wanted(lambda cells: set(wanted) <= set(cells), Say("a b", "a b")))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a|b\n1,5|2,5\n", "|"),
        ("a\tb\r\n1,5\t2;5\r\n", "\t"),
        ('title, of; all\n\n"a";"b";"c,d"\n1;2;3\n', ";"),
    ],
)
def test_delimiters(tmp_path: Path, text: str, delimiter: str) -> None:
    found = read(tmp_path, text)
    assert (found.delimiter, found.heading[:2], len(found.rows)) == (delimiter, ("a", "b"), 1)


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, 'title\na , b,,\n"1\n1",2\n\n ,\n3,4\n', Reading(skip_lines=1))
    assert found.heading == ("a", "b")
    assert [(row.line, row.cells) for row in found.rows] == [(3, ("1\n1", "2")), (7, ("3", "4"))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line is empty"),
        ("x,y\n1,2\n", "the first line is x, y"),
        ('a,b\n1,"2\n', "is no proper CSV"),
        ('a,b\n"1"x,2\n', "is no proper CSV"),
    ],
)
def test_refusals_say_what_was_seen(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KamError, match=said):
        read(tmp_path, text)
