"""The words of a filter with their places: names, values, signs, brackets; full-width forms count as narrow ones."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kamcli.model.caret import refused_at
from kamcli.model.finding import Say

# the sign that each spelling stands for; a word of a language is one where it stands alone
_SPELT = (
    ("=", "= == 是 为 等于 is 属于 in"),
    ("!=", "!= <> ≠ 不是 不等于"),
    (">", "> 大于"),
    (">=", ">= ≥ 不小于"),
    ("<", "< 小于"),
    ("<=", "<= ≤ 不大于"),
    ("~", "~ 含 包含 contains"),
    ("!~", "!~ 不含"),
)
SIGNS: Mapping[str, str] = {word: sign for sign, words in _SPELT for word in words.split()}
STATES: Mapping[str, bool] = {  # whether the field must be filled
    **dict.fromkeys(("空", "为空", "empty"), False),
    **dict.fromkeys(("非空", "不为空", "filled"), True),
}
AND = frozenset({"且", "并且", "and", "&&"})
OR = frozenset({"或", "或者", "or", "||"})
NOT = frozenset({"非", "not", "!"})
JOINTS = "且或"

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", ord("，"): "、"}
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"""|(?P<text>"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」)"""
    r"|(?P<sign>==|!=|<>|>=|<=|!~|&&|\|\||[=<>~!≠≥≤])"
    r"|(?P<bracket>[()、,])"
    r"|(?P<open>[\"'“‘「])"
    r"|(?P<word>(?:\d{1,3}(?:,\d{3})+(?!\d)|&(?!&)|\|(?!\|)|[^\s\"'“‘「()=<>~!≠≥≤,、&|])+)"
)


class Word(NamedTuple):
    """A token: `sort` is word, text (quoted), sign, bracket or end; from `start` to `end` in what was typed."""

    sort: str
    text: str
    start: int
    end: int

    def among(self, words: frozenset[str]) -> bool:
        """Whether it is one of some words of the language, which a quoted text never is."""
        return self.sort in ("word", "sign") and self.text.casefold() in words

    def is_bracket(self, sign: str) -> bool:
        return self.sort == "bracket" and self.text in sign


def words(text: str) -> tuple[Word, ...]:
    """The tokens of a filter, an `end` last; a KamError with carets where a quote is not closed."""
    return (*_parted(tuple(_tokens(text))), Word("end", "", len(text.rstrip()), len(text.rstrip()) + 1))


def _tokens(text: str) -> Iterator[Word]:
    for found in _TOKEN.finditer(text.translate(_WIDE)):
        sort, start, end = found.lastgroup or "", found.start(), found.end()
        if sort == "open":
            raise refused_at(text, start, end, Say("这个引号没有配对", "this quote is not closed"))
        if sort == "text":
            yield Word(sort, text[start + 1 : end - 1], start, end)
        elif sort != "space":
            yield Word(sort, found[0], start, end)


def _parted(tokens: tuple[Word, ...]) -> Iterator[Word]:
    """Take 且 and 或 out of words that they only join: no value stands before a sign (`战略且逾期>0`)."""
    for n, each in enumerate(tokens):
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        before = tokens[n - 1] if n else None
        cut = _joint(each, before, after) if each.sort == "word" else -1
        if cut < 0 or each.text in AND | OR:
            yield each
            continue
        for start, end in ((0, cut), (cut, cut + 1), (cut + 1, len(each.text))):
            if start < end:
                yield Word("word", each.text[start:end], each.start + start, each.start + end)


def _joint(each: Word, before: Word | None, after: Word | None) -> int:
    """Where a 且 or 或 in a word joins two conditions; -1 where none does."""
    if before and before.is_bracket(")") and each.text[0] in JOINTS:
        return 0
    if after and after.is_bracket("(") and each.text[-1] in JOINTS:
        return len(each.text) - 1
    if before and before.text in SIGNS and after and after.sort == "sign":
        return max(each.text.rfind(joint) for joint in JOINTS)
    return -1
