"""What the YAML parser can't make sense of, in words an analyst uses and at the place where the mistake was made."""

from collections.abc import Mapping

import yaml

from kamcli.model.finding import Say
from kamcli.store.precheck import Refused, refused

MAX_DEPTH = 32
_OPEN = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_END = "found unexpected end of stream"
_NO_COLON = "could not find expected ':'"
_BLOCK = Say(
    "“|”“>”后面要直接换行；以它开头的文字要加引号", "a line ends after | or >: quote a text that begins with it"
)
_ESCAPE = Say("双引号里的反斜杠写法不对；改用单引号", "no such escape after a backslash: use single quotes")
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
        "文字不能以“{sign}”开头；给整个值加引号", "no text begins with {sign}: quote the whole value"
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
    "found unexpected ':'": Say(
        "花括号里的键写法不对；每项写“键: 值”", "no key may look like this: write `key: value`"
    ),
    "found unexpected document indicator": Say(
        "引号里不能有以 --- 或 ... 开头的行；引号多半没有配对",
        "no line within quotes begins with --- or ...; a quote is probably not closed",
    ),
    "did not find expected <document start>": Say("“...”后面不能再有内容；删掉它", "nothing follows `...`: delete it"),
    "found a tab character that violates indentation": Say("这里用了制表符；改成空格", "a tab stands here: use spaces"),
    "did not find expected comment or line break": _BLOCK,
    "found an indentation indicator equal to 0": _BLOCK,
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
}
_BEGUN = frozenset({*_OPEN, _END, _NO_COLON})  # noticed only later: the place is where the thing began
_MARKS = {"&": "YAML-09", "*": "YAML-09", "!": "YAML-10"}
# what only marks and directives make libyaml say, wherever its place is
_OF_MARKS = {
    "did not find expected alphabetic or numeric character": "YAML-09",
    "did not find expected whitespace or line break": "YAML-10",
    "did not find expected tag URI": "YAML-10",
    "did not find URI escaped octet": "YAML-10",
    "could not find expected directive name": "YAML-10",
    "found unexpected non-alphabetical character": "YAML-10",
    "found unknown directive name": "YAML-10",
    "found duplicate %YAML directive": "YAML-10",
    "found incompatible YAML document": "YAML-10",
    "found undefined tag handle": "YAML-10",
}


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Refused:
    """The refusal that a parser's error makes: YAML-07 with its reason, or what it really is."""
    problem = error.problem or "?"
    mark = (error.context_mark if problem in _BEGUN else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if problem == "exceeded maximum nesting depth":
        return refused("YAML-13", line, column, most=MAX_DEPTH)
    rows = text.split("\n")[line - 1 : line]
    before, here = (rows[0][max(column - 2, 0) : column - 1], rows[0][column - 1 : column]) if rows else ("", "")
    if before in _MARKS and problem.startswith("did not find expected "):
        return refused(_MARKS[before], line, column - 1)
    if problem in _OF_MARKS:
        return refused(_OF_MARKS[problem], line, column)
    reason = REASONS.get(problem, Say("看不懂（{what}）", "not understood ({what})"))
    return refused("YAML-07", line, column, reason=reason.filled({"sign": here, "what": problem}))
