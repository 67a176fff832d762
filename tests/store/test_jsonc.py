"""Keys are added to settings with comments, and nothing that is there moves."""

import difflib
import json
import re

import pytest

from kamcli.store.jsonc import Misfit, merged

WANTED = {"yaml.schemas": {"./a": "x/*.yaml", "./b": "y"}, "[yaml]": {"editor.formatOnSave": False}, "s": False}
TEXTS = (
    "{}",
    "{\n}\n",
    '{"a":1}',
    "{\n  // only a comment\n}\n",
    '{\n    "a": 1 // of a\n}\n',
    '{\n\t"a": {"b": [1, 2,],}, // of a\n\t"[yaml]": {\n\t\t"editor.tabSize": 2, /* two */\n\t},\n}\n',
    '// { "s": 1 }\n{\n  "u": "http://x.example/*no comment*/", // "s": 1\n}\n',
    '{\n  "yaml.schemas": {\n    "./z": "q"\n  },\n\n  "n": null\n}',
)


def plain(text: str) -> object:
    """What the text says, read in a cruder way than the code under test does."""
    kept = text.replace("http://x.example/*no comment*/", "U")
    bare = re.sub(r"//[^\n]*|/\*.*?\*/", "", kept)
    return json.loads(re.sub(r",(?=\s*[}\]])", "", bare))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_lacking_is_added(text: str) -> None:
    after = plain(merged(text, WANTED))

    before = plain(text)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["s"] is False
    assert after["[yaml]"]["editor.formatOnSave"] is False
    assert after["yaml.schemas"].items() >= WANTED["yaml.schemas"].items()  # type: ignore[attr-defined]
    assert all(after[key] == value for key, value in before.items() if key not in WANTED)


@pytest.mark.parametrize("text", TEXTS)
def test_not_a_character_is_lost(text: str) -> None:
    matcher = difflib.SequenceMatcher(None, text, merged(text, WANTED), autojunk=False)

    assert {tag for tag, *_ in matcher.get_opcodes()} <= {"equal", "insert"}


@pytest.mark.parametrize("text", TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = merged(text, WANTED)

    assert merged(once, WANTED) == once


def test_a_users_own_value_stays() -> None:
    text = '{"s": true, "[yaml]": {"editor.formatOnSave": true}, "yaml.schemas": {"./a": "mine"}}'

    after = json.loads(merged(text, WANTED))

    assert (after["s"], after["[yaml]"]) == (True, {"editor.formatOnSave": True})
    assert after["yaml.schemas"] == {"./a": "mine", "./b": "y"}


@pytest.mark.parametrize("text", ["", "[]", '{"a":}', "x", '{"a": 1', '{"a": 1} }', '"{"'])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".|^$"):
        merged(text, WANTED)


@pytest.mark.parametrize(
    "text", ['{"yaml.schemas": null}', '{\n  "[yaml]": null, // mine\n  "yaml.schemas": null\n}\n']
)
def test_a_null_gives_way_to_what_is_wanted(text: str) -> None:
    after = merged(text, WANTED)

    assert plain(after) == WANTED
    assert after.count("// m") == text.count("// m")


def test_what_is_no_object_is_named_with_its_line() -> None:
    with pytest.raises(Misfit) as error:
        merged('{\n  "s": 1,\n  "yaml.schemas": []\n}', WANTED)

    assert (error.value.key, error.value.line) == ("yaml.schemas", 3)
