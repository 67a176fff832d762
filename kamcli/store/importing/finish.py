"""The end of an import: files written and committed together, refused rows set aside in a file."""

from collections.abc import Iterable
from pathlib import Path

from kamcli.changes.change import Change
from kamcli.changes.import_rows import Refused
from kamcli.store import git
from kamcli.store.commit import record
from kamcli.store.files import write, write_changes
from kamcli.store.ledger_files import csv_text

BOM = "\ufeff"  # spreadsheets take a file for Chinese only with it
HEAD = {"zh": ("文件", "行号", "原因"), "en": ("file", "line", "reason")}


def carry_out(records: Path, changes: tuple[Change, ...], subject: str) -> str:
    """Write the changed files and commit exactly them; gives the commit's id, "" where there is no repository."""
    if not changes:
        return ""
    if git.is_repository(records):
        return record(records, changes, subject)
    write_changes(records, changes)
    return ""


def refused_path(path: Path) -> Path:
    """Where the refused rows of an input go: the folder one works in, because an export's own may be read-only."""
    return Path(f"{path.stem}.refused.csv")


def write_refused(path: Path, heading: tuple[str, ...], rows: Iterable[tuple[Path, Refused]], lang: str) -> None:
    """Refused rows with their file, line and reason before their own cells, for a spreadsheet to mend."""
    lines = ((each.name, str(row.line), row.reason.read(lang), *row.cells) for each, row in rows)
    text = BOM + csv_text([(*HEAD[lang], *heading), *lines])
    write(path, text, path.read_bytes() if path.exists() else None)
