"""How a value of any shape is written as lines of block YAML, in the language and with the indents of its file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kamcli.changes.change import Value
from kamcli.model.entry import Entry
from kamcli.model.spelling import Spelling
from kamcli.store.scalar import Setting, written

FLOW_WIDTH = 80  # a list of short texts stays on one line up to this many characters


class Style(NamedTuple):
    """How a file is written: its language, the indent of groups and of lists, and whether short lists stand in `[]`."""

    lang: str
    step: int = 2
    dash: int = 2
    flow: bool = True


def order(spelling: Spelling) -> tuple[str, ...]:
    """The keys of a group in the order of a file: what all records share stands before the closing groups of a kind."""
    names, last = tuple(spelling.terms), closing(spelling)
    if not last:
        return names
    return (*(name for name in names if name not in last), *last)


def closing(spelling: Spelling) -> tuple[str, ...]:
    """The groups that close a record and get a heading each: a customer's four categories; most kinds have none."""
    if "recorded_at" not in spelling.terms:
        return ()
    own = [name for name in spelling.terms if name not in Entry.model_fields]
    last: list[str] = []
    while own and spelling.names[own[-1]][1].terms:
        last.insert(0, own.pop())
    return tuple(last)


def key_text(spelling: Spelling, name: str, lang: str) -> str:
    """A key in a language; keys that nobody listed stay as they are."""
    term = spelling.terms.get(name)
    if term is None:
        return written(name, spelling).head
    return term.zh if lang == "zh" else name


def choice_text(spelling: Spelling, text: str, lang: str) -> str:
    """A choice in a language: its label in Chinese, its id in English; any other text stays as it is."""
    member = spelling.labels.get(spelling.choices.get(text, text))
    if member is None:
        return text
    return member.zh if lang == "zh" else str(member.value)


def entry_lines(name: str, value: Value, parent: Spelling, style: Style) -> list[str]:
    """The lines of one key and its value, not indented; `parent` spells the group that the key stands in."""
    spelling = parent.below(name)
    key = key_text(parent, name, style.lang)
    if isinstance(value, str):
        head, block = written(choice_text(spelling, value, style.lang), spelling)
        return [f"{key}: {head}".rstrip() if value else f"{key}:", *indented(block, style.step)]
    if isinstance(value, tuple) and (inline := flow_text(value, spelling, style)):
        return [f"{key}: {inline}"]
    return [f"{key}:", *value_lines(value, spelling, style)]


def value_lines(value: Value, spelling: Spelling, style: Style) -> list[str]:
    """The lines below a key whose value is a group or a list, indented under the key."""
    if isinstance(value, Mapping):
        return indented(mapping_lines(value, spelling, style), style.step)
    return indented((line for item in value for line in item_lines(item, spelling, style)), style.dash)


def mapping_lines(value: Mapping[str, Value], spelling: Spelling, style: Style) -> list[str]:
    """The lines of a group in the order of the model; empty values are left out."""
    names = [name for name in order(spelling) if name in value]
    names += [name for name in value if name not in names]
    return [line for name in names if filled(value[name]) for line in entry_lines(name, value[name], spelling, style)]


def item_lines(value: Value, spelling: Spelling, style: Style) -> list[str]:
    """The lines of one list item, the first with its dash."""
    if isinstance(value, str):
        head, block = written(choice_text(spelling, value, style.lang), spelling, Setting(item=True))
        return [f"- {head}", *indented(block, 2)]
    lines = (
        mapping_lines(value, spelling, style) if isinstance(value, Mapping) else list(_nested(value, spelling, style))
    )
    return [f"{'- ' if n == 0 else '  '}{line}" if line else line for n, line in enumerate(lines)]


def _nested(value: Iterable[Value], spelling: Spelling, style: Style) -> Iterator[str]:
    for item in value:
        yield from item_lines(item, spelling, style)


def flow_text(value: tuple[Value, ...], spelling: Spelling, style: Style) -> str:
    """A list of texts on one line, `[a, b]`; empty where it does not fit one."""
    if not value:
        return "[]"
    if not style.flow or not all(isinstance(item, str) and "\n" not in item for item in value):
        return ""
    text = "[" + ", ".join(flow_scalar(str(item), spelling, style.lang) for item in value) + "]"
    return text if len(text) <= FLOW_WIDTH else ""


def flow_scalar(text: str, spelling: Spelling, lang: str) -> str:
    """A text as an item of a list in brackets."""
    return written(choice_text(spelling, text, lang), spelling, Setting(flow=True)).head


def indented(lines: Iterable[str], by: int) -> list[str]:
    """Lines moved to the right; empty lines stay empty."""
    return [" " * by + line if line else line for line in lines]


def filled(value: Value) -> bool:
    """Whether a value says something: an empty text or group is an absent one, an empty list is an answer."""
    if isinstance(value, Mapping):
        return any(filled(each) for each in value.values())
    return value != ""
