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


class Decoded(NamedTuple):
    """A file's text without its mark, and the encoding that it was read in."""

    text: str
    encoding: str


def decoded(content: bytes, name: str, asked: str = "") -> Decoded:
    """The text of a file in the encoding asked for, else in the one that it is in; KamError where that is unclear."""
    encoding = asked or _marked(content) or _guessed(content)
    if not encoding:
        raise unclear(name, content)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else _exact(encoding, content))
    except (UnicodeDecodeError, LookupError):
        raise _not(name, encoding) from None
    if "\0" in text:
        raise _not(name, encoding)
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _exact(encoding: str, content: bytes) -> str:
    """UTF-16 without a mark is little-endian, as Windows writes it."""
    return "utf-16-le" if encoding == "utf-16" and not _marked(content) else encoding


def _marked(content: bytes) -> str:
    return next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")


def _guessed(content: bytes) -> str:
    """utf-8, utf-16, gb18030, or "" where none fits."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030" if _chinese(content) else ""
    return "utf-16" if content[1::2].count(0) > len(content) // 4 else "utf-8"


def _chinese(content: bytes) -> bool:
    """Whether the bytes are a Chinese text in GB18030 and hardly anything else."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = _DOUBLE.findall(content)
    common = sum(_COMMON.fullmatch(pair) is not None for pair in pairs)
    return bool(pairs) and common >= _SURE * len(pairs)


def unclear(name: str, content: bytes) -> KamError:
    """The refusal of a file whose encoding nobody can tell."""
    start = ascii(content[:24])[2:-1]
    return refuse(
        "{name} 的编码认不出来（开头是 {start}），没有导入",
        "the encoding of {name} can't be told (it begins with {start}); nothing was imported",
        code=Exit.UNREADABLE,
        hint=Say(
            "另存为 UTF-8，或在导入对照（--map）里写明 编码: GB18030",
            "save it as UTF-8, or say its encoding in an import map (--map), as encoding: gb18030",
        ),
        name=name,
        start=start,
    )


def _not(name: str, encoding: str) -> KamError:
    return refuse(
        "{name} 不是 {encoding} 文本，没有导入",
        "{name} is not {encoding} text; nothing was imported",
        code=Exit.UNREADABLE,
        hint=Say(
            "改导入对照里的编码，或另存为 UTF-8", "mend the encoding in the import map, or save the file as UTF-8"
        ),
        name=name,
        encoding=encoding,
    )
