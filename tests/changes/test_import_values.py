"""Cells of customer lists: each as its field holds it, in the spellings that spreadsheets write."""

from typing import Any

import pytest

from kamcli.changes.import_customers import columns, fields, refuse_repeated
from kamcli.changes.import_notices import Notices
from kamcli.changes.import_units import title_unit
from kamcli.changes.import_values import Keys, keys, notice, values
from kamcli.changes.spreadsheet import RefusedCellError
from kamcli.model.finding import KamError


def value(heading: str, cell: str, *above: str) -> Any:
    found: Any = values(columns(("客户名称", heading), title_unit(above)), ("甲", cell))
    while isinstance(found, dict) and (rest := {name: each for name, each in found.items() if name != "name"}):
        (found,) = rest.values()
    return None if found == {"name": "甲"} else found


@pytest.mark.parametrize(
    ("heading", "cell", "written"),
    [
        ("收集日期", "46000", "2025-12-09"),
        ("收集日期", "2026年11月3日", "2026-11-03"),
        ("创立时间", "2009", "2009"),
        ("创立时间", "２００９年５月", "2009-05"),
        ("创立时间", "2009/5/1", "2009-05-01"),
        ("信用限度额", "１，２００，０００．５０", "1200000.50"),
        ("信用限度额(万元)", "12.3456", "123456.00"),
        ("信用限度额", "50万", "500000.00"),
        ("年营业额（亿元）", "1.2", "120000000.00"),
        ("员工人数", "1,200", "1200"),
        ("员工人数", "1200.0", "1200"),
        ("终端消费者", "FALSE", "false"),
        ("终端消费者", "是", "是"),
        ("客户状态", "Bad suspect", "bad_suspect"),
        ("客户状态", "正常", "正常"),
        ("客户状态", "很好", "很好"),
        ("统一社会信用代码", "91310115 l21641045f", "91310115L21641045F"),
        ("传真", "—", None),
        ("传真", "#N/A", None),
        ("信用限度额", "无", None),
        ("公司概况", "无", "无"),
        ("公司概况", "'=1+1", "=1+1"),
        ("电话", "0571-1；－；0571-2", ("0571-1", "0571-2")),
        ("注册地址", "-", None),
    ],
)
def test_cells(heading: str, cell: str, written: Any) -> None:
    assert value(heading, cell) == written


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("收集日期", "3/11/2026", "may be read in two ways"),
        ("收集日期", "去年", "is not a date"),
        ("信用限度额(万元)", "50万", "names a unit, and so does"),
        ("员工人数", "50万", "is not a number"),
        ("信用限度额", "五十万", "is not a number"),
        ("信用限度额", "#DIV/0!", "a formula's error"),
        ("电话", "0571-1;1.37E+10", "its digits are lost"),
        ("执照编号", "10001.0", "exported as a number"),
    ],
)
def test_cells_refused(heading: str, cell: str, said: str) -> None:
    with pytest.raises(RefusedCellError, match=said):
        value(heading, cell)


def test_a_percentage() -> None:
    known = {word: field for word, field in fields().items() if field and field.scalar == "percent" and not field.many}
    assert known
    for word in known:
        assert value(word, "12.5％") == "12.5"


def test_a_unit_above_the_table() -> None:
    assert value("信用限度额", "5", "单位：万元") == "50000.00"
    assert value("信用限度额(元)", "5", "单位：万元") == "5"
    assert value("员工人数", "5", "单位：万元") == "5"


def test_an_empty_cell_gives_nothing() -> None:
    assert value("传真", " ") is None
    assert values(columns(("客户名称", "传真")), ("甲",)) == {"name": "甲"}


def test_keys_of_a_row() -> None:
    found = columns(("编号", "名称", "统一社会信用代码", "客户代码", "地区"))
    cells = ("C1", "甲", "９１３１０１１５Ｌ２１６４１０４５Ｆ", "K-1", "华东")
    assert keys(found, cells, values(found, cells), ".+") == Keys("C1", "91310115L21641045F", "K-1", "甲")
    nothing = ("—", "", "")
    assert keys(found, nothing, values(found, nothing), ".+") == Keys()


def test_what_is_said() -> None:
    found = columns(("名称", "收集日期", "信用限度额(万元)", "传真"))
    notices = Notices(field.unit for field in found.fields.values())
    for cells in (("甲", "46000", "5", "—"), ("乙", "2026-01-01", "无", "无"), ("丙", "46001", "", "#N/A")):
        notice(found, cells, notices)
    notice(found, ("丁",), notices, 5)
    assert [each.en for each in notices.said()] == [
        "amounts are multiplied by 10,000: 信用限度额(万元)",
        "serial numbers of a spreadsheet read as dates, in its 1900 system: 2 (46000 = 2025-12-09)",
        "cells read as empty: 3 (—, 无, #N/A)",
        "rows with fewer cells than the heading: 1 (from line 5 on); the rest is read as empty",
    ]
    assert Notices().said() == ()


def test_a_column_that_is_there_twice() -> None:
    heading = ("编号", "名称", "手机", "手机", "传真", "名称")
    with pytest.raises(KamError, match="twice: 名称"):
        refuse_repeated(heading, columns(heading))
    refuse_repeated(heading[:-1], columns(heading[:-1]))
