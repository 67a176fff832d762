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
        "客戶,金額\n臺北紡織機械股份有限公司,1\n".encode("big5"),
        "name\n주식회사 한국전자 무역상사\n".encode("euc-kr"),
        "name\nОбщество Ромашка\nООО СЕВЕР\n".encode("cp1251"),
        "name\nОбщество Ромашка\n".encode("koi8-r"),
        "name\nカタカナ商事ひらがな\n".encode("euc-jp"),
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


def test_what_was_seen_is_said() -> None:
    with pytest.raises(KamError, match="bytes FC 6C 6C 65 72 on line 2"):
        decoded("name\nMüller".encode("latin-1"), "x.csv")
    with pytest.raises(KamError, match=r"x\.csv is not utf-8 text .bytes B5 D8 on line 2."):
        decoded("name\n地".encode("gbk"), "x.csv", "utf-8")
    with pytest.raises(KamError, match="NUL byte on line 2"):
        decoded(b"a,b\n\0", "x.csv")


@pytest.mark.parametrize("first", [True, False])
def test_two_encodings_in_one_file(first: bool) -> None:  # noqa: FBT001 a parameter
    lines = ["客户编号,客户名称\n" * 20, "C1,示例纺织机械有限公司\n"]
    codecs = ("utf-8", "gbk") if first else ("gbk", "utf-8")
    content = b"".join(text.encode(codec) for text, codec in zip(lines, codecs, strict=True))
    with pytest.raises(KamError) as refused:
        decoded(content, "x.csv")
    assert ("two encodings" in refused.value.say.en) or ("can't be told" in refused.value.say.en)


def test_the_line_of_the_other_encoding() -> None:
    content = ("客户编号,客户名称\n" * 30).encode("gbk") + "C1,示例公司\n".encode()
    with pytest.raises(KamError, match=r"line 31 is UTF-8, line 1 is not .bytes BF CD BB A7"):
        decoded(content, "x.csv")


@pytest.mark.parametrize(
    ("third", "said"),
    [
        (b"C0002,M\xfcller\n", "bytes FC 6C 6C 65 72 0A on line 3"),
        ("C0002,测试泵业有限公司\n".encode("gbk"), "bytes B2 E2 CA D4 B1 C3 D2 B5"),
        ("C0002,测试".encode()[:-1] + b"\n", "bytes E8 AF 0A on line 3"),
    ],
)
def test_the_line_that_is_not_utf_8_is_named_not_the_good_heading(third: bytes, said: str) -> None:
    content = "客户编号,客户名称\nC0001,示例公司\n".encode() + third
    with pytest.raises(KamError) as refused:
        decoded(content, "x.csv")
    assert said in refused.value.say.en
    assert "line 3" in refused.value.say.en


def test_chinese_that_is_by_chance_another_alphabet_in_utf_8() -> None:
    with pytest.raises(KamError, match="can't be told"):
        decoded("name\n一\n".encode("gbk"), "x.csv")
    assert decoded("name\nРомашка Müller 一\n".encode(), "x.csv").encoding == "utf-8"
    assert decoded("name\nМосква и Ромашка\n".encode(), "x.csv").encoding == "utf-8"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    assert decoded(text.encode(), "x.csv").text == text
