"""The latest assessment of every customer, as of a day."""

import datetime as dt
from collections.abc import Iterable, Mapping

from kamcli.model.columns import Row


def latest(rows: Iterable[Row], dated: str, day: dt.date) -> Mapping[str, Row]:
    """Customer -> its latest row dated on or before `day`; `dated` names the column, an undated row comes first."""
    found: dict[str, Row] = {}
    for row in rows:
        made: dt.date = getattr(row, dated) or dt.date.min
        if row.customer and made <= day:
            held = found.get(row.customer)
            if held is None or (getattr(held, dated) or dt.date.min, held.id) <= (made, row.id):
                found[row.customer] = row
    return found
