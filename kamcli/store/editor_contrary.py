"""What of a user's own .editorconfig and .gitattributes works against the book: told with what to write instead."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import NamedTuple

from kamcli.model.finding import Say

AGAINST = Say(
    "{file}:{line}：{pattern} 的 {setting} 与账簿不合：{why}；在文件末尾写 {instead}",
    "{file}:{line}: {setting} of {pattern} works against the book: {why}; write at the end of the file: {instead}",
)
INDENT = Say("缩进不能用制表符，kam 写两个空格", "tabs can't indent YAML, and kam writes two spaces")
STYLE: Mapping[str, Say] = {  # what kam writes itself, and what an editor may therefore not be told otherwise
    "charset": Say("记录是 UTF-8", "records are UTF-8"),
    "end_of_line": Say("记录的行尾是 LF", "lines of records end with LF"),
    "indent_style": INDENT,
    "indent_size": Say("kam 写两个空格，混着缩进会读错", "kam writes two spaces, and mixed indents are misread"),
}
BYTES = Say("每台机器上字节要一样", "the bytes are to be the same on every machine")
TOOK = Say("kam 从 git 读内容，读到的是换过的", "kam reads contents from git, where they are replaced by others")
BOTH = Say("合并时两边的行都留下，键会重复", "a merge keeps the lines of both sides, and keys are there twice")
# attributes that spoil records and ledgers, by the value that does; "" stands for any
SPOILING: Mapping[str, tuple[str, Say]] = {
    "filter": ("", TOOK),
    "working-tree-encoding": ("", TOOK),
    "ident": ("", TOOK),
    "merge": ("union", BOTH),
}
_UNSET = frozenset({"false", "unspecified"})
_MACROS = {"binary": {"text": "false", "diff": "false", "merge": "false"}}


class Given(NamedTuple):
    """A value that a line of a file gives: to the files of a pattern, as it is written there."""

    line: int
    pattern: str
    written: str
    value: str


# --- .editorconfig --------------------------------------------------------------------------------------------------


def style_against(text: str, shipped: str, file: str) -> Iterator[Say]:
    """What .editorconfig tells editors of a file of the book that kam does otherwise; the last word counts."""
    wanted = _styles(shipped, file)
    for key, found in _styles(text, file).items():
        if key in STYLE and key in wanted and _equal(found.value) != _equal(wanted[key].value):
            figures = {"file": ".editorconfig", "line": found.line, "pattern": f"[{found.pattern}]"}
            instead = f"[*.yaml] {wanted[key].written}"
            yield AGAINST.filled({**figures, "setting": found.written, "why": STYLE[key], "instead": instead})


def _styles(text: str, file: str) -> dict[str, Given]:
    found: dict[str, Given] = {}
    pattern = ""
    for number, line in _lines(text):
        if line.startswith("["):
            pattern = line.strip("[]") if line.endswith("]") else ""
        elif "=" in line and pattern and any(_fits(each, file) for each in _alternatives(pattern)):
            key, value = (each.strip().lower() for each in line.split("=", 1))
            found[key] = Given(number, pattern, f"{key} = {value}", value)
    return found


def _equal(value: str) -> str:
    """A value, where another spelling of it is no contradiction: a mark of UTF-8 is read too."""
    return {"utf-8-bom": "utf-8", "unset": ""}.get(value, value)


def _alternatives(pattern: str) -> tuple[str, ...]:
    """`*.{yaml,yml}` as the patterns that it stands for."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if found is None:
        return (pattern,)
    inner = found[1].split(",")
    return tuple(
        each for one in inner for each in _alternatives(pattern[: found.start()] + one + pattern[found.end() :])
    )


# --- .gitattributes -------------------------------------------------------------------------------------------------


def attributes_against(text: str, shipped: str, file: str) -> Iterator[Say]:
    """What .gitattributes makes of a file of the book that spoils it; a general pattern gives way to kam's own."""
    found, suffix = _attributes(text, file), PurePosixPath(file).suffix
    for key, given in found.items():
        spoils, why = SPOILING.get(key, ("", BYTES))
        if key in SPOILING and given.value not in _UNSET and spoils in ("", given.value):
            yield _attribute(given, why, f"*{suffix} !{key}")
    for key, meant in _attributes(shipped, file).items():
        if suffix in (given := found.get(key, meant)).pattern and given.value != meant.value:
            yield _attribute(given, BYTES, f"*{suffix} {meant.written}")


def _attribute(given: Given, why: Say, instead: str) -> Say:
    figures = {"file": ".gitattributes", "line": given.line, "pattern": given.pattern, "setting": given.written}
    return AGAINST.filled({**figures, "why": why, "instead": instead})


def has_attributes(text: str, section: str) -> bool:
    """Whether the lines of a section stand in a file already, or something that they would overrule."""
    pattern, *wanted = next(line for _, line in _lines(section)).split()
    file = pattern.replace("**/", "").replace("*", "x")
    suffix, own = PurePosixPath(file).suffix, _attributes(text, f"records/.schema/{file}")
    given = {key: each.value for key, each in own.items() if suffix in each.pattern}
    meant = {key: value for each in wanted for key, value in _values(each).items() if key in ("text", "eol")}
    if any(given.get(key, value) != value for key, value in meant.items()):
        return True
    return all(key in given for key in meant) and not ("eol" in given and "eol" not in meant)


def _attributes(text: str, file: str) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for number, line in _lines(text):
        pattern, *written = line.split()
        if _fits(pattern, file):
            found |= {
                key: Given(number, pattern, each, value) for each in written for key, value in _values(each).items()
            }
    return found


def _values(written: str) -> dict[str, str]:
    """`text`, `-text`, `!text`, `eol=lf` as names and values; a macro stands for several."""
    if written in _MACROS:
        return _MACROS[written]
    key, equals, value = written.lstrip("-!").partition("=")
    return {key: value if equals else {"-": "false", "!": "unspecified"}.get(written[0], "true")}


# --- both -----------------------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    stripped = ((number, line.strip()) for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1))
    return ((number, line) for number, line in stripped if line and line[0] not in "#;")


def _fits(pattern: str, file: str) -> bool:
    """Whether a pattern means a file: without a slash its name, else its path."""
    if "/" not in pattern:
        return fnmatchcase(PurePosixPath(file).name, pattern)
    return any(fnmatchcase(file, each) for each in (pattern.lstrip("/"), pattern.lstrip("/").replace("**/", "")))
