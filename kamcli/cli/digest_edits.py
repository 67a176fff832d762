"""The changes of customers' files in the days that a digest looks back on (R-DAT-05)."""

from typing import TYPE_CHECKING

from kamcli.cli.session import Session

if TYPE_CHECKING:
    from kamcli.views.book import Edit


def edited(here: Session) -> "tuple[Edit, ...] | None":
    """The edits since the last digest; None where the history does not reach back to it."""
    from kamcli.clocks.workdays import plus_days
    from kamcli.store.edits import edits

    since = plus_days(here.today, -here.policy.digest.due_ahead_days)
    return edits(here.root, here.policy, since, here.today, here.zone)
