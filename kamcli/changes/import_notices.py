"""What an import read otherwise than it stands in the file: serial dates, marks for nothing, 万元, short rows."""

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

from kamcli.changes.import_days import serial
from kamcli.changes.import_units import ONE, Unit
from kamcli.changes.spreadsheet import is_mark, is_nothing, shown
from kamcli.model.finding import Say
from kamcli.model.ledgers import Cell


class Notices:
    """Counts what is worth saying while the cells of sound rows go by."""

    def __init__(self, units: Iterable[Unit | None] = ()) -> None:
        self.units = tuple(dict.fromkeys(each for each in units if each and each.factor != ONE))
        self.serials = 0
        self.first: tuple[str, dt.date] | None = None
        self.marks: Counter[str] = Counter()
        self.short: list[int] = []

    def row(self, line: int, cells: int, read: Collection[int]) -> None:
        """One row: a spreadsheet leaves out empty cells at the end, and so does a line that lost a comma.

        `read` are the positions that are read; a row is short only where it lacks one of them.
        """
        if read and cells <= max(read):
            self.short.append(line)

    def take(self, cell: Cell, text: str) -> None:
        """One cell of a column."""
        plain = text.strip()
        if cell is Cell.day and (day := serial(unicodedata.normalize("NFKC", plain))):
            self.serials += 1
            self.first = self.first or (plain, day)
        elif plain and is_mark(plain) and is_nothing(plain, typed=cell in (Cell.day, Cell.exact)):
            self.marks[plain] += 1

    def said(self) -> tuple[Say, ...]:
        """A sentence for each kind of thing."""
        return (*map(_unit, self.units), *self._serials(), *self._marks(), *self._short())

    def _serials(self) -> tuple[Say, ...]:
        if self.first is None:
            return ()
        text, day = self.first
        return (
            Say(
                f"{self.serials} 格日期是表格软件的序列数，按 1900 日期系统读（{text} = {day}）",
                f"serial numbers of a spreadsheet read as dates, in its 1900 system: {self.serials} ({text} = {day})",
            ),
        )

    def _marks(self) -> tuple[Say, ...]:
        if not self.marks:
            return ()
        count, zh, en = self.marks.total(), "、".join(self.marks), ", ".join(self.marks)
        return (Say(f"{count} 格按空着读（{zh}）", f"cells read as empty: {count} ({en})"),)

    def _short(self) -> tuple[Say, ...]:
        if not self.short:
            return ()
        count, line = len(self.short), self.short[0]
        return (
            Say(
                f"{count} 行的格数比表头少（从第 {line} 行起），行尾缺的按空着读",
                f"rows with fewer cells than the heading: {count} (from line {line} on); the rest is read as empty",
            ),
        )


def _unit(unit: Unit) -> Say:
    factor = f"{unit.factor:,}"
    said = shown(unit.said)
    return Say(f"金额按“{said}”乘以 {factor}", f"amounts are multiplied by {factor}: {said}")
