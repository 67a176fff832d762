"""Refused rows on their way out and back in: nothing lost, nothing run, nothing overwritten."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.changes.import_rows import Refused
from kamcli.changes.spreadsheet import unguarded
from kamcli.model.finding import Say
from kamcli.store.importing.finish import Returned, refused_path, write_refused
from kamcli.store.importing.source import Reading, Wanted, source

WHY = Say("金额不是数字，有“引号”", 'amount is "no number", really')
CELLS = st.text(st.sampled_from("'=+-@,;\t\n\r\"｜1a中 "), max_size=6)


def put_back(path: Path, reading: Reading = Reading()) -> list[tuple[str, ...]]:  # noqa: B008 frozen
    found = source(path, reading, Wanted(lambda cells: "a" in cells, Say("a", "a")))
    assert found.returned
    return [found.heading, *(tuple(map(unguarded, row.cells)) for row in found.rows)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(rows=st.lists(st.tuples(CELLS, CELLS).filter(lambda row: any(each.strip() for each in row)), min_size=1))
def test_the_same_cells_come_back(
    tmp_path_factory: pytest.TempPathFactory, lang: str, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("back")
    refused = tuple(Refused(n, row, WHY) for n, row in enumerate(rows, 2))
    path = write_refused(folder / "x.refused.csv", (Returned(Path("x.csv"), ("a", "b"), refused),), lang)
    assert put_back(path) == [("a", "b"), *rows]


@given(rows=st.lists(st.tuples(CELLS, CELLS).filter(lambda row: any(each.strip() for each in row)), min_size=1))
def test_rows_that_are_refused_again_and_again_stay_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("again") / "x.refused.csv"
    refused = tuple(Refused(n, row, WHY) for n, row in enumerate(rows, 2))
    write_refused(path, (Returned(Path("x.csv"), ("a", "b"), refused),), "zh")
    for _ in range(2):
        found = source(path, Reading(), Wanted(lambda cells: "a" in cells, Say("a", "a")))
        refused = tuple(Refused(row.line, row.cells, WHY) for row in found.rows)
        path = write_refused(path, (Returned(path, found.heading, refused, again=True),), "zh")
        assert put_back(path) == [("a", "b"), *rows]


@pytest.mark.parametrize(("codec", "delimiter"), [("gb18030", ";"), ("utf-16", "\t"), ("utf-8", ",")])
def test_saved_anew_by_a_spreadsheet(tmp_path: Path, codec: str, delimiter: str) -> None:
    path = tmp_path / "x.refused.csv"
    path.write_bytes(
        delimiter.join(("文件", "行号", "原因", "a", "b")).encode(codec)
        + "\r\n".encode(codec).removeprefix(b"\xff\xfe")
        + delimiter.join(("x.csv", "2", "原因", "1", "2")).encode(codec).removeprefix(b"\xff\xfe")
    )
    # the map's own way of reading the export is not that of this file
    assert put_back(path, Reading("utf-8", "|", 3)) == [("a", "b"), ("1", "2")]


def test_the_file_for_people(tmp_path: Path) -> None:
    refused = (Refused(7, ("=1+1", "914201005581866250", "surplus"), WHY),)
    path = write_refused(tmp_path / "x.csv", (Returned(Path("f/甲.csv"), ("a", "b"), refused),), "zh")
    assert path.read_bytes() == (
        "\ufeff文件,行号,原因,a,b\n甲.csv,7,金额不是数字，有“引号”,'=1+1,'914201005581866250,surplus\n".encode()
    )


def test_inputs_of_different_headings(tmp_path: Path) -> None:
    first = Returned(Path("1.csv"), ("a", "b"), (Refused(2, ("1", "2"), WHY),))
    second = Returned(Path("2.csv"), ("c", "a"), (Refused(3, ("3", "4"), WHY), Refused(4, ("5", "6", "7"), WHY)))
    path = write_refused(tmp_path / "x.csv", (first, second), "en")
    assert put_back(path) == [("a", "b", "c"), ("1", "2", ""), ("4", "", "3"), ("6", "", "5", "7")]


def test_a_half_mended_file_is_not_overwritten(tmp_path: Path) -> None:
    def again(text: str) -> str:
        refused = (Refused(2, (text,), WHY),)
        return write_refused(tmp_path / "x.refused.csv", (Returned(Path("x.csv"), ("a",), refused),), "zh").name

    assert [again(text) for text in ("1", "1", "2", "3", "2")] == [
        "x.refused.csv",
        "x.refused.csv",
        "x.refused-2.csv",
        "x.refused-3.csv",
        "x.refused-2.csv",
    ]


@pytest.mark.parametrize("name", ["x.csv", "x.refused.csv", "x.refused-3.csv"])
def test_names(name: str) -> None:
    assert refused_path(Path("/elsewhere") / name) == Path("x.refused.csv")
