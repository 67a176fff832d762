"""The first line of a new file, by which an editor finds its schema."""

from pathlib import Path

from kamcli.model.kinds import Kind

FOLDER = ".schema"


def file_of(kind: Kind) -> str:
    """Where the schema of a kind lies, below records/."""
    return f"{FOLDER}/{kind.name}.schema.json"


def modeline(path: str, kind: Kind) -> str:
    """The line for a file; `path` lies below records/."""
    way = "../" * path.count("/") or "./"
    return f"# yaml-language-server: $schema={way}{file_of(kind)}\n"


def with_modeline(root: Path, path: str, kind: Kind, content: str) -> str:
    """The text of a new file, pointing at its schema where the book has one: editors complain of a missing one."""
    return modeline(path, kind) + content if (root / file_of(kind)).is_file() else content
