"""Field names and their choices for completion: `key=value` of add and set, columns of a listing, states."""

from kamcli.cli import complete_book as book
from kamcli.cli.completion_table import COMPUTED, ENUMS, VALUES
from kamcli.cli.words import CHINESE
from kamcli.model.labels import LABELS

Found = list[tuple[str, str]]
STATES = ("state", "lifecycle_status", "ka_status")
FLAGS = (("是", "true"), ("否", "false"))
DERIVED = frozenset({"lifecycle_status", "ka_status", "state"})  # `kam move` changes them, `kam set` does not


def pairs(kind: str, text: str, records: str) -> Found:
    """What may stand for `key=value`: keys with `=`, groups with a dot, then the values of a key."""
    key, sign, value = text.partition("=")
    if not sign:
        return keys(kind, text)
    path = path_of(kind, key)
    found = values(kind, path, value, records) if path else []
    wanted = value.casefold()
    return [(f"{key}={each}", told) for each, told in found if each.casefold().startswith(wanted)]


def keys(kind: str, text: str) -> Found:
    """Field names below the group that was typed so far, in the language that was begun."""
    head, dot, last = text.rpartition(".")
    above = path_of(kind, head) if head else ""
    if above is None:
        return []
    found: Found = []
    for path, (zh, en) in LABELS.get(kind, {}).items():
        parent, _, name = path.rpartition(".")
        if parent == above and path not in DERIVED:
            end = "." if any(other.startswith(f"{path}.") for other in LABELS[kind]) else "="
            chinese, english = (f"{head}{dot}{zh}{end}", name), (f"{head}{dot}{name}{end}", zh if CHINESE else en)
            found.append(chosen(last, (zh, name), chinese, english, in_chinese=spoken(head)))
    return [each for each in found if each[0].casefold().startswith(text.casefold())]


def chosen(
    typed: str, names: tuple[str, str], chinese: tuple[str, str], english: tuple[str, str], *, in_chinese: bool
) -> tuple[str, str]:
    """The spelling that was begun; where none was, that of the groups before it."""
    zh, name = names
    if typed and name.startswith(typed.casefold()):
        return english
    return chinese if in_chinese or (typed and zh.startswith(typed)) else english


def spoken(head: str) -> bool:
    """Whether Chinese names are wanted: as the groups that were typed so far are, else as the reader's language is."""
    return not head.isascii() if head else CHINESE


def path_of(kind: str, typed: str) -> str | None:
    """A key in either language as a path of English names; None where there is no such field."""
    path = ""
    for step in typed.split("."):
        word = step.partition("[")[0]
        above = f"{path}." if path else ""
        path = next(
            (
                each
                for each, (zh, _) in LABELS.get(kind, {}).items()
                if each.rpartition(".")[0] == path and word in (each.removeprefix(above), zh)
            ),
            "",
        )
        if not path:
            return None
    return path


def values(kind: str, path: str, typed: str, records: str) -> Found:
    """The values of a field: its choices, or the ids that it may name."""
    what = VALUES.get(kind, {}).get(path, "")
    if what == "flag":
        return spelt(FLAGS, typed, swapped=True)
    if what == "@staff":
        return book.staff(records)
    if what == "@unit":
        return book.units(records)
    if what.startswith("@"):
        return book.ids(records, (what[1:],), typed)
    return spelt(ENUMS.get(what, ()), typed)


def spelt(rows: tuple[tuple[str, str], ...], typed: str, *, swapped: bool = False) -> Found:
    """Choices in the language that was begun, else in the reader's."""
    chinese = [(zh, each) for each, zh in rows] if not swapped else list(rows)
    english = [(each, zh) for zh, each in chinese]
    if typed:
        return chinese + english
    return chinese if CHINESE else english


def columns(kind: str, typed: str, *, fields: bool = True) -> Found:
    """Columns of a listing: the computed ones of customers, then fields at the top."""
    found = [(zh, name) if CHINESE else (name, zh) for name, zh in COMPUTED] if kind == "customer" else []
    if typed:
        found += [(name, zh) if CHINESE else (zh, name) for name, zh in COMPUTED] if kind == "customer" else []
    for path, (zh, _) in LABELS.get(kind, {}).items() if fields else ():
        if "." not in path:
            found += [(zh, path)] if CHINESE or typed else []
            found += [(path, zh)] if not CHINESE or typed else []
    return found


def states(kind: str) -> Found:
    """The states of a kind, in both languages."""
    enums = [VALUES[kind][name] for name in STATES if name in VALUES.get(kind, {})]
    rows = [row for name in enums for row in ENUMS[name]]
    return [(zh, each) if CHINESE else (each, zh) for each, zh in rows] + [
        (each, zh) if CHINESE else (zh, each) for each, zh in rows
    ]
