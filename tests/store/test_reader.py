"""The reader: YAML in, `line:column rule` out."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.kinds import KINDS
from kamcli.model.spelling import Spelling
from kamcli.store import reader
from kamcli.store.records import Located, Page, parse_page, spelling_of

CUSTOMER = KINDS["customer"]


def page(content: str | bytes, kind: str = "customer", name: str = "customers/C0001.yaml", lang: str = "en") -> Page:
    data = content if isinstance(content, bytes) else content.encode()
    stem = name.rpartition("/")[2].removesuffix(".yaml")
    return parse_page(data, Located(name, KINDS[kind], stem, None, lang))


def found(content: str | bytes, kind: str = "customer") -> list[str]:
    return [f"{each.line}:{each.column} {each.rule}" for each in page(content, kind).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("客户名称: 甲\n", [], id="a name is enough"),
        pytest.param("name: Jia\n", [], id="in English"),
        pytest.param("\ufeff客户名称: 甲\r\n", [], id="BOM and CRLF"),
        pytest.param("", ["1:1 SCHEMA-03"], id="empty file lacks a name"),
        pytest.param('客户名称: "甲\\r\\nBcc: evil@x"\n', ["1:7 YAML-02"], id="a carriage return as an escape"),
        pytest.param('客户名称: "甲\\nBcc: evil@x"\n', ["1:7 SCHEMA-02"], id="two lines in a name"),
        pytest.param("客户名称: |\n  甲\n  乙\n", ["1:7 SCHEMA-02"], id="a block of two lines in a name"),
        pytest.param('客户名称: 甲\n备注: "一\\n二"\n', [], id="a line feed in a long text"),
        pytest.param('客户名称: 甲\n备注: "一\\L二"\n', ["2:5 YAML-02"], id="a line separator as an escape"),
        pytest.param('客户名称: 甲\n"备\\r注": 乙\n', ["2:1 YAML-02"], id="a carriage return in a key"),
        pytest.param("客户名称\uff1a甲\n", ["1:5 YAML-03"], id="full-width colon"),
        pytest.param("客户名称: 甲\n简称\uff1a乙\n", ["2:3 YAML-03"], id="full-width colon on its own line"),
        pytest.param("客户名称: 甲\n备注: 说\uff1a好\n", [], id="full-width colon inside a text"),
        pytest.param(
            "客户名称: 甲\n基础资料:\n\u3000电话: [1]\n", ["3:1 YAML-04"], id="full-width space in the indent"
        ),
        pytest.param(
            "客户名称: 甲\n基础资料:\n  \u00a0电话: [1]\n", ["3:3 YAML-04"], id="no-break space in the indent"
        ),
        pytest.param("客户名称: 甲\n基础资料:\n\t电话: [1]\n", ["3:1 YAML-05"], id="tab in the indent"),
        pytest.param("<<<<<<< HEAD\n客户名称: 甲\n=======\n", ["1:1 YAML-06", "3:1 YAML-06"], id="merge conflict"),
        pytest.param("客户名称: 甲\n简称: [乙\n", ["2:5 YAML-07"], id="unclosed list, at its bracket"),
        pytest.param('客户名称: "甲\n简称: 乙\n', ["1:7 YAML-07"], id="unclosed quote, at the quote"),
        pytest.param("客户名称\uff1a甲\n简称\uff1a乙\n", ["1:5 YAML-03", "2:3 YAML-03"], id="every full-width colon"),
        pytest.param("客户名称: 甲\n简称:乙\n", ["2:3 YAML-18"], id="no space after the colon"),
        pytest.param("客户名称:甲\n", ["1:5 YAML-18"], id="no space after the colon of the only line"),
        pytest.param("客户名称: 甲\n简称:\u3000乙\n", ["2:3 YAML-18"], id="a full-width space after the colon"),
        pytest.param("客户名称: 甲\n  简称:乙\n", ["2:5 YAML-18"], id="a tight key that YAML joins to the line above"),
        pytest.param("客户名称: 甲\n备注: 电话:123\n", [], id="a tight colon inside a text"),
        pytest.param("客户名称: 甲\n自定义分组: [乙\uff0c丙]\n", ["2:10 YAML-17"], id="a full-width comma in brackets"),
        pytest.param("客户名称: 甲\n简称: *乙*\n", ["2:5 YAML-09"], id="a star before Chinese"),
        pytest.param("客户名称: !甲\n", ["1:7 YAML-10"], id="an exclamation mark before Chinese"),
        pytest.param("客户名称: 甲\n客户名称: 乙\n", ["2:1 YAML-08"], id="duplicate key"),
        pytest.param("客户名称: 甲\nname: 乙\n", ["2:1 YAML-08"], id="duplicate key across spellings"),
        pytest.param("客户名称: &a 甲\n简称: *a\n", ["1:7 YAML-09"], id="anchor"),
        pytest.param("客户名称: 甲\n简称: *a\n", ["2:5 YAML-09"], id="alias without anchor"),
        pytest.param("客户名称: 甲 & 乙\n备注: 5*6\n", [], id="ampersand and star inside a text"),
        pytest.param("客户名称: !!str 甲\n", ["1:7 YAML-10"], id="tag"),
        pytest.param("客户名称: 甲\n---\n客户名称: 乙\n", ["2:1 YAML-11"], id="two documents"),
        pytest.param("客户名称: ~\n", ["1:7 YAML-12"], id="tilde"),
        pytest.param("客户名称: 甲\n简称: null\n", ["2:5 YAML-12"], id="null"),
        pytest.param("客户名称: 甲\n简称: 'null'\n", [], id="quoted null is a text"),
        pytest.param("- 甲\n", ["1:1 YAML-14"], id="a list is no record"),
        pytest.param("甲\n", ["1:1 YAML-14"], id="a word is no record"),
        pytest.param("? [a]\n: b\n", ["1:3 YAML-14"], id="a list as a key"),
        pytest.param("客户名称: 甲\n备注: 要 #3 号机\n", ["2:7 YAML-15"], id="a hash that eats the rest"),
        pytest.param("客户名称: 甲  # 一条注释\n", [], id="a comment"),
        pytest.param("客户名称: 甲\n备注: |\n  第一\uff1a好\n  要 #3 号机\n", [], id="a block text is nobody's syntax"),
        pytest.param("客户名称: 甲\n额度: 1\n", ["2:1 SCHEMA-01"], id="unknown key"),
        pytest.param("客户名称: 甲\n核实日期: 2026-02-30\n", ["2:7 SCHEMA-02"], id="no such day"),
        pytest.param("客户名称: 甲\n核实日期: 2026/2/3\n", ["2:7 SCHEMA-02"], id="another date style"),
        pytest.param("客户名称: 甲\n终端消费者: yes\n", ["2:8 SCHEMA-02"], id="yes is no flag"),
        pytest.param("客户名称: 甲\n客户性质: 大公司\n", ["2:7 SCHEMA-02"], id="unknown choice"),
        pytest.param("客户名称: 甲\n交易现状:\n  信用限度额: 1.234\n", ["3:10 SCHEMA-02"], id="three decimals"),
        pytest.param("客户名称: 甲\n录入日期: 2026-01-01\n", ["2:1 SCHEMA-04"], id="a computed field"),
        pytest.param("id: C0002\n客户名称: 甲\n", ["1:5 BOOK-01"], id="id and file name differ"),
        pytest.param("客户名称: 甲\x07\n", ["1:8 YAML-02"], id="bell"),
        pytest.param('客户名称: "甲\\x1b[31m"\n', ["1:7 YAML-02"], id="an escape behind a backslash"),
        pytest.param("客户名称: 甲\u202e乙\n", ["1:8 YAML-02"], id="direction override"),
    ],
)
def test_each_fault_has_its_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_gbk_is_named_and_placed() -> None:
    [finding] = page("# 注释\n客户名称: 甲\n".encode("gb18030")).findings

    assert (finding.line, finding.rule) == (1, "YAML-01")
    assert "GBK" in finding.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_named(encoding: str) -> None:
    [finding] = page("客户名称: 甲\n".encode(encoding)).findings

    assert "UTF-16" in finding.message


@pytest.mark.parametrize("depth", [40, 5000])
def test_deep_nesting_is_refused_not_a_crash(depth: int) -> None:
    [finding] = page("a: " + "[" * depth + "]" * depth + "\n").findings

    assert finding.rule == "YAML-13"


def test_what_yaml_says_is_said_in_the_language_of_the_book() -> None:
    [finding] = page("客户名称: 甲\n备注: 一: 二\n", lang="zh").findings

    assert (finding.line, finding.rule) == (2, "YAML-07")
    assert finding.message.isascii() is False
    assert "mapping values" not in finding.message


def test_every_scalar_stays_text() -> None:
    text = "a: 010020\nb: NO\nc: 1e3\nd: 12:30:00\ne: 9144030012345E6789\n"
    data, _ = reader.read(text, Spelling())

    assert data == {"a": "010020", "b": "NO", "c": "1e3", "d": "12:30:00", "e": "9144030012345E6789"}


def test_both_spellings_give_one_record() -> None:
    zh = page("客户名称: 甲\n客户状态: 正常\n交易现状:\n  信用限度额: 50万\n不详项: [基础资料.传真]\n").record
    en = page(
        "name: 甲\nlifecycle_status: active\ntransactions: {credit_limit: '500,000.00'}\nunknown: [basics.fax]\n"
    ).record

    assert zh == en
    assert zh.unknown == ("basics.fax",)


@given(st.text(alphabet=string.printable + "客户名称: \uff1a\u3000-#&*!|>[]{}'\"", max_size=80))
def test_no_text_crashes_the_reader(text: str) -> None:
    assert isinstance(page(text).findings, tuple)


@given(st.binary(max_size=60))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    assert isinstance(page(content).findings, tuple)


def test_a_place_is_the_deepest_node_that_exists() -> None:
    text = "客户名称: 甲\n基础资料:\n  地址:\n    - 地址类别: 注册地址\n"
    node = reader.compose(text)

    assert reader.place(node, spelling_of(CUSTOMER), ("basics", "addresses", 0, "text")) == (4, 7)
    assert reader.place(node, spelling_of(CUSTOMER), ("basics", "uscc"), on_key=True) == (2, 1)
