"""How far a plan of visits has come (R-VIS-08): its lines against what took place, goal, units, support, tours."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from kamcli.clocks.contacts import Contact, by_customer
from kamcli.model.base import Choice
from kamcli.model.choices import Channel
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.money import share
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.visit_plan import Activity, PlannedVisit, VisitMethod
from kamcli.views.book import Book
from kamcli.views.span import Span, span_named

FITTING = {  # the channels by which a planned method is kept
    VisitMethod.on_site: (Channel.visit, Channel.meeting),
    VisitMethod.phone: (Channel.phone,),
    VisitMethod.online: (Channel.im, Channel.email, Channel.meeting, Channel.web_link),
    VisitMethod.event: (Channel.visit, Channel.meeting, Channel.conference),
}
HELD = Say("已安排专场参观", "a special tour is planned")
UNKNOWN = Say("未配置 {parameter}", "{parameter} is not configured")
ENOUGH = Say(
    "拜访单位 {units} 家，不少于 {least}，可办专场参观", "{units} units, not fewer than {least}: hold a special tour"
)
TOO_FEW = Say(
    "拜访单位 {units} 家，少于 {least}，不宜办专场参观", "{units} units, fewer than {least}: too few for a special tour"
)


class Progress(NamedTuple):
    """A plan in figures; `reached` counts the customers of its lines with whom what was planned took place."""

    id: str
    theme: str
    period: str
    state: Choice | None
    goal_metric: str
    goal: Decimal | None
    reached: int
    share_pct: str | None
    lines: int
    kept: int
    units: int
    support_needed: int
    support_granted: int
    tour: Say


def progress(book: Book, policy: Policy, today: dt.date, plan: Any) -> Progress:
    """The figures of a visit plan: a record or its row."""
    lines = plan.lines or ()
    kept = matched(book, plan, today)
    reached = len({line.customer for line, held in zip(lines, kept, strict=True) if held})
    support = plan.support_needed or ()
    units = len(plan.target_units or ()) or len({line.customer for line in lines})
    return Progress(
        id=plan.id,
        theme=plan.theme or "",
        period=plan.period or "",
        state=plan.state,
        goal_metric=plan.goal_metric or "",
        goal=plan.goal_value,
        reached=reached,
        share_pct=share(Decimal(reached), plan.goal_value, (Decimal(100),)) if plan.goal_value else None,
        lines=len(lines),
        kept=sum(held is not None for held in kept),
        units=units,
        support_needed=len(support),
        support_granted=sum(bool(each.granted) for each in support),
        tour=_tour(policy, plan, units),
    )


def _tour(policy: Policy, plan: Any, units: int) -> Say:
    """Whether a special tour is worth holding."""
    try:
        least = policy.events.tour_min_visitors
    except NotConfigured as lack:
        return UNKNOWN.filled({"parameter": lack.parameter})
    planned = Activity.special_tour in (plan.activities or ())
    if units < least:
        return TOO_FEW.filled({"units": units, "least": least})
    return HELD if planned else ENOUGH.filled({"units": units, "least": least})


def matched(book: Book, plan: Any, today: dt.date) -> tuple[Contact | None, ...]:
    """For each line of a plan the contact that kept it: on its day, else in the plan's period; each counts once."""
    talks = by_customer(book.columns)
    lines: tuple[PlannedVisit, ...] = plan.lines or ()
    period = span_named(plan.period or "") or _spanned(lines, today)
    found: dict[int, Contact] = {}
    for place, line in sorted(enumerate(lines), key=lambda each: each[1].date):
        used = {contact.record.id for contact in found.values()}
        fitting = [each for each in talks.get(line.customer, ()) if _keeps(each, line) and each.record.id not in used]
        fitting = [each for each in fitting if each.day <= today]
        on_day = (each for each in fitting if each.day == line.date)
        held = next(on_day, None) or next((each for each in fitting if period.holds(each.day)), None)
        if held is not None:
            found[place] = held
    return tuple(found.get(place) for place in range(len(lines)))


def _keeps(contact: Contact, line: PlannedVisit) -> bool:
    return line.visitor in contact.people and contact.channel in FITTING[line.method]


def _spanned(lines: tuple[PlannedVisit, ...], today: dt.date) -> Span:
    """The days of the lines, where the period is written in words of its own."""
    days = [line.date for line in lines] or [today]
    return Span("", min(days), max(days))


def plans_in(book: Book, span: Span) -> Iterator[Row]:
    """The plans that have a line in a span, or whose period overlaps it."""
    for row in book.columns.rows("visit_plan"):
        own = span_named(row.period or "")
        overlaps = own is not None and own.first <= span.last and span.first <= own.last
        if overlaps or any(span.holds(line.date) for line in row.lines or ()):
            yield row
