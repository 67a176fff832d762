"""Ids and names of a book for completion: from file names, and from the few lines that hold a name; no YAML is read."""

import os

from kamcli.cli.completion_table import KINDS, NAME_KEYS, PEOPLE_KEYS

Found = list[tuple[str, str]]
NAMED_FILES = 200  # so many names are read at a key press; of more candidates the ids alone are shown
HEAD = 4096  # bytes of a file in which its name stands
ENDING = ".yaml"
FOLDERS = {row[0]: row[4] for row in KINDS}
PREFIXES = {row[0]: row[3] for row in KINDS}


def root(folder: str) -> str:
    """The records folder of the book that a folder lies in, "" where it lies in none."""
    here = os.path.abspath(folder or os.curdir)  # noqa: PTH100 pathlib takes longer to import than all of this
    while True:
        for records in (here, os.path.join(here, "records")):  # noqa: PTH118
            if os.path.isfile(os.path.join(records, "policy.yaml")):  # noqa: PTH113, PTH118
                return records
        above = os.path.dirname(here)  # noqa: PTH120
        if above == here:
            return ""
        here = above


def ids(records: str, kinds: tuple[str, ...], text: str) -> Found:
    """Ids of some kinds that begin with a text, with names; where none does, those whose name holds it."""
    if not records:
        return []
    wanted = text.casefold()
    near = tuple(kind for kind in kinds if len(kinds) == 1 or _may_begin(kind, wanted))
    found = [each for kind in near for each in _files(records, kind) if each[0].casefold().startswith(wanted)]
    if not found and text:
        return _by_name(records, text) if "customer" in kinds else []
    if len(found) > NAMED_FILES:
        return sorted((each, "") for each, _, _ in found)
    return sorted((each, _name(path, kind)) for each, path, kind in found)


def _may_begin(kind: str, wanted: str) -> bool:
    """Whether ids of a kind may begin so: events have their kind's prefix; without a text customers are meant."""
    prefix = PREFIXES[kind].casefold()
    if not FOLDERS[kind] or kind in ("signoff", "people", "revocation", "import_map", "company_figures"):
        return False
    if kind == "customer":
        return True
    return bool(wanted) and (prefix.startswith(wanted) or wanted.startswith(prefix))


def _files(records: str, kind: str) -> list[tuple[str, str, str]]:
    """Id, path and kind of every record of a kind, in whatever folder below it."""
    found = []
    stack = [os.path.join(records, FOLDERS[kind])]  # noqa: PTH118
    while stack:
        try:
            with os.scandir(stack.pop()) as entries:
                for entry in entries:
                    name = entry.name
                    if name.endswith(ENDING) and not name.startswith("."):
                        found.append((name[: -len(ENDING)], entry.path, kind))
                    elif entry.is_dir() and not name.startswith("."):
                        stack.append(entry.path)
        except OSError:
            continue
    return [each for each in found if not each[0].endswith(".revoked")]


def _by_name(records: str, text: str) -> Found:
    """Customers whose name holds a text: every file's head is read, so only where no id fits."""
    wanted = text.encode()
    pairs = ((each, _name(path, kind, wanted)) for each, path, kind in _files(records, "customer"))
    return [(each, name) for each, name in sorted(pairs) if text in name]


def _name(path: str, kind: str, wanted: bytes = b"") -> str:
    """The name of a record, from the first of its lines that gives one; "" where its head doesn't hold `wanted`."""
    keys = NAME_KEYS.get(kind, ())
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(HEAD)
    except OSError:
        return ""
    if wanted not in head:
        return ""
    told = dict(each for each in map(_pair, head.decode("utf-8", "replace").splitlines()) if each[0] in keys)
    return next((told[key] for key in keys if told.get(key)), "")


def _pair(line: str) -> tuple[str, str]:
    """Key and value of a line `key: value`, without quotes and comment; lines set in are none of the record's own."""
    key, colon, value = line.lstrip("\ufeff").partition(":")
    return (key.rstrip(), _bare(value)) if colon else ("", "")


def _bare(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"'):
        return value[1:].partition(value[0])[0]
    return value.partition(" #")[0].strip()


def staff(records: str) -> Found:
    """Staff ids with names."""
    return _entries(records, "staff")


def units(records: str) -> Found:
    """Unit ids with names."""
    return _entries(records, "units")


def _entries(records: str, part: str) -> Found:
    """The entries of one list of organisation.yaml, written in lines or in braces."""
    heads, id_keys, name_keys = PEOPLE_KEYS[part]
    found: dict[str, str] = {}
    inside, last = False, ""
    for line in _lines(records):
        if line[:1] not in (" ", "-", "#", ""):
            inside = line.partition(":")[0].strip() in heads
        for piece in line.replace("{", ",").replace("}", ",").split(",") if "{" in line else (line,):
            key, value = _pair(piece.strip().removeprefix("-").strip())
            if inside and key in id_keys:
                last = value
                found[last] = ""
            elif inside and key in name_keys and last and not found[last]:
                found[last] = value
    return list(found.items())


def _lines(records: str) -> list[str]:
    try:
        with open(os.path.join(records, "organisation.yaml"), encoding="utf-8-sig", errors="replace") as file:  # noqa: PTH118, PTH123
            return file.read().splitlines()
    except OSError:
        return []


def kind_of_id(record_id: str) -> str:
    """The kind of a record by its id: the prefix before the hyphen, else a customer."""
    prefix, hyphen, _ = record_id.partition("-")
    return next((row[0] for row in KINDS if hyphen and row[3] == prefix), "customer")
