"""How each file of the demonstration book came into it: who brought it, when, and in whose words."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType

from kamcli.changes.approve import message_of, title_of
from kamcli.model.kinds import KINDS, kind_of
from kamcli.model.ledgers import LEDGERS
from kamcli.store.demo.book import Demo, Event
from kamcli.store.records import id_of

IMPORT_DAY = 3  # the working day of the next month on which the ERP's month is closed and imported
CLOSED_YEAR = (1, 15)  # month and day on which the year's totals are known
MANY: Mapping[str, str] = MappingProxyType(
    {
        "document": "归档资料 {n} 份",
        "reconciliation": "对账单 {n} 份",
        "credit_investigation": "信用调查 {n} 份",
        "value_assessment": "价值评估 {n} 户",
    }
)


def origins(demo: Demo) -> Iterator[Event]:
    """The first event of every file."""
    for path in demo.texts:
        if path.startswith("ledgers/"):
            yield from _ledger(demo, path)
        else:
            kind = kind_of(path)
            yield _FIRST.get(kind.name if kind else "", _recorded)(demo, path)


# --- the book and its customers -------------------------------------------------------------------------------------


def _opening(demo: Demo, path: str) -> Event:
    opened = demo.story.opened
    return Event(opened, demo.story.keeper, demo.story.opening, path)


def entered(demo: Demo, customer: str) -> dt.datetime:
    """When a customer's file was made: when it was recorded, or from the paper archive in the first weeks."""
    row = demo.row("customer", customer)
    if row.recorded_at.date() >= demo.story.opened.date():
        moment: dt.datetime = row.recorded_at
        return moment
    position = _archived(demo)[row.recorded_by].index(customer)
    return demo.day(demo.book.workdays.add(demo.story.opened.date(), position + 1).date, customer)


@cache
def _archived(demo: Demo) -> Mapping[str, tuple[str, ...]]:
    """The customers of the paper archive, by who types them in: one a day."""
    found: dict[str, tuple[str, ...]] = {}
    for row in demo.book.columns.rows("customer"):
        if row.recorded_at.date() < demo.story.opened.date():
            found[row.recorded_by] = (*found.get(row.recorded_by, ()), row.id)
    return found


def _customer(demo: Demo, path: str) -> Event:
    """A customer and the persons there come together."""
    row = demo.row("customer", id_of(path, KINDS["customer"]))
    old = row.recorded_at.date() < demo.story.opened.date()
    subject = f"{row.id}: 录入纸质档案（{row.short_name or row.name}）" if old else f"{row.id}: add {row.name}"
    return Event(entered(demo, row.id), row.recorded_by, subject, path)


# --- records of an event --------------------------------------------------------------------------------------------


def _recorded(demo: Demo, path: str) -> Event:
    """A record that says who made it when; what one person made on one day is one commit."""
    kind = kind_of(path) or KINDS["document"]
    data = demo.data(path)
    at, by = dt.datetime.fromisoformat(data["recorded_at"]), str(data["recorded_by"])
    name = data.get("title") or data.get("customer") or kind.label.en
    many = MANY.get(kind.name, "")
    if at.date() < demo.story.opened.date():
        at = demo.day(demo.story.archived, kind.name, by)
    elif many:
        at = _of_day(demo)[kind.name, by, at.date()]
    return Event(at, by, f"{id_of(path, kind)}: add {name}", path, many=many)


@cache
def _of_day(demo: Demo) -> Mapping[tuple[str, str, dt.date], dt.datetime]:
    """The last minute at which a person made records of a kind on a day."""
    found: dict[tuple[str, str, dt.date], dt.datetime] = {}
    for path in demo.texts:
        kind = kind_of(path)
        if kind is not None and kind.name in MANY:
            data = demo.data(path)
            at = dt.datetime.fromisoformat(data["recorded_at"])
            key = (kind.name, str(data["recorded_by"]), at.date())
            found[key] = max(found.get(key, at), at)
    return found


def _signoff(demo: Demo, path: str) -> Event:
    """As `kam approve` commits it."""
    row = demo.row("signoff", id_of(path, KINDS["signoff"]))
    return Event(row.at, row.by, title_of(row), path, body=message_of(row))


def _delegation(demo: Demo, path: str) -> Event:
    """As `kam delegate` commits it, on the day that its id holds."""
    row = demo.row("delegation", id_of(path, KINDS["delegation"]))
    day = dt.datetime.strptime(row.id.split("-")[1], "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
    return Event(demo.day(day, row.id), row.grantor, f"{row.id}: {row.grantor} delegates to {row.delegate}", path)


def _year(demo: Demo, path: str) -> Event:
    year = int(id_of(path, KINDS["company_figures"]))
    day = dt.date(year + 1, *CLOSED_YEAR)
    return Event(demo.day(day, path), demo.story.accountant, f"{year} 年销售总额、地区销售额和汇率", path)


_FIRST: Mapping[str, Callable[[Demo, str], Event]] = MappingProxyType(
    {
        **dict.fromkeys(("policy", "organisation", "calendar"), _opening),
        **dict.fromkeys(("customer", "people"), _customer),
        "signoff": _signoff,
        "delegation": _delegation,
        "company_figures": _year,
    }
)

# --- ledgers --------------------------------------------------------------------------------------------------------


def _ledger(demo: Demo, path: str) -> Iterator[Event]:
    """A month as the ERP gives it: closed ones in the next month, the running one week by week."""
    _, name, file = path.split("/")
    month = dt.date.fromisoformat(f"{file.removesuffix('.csv')}-01")
    following = (month + dt.timedelta(days=31)).replace(day=1)
    last = _last_day(demo)
    if following <= last:
        days: tuple[dt.date, ...] = (demo.book.workdays.add(following - dt.timedelta(days=1), IMPORT_DAY).date,)
    else:
        mondays = (month + dt.timedelta(days=n) for n in range(7, last.day - 1))
        days = (*(day for day in mondays if day.weekday() == 0), last)
    for position, day in enumerate(days):
        at = demo.day(day, "ledgers", demo.story.importers[name]) + dt.timedelta(minutes=7 * (*LEDGERS,).index(name))
        before = days[position - 1] - dt.timedelta(days=1)  # an import holds what happened until the evening before
        back = partial(_until, name, before.isoformat()) if position else None
        yield Event(at, demo.story.importers[name], f"{name}: import {name}-{day:%Y%m%d}.csv", path, back)


@cache
def _last_day(demo: Demo) -> dt.date:
    """The day of the newest row of any ledger: the day on which the history ends."""
    days = (dt.date.fromisoformat(line.split(",")[0]) for line in _newest(demo, "payments"))
    return max(days)


def _newest(demo: Demo, name: str) -> list[str]:
    path = max(path for path in demo.texts if path.startswith(f"ledgers/{name}/"))
    return demo.texts[path].splitlines()[1:]


def _until(name: str, day: str, text: str) -> str:
    """The rows of a ledger up to a day."""
    head, *rows = text.splitlines(keepends=True)
    ledger = LEDGERS[name]
    place = head.strip().split(",").index(ledger.column(ledger.day).zh)
    return "".join((head, *(row for row in rows if row.split(",")[place] <= day)))
