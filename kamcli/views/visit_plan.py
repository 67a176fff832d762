"""The plan of visits as a paper (客户访问计划表, F-12): lines with last visit, open issues, and what came of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.clocks.contacts import HELD, Contact, visited_on
from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Row
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.visit_plan import Activity, PlannedVisit, Support, VisitPlan
from kamcli.views.book import Book
from kamcli.views.campaign import Progress, matched, progress
from kamcli.views.card_facts import allowed
from kamcli.views.issues import OpenIssue, open_issues
from kamcli.views.names import customer_name
from kamcli.views.tour import Stop, stop_of


class PlanLine(NamedTuple):
    """A line of the plan; `days_since` counts from the last visit before it, `record` and `actual` say what kept it."""

    date: dt.date
    customer_id: str
    customer: str
    stop: Stop
    purpose: str
    visitor: str
    method: Choice
    last_visit: dt.date | None
    days_since: int | None
    issues: tuple[OpenIssue, ...]
    record: str
    state: Choice | None
    actual: dt.date | None
    result: str | None

    @property
    def open(self) -> Say:
        """The open issues in words."""
        texts = [each.text for each in self.issues]
        return Say("；".join(texts), "; ".join(texts))


class Unit(NamedTuple):
    """Who is to be visited; `customer_id` is "" for a firm that is not on file."""

    customer_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanPaper:
    """`most` is the highest class that is printed; results, problems, needs and gifts are confidential."""

    as_of: dt.date
    id: str
    most: AccessLevel
    made_by: str | None
    made_on: dt.date | None
    approved_by: str | None
    entry_position: str | None
    progress: Progress
    lines: tuple[PlanLine, ...]
    units: tuple[Unit, ...]
    activities: tuple[Activity, ...]
    gifts: tuple[str, ...]
    support: tuple[Support, ...]


def questions(_: Policy, __: dt.date, ___: VisitPlan) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of visits."""
    return ()


def visit_plan(
    book: Book, _: Answers, policy: Policy, today: dt.date, plan: VisitPlan, max_class: str = ""
) -> VisitPlanPaper:
    """A plan up to a class ("" = `digest.max_class`), its lines by day and in the order of the route."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    inside = allowed(AccessLevel.conf, most)
    kept = matched(book, plan, today)
    lines = (_line(book, line, held, most) for line, held in zip(plan.lines, kept, strict=True))
    return VisitPlanPaper(
        as_of=today,
        id=plan.id,
        most=most,
        made_by=plan.made_by,
        made_on=plan.made_on,
        approved_by=plan.approved_by,
        entry_position=plan.entry_position if allowed(AccessLevel.pers, most) else None,
        progress=progress(book, policy, today, plan),
        lines=tuple(sorted(lines, key=lambda each: (each.date, each.stop.order))),
        units=tuple(
            Unit(each.customer or "", each.name or customer_name(book, each.customer)) for each in plan.target_units
        ),
        activities=plan.activities,
        gifts=plan.gifts if inside else (),
        support=plan.support_needed,
    )


def _line(book: Book, line: PlannedVisit, held: Contact | None, most: AccessLevel) -> PlanLine:
    """A line beside what kept it, else beside the visit that is prepared for its day."""
    last = last_visit(book, line.customer, line.date)
    row = held.record if held else _prepared(book, line)
    visited = row is not None and row.kind == "visit"
    return PlanLine(
        date=line.date,
        customer_id=line.customer,
        customer=customer_name(book, line.customer),
        stop=stop_of(book, line.customer, line.route_sequence),
        purpose=line.purpose,
        visitor=line.visitor,
        method=line.method,
        last_visit=last,
        days_since=(line.date - last).days if last else None,
        issues=open_issues(book, line.customer, most),
        record=row.id if row else "",
        state=row.state if row and visited else None,
        actual=held.day if held else None,
        result=row.result if row and visited and allowed(AccessLevel.conf, most) else None,
    )


def last_visit(book: Book, customer_id: str, before: dt.date) -> dt.date | None:
    """The day of the last visit that took place before a day."""
    rows = (row for row in book.columns.rows("visit") if row.customer == customer_id and row.state in HELD)
    return max((day for row in rows if (day := visited_on(row)) and day < before), default=None)


def _prepared(book: Book, line: PlannedVisit) -> Row | None:
    """The slip for a line that has not led to anything yet."""
    for row in book.columns.rows("visit"):
        planned = row.planned_at.date() if row.planned_at else None
        mine = row.customer == line.customer and line.visitor in (row.visitors or ())
        if mine and planned == line.date and row.state not in HELD:
            return row
    return None
