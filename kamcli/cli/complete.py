"""What may stand at the cursor, for bash, zsh and fish: answered from tables, so that nothing heavy is loaded."""

import os

from kamcli.cli import complete_book as book
from kamcli.cli.complete_fields import columns, pairs, states
from kamcli.cli.completion_table import COMMANDS, ENUMS, GLOBAL, KINDS, LEDGERS, REPORTS
from kamcli.cli.words import CHINESE

TYPE_CHECKING = False  # as typing has it, which takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Callable

Found = list[tuple[str, str]]  # what may be written, and what it is
FILES, FOLDERS, GLUED, PLAIN = "files", "dirs", "nospace", ""  # how the shell goes on
RECORDS = frozenset({"record", "customer", "delegation", "document", "subject"})  # found by their names too


class Line:
    """The words before the cursor understood: the command, its arguments, and the option whose value is due."""

    def __init__(self, words: list[str]) -> None:
        self.current = words[-1] if words else ""
        self.command = ""
        self.arguments: list[str] = []
        self.folder = os.environ.get("KAM_BOOK", "")
        self.due = ""
        left = 0
        for word in words[:-1]:
            if left:
                self.folder = word if self.due == "-C" else self.folder
                left -= 1
            elif word.startswith("-") and word != "-":
                self.due = word
                left = 0 if "=" in word else self.options.get(word, ("", 0))[1]
            elif self.command:
                self.arguments.append(word)
            else:
                self.command = word
        self.due = self.due if left else ""

    @property
    def options(self) -> dict[str, tuple[str, int, tuple[str, ...], str, str]]:
        """Spelling -> name, number of values, choices, help in both languages."""
        return {**GLOBAL, **(COMMANDS[self.command][3] if self.command in COMMANDS else {})}

    @property
    def root(self) -> str:
        return book.root(self.folder)


def answer(words: list[str]) -> tuple[str, Found]:
    """The mode of the shell and what may be written, for the words behind `kam`, the last one unfinished."""
    line = Line(words)
    if line.due:
        return option_value(line, line.due, line.current)
    if line.current.startswith("--") and "=" in line.current:
        option, _, text = line.current.partition("=")
        mode, found = option_value(line, option, text)
        return mode, [(f"{option}={value}", told) for value, told in found]
    if line.current.startswith("-"):
        return PLAIN, begun(options(line), line.current)
    if not line.command:
        return PLAIN, begun([(name, said(row[0], row[1])) for name, row in COMMANDS.items()], line.current)
    return argument(line)


def options(line: Line) -> Found:
    """Every option that may be added."""
    own = COMMANDS[line.command][3] if line.command in COMMANDS else GLOBAL
    return [(name, said(row[3], row[4])) for name, row in own.items()]


def option_value(line: Line, option: str, text: str) -> tuple[str, Found]:
    """The values of an option."""
    name, _, choices, _, _ = line.options.get(option, ("", 0, (), "", ""))
    if choices:
        return PLAIN, begun([(each, "") for each in choices], text)
    return valued(line, _OPTIONS.get((line.command, name), _NAMES.get(name, "")), text)


def argument(line: Line) -> tuple[str, Found]:
    """The values of the argument at the cursor; the last argument of a command may repeat."""
    names = COMMANDS[line.command][2] if line.command in COMMANDS else ()
    if not names:
        return PLAIN, []
    name = names[min(len(line.arguments), len(names) - 1)]
    return valued(line, _OPTIONS.get((line.command, name), _NAMES.get(name, "")), line.current)


def valued(line: Line, source: str, text: str) -> tuple[str, Found]:
    """The values from one of the sources."""
    if source in (FILES, FOLDERS):
        return source, []
    if source in ("pairs", "words"):
        return worded(line, source, text)
    if source == "what" and line.arguments:
        return FILES, []
    if source == "columns":
        return GLUED, listed(columns(kind_of(line), text.rpartition(",")[2]), text)
    if source not in _SOURCES:
        return PLAIN, []
    found = _SOURCES[source](line, text)
    return PLAIN, found if source in RECORDS else begun(found, text)


def worded(line: Line, source: str, text: str) -> tuple[str, Found]:
    """`key=value`; of `add` the kind may come first."""
    kind = kind_of(line) if source == "words" else book.kind_of_id(line.arguments[0] if line.arguments else "")
    found = pairs(kind, text, line.root)
    if source == "words" and not line.arguments and "=" not in text:
        found = [*begun(kinds(), text), *found]
    return (GLUED if any(each.endswith(("=", ".")) for each, _ in found) else PLAIN), found


def kind_of(line: Line) -> str:
    """The kind that the first argument names, in either language."""
    first = line.arguments[0] if line.arguments else ""
    return next((row[0] for row in KINDS if first in row[:3]), "customer")


# ------------------------------------------------------------------------------------------------------------- sources


def kinds() -> Found:
    """Kinds in the reader's language first, in the other behind."""
    return [(row[1], row[0]) if CHINESE else (row[0], row[1]) for row in KINDS] + [
        (row[0], row[1]) if CHINESE else (row[1], row[0]) for row in KINDS
    ]


def choices(name: str) -> Found:
    """The members of a choice: labels and ids."""
    rows = ENUMS[name]
    return [(zh, each) if CHINESE else (each, zh) for each, zh in rows] + [
        (each, zh) if CHINESE else (zh, each) for each, zh in rows
    ]


def reports() -> Found:
    return [(row[0], said(row[2], row[3])) for row in REPORTS]


def subject(line: Line, text: str) -> Found:
    """The records that a report may be of."""
    about = next((row[1] for row in REPORTS if line.arguments and row[0] == line.arguments[0]), "")
    return book.ids(line.root, (about,), text) if about else []


def explained(_: Line, text: str) -> Found:
    """Rules, clocks, kinds, computed columns."""
    from kamcli.cli.completion_rules import RULES

    rules = [(each, said(zh, en)) for each, zh, en in RULES]
    return [*rules, *kinds(), *columns("customer", text, fields=False)]


def said(zh: str, en: str) -> str:
    return zh if CHINESE else en


def begun(found: Found, text: str) -> Found:
    """Those that begin with what was typed; those in the other language only where it was begun."""
    wanted = text.casefold()
    kept = [each for each in found if each[0].casefold().startswith(wanted)]
    if wanted:
        return kept
    ascii_too = [each for each in kept if each[0].isascii()]
    chinese = [each for each in kept if not each[0].isascii()]
    return (chinese or ascii_too) if CHINESE else (ascii_too or chinese)


def listed(found: Found, text: str) -> Found:
    """Values of a list with commas: the last one is completed."""
    head, comma, last = text.rpartition(",")
    return [(f"{head}{comma}{value}", told) for value, told in begun(found, last)]


_SOURCES: "dict[str, Callable[[Line, str], Found]]" = {
    "record": lambda line, text: book.ids(line.root, tuple(row[0] for row in KINDS), text),
    "customer": lambda line, text: book.ids(line.root, ("customer",), text),
    "delegation": lambda line, text: book.ids(line.root, ("delegation",), text),
    "document": lambda line, text: book.ids(line.root, ("document",), text),
    "staff": lambda line, _: book.staff(line.root),
    "unit": lambda line, _: book.units(line.root),
    "kind": lambda _line, _text: kinds(),
    "report": lambda _line, _text: reports(),
    "subject": subject,
    "explained": explained,
    "what": lambda _line, _text: [(each, said(zh, en)) for each, zh, en in LEDGERS],
    "state": lambda line, _: states(book.kind_of_id(line.arguments[0])) if line.arguments else [],
    "state of kind": lambda line, _: states(kind_of(line)),
    "level": lambda _line, _text: choices("Level"),
    "scheme": lambda _line, _text: choices("Scheme"),
    "role": lambda _line, _text: choices("Role"),
    "class": lambda _line, _text: choices("AccessLevel"),
    "shell": lambda _line, _text: [("bash", ""), ("zsh", ""), ("fish", "")],
    "text|json|yaml": lambda _line, _text: [("text", ""), ("json", ""), ("yaml", "")],
}
_TAKEN = (  # what an option or argument takes, by its name, whatever the command
    ("record", "record_id subject_id"),
    ("customer", "customer assign"),
    ("delegation", "delegation revoke"),
    ("staff", "owner staff_id"),
    ("unit", "office"),
    ("level", "tier"),
    ("class", "max_class"),
    ("explained", "wanted"),
    ("columns", "columns sort by"),
    (FOLDERS, "directory"),
    (FILES, "out file paths query refused"),
    *((name, name) for name in ("subject", "kind", "pairs", "words", "scheme", "role", "what", "document", "state")),
    ("shell", "shell"),
)
_NAMES = {name: source for source, names in _TAKEN for name in names.split()}
_OPTIONS = {  # where a command means something else by it
    ("list", "state"): "state of kind",
    ("report", "name"): "report",
    ("add", "record_id"): "",
    ("rules", "pattern"): "explained",
    ("show", "style"): "text|json|yaml",
}
