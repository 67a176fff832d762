"""The text of a foreign file: by its byte order mark, as UTF-8, as UTF-16 or GB18030 where that is beyond doubt."""

import codecs
import re
from typing import NamedTuple

from kamcli.model.finding import Exit, KamError, Say, refuse

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# two bytes of the plane of common characters; a Western text read as GB18030 pairs its letters otherwise
_COMMON = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_DOUBLE = re.compile(rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe][\x30-\x39]|[\x40-\x7e\x80-\xfe])")
_SURE = 0.9  # of all double-byte characters; rare ones of names lie outside the common plane
# words of headings and firms: what reads so is no other language by chance
_WORDS = (
    "日期",
    "客户",
    "编号",
    "金额",
    "名称",
    "公司",
    "发票",
    "代码",
    "单位",
    "电话",
    "地址",
    "有限",
    "订单",
    "产品",
)
# without any of them: Chinese is written with the first level for the most part, and with all of it; Cyrillic letters
# keep to the second level or to upper rows, Korean syllables end before C9, Japanese ones are kana for a good part
_WORD, _FIRST_LEVEL, _KANA = re.compile(rb"[\xb0-\xff]"), re.compile(rb"[\xb0-\xd7]"), re.compile(rb"[\xa4\xa5]")
_LATE, _LOW = re.compile(rb"[\xc9-\xf7]"), re.compile(rb".[\xa1-\xbf]", re.DOTALL)
_OFTEN = 0.7
_SELDOM = 0.2
_ENOUGH = 8  # characters from which on the spread says something
_HAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_ODD = re.compile(rb"[^\x00-\x7f]")
_BEYOND_LATIN = re.compile("[\u0250-\u07ff]")


class Decoded(NamedTuple):
    """A file's text without its mark, and the encoding that it was read in."""

    text: str
    encoding: str


def decoded(content: bytes, name: str, asked: str = "") -> Decoded:
    """The text of a file in the encoding asked for, else in the one that it is in; KamError where that is unclear."""
    encoding = asked or _marked(content) or _guessed(content, name)
    if not encoding:
        raise unclear(name, content)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else _exact(encoding, content))
    except UnicodeDecodeError as error:
        raise _not(name, encoding, content, error.start) from None
    except LookupError:
        raise _not(name, encoding, content, 0) from None
    if "\0" in text:
        raise _nul(name, text)
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _exact(encoding: str, content: bytes) -> str:
    """UTF-16 without a mark is little-endian, as Windows writes it."""
    return "utf-16-le" if encoding == "utf-16" and not _marked(content) else encoding


def _marked(content: bytes) -> str:
    return next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")


def _guessed(content: bytes, name: str) -> str:
    """utf-8, utf-16, gb18030, or "" where none fits."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        if not _is_chinese(content):
            return ""
        _refuse_mixed(content, name)
        return "gb18030"
    if content[1::2].count(0) > len(content) // 4:
        return "utf-16"
    doubtful = _BEYOND_LATIN.search(text) and not re.search("[\u0800-\uffff]", text) and _is_chinese(content)
    return "" if doubtful else "utf-8"


def _is_chinese(content: bytes) -> bool:
    """Whether the bytes are a Chinese text in GB18030 and hardly anything else."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = _DOUBLE.findall(content)
    common = [pair for pair in pairs if _COMMON.fullmatch(pair)]
    sure = bool(pairs) and len(common) >= _SURE * len(pairs)
    return sure and (any(word in text for word in _WORDS) or _spread(common))


def _spread(pairs: list[bytes]) -> bool:
    """Whether double bytes are spread over the plane of common characters as Chinese is."""
    words = [pair for pair in pairs if _WORD.match(pair)]
    often = sum(_FIRST_LEVEL.match(pair) is not None for pair in words)
    kana = sum(_KANA.match(pair) is not None for pair in pairs)
    if kana > _SELDOM * len(pairs) or often < _OFTEN * len(words):
        return False
    return len(words) < _ENOUGH or all(any(map(each.match, words)) for each in (_LATE, _LOW))


def _refuse_mixed(content: bytes, name: str) -> None:
    """KamError where some lines are Chinese in UTF-8 and others are not: two files were joined."""
    for line, each in enumerate(content.split(b"\n"), 1):
        try:
            mixed = _HAN.search(each.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if mixed:
            odd = _odd(content)
            raise refuse(
                "{name} 混着两种编码：第 {line} 行是 UTF-8，第 {other} 行不是（字节 {seen}）；没有导入",
                "{name} holds two encodings: line {line} is UTF-8, line {other} is not (bytes {seen}); "
                "nothing was imported",
                code=Exit.UNREADABLE,
                hint=Say("各部分分开，都另存为 UTF-8", "take the parts asunder and save each as UTF-8"),
                name=name,
                line=line,
                other=content.count(b"\n", 0, odd) + 1,
                seen=_seen(content, odd),
            )


def unclear(name: str, content: bytes) -> KamError:
    """The refusal of a file whose encoding nobody can tell."""
    odd = _odd(content)
    return refuse(
        "{name} 的编码认不出来（第 {line} 行的字节 {seen}），没有导入",
        "the encoding of {name} can't be told (bytes {seen} on line {line}); nothing was imported",
        code=Exit.UNREADABLE,
        hint=Say(
            "另存为 UTF-8；台账也可在导入对照（--map）里写明 编码: GB18030",
            "save it as UTF-8; for ledgers an import map (--map) may also say encoding: gb18030",
        ),
        name=name,
        line=content.count(b"\n", 0, odd) + 1,
        seen=_seen(content, odd),
    )


def _odd(content: bytes) -> int:
    """Where a file stops being UTF-8: what stands before is sound and no help; else its first byte beyond ASCII."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    found = _ODD.search(content)
    return found.start() if found else 0


def _seen(content: bytes, at: int) -> str:
    """A few bytes as hexadecimal numbers, as an editor would show them."""
    return content[at : at + 8].hex(" ").upper()


def _not(name: str, encoding: str, content: bytes, at: int) -> KamError:
    return refuse(
        "{name} 不是 {encoding} 文本（第 {line} 行的字节 {seen}），没有导入",
        "{name} is not {encoding} text (bytes {seen} on line {line}); nothing was imported",
        code=Exit.UNREADABLE,
        hint=Say(
            "改导入对照里的编码，或另存为 UTF-8", "mend the encoding in the import map, or save the file as UTF-8"
        ),
        name=name,
        encoding=encoding,
        line=content.count(b"\n", 0, at) + 1,
        seen=_seen(content, at),
    )


def _nul(name: str, text: str) -> KamError:
    return refuse(
        "{name} 第 {line} 行有 NUL 字节：文件坏了，或是没有标记的 UTF-16；没有导入",
        "{name} has a NUL byte on line {line}: it is damaged, or UTF-16 without a mark; nothing was imported",
        code=Exit.UNREADABLE,
        hint=Say("重新导出，另存为 UTF-8", "export it anew and save it as UTF-8"),
        name=name,
        line=text.count("\n", 0, text.index("\0")) + 1,
    )
