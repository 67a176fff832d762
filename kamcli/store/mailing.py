"""A run of the outbox: what is due is queued, what is open is tried, each step on disk before the next (PP-212)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kamcli.model.mailing import OPEN, Outcome, State
from kamcli.store.outbox import Entry, Outbox, begun, ended
from kamcli.views.mailing import Mailbox

Built = tuple[str, bytes]  # a Message-ID and the bytes of its message


class Run(NamedTuple):
    """One run: `due` = this week's mail may go out, `retry` = also what failed for good; `at` gives the time (ISO).

    `build(mailbox, week)` makes a message, None where there is nothing to say.
    """

    job: str
    week: str
    due: bool
    retry: bool
    at: Callable[[], str]
    build: Callable[[Mailbox, str], Built | None]


def settle(outbox: Outbox, run: Run, boxes: Iterable[Mailbox]) -> None:
    """Bring the outbox to what policy says now: nobody keeps a message who may no longer see it."""
    wanted = {box.address.casefold(): box for box in boxes}
    for entry in outbox.entries():
        box = wanted.get(entry.address.casefold())
        if entry.job != run.job or entry.state not in OPEN:
            continue
        if box is None:
            outbox.keep(ended(entry, Outcome(State.withdrawn), run.at()))
        elif run.due and entry.week < run.week:
            outbox.keep(ended(entry, Outcome(State.superseded, run.week), run.at()))
        elif (entry.most, entry.lang) != (box.most.value, box.lang) or not outbox.holds(entry):
            _queue(outbox, run, box, entry)


def fill(outbox: Outbox, run: Run, boxes: Iterable[Mailbox]) -> tuple[Entry, ...]:
    """Queue what these recipients are due and have not been sent; gives all that is open for them now."""
    boxes = tuple(boxes)
    for box in boxes:
        entry = of_week(outbox, run).get(box.address.casefold())
        if (entry is None and run.due) or (entry is not None and run.retry and entry.state is State.failed):
            _queue(outbox, run, box, entry)
    order = {box.address.casefold(): place for place, box in enumerate(boxes)}
    found = (each for each in outbox.entries() if each.job == run.job and each.state in OPEN)
    return tuple(
        sorted((each for each in found if each.address.casefold() in order), key=lambda each: _place(each, order))
    )


def _place(entry: Entry, order: Mapping[str, int]) -> tuple[str, int]:
    return entry.week, order[entry.address.casefold()]


def of_week(outbox: Outbox, run: Run) -> dict[str, Entry]:
    """This week's messages by address."""
    return {each.address.casefold(): each for each in outbox.entries() if (each.job, each.week) == (run.job, run.week)}


def open_beside(outbox: Outbox, run: Run) -> tuple[Entry, ...]:
    """What of other weeks is tried along with this week's: a later week's, an earlier one's until this one is due."""
    known = (each for each in outbox.entries() if each.job == run.job and each.state in OPEN)
    return tuple(each for each in known if each.week > run.week or (each.week < run.week and not run.due))


def _queue(outbox: Outbox, run: Run, box: Mailbox, before: Entry | None) -> None:
    """Build a message and queue it, with the tries that its like had before; where there is nothing to say, none."""
    week = before.week if before else run.week
    built = run.build(box, week)
    if built is None:
        if before is not None:
            outbox.keep(ended(before, Outcome(State.withdrawn), run.at()))
        return
    name, content = built
    tries = before.tries if before else 0
    entry = Entry(run.job, week, box.address, box.most.value, box.lang, name, tries=tries, at=run.at())
    outbox.queue(entry, content)


def send(
    outbox: Outbox, entries: Iterable[Entry], deliver: Callable[[str, bytes], Outcome], at: Callable[[], str]
) -> Iterator[Entry]:
    """Try each message once; a run that dies meanwhile leaves it `sending`, and the next sends the same bytes again."""
    for entry in entries:
        tried = begun(entry, at())
        outbox.keep(tried)
        done = ended(tried, deliver(entry.address, outbox.content(tried)), at())
        outbox.keep(done)
        yield done
