"""Take a key or a list item out of a text with all its lines and their comments: it was not there before."""

from yaml.nodes import MappingNode

from kamcli.model.finding import KeyPath
from kamcli.model.spelling import Spelling
from kamcli.store import reader
from kamcli.store.places import end_of, line_end, line_start, way


def struck(text: str, spelling: Spelling, at: KeyPath) -> str:
    """The text without what stands at a key path, if anything does; a group that would be empty goes as a whole.

    kam's editor keeps every comment and refuses this where there is one; in an earlier version they were not there.
    """
    root = reader.compose(text)
    found = way(root, spelling, at) if root is not None else None
    if found is None or found.missing or found.above is None:
        return text
    if len(found.above.value) == 1:
        return struck(text, spelling, at[:-1])
    first = found.key if isinstance(found.above, MappingNode) and found.key is not None else found.node
    start = line_start(text, int(first.start_mark.index))
    end = line_end(text, end_of(found.node, text)) + 1
    return text[:start] + text[end:]


def headless(text: str) -> str:
    """The text without the comment that opens it: it tells how things stand at the end."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        del lines[0]
    return "".join(lines)
