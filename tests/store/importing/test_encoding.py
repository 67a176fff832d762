"""Encodings: what is beyond doubt is read, what is not is refused, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.model.finding import Exit, KamError
from kamcli.store.importing.encoding import decoded

TEXT = "日期,客户编号,金额\n2026-03-09,示例纺织机械有限公司,1\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("gb18030", "gb18030"), ("gbk", "gb18030")],
)
def test_chinese_exports(codec: str, name: str) -> None:
    assert decoded(TEXT.encode(codec), "x.csv") == (TEXT, name)


def test_utf_16_without_a_mark() -> None:
    plain = "date,customer_id,amount\n"
    assert decoded(plain.encode("utf-16-le"), "x.csv") == (plain, "utf-16")
    assert decoded(TEXT.encode("utf-16-le"), "x.csv", "utf-16").text == TEXT


@pytest.mark.parametrize(
    "content",
    [
        "Müller, Straße, Österreich, grün".encode("latin-1"),
        "café".encode("cp1252"),
        "日付,金額".encode("shift-jis"),
        b"\xff\x00\x81",
    ],
)
def test_other_encodings_are_refused(content: bytes) -> None:
    with pytest.raises(KamError) as refused:
        decoded(content, "x.csv")
    assert refused.value.code == Exit.UNREADABLE


@pytest.mark.parametrize(
    ("asked", "content"), [("utf-8", TEXT.encode("gbk")), ("gb18030", b"\x81"), ("utf-8", b"\xff")]
)
def test_a_map_may_be_wrong(asked: str, content: bytes) -> None:
    with pytest.raises(KamError, match=f"x.csv is not {asked} text"):
        decoded(content, "x.csv", asked)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    assert decoded(text.encode(), "x.csv").text == text
