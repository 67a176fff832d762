"""Words without a key after `kam add`: an id or a name, a choice, a day, and what is left over is the text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kamcli.changes.shape import shape
from kamcli.changes.wish import wish
from kamcli.model.columns import Columns
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import KINDS, Kind
from kamcli.model.spelling import Spelling, spelling
from kamcli.rules.references import INSIDE, called, known_ids
from kamcli.states.process import PROCESSES

# kinds that are added in a sentence, and the field that takes what no other field takes
TEXTS: Mapping[str, str] = {
    "contact_log": "content",
    "visit": "objectives",
    "minutes": "topics",
    "callback": "product_use",
    "need": "text",
    "visit_plan": "theme",
    "executive_visit": "purpose",
    "material": "name",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Field(NamedTuple):
    """A field at the top of a record that a word can fill."""

    name: str
    table: Spelling
    many: bool
    scalar: str


def is_pair(word: str) -> bool:
    """Whether a word has the form `key=value`; a sentence with an equals sign in it has not."""
    key = word.partition("=")[0]
    return "=" in word and not re.search(r"\s", key.strip()) and bool(key.strip())


def pairs(words: tuple[str, ...], kind: Kind, columns: Columns) -> tuple[str, ...]:
    """Words as `key=value`, those that have a key as they are; KamError for a kind that takes no bare words."""
    bare = tuple(word for word in words if not is_pair(word))
    keyed = tuple(word for word in words if is_pair(word))
    if not bare:
        return keyed
    if kind.name not in TEXTS:
        raise _needs_keys(kind, bare[0])
    taken = {str(wish(word, kind.model).at[0]) for word in keyed}
    ids = known_ids(columns)
    found: list[str] = []
    texts: list[str] = []
    for word in bare:
        name, value = _placed(word, _open(kind, taken), ids, columns)
        if name:
            taken.add(name)
            found.append(f"{name}={value}")
        else:
            texts.append(word)
    if texts:
        found.append(f"{TEXTS[kind.name]}={' '.join(texts)}")
    return (*found, *keyed)


def _open(kind: Kind, taken: set[str]) -> tuple[_Field, ...]:
    """The fields of a kind that nobody has filled yet, in the model's order; its state is none of them."""
    table = spelling(kind.model)
    state = PROCESSES[kind.name].field if kind.name in PROCESSES else "state"
    found = []
    for name, told in table.terms.items():
        held = shape(kind.model, (name,))
        if name not in taken and name != state and told.since and held is not None and held.group is None:
            found.append(_Field(name, table.below(name), held.many, held.scalar))
    return tuple(found)


def _placed(
    word: str, fields: tuple[_Field, ...], ids: Mapping[str, frozenset[str]], columns: Columns
) -> tuple[str, str]:
    """The field that takes a word, and its value; "" where it is text. An id is surest, a name is asked for last."""
    return _by_id(word, fields, ids) or _by_form(word, fields) or _by_name(word, fields, columns) or ("", "")


def _by_id(word: str, fields: tuple[_Field, ...], ids: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
    found = (field.name for field in fields for kind in field.table.ref if word in ids.get(kind, ()))
    return next(((name, word) for name in found), None)


def _by_form(word: str, fields: tuple[_Field, ...]) -> tuple[str, str] | None:
    """A choice in either language, or a day."""
    for field in fields:
        if word in field.table.choices:
            return field.name, field.table.choices[word]
    is_day = _DAY.fullmatch(word) is not None
    return next(((field.name, word) for field in fields if is_day and field.scalar == "date"), None)


def _by_name(word: str, fields: tuple[_Field, ...], columns: Columns) -> tuple[str, str] | None:
    for field in fields:
        for kind in field.table.ref:
            bearers = _bearers(word, kind, columns)
            if len(bearers) > 1:
                raise _several(word, kind, bearers)
            if bearers:
                return field.name, bearers[0]
    return None


def _bearers(word: str, kind: str, columns: Columns) -> tuple[str, ...]:
    """The ids of those that bear a name; a customer is known by its short name too."""
    if kind not in KINDS and kind not in INSIDE:
        return ()  # a kind of a later version
    found = called(word, kind, columns)
    if kind == "customer" and not found:
        found = tuple(row.id for row in columns.rows("customer") if row.short_name == word.strip() != "")
    return found


def _several(word: str, kind: str, bearers: tuple[str, ...]) -> KamError:
    label = INSIDE.get(kind) or KINDS[kind].label
    return refuse(
        "叫“{word}”的{kind}不止一个：{ids}；写编号",
        "more than one {kind} is called {word}: {ids}; write the id",
        code=Exit.ASKED_WRONGLY,
        word=word,
        kind=label,
        ids=bearers,
    )


def _needs_keys(kind: Kind, word: str) -> KamError:
    return refuse(
        "“{word}”不是 键=值",
        "{word} is not of the form key=value",
        code=Exit.ASKED_WRONGLY,
        hint=Say(f"kam add {kind.name} 键=值 …", f"kam add {kind.name} key=value …"),
        word=word,
    )
