"""Queries over foreign files: text in, exact text out."""

from pathlib import Path

import pytest

from kamcli.model.finding import KamError, Say
from kamcli.store.importing.query import query_source


def ask(folder: Path, sql: str, **files: bytes) -> list[tuple[str, ...]]:
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
    query = folder / "q.sql"
    query.write_text(sql, encoding="utf-8")
    paths = [folder / f"{name}.csv" for name in files]
    found = query_source(query, paths, bool, Say("", ""))
    return [found.heading, *(row.cells for row in found.rows)]


def test_every_cell_is_text(tmp_path: Path) -> None:
    content = b"no,amount,day,no\r\n007,1.10,2026-01-01,x\r\nNULL,,NaN\r\n"
    assert ask(tmp_path, "SELECT * FROM t", t=content) == [
        ("no", "amount", "day", "no_4"),
        ("007", "1.10", "2026-01-01", "x"),
        ("NULL", "", "NaN", ""),
    ]


def test_decimals_are_exact(tmp_path: Path) -> None:
    sql = """SELECT a::DECIMAL(18,6) * b::DECIMAL(18,6) AS product, sum(c::BIGINT) OVER () AS whole,
      DATE '2026-01-02' AS day, NULL AS x FROM t"""
    content = b"a,b,c\n0.1,0.3,9007199254740993\n"
    assert ask(tmp_path, sql, t=content)[1] == ("0.03", "9007199254740993", "2026-01-02", "")


def test_encodings_and_names(tmp_path: Path) -> None:
    content = "客户;金额\n甲;1,5\n".encode("gb18030")
    sql = "SELECT 客户, replace(金额, ',', '.')::DECIMAL(9,2) AS 金额 FROM \"四月 明细\""
    assert ask(tmp_path, sql, **{"四月 明细": content}) == [("客户", "金额"), ("甲", "1.50")]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1.5::FLOAT AS a", "the columns a are floating point"),
        ("SELECT nothing FROM t", "nothing"),
        ("SELECT 'x'::DECIMAL(9,2) AS a", "q.sql"),
    ],
)
def test_faults_of_the_query(tmp_path: Path, sql: str, said: str) -> None:
    with pytest.raises(KamError, match=said):
        ask(tmp_path, sql, t=b"a,b\n1,2\n")


def test_rows_wider_than_the_heading(tmp_path: Path) -> None:
    with pytest.raises(KamError, match=r"t.csv line 3 has 3 cells, the heading 2 columns"):
        ask(tmp_path, "SELECT * FROM t", t=b"a,b\n1,2\n1,2,3\n")
