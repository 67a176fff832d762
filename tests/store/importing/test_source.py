"""Foreign files: the heading found below titles, the delimiter by the heading, rows with their lines."""

import csv
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ('a,b\n1,2\n1,"2\n3,4\n', "is no proper CSV from line 3 on \\(a double quote is not closed\\)"),
        ('a,b\n"1"x,2\n', "is no proper CSV from line 2 on"),
        ('"a,b\n', "is no proper CSV from line 1 on"),
        ("1,2\n3,4\n", "the first line is 1, 2"),
    ],
)
def test_refusals_say_what_was_seen(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KamError, match=said):
        read(tmp_path, text)


def test_a_line_that_comes_near(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"title\na,c\n1,2\n")
    lacks = lambda cells: tuple(Say(each, each) for each in ("a", "b") if each not in cells) if "a" in cells else None  # noqa: E731
    wanted = Wanted(lambda cells: lacks(cells) == (), Say("a b", "a b"), lacks=lacks)
    with pytest.raises(
        KamError, match=r"line 2 of x\.csv looks like the heading but lacks b: a b is needed; line 1 is title"
    ):
        source(path, Reading(), wanted)
    path.write_bytes(b"x\ny\n")
    with pytest.raises(KamError, match="no heading found"):
        source(path, Reading(), wanted)


def test_what_stands_above_the_heading(tmp_path: Path) -> None:
    found = read(tmp_path, "one\n\nlist,of\na,b\n1,2\n", Reading(skip_lines=1))
    assert (found.line, [each.strip() for each in found.above]) == (4, ["one", "list", "of"])


def test_the_delimiter_line_of_a_spreadsheet(tmp_path: Path) -> None:
    found = read(tmp_path, "sep=;\r\na;b\r\n1,5;2\r\n")
    assert (found.delimiter, found.rows[0].cells) == (";", ("1,5", "2"))


ROWS = st.lists(
    st.tuples(*[st.text(st.sampled_from("ab,;|\t\n\r\"' 0９é金额\u3000"), max_size=5)] * 2), min_size=1, max_size=5
).map(lambda rows: [row for row in rows if any(cell.strip() for cell in row)])


@given(
    rows=ROWS,
    codec=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030")),
    delimiter=st.sampled_from(",\t;|"),
    end=st.sampled_from(("\n", "\r\n", "\r")),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_however_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    codec: str,
    delimiter: str,
    end: str,
    quoting: int,
) -> None:
    """Every row of a file in any encoding, delimiter, line end and manner of quoting is read as it was written."""
    lines: list[str] = []
    writer = csv.writer(SimpleNamespace(write=lines.append), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([("客户编号", "示例纺织机械有限公司名称"), *rows])
    text = "".join(line.removesuffix("\r\n") + end for line in lines)
    path = tmp_path_factory.mktemp("saved") / "x.csv"
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    path.write_bytes(mark + text.encode(codec))
    found = source(path, Reading(), Wanted(lambda cells: len(cells) == 2 and cells[0] == "客户编号", Say("", "")))
    assert [row.cells for row in found.rows] == rows


@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode("utf-16")))
def test_whatever_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.csv"
    path.write_bytes(content)
    with suppress(KamError):  # nothing else may happen
        found = source(path, Reading(), Wanted(lambda cells: len(cells) > 1, Say("", "")))
        assert len(found.heading) > 1
