"""Adding keys to a JSON file with comments, as editors keep their settings: every byte that is there stays."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING = re.compile(r'"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])')
_DECODER = json.JSONDecoder()


class Misfit(ValueError):  # noqa: N818 it says what the value is
    """A key holds something else than the object whose keys are wanted; `key` names it, `line` is where it stands."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


class _Object(NamedTuple):
    """An object in a text: where its members' values begin and end, and where its closing brace is."""

    members: Mapping[str, tuple[int, int]]
    end: int


def merged(text: str, wanted: Mapping[str, Any]) -> str:
    """The text with the keys of `wanted` that it lacks, at every depth; what is there is left as it is.

    A null where an object is wanted is nothing, and gives way to it. Raises JSONDecodeError where the text is no JSON
    object, comments and trailing commas aside, and Misfit where a key holds something else than an object.
    """
    bare = _TRAILING.sub(lambda found: found[0] if found[0][0] == '"' else " ", _bare(text))
    json.loads(bare)
    if not bare.lstrip().startswith("{"):
        raise json.JSONDecodeError("no object", bare, len(bare) - len(bare.lstrip()))
    return _merged(text, wanted, (), "")


def _merged(text: str, wanted: Mapping[str, Any], path: tuple[str, ...], indent: str) -> str:
    for key, value in wanted.items():
        members = _at(text, path).members
        if key not in members:
            text = _added(text, _at(text, path), key, value, indent + _step(text))
        elif isinstance(value, Mapping):
            text = _filled(text, members[key], (*path, key), value, indent + _step(text))
    return text


def _filled(text: str, held: tuple[int, int], path: tuple[str, ...], value: Mapping[str, Any], indent: str) -> str:
    """The text with what an object lacks that is there already, or is null."""
    begin, end = held
    if text[begin:end] == "null":
        return text[:begin] + _shown(value, _step(text), indent) + text[end:]
    if text[begin] != "{":
        raise Misfit(path[-1], text.count("\n", 0, begin) + 1)
    return _merged(text, value, path, indent)


def _shown(value: Any, step: str, indent: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=step).replace("\n", f"\n{indent}")


def _bare(text: str) -> str:
    """The text with its comments blanked, so that every position stays what it was."""
    return _TOKEN.sub(lambda found: found[0] if found[0][0] == '"' else re.sub(r"[^\n]", " ", found[0]), text)


def _at(text: str, path: tuple[str, ...]) -> _Object:
    """The object at a path of keys."""
    bare = _TRAILING.sub(lambda found: found[0] if found[0][0] == '"' else " ", _bare(text))
    found = _object(bare, bare.index("{"))
    for key in path:
        found = _object(bare, found.members[key][0])
    return found


def _object(bare: str, start: int) -> _Object:
    members: dict[str, tuple[int, int]] = {}
    place = _solid(bare, start + 1)
    while bare[place] != "}":
        key, place = _DECODER.raw_decode(bare, place)
        begin = _solid(bare, _solid(bare, place) + 1)
        _, end = _DECODER.raw_decode(bare, begin)
        members[key] = (begin, end)
        place = _solid(bare, end)
        if bare[place] == ",":
            place = _solid(bare, place + 1)
    return _Object(members, place)


def _solid(bare: str, place: int) -> int:
    """The first place from here on that is no white space."""
    while bare[place].isspace():
        place += 1
    return place


def _added(text: str, there: _Object, key: str, value: Any, indent: str) -> str:
    """The text with one more member behind the last one; a comment on the last one's line stays with it."""
    line = f"\n{indent}{json.dumps(key, ensure_ascii=False)}: {_shown(value, _step(text), indent)}"
    last = max((end for _, end in there.members.values()), default=text.rindex("{", 0, there.end) + 1)
    bare = _bare(text)
    comma = _solid(bare, last)
    if there.members and bare[comma] == ",":
        last = comma + 1
    elif there.members:
        text, bare = f"{text[:last]},{text[last:]}", f"{bare[:last]},{bare[last:]}"
        last, there = last + 1, there._replace(end=there.end + 1)
    stop = bare.find("\n", last)
    if last <= stop < there.end and not bare[last:stop].strip():
        return text[:stop] + line + text[stop:]
    outer = indent.removesuffix(_step(text))
    return text[:last] + line + ("" if "\n" in bare[last : there.end] else f"\n{outer}") + text[last:]


def _step(text: str) -> str:
    """The indent of one level as the file has it."""
    found = re.search(r'^([ \t]+)"', text, re.MULTILINE)
    return found[1] if found else "  "
