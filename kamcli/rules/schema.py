"""What pydantic found wrong, in words an analyst uses: one sentence a fault, in both languages."""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from kamcli.model.finding import KeyPath, Problem, Say
from kamcli.model.spelling import Spelling, label

# pydantic's own words for what the models can have wrong; the kam_* codes are model/scalars.py's
REASONS: Mapping[str, Say] = {
    "kam_text": Say("这里只能写一个值，不是列表或分组", "a single value is expected here, not a list or a group"),
    "kam_line": Say(
        "这里只能写一行，不能有换行或控制字符（删掉 \\n、\\r）",
        "one line is expected here, without line ends or control characters (delete \\n, \\r)",
    ),
    "kam_money": Say(
        "“{value}”不是金额（写 120000、120,000.00、12万、1.2亿）",
        "{value} is not an amount (write 120000, 120,000.00, 12万, 1.2亿)",
    ),
    "kam_money_decimals": Say(
        "“{value}”超过两位小数（写到分为止）", "{value} has more than two decimals (round it to cents)"
    ),
    "kam_money_digits": Say("“{value}”位数太多（最多 15 位）", "{value} has too many digits (15 at most)"),
    "kam_number": Say("“{value}”不是数字（写 12、12.5、1,200）", "{value} is not a number (write 12, 12.5, 1,200)"),
    "kam_count": Say("“{value}”不是整数（写 1、12）", "{value} is not a whole number (write 1, 12)"),
    "kam_flag": Say(
        "“{value}”不是“是”或“否”（写 是、否、true、false）",
        "{value} is neither true nor false (write true, false, 是, 否)",
    ),
    "kam_date": Say("“{value}”不是日期（写 2026-03-09）", "{value} is not a date (write 2026-03-09)"),
    "kam_no_such_day": Say("没有 {value} 这一天（对照日历）", "there is no day {value} (look at a calendar)"),
    "kam_date_early": Say("{value} 早于 1900 年", "{value} is before the year 1900"),
    "kam_partial_date": Say(
        "“{value}”不是年、年月或日期（写 2009、2009-05 或 2009-05-20）",
        "{value} is not a year, month or day (write 2009, 2009-05 or 2009-05-20)",
    ),
    "kam_moment": Say(
        "“{value}”不是带时区的时间（写 2026-03-09T14:30:00+08:00）",
        "{value} is not a time with its offset (write 2026-03-09T14:30:00+08:00)",
    ),
    "enum": Say("没有“{value}”这一项{near}可选：{choices}", "{value} is no choice{near}choose among: {choices}"),
    "greater_than_equal": Say("{value} 小于最小值 {ge}", "{value} is less than {ge}"),
    "less_than_equal": Say("{value} 大于最大值 {le}", "{value} is more than {le}"),
    "tuple_type": Say(
        "这里应是列表（每项一行，以“- ”开头）", "a list is expected here (one item a line, each after `- `)"
    ),
    "model_type": Say("这里应是一组“键: 值”", "a group of `key: value` lines is expected here"),
    "mapping_type": Say("这里应是一组“键: 值”", "a group of `key: value` lines is expected here"),
}
OTHER = Say("不合规（{code}）", "not as the field asks ({code})")
NEAR = Say("，是 {near} 吗？", "; is it {near}?")
NONE = Say("", "")
FULL_WIDTH = Say("；数字和符号用半角", "; digits and signs are the plain ones, not full-width")
THEN = Say("；", "; ")  # between a fault and its cure, where no question stands there already
MORE = Say("……共 {n} 项（kam explain {field}）", ", … {n} in all (kam explain {field})")
CHOICES = 8  # choices listed in one line
LISTED = 50  # faults listed of one file; a file with more was written by another program


def near(word: str, words: tuple[str, ...]) -> Say:
    """A suggestion where a known word is close to the one written, else nothing."""
    found = get_close_matches(word, words, n=1, cutoff=0.5)
    return Say(*(NEAR.read(lang, {"near": found[0]}) for lang in ("zh", "en"))) if found else NONE


def problems(details: list[Any], root: Spelling, lang: str) -> Iterator[tuple[str, Problem]]:
    """Family id and problem of each error that pydantic lists (`errors()` of a ValidationError)."""
    for detail in details[:LISTED]:
        path: KeyPath = tuple(key for key in detail["loc"] if key != "[key]")
        below = _spelling_at(root, path[:-1])
        if detail["type"] == "missing":
            yield "SCHEMA-03", missing(root, path, lang)
        elif detail["type"] == "extra_forbidden":
            key = str(path[-1])
            figures = {"key": key, "near": near(key, tuple(below.names))}
            yield "SCHEMA-01", Problem(path, figures)
        else:
            yield "SCHEMA-02", Problem(path, {"field": _named(root, path), "reason": _reason(detail, root, path)})
    if len(details) > LISTED:
        yield "SCHEMA-08", Problem(figures={"more": len(details) - LISTED})


def missing(root: Spelling, path: KeyPath, lang: str) -> Problem:
    """The problem of a required field that is not there, with the line to paste."""
    key = label(root, path, "zh").rpartition(".")[2] if lang == "zh" else path[-1]
    return Problem(path, {"field": _named(root, path), "paste": f"{key}: "})


def _named(root: Spelling, path: KeyPath) -> Say:
    return Say(label(root, path, "zh"), label(root, path, "en"))


def _spelling_at(root: Spelling, path: KeyPath) -> Spelling:
    for key in path:
        root = root.below(key)
    return root


def _reason(detail: Any, root: Spelling, path: KeyPath) -> Say:
    value = detail["input"]
    written = str(value) if isinstance(value, str | int | Decimal) else "…"
    members, texts = _choices(detail, root, path)
    figures: dict[str, Any] = {"value": written, "code": detail["type"], **detail.get("ctx", {})}
    figures |= {"choices": _shortened(members, root, path), "near": _then(near(written, texts))}
    say = REASONS.get(detail["type"], OTHER) if isinstance(value, str | int) or not members else REASONS["kam_text"]
    told = say.filled(figures)
    wide = detail["type"].startswith("kam_") and isinstance(value, str) and _foreign(value)
    return Say(told.zh + FULL_WIDTH.zh, told.en + FULL_WIDTH.en) if wide else told


def _then(guess: Say) -> Say:
    """A guess with what parts it from the choices after it."""
    return Say(guess.zh, f"{guess.en} ") if guess != NONE else THEN


def _shortened(members: tuple[Any, ...], root: Spelling, path: KeyPath) -> Say:
    """The choices, of a long list the first few and where all of them stand."""
    told = Say("{choices}", "{choices}").filled({"choices": members[:CHOICES]})
    if len(members) <= CHOICES:
        return told
    named = [key for key in path if isinstance(key, str)]
    word = Say(label(root, tuple(named), "zh").rpartition(".")[2], named[-1])
    more = MORE.filled({"n": len(members), "field": word})
    return Say(told.zh + more.zh, told.en + more.en)


def _foreign(text: str) -> bool:
    """Whether a number or date may look right and still be none: other digits, full-width signs."""
    return not unicodedata.is_normalized("NFKC", text) or any(c.isdecimal() and not c.isascii() for c in text)


def _choices(detail: Any, root: Spelling, path: KeyPath) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """What could have been written, as things with labels and as every accepted text: of a value, or of a key."""
    if detail["loc"][-1] == "[key]":
        parent = _spelling_at(root, path[:-1])
        return tuple(Say(each.zh, each.en) for each in parent.terms.values()), tuple(parent.names)
    spelling = _spelling_at(root, path)
    return tuple(spelling.labels.values()), tuple(spelling.choices)
