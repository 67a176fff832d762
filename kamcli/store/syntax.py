"""What the YAML parser can't make sense of, in words an analyst uses and at the place where the mistake was made."""

from collections.abc import Mapping

import yaml

from kamcli.model.finding import Say
from kamcli.store.precheck import Refused, refused

MAX_DEPTH = 32
_OPEN = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_END = "found unexpected end of stream"
_NO_COLON = "could not find expected ':'"
# libyaml's own words; anything else is passed on as it says it
REASONS: Mapping[str, Say] = {
    _NO_COLON: Say("这一行没有冒号，不是“键: 值”", "the line has no colon: it is no `key: value`"),
    "mapping values are not allowed in this context": Say(
        "这里不能再有“冒号加空格”；文字里有冒号就给整个值加引号，或改好缩进",
        "no colon and space may stand here: quote a text that holds one, or mend the indentation",
    ),
    "block sequence entries are not allowed in this context": Say(
        "这里不能以“- ”开列表；列表写在键的下一行", "no list may begin here: its `- ` lines stand below the key"
    ),
    "mapping keys are not allowed in this context": Say(
        "文字不能以“? ”开头；给整个值加引号", "no text begins with `? `: quote the whole value"
    ),
    "found character that cannot start any token": Say(
        "文字不能以这个字符开头；给整个值加引号", "no text begins with this character: quote the whole value"
    ),
    "did not find expected key": Say(
        "这里应是一个键；缩进与上一行不齐，或上面的引号没配对",
        "a key is expected here: the indentation differs from the line above, or a quote is not closed",
    ),
    "did not find expected '-' indicator": Say(
        "列表里混进了别的行；每项以“- ”开头，缩进要齐", "a list holds another line: each item begins with `- `"
    ),
    "did not find expected node content": Say("这里缺一个值", "a value is missing here"),
    _END: Say("引号没有配对", "the quote is not closed"),
    _OPEN[0]: Say("方括号没有配对，或各项之间没有半角逗号", "the bracket is not closed, or a comma is missing"),
    _OPEN[1]: Say("花括号没有配对，或各项之间没有半角逗号", "the brace is not closed, or a comma is missing"),
    "found unknown escape character": Say(
        "双引号里的反斜杠写法不对；改用单引号", "no such escape after a backslash: use single quotes"
    ),
}
_BEGUN = frozenset({*_OPEN, _END, _NO_COLON})  # noticed only later: the place is where the thing began
_MARKS = {"&": "YAML-09", "*": "YAML-09", "!": "YAML-10"}


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Refused:
    """The refusal that a parser's error makes: YAML-07 with its reason, or what it really is."""
    problem = error.problem or "?"
    mark = (error.context_mark if problem in _BEGUN else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if problem == "exceeded maximum nesting depth":
        return refused("YAML-13", line, column, most=MAX_DEPTH)
    before = text.split("\n")[line - 1 : line]
    sign = before[0][column - 2 : column - 1] if before and column > 1 else ""
    if sign in _MARKS and problem.startswith("did not find expected "):
        return refused(_MARKS[sign], line, column - 1)
    return refused("YAML-07", line, column, reason=REASONS.get(problem, problem))
