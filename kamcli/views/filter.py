"""The filter language of `kam list`: `等级=战略 且 逾期>0`; 非 binds before 且, 且 before 或, brackets before all."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from kamcli.model.caret import refused_at
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.views.column import Column
from kamcli.views.filter_values import Unfit, condition, flat
from kamcli.views.filter_words import AND, NOT, OR, SIGNS, STATES, Word, words

Get = Callable[[Column], Any]  # the value of a column in the row that is judged
Test = Callable[[Get], bool]
Find = Callable[[str], Column]  # the column that a name means; Unfit where there is none
MOST = 4_000  # characters of a filter, and with it the depth of its brackets
DEEPEST = 50


class Filter(NamedTuple):
    """What a row must hold, and the columns that decide it."""

    holds: Test
    columns: tuple[Column, ...]


def parsed(text: str, find: Find, today: dt.date) -> Filter:
    """A filter from its text; a KamError with carets under what can't be understood."""
    if len(text) > MOST:
        raise refuse(
            "筛选条件超过 {most} 个字",
            "the filter is longer than {most} characters",
            code=Exit.ASKED_WRONGLY,
            most=MOST,
        )
    parser = _Parser(text, find, today)
    holds = parser.either()
    if parser.next.sort != "end":
        raise parser.wrong(parser.next, "这里应是 且、或，或者结束", "and, or, or the end was expected here")
    return Filter(holds, tuple(dict.fromkeys(parser.used)))


class _Parser:
    """Reads tokens from left to right; every part gives the test that it stands for."""

    def __init__(self, text: str, find: Find, today: dt.date) -> None:
        self.text = text
        self.find = find
        self.today = today
        self.words = words(text)
        self.at = 0
        self.depth = 0
        self.used: list[Column] = []

    @property
    def next(self) -> Word:
        return self.words[self.at]

    def take(self) -> Word:
        self.at += 1
        return self.words[self.at - 1]

    def wrong(self, word: Word, zh: str, en: str) -> KamError:
        return refused_at(self.text, word.start, word.end, Say(zh, en))

    def either(self) -> Test:
        """Conditions joined by 或."""
        tests = [self.both()]
        while self.next.among(OR):
            self.take()
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else lambda get: any(test(get) for test in tests)

    def both(self) -> Test:
        """Conditions joined by 且."""
        tests = [self.single()]
        while self.next.among(AND):
            self.take()
            tests.append(self.single())
        return tests[0] if len(tests) == 1 else lambda get: all(test(get) for test in tests)

    def single(self) -> Test:
        """One condition, a negated one, or a bracket."""
        if self.next.among(NOT):
            self.take()
            denied = self.nested(self.single)
            return lambda get: not denied(get)
        if not self.next.is_bracket("("):
            return self.compared()
        opened = self.take()
        inside = self.nested(self.either)
        if not self.next.is_bracket(")"):
            raise self.wrong(opened, "这个括号没有配对", "this bracket is not closed")
        self.take()
        return inside

    def nested(self, part: Callable[[], Test]) -> Test:
        """A part one level further in."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(self.next, "括号和 非 套得太深", "brackets and not are nested too deep")
        found = part()
        self.depth -= 1
        return found

    def compared(self) -> Test:
        """A column and what it must be; a column alone must be filled."""
        name = self.take()
        if name.sort not in ("word", "text"):
            self.at -= 1
            raise self.wrong(name, "这里应是一个字段，如 等级=战略", "a field was expected here, as in tier=strategic")
        column = self.column(name)
        state = STATES.get(self.next.text.casefold()) if self.next.sort == "word" else None
        if state is not None:
            self.take()
        elif self.next.sort in ("word", "sign") and self.next.text.casefold() in SIGNS:
            return self.valued(column, self.take())
        wanted = True if state is None else state
        return lambda get: wanted == any(True for _ in flat(get(column)))

    def column(self, name: Word) -> Column:
        """The column that a word names, perhaps with a sign grown to it (`客户名称含恒泰`)."""
        try:
            found = self.find(name.text)
        except Unfit as unfit:
            parts = self.parted(name)
            if not parts:
                raise refused_at(self.text, name.start, name.end, unfit.say) from None
            self.words = (*self.words[: self.at - 1], *parts, *self.words[self.at :])
            found = self.find(parts[0].text)
        self.used.append(found)
        return found

    def parted(self, name: Word) -> tuple[Word, ...]:
        """A word cut where a known column ends and a sign begins; nothing where there is no such place."""
        for cut in range(len(name.text) - 1, 0, -1):
            rest = name.text[cut:]
            sign = next((each for each in _GLUED if rest.startswith(each)), "")
            if sign and name.sort == "word" and self.knows(name.text[:cut]):
                edges = ((0, cut), (cut, cut + len(sign)), (cut + len(sign), len(name.text)))
                return tuple(
                    Word("word", name.text[start:end], name.start + start, name.start + end)
                    for start, end in edges
                    if start < end
                )
        return ()

    def knows(self, name: str) -> bool:
        try:
            self.find(name)
        except Unfit:
            return False
        return True

    def valued(self, column: Column, sign: Word) -> Test:
        """What follows a sign: a value, or several with commas between, in brackets or not."""
        values = self.values()
        texts = tuple(each.text for each in values)
        try:
            holds = condition(column, SIGNS[sign.text.casefold()], texts, self.today)
        except Unfit as unfit:
            bad = next((each for each in values if each.text and f"{each.text}" in unfit.say.en), values[0])
            raise refused_at(self.text, bad.start, bad.end, unfit.say) from None
        return lambda get: holds(get(column))

    def values(self) -> tuple[Word, ...]:
        bracketed = self.next.is_bracket("(")
        opened = self.take() if bracketed else self.next
        found = [self.value()]
        while self.next.is_bracket(",、"):
            self.take()
            found.append(self.value())
        if bracketed:
            if not self.next.is_bracket(")"):
                raise self.wrong(opened, "这个括号没有配对", "this bracket is not closed")
            self.take()
        return tuple(found)

    def value(self) -> Word:
        found = self.next
        if found.sort not in ("word", "text"):
            raise self.wrong(
                found,
                "这里应是一个值；要找空的写“字段 空”",
                "a value was expected here; for an empty field write: field empty",
            )
        return self.take()


_GLUED = tuple(
    sorted((each for each in (*SIGNS, *STATES) if not each.isascii() and each not in "是为"), key=len, reverse=True)
)
