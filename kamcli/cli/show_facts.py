"""What `kam show` computes of a record: its story and its standing; what stops one is said, and the rest stays."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from kamcli.cli import show
from kamcli.cli.session import Session
from kamcli.model.columns import Row
from kamcli.model.finding import Exit, KamError

if TYPE_CHECKING:
    from kamcli.changes.progress import Progress
    from kamcli.views.card import Card

T = TypeVar("T")


class Facts:
    """The facts of one record; `code` is the exit code of what could not be told."""

    def __init__(self, here: Session, row: Row, record: Any, most: str) -> None:
        self.here = here
        self.row = row
        self.record = record
        self.most = most
        self.code = Exit.FINE

    def card(self) -> "Card | None":
        """What there is to tell of a customer; None for any other record, or where a ledger can't be read."""
        from kamcli.views.card import card, questions

        here = self.here
        if self.row.kind != "customer":
            return None

        def told() -> "Card":
            answers = here.answers(lambda policy, day: questions(policy, day, self.record))
            return card(here.book, answers, here.policy, here.today, self.record, self.most)

        return self._tried(told)

    def stands(self) -> "Progress | None":
        """Where the record stands in its process; None where it has none, or policy.yaml lacks what its chain needs."""
        from kamcli.changes.progress import Scene, progress

        here = self.here
        now = dt.datetime.combine(here.today, dt.time(12), here.zone) if here.asked.as_of else here.now()
        person = here.person.id if here.person else ""
        return self._tried(lambda: progress(self.row, self.record, Scene(here.book.columns, here.policy, now, person)))

    def _tried(self, make: Callable[[], T]) -> T | None:
        try:
            return make()
        except KamError as error:
            show.refusal(error, self.here.root, self.here.lang)
            self.code = max(self.code, error.code)
            return None
