"""`kam fmt`: the text changes, the data never; every comment and value is the same before and after."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.digest import digest
from kamcli.model.finding import Exit, KamError
from kamcli.store import reader
from kamcli.store.precheck import Refused
from kamcli.store.records import fields_root, located_at, parse_page, spelling_of
from kamcli.store.source import files
from kamcli.store.tidy import known_encoding, tidied

DEMO = Path(__file__).parents[2] / "records"
PATH = "customers/C0001.yaml"


def tidy(text: str | bytes, **how: str) -> str:
    return tidied(text.encode() if isinstance(text, str) else text, PATH, **how)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("name: A\n", "name: A\n", id="in order"),
        pytest.param("\ufeffname: A\n", "name: A\n", id="a byte order mark"),
        pytest.param("name: A\r\nregion: B\r\n", "name: A\nregion: B\n", id="line ends of Windows"),
        pytest.param("name: A\rregion: B", "name: A\nregion: B\n", id="line ends of an old Macintosh"),
        pytest.param("name: A  \t\n \nregion: B # c \n", "name: A\n\nregion: B # c\n", id="blanks at line ends"),
        pytest.param("name: A", "name: A\n", id="no last line end"),
        pytest.param("name: A\n\n \n\n", "name: A\n", id="too many last line ends"),
        pytest.param("", "", id="nothing"),
        pytest.param("\n\n", "", id="empty lines alone"),
        pytest.param("# c \n", "# c\n", id="a comment alone"),
        pytest.param("name: 'A \n  B'\n", "name: 'A \n  B'\n", id="inside quotes nothing is touched"),
        pytest.param("remarks: |\n  a  \n\n  b \nx: A \n", "remarks: |\n  a  \n\n  b \nx: A\n", id="nor in a block"),
        pytest.param("remarks: |\n  a", "remarks: |\n  a", id="a block that would get a line end keeps none"),
        pytest.param("remarks: |+\n  a\n\n\n", "remarks: |+\n  a\n\n\n", id="a block that counts its line ends"),
        pytest.param("remarks: |-\n  a\n\n\n", "remarks: |-\n  a\n", id="a block that does not"),
        pytest.param("name: a  \n  b\n", "name: a\n  b\n", id="a plain text of two lines"),
        pytest.param("name: A\u3000\n", "name: A\u3000\n", id="a wide blank is part of the value"),
    ],
)  # fmt: skip
def test_blanks_line_ends_and_marks(before: str, after: str) -> None:
    assert tidy(before) == after
    assert tidy(after) == after


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("客户名称: 甲公司\n", "gb18030"), ("客户名称: 甲公司\n", "GBK"), ("客户名称: 甲公司\n", "gb2312"),
     ("客户名称: 甲公司\n", "utf-16"), ("客户名称: 甲公司\n", "utf-16-le"), ("name: 客戶\n", "big5")],
)  # fmt: skip
def test_another_encoding_is_read_when_it_is_said(text: str, encoding: str) -> None:
    content = text.encode(encoding)

    with pytest.raises(Refused):
        tidied(content, PATH)
    assert tidied(content, PATH, encoding=encoding) == text


def test_utf_16_without_a_mark_is_little_endian_and_utf_8_needs_no_saying() -> None:
    assert tidied("客户名称: 甲\n".encode("utf-16-le"), PATH, encoding="UTF-16") == "客户名称: 甲\n"
    assert tidied("客户名称: 甲\n".encode(), PATH, encoding="gb18030") == "客户名称: 甲\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("客户名称: 甲公司\n".encode("gb18030"), "utf-16"),
        ("客戶: 甲\n".encode("big5"), "gb18030"),
        (b"\xff\xff\xff", "gb18030"),
    ],
)
def test_a_wrong_encoding_is_refused_and_makes_no_mojibake(content: bytes, encoding: str) -> None:
    with pytest.raises(KamError) as refused:
        tidied(content, PATH, encoding=encoding)

    assert refused.value.code == Exit.UNREADABLE


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<<<<<<< mine\nname: A\n=======\nname: B\n>>>>>>> theirs\n", "YAML-06"),
        ("name: [A\n", "YAML-07"),
        ("客户名称：甲\n", "YAML-03"),
        ("name: A\nname: B\n", "YAML-08"),
        ("- A\n", "YAML-14"),
    ],
)
def test_what_is_no_record_is_refused(text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        tidy(text)

    assert refused.value.fault.rule == rule


def test_an_unknown_encoding_is_refused_with_the_usual_ones() -> None:
    assert known_encoding("gbk") == "gbk"
    for name in ("klingon", "rot13"):
        with pytest.raises(KamError) as refused:
            known_encoding(name)
        assert "gb18030" in refused.value.say.en


# --- spelling -------------------------------------------------------------------------------------------------------

ENGLISH = """# a customer
name: A   # the name
nature: ordinary_company
'region': "华东"
is_end_consumer: true
unknown: [basics.uscc, basics.addresses.0.text]
colour: red
tiers:
  strategic: {level: A, since: 2026-01-01}
basics:
  phones: ["1", '2']
  company_size: {size_class: large}
  addresses:
    - text: |
        name: not a key
      kinds: [registered]
"""


def test_keys_choices_flags_and_names_of_fields_are_spelt_anew() -> None:
    chinese = tidy(ENGLISH, lang="zh")

    assert chinese.startswith(
        '# a customer\n客户名称: A   # the name\n客户性质: 普通公司\n地区: "华东"\n终端消费者: 是\n'
    )
    assert "不详项: [基础资料.统一社会信用代码, '基础资料.地址[1].详细地址']\ncolour: red\n" in chinese
    assert "name: not a key\n" in chinese
    assert tidy(chinese, lang="en") == ENGLISH.replace("'region'", "region").replace(
        "basics.addresses.0.text", "'basics.addresses.0.text'"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demonstration_book_keeps_its_data_and_digests_in_both_languages(lang: str) -> None:
    some: dict[str, list[str]] = {}  # four files of each kind
    for path in files(DEMO):
        some.setdefault(path.partition("/")[0], []).append(path)
    for path in (path for paths in some.values() for path in paths[:4]):
        content = (DEMO / path).read_bytes()
        text = tidied(content, path, lang=lang)
        assert record(text, path) == record(content.decode(), path), path
        assert comments(text) == comments(content.decode())
        assert tidied(text.encode(), path, lang="zh").encode() == content, path


def record(text: str, path: str) -> Any:
    """The typed record and its digest."""
    page = parse_page(text.encode(), located_at(path, None, "zh"))
    return page.record, digest(page.kind.name, page.record)


def comments(text: str) -> list[str]:
    return re.findall(r"#[^\n]*", text)


# --- whatever stands in a file --------------------------------------------------------------------------------------

_TEXTS = st.sampled_from(
    ("A", "'a  b'", '"x \\n y"', "", "|\n    a  \n\n    b", ">-\n    c \n    d", "'p \n\n    q '", "# none", "普通公司")
)
_KEYS = st.sampled_from(("name", "客户名称", "remarks", "备注", "nature", "地区", "x", "is_end_consumer"))
_ENDS = st.sampled_from(("\n", " \n", "\t\n", "\r\n", "  \r\n", "\n\n", "\n \n", " # 注 \n"))
_LINES = st.lists(st.tuples(_KEYS, _TEXTS, _ENDS), max_size=6, unique_by=lambda line: line[0])


@given(lines=_LINES, last=st.sampled_from(("", "\n", " ", "\r\n\r\n")), lang=st.sampled_from(("", "zh", "en")))
def test_data_and_comments_never_change(lines: list[tuple[str, str, str]], last: str, lang: str) -> None:
    text = "".join(f"{key}: {value}{end}" for key, value, end in lines).rstrip("\n") + last
    kind = located_at(PATH, None, "zh").kind

    try:
        data = reader.read(text, spelling_of(kind), fields_root(kind))[0]
    except Refused:
        with pytest.raises(Refused):
            tidy(text, lang=lang)
        return
    after = tidy(text, lang=lang)

    assert reader.read(after, spelling_of(kind), fields_root(kind))[0] == data
    assert [each.rstrip() for each in comments(text)] == [each.rstrip() for each in comments(after)]
    assert tidy(after, lang=lang) == after
    assert "\r" not in after
