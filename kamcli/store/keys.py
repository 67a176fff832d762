"""Under which keys a place of a text stands, told by indentation alone: a text that is no YAML has no better answer."""

import re

_KEY = re.compile(r" *(?:- +)*(?P<key>[^\s#'\"&*!\[{:-][^:#'\"\n]{0,60}?)[ \t]*:(?=\s|$)")


def keys_at(text: str, line: int, column: int) -> tuple[str, ...]:
    """The keys above a value, outermost first, as the file spells them; empty where the place is no value of a key."""
    rows = text.split("\n")[:line]
    found = _KEY.match(rows[-1]) if len(rows) == line else None
    if found is None or found.end() >= column:
        return ()
    keys, indent = [found["key"]], found.start("key")
    for row in reversed(rows[:-1]):
        above = _KEY.match(row)
        if above and above.start("key") < indent:
            keys.insert(0, above["key"])
            indent = above.start("key")
    return tuple(keys)
