"""The tables of a customer's story, row by row."""

from collections.abc import Callable

from kamcli.cli.story_words import Rows, Told
from kamcli.model.money import grouped
from kamcli.output.shown import late, over


def _tiers(told: Told) -> Rows:
    return [
        (
            told.say(each.scheme),
            told.say(each.assigned),
            told.say(each.assigned_on),
            each.computed.read(told.lang),
            f"{each.share_pct} %" if each.share_pct else "—",
            f"{each.next_level.read(told.lang)} {grouped(each.up_by)}" if each.next_level and each.up_by else "—",
        )
        for each in told.card.tiers
        if each.computable or each.assigned is not None
    ]


def _owed(told: Told) -> Rows:
    def shown(office: bool, currency: str) -> str:  # noqa: FBT001 one field of a row
        return f"{currency} {told.words['office']}" if office else currency

    return [
        (
            shown(each.office, each.currency),
            grouped(each.debt.outstanding),
            grouped(each.debt.overdue),
            late(each.debt.max_days, told.lang),
            grouped(each.debt.unallocated),
        )
        for each in told.card.owed or ()
    ]


def _talks(told: Told) -> Rows:
    return [
        (
            str(each.on),
            told.say(each.channel),
            told.staff(each.people),
            told.say(each.purpose),
            told.joined(told.joined(*each.theirs), told.say(each.what)) if each.theirs else told.say(each.what),
        )
        for each in told.card.talks
    ]


def _promises(told: Told) -> Rows:
    return [
        (
            str(each.due),
            late(each.days_over, told.lang),
            told.say(each.party),
            each.text,
            told.staff(each.owners),
            each.record,
        )
        for each in told.card.promises
    ]


def _tasks(told: Told) -> Rows:
    from kamcli.views.deadlines import Group

    late_ones = tuple(each for each in told.card.tasks if each.days_over > 0)
    return [
        (
            each.shown_due.read(told.lang),
            over(each.days_over, told.lang),
            f"{each.clock} {each.title.read(told.lang)}",
            each.about.read(told.lang) + (f" {told.words['invoices'].format(n=n)}" if n > 1 else ""),
            told.staff([person.id for person in each.owners]),
        )
        for each, n in Group("", "", late_ones).condensed
    ]


def _problems(told: Told) -> Rows:
    return [
        (told.say(each.due), late(each.days_over, told.lang), each.text, told.staff((each.owner,)))
        for each in (*told.card.problems, *told.card.countermeasures)
    ]


def _needs(told: Told) -> Rows:
    return [
        (
            told.say(each.text),
            f"{told.say(each.stage)} {each.step}/{each.steps}",
            told.say(each.due),
            late(each.days_over, told.lang),
            told.staff((each.owner,)),
            each.id,
        )
        for each in told.card.needs
    ]


def dates(told: Told) -> Rows:
    """What is arranged and what falls due, by the day."""
    from kamcli.model.kinds import KINDS

    found = [
        (
            told.say(each.on),
            f"{KINDS[each.kind].label.read(told.lang)} {each.record}",
            told.say(each.what),
            told.staff(each.people),
        )
        for each in told.card.planned
    ]
    found += [
        (
            each.shown_due.read(told.lang),
            f"{each.clock} {each.title.read(told.lang)}",
            each.about.read(told.lang),
            told.staff([person.id for person in each.owners]),
        )
        for each in told.card.tasks
        if each.days_over <= 0
    ]
    return sorted(found, key=lambda row: row[0])


def _contracts(told: Told) -> Rows:
    """Contracts are told in lines of their own; this says whether there are any."""
    return [(each.id,) for each in told.card.contracts]


TABLES: tuple[tuple[str, Callable[[Told], Rows]], ...] = (
    ("tiers", _tiers),
    ("talks", _talks),
    ("promises", _promises),
    ("tasks", _tasks),
    ("problems", _problems),
    ("contracts", _contracts),
    ("owed", _owed),
    ("needs", _needs),
    ("dates", dates),
)
