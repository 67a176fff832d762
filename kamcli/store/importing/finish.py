"""The end of an import: files written and committed together, refused rows set aside in a file."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from kamcli.changes.change import Change
from kamcli.changes.import_rows import Refused
from kamcli.changes.spreadsheet import guarded, guarded_once
from kamcli.store import git
from kamcli.store.commit import record
from kamcli.store.files import write, write_changes
from kamcli.store.importing.source import RETURNED
from kamcli.store.ledger_files import csv_text

BOM = "\ufeff"  # spreadsheets take a file for Chinese only with it


def carry_out(records: Path, changes: tuple[Change, ...], subject: str) -> str:
    """Write the changed files and commit exactly them; gives the commit's id, "" where there is no repository."""
    if not changes:
        return ""
    if git.is_repository(records):
        return record(records, changes, subject)
    write_changes(records, changes)
    return ""


def refused_path(path: Path) -> Path:
    """Where the refused rows of an input go: the folder one works in, because an export's own may be read-only.

    A name that is taken by other rows gets a number: they may be half mended.
    """
    return Path(f"{re.sub(r'[.]refused(-[0-9]+)?$', '', path.stem)}.refused.csv")


class Returned(NamedTuple):
    """Refused rows of one input, and its heading; `again` where the input itself was rows that had been refused."""

    path: Path
    heading: tuple[str, ...]
    rows: tuple[Refused, ...]
    again: bool = False


def write_refused(path: Path, inputs: Sequence[Returned], lang: str) -> Path:
    """Refused rows with their file, line and reason before their own cells, for a spreadsheet to mend; gives the file.

    No cell is run as a formula there, and importing the file takes file, line, reason and guards off again.
    """
    heading, rows = _laid_out(inputs)
    lines = (
        (*map(guarded, (each.path.name, str(row.line), row.reason.read(lang))), *map(_guard(each), cells))
        for each, row, cells in rows
    )
    text = BOM + csv_text(((*RETURNED[lang], *map(guarded, heading)), *lines))
    for each in _names(path):
        if not each.exists():
            write(each, text, None)
            return each
        if each.read_bytes() == text.encode():
            return each
    raise AssertionError


def _guard(each: Returned) -> Callable[[str], str]:
    """How a cell of an input is kept from being run or cut: what came guarded gets no second apostrophe."""
    return guarded_once if each.again else guarded


def _names(path: Path) -> Iterator[Path]:
    """The name itself, then numbered ones."""
    yield path
    yield from (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(2))


def _laid_out(inputs: Sequence[Returned]) -> tuple[tuple[str, ...], list[tuple[Returned, Refused, tuple[str, ...]]]]:
    """One heading for all inputs, and the rows' cells under it; a row wider than its own heading stays wider."""
    heading = list(inputs[0].heading)
    for each in inputs[1:]:
        heading += [cell for cell in each.heading if cell not in heading]
    rows: list[tuple[Returned, Refused, tuple[str, ...]]] = []
    for each in inputs:
        same = list(each.heading) == heading
        rows += [(each, row, row.cells if same else _under(heading, each.heading, row.cells)) for row in each.rows]
    return tuple(heading), rows


def _under(heading: Sequence[str], own: Sequence[str], cells: tuple[str, ...]) -> tuple[str, ...]:
    placed = [""] * len(heading)
    for name, cell in zip(own, cells, strict=False):
        placed[heading.index(name)] = cell
    return (*placed, *cells[len(own) :])
