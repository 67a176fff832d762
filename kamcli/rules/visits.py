"""Visits, minutes and executive visits: a slip before leaving, an answer on return, a review before sending (R-VIS)."""

import datetime as dt
from collections.abc import Iterator

from kamcli.model.choices import Role, Size
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Problem, Say, Severity
from kamcli.model.minutes import Minutes, MinutesState
from kamcli.model.policy import Policy
from kamcli.model.visit import ExecutiveVisitState, Visit, VisitKind, VisitState
from kamcli.rules.base import book_rule, computed, record_rule
from kamcli.states.process import reached
from kamcli.states.roster import Roster, called, holds, roster_of

KIND = "visit"
NEVER = Say("没有", "never")
SLIP = {
    "approved_at": Say("批准时间", "approved_at"),
    "handed_to_attendance_at": Say("交考勤时间", "handed_to_attendance_at"),
}
HANDS = (
    ("approved_by", "approved_at", Role.branch_manager),
    ("attendance_clerk", "handed_to_attendance_at", Role.attendance_clerk),
)
ASKED = {
    "hosts": Say("接待者", "hosts"),
    "customer_needs": Say("客户自认需求", "customer_needs"),
    "customer_problems": Say("客户自认问题", "customer_problems"),
}


@book_rule(
    "R-VIS-01",
    title=Say(
        "出门前填好走访单、由经理批准、交考勤", "before leaving the slip is filled, approved by a manager and handed in"
    ),
    say={
        "": Say("{field}（{at}）晚于离开时间 {departed}", "{field} ({at}) is after departed_at {departed}"),
        "never": Say("离开时还没有{field}", "there was no {field} on leaving"),
        "goals": Say("离开时还没有走访目标", "no objectives were set on leaving"),
        "role": Say("{person} 那天不是{role}", "{person} was not {role} on that day"),
    },
    kinds=(KIND,),
    parameters=("visit.require_slip",),
)
def slip_missing(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """The same minute is in time (TV-25); who approved and who took the slip held the role on that day."""
    roster = roster_of(columns)
    for row in columns.rows(KIND) if policy.visit.require_slip else ():
        if row.departed_at is not None:
            yield from _unready(row)
        yield from _wrong_hands(row, columns, roster)


def _unready(row: Row) -> Iterator[Problem]:
    departed: dt.datetime = row.departed_at
    if not row.objectives:
        yield Problem(("departed_at",), {}, row.id, KIND, variant="goals")
    for name, label in SLIP.items():
        given: dt.datetime | None = row.values[name]
        if given is None:
            yield Problem(("departed_at",), {"field": label}, row.id, KIND, variant="never")
        elif _minute(given) > _minute(departed):
            figures = {"field": label, "at": _clock(given), "departed": _clock(departed)}
            yield Problem((name,), figures, row.id, KIND)


def _wrong_hands(row: Row, columns: Columns, roster: Roster) -> Iterator[Problem]:
    customer = columns.find("customer", row.customer)
    office = customer.office if customer is not None else None
    for name, at, role in HANDS:
        person, moment = row.values[name], row.values[at]
        if person and moment and not holds(roster, person, role, office, moment.date()):
            yield Problem((name,), {"person": called(roster, person), "role": role}, row.id, KIND, variant="role")


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


@record_rule(
    "R-VIS-02",
    title=Say(
        "走访后记下接待者、决策权、客户自认的需求和问题",
        "a visit tells hosts, their say, needs and problems in the customer's view",
    ),
    say={
        "": Say("走访没有记：{missing}", "the visit does not say: {missing}"),
        "host": Say("接待者没有写{missing}", "the host lacks {missing}"),
    },
    hint=Say("补上；问不到的列入“不详项”", "fill it in; list under unknown what nobody would say"),
    severity=Severity.warning,
    kinds=(KIND,),
)
def outcome_blank(visit: Visit, _: Policy) -> Iterator[Problem]:
    if not reached(KIND, visit.state, "met"):
        return
    open_ = [name for name in ASKED if not getattr(visit, name) and name not in visit.unknown]
    if open_:
        yield Problem(("state",), {"missing": tuple(ASKED[name] for name in open_)})
    for position, host in enumerate(visit.hosts):
        lacks = [Say("姓名", "a name")] if not (host.name or host.person) else []
        lacks += [Say("职务", "a position")] if not (host.position or host.person) else []
        lacks += [Say("决策权", "decision_power")] if host.decision_power is None else []
        if lacks:
            yield Problem(("hosts", position), {"missing": tuple(lacks)}, variant="host")


@book_rule(
    "R-VIS-03",
    title=Say("大客户和难进的客户经人引荐", "large and hard customers are met through an introducer"),
    say=Say(
        "客户规模大，可经行业协会、主管局或同业公司引荐",
        "the customer is large: an association, a bureau or a company could introduce us",
    ),
    severity=Severity.information,
    kinds=(KIND,),
)
def introducer_missing(columns: Columns, _: Policy) -> Iterator[Problem]:
    """A suggestion for the first visit; hard projects come with a later version."""
    large = {row.id for row in columns.rows("customer") if row.enterprise_scale == Size.large}
    for row in columns.rows(KIND):
        ahead = not reached(KIND, row.state, "departed") and row.state not in (VisitState.cancelled, VisitState.expired)
        if ahead and row.visit_kind == VisitKind.first and row.customer in large and row.introducer_kind is None:
            yield Problem(("visit_kind",), {}, row.id, row.kind)


@record_rule(
    "R-VIS-04",
    title=Say("会谈有专人记录", "somebody is named to take notes"),
    say=Say("没有会谈记录人", "no note taker is named"),
    severity=Severity.warning,
    kinds=(KIND,),
)
def note_taker_missing(visit: Visit, _: Policy) -> Iterator[Problem]:
    if reached(KIND, visit.state, "approved") and visit.note_taker is None and "note_taker" not in visit.unknown:
        yield Problem(("state",))


@book_rule(
    "R-VIS-05",
    title=Say(
        "会谈纪要写好、审阅、提交客户并得到确认", "minutes are written, reviewed, sent, and their receipt confirmed"
    ),
    say=Say(
        "走访已结束，会谈纪要 {minutes} 还没有得到客户确认",
        "the visit is closed, but the receipt of minutes {minutes} is not confirmed",
    ),
    severity=Severity.warning,
    kinds=(KIND,),
    parameters=("minutes.workdays", "minutes.deadline_covers", "minutes.confirm_workdays"),
)
def minutes_open(columns: Columns, _: Policy) -> Iterator[Problem]:
    """How late they are, the clocks CK-05 and CK-06 say."""
    closed = {row.id for row in columns.rows(KIND) if row.state == VisitState.closed}
    for row in columns.rows("minutes"):
        if row.visit in closed and row.state not in (MinutesState.receipt_confirmed, MinutesState.closed):
            yield Problem(("state",), {"minutes": row.id}, row.visit, KIND)


@record_rule(
    "R-VIS-06",
    title=Say("会谈纪要先审阅，后提交客户", "minutes are reviewed before they are sent"),
    say=Say("{sent} 提交客户，审阅日期：{reviewed}", "sent on {sent}, reviewed: {reviewed}"),
    kinds=("minutes",),
)
def sent_unreviewed(minutes: Minutes, _: Policy) -> Iterator[Problem]:
    """The same day will do (TV-42)."""
    sent, reviewed = minutes.sent_on, minutes.reviewed_on
    if sent is not None and (reviewed is None or reviewed > sent):
        yield Problem(("sent_on",), {"sent": sent, "reviewed": reviewed or NEVER})


@book_rule(
    "R-VIS-10",
    title=Say(
        "高层互访写明目的、时间、地点、参与人员，双方都有高层",
        "an executive visit says why, when, where and who, executives on both sides",
    ),
    say={
        "ours": Say("我方参与的高层 {n} 人，至少 {least} 人", "{n} executives on our side, at least {least}"),
        "theirs": Say("对方参与人员 {n} 人，至少 {least} 人", "{n} participants on their side, at least {least}"),
    },
    severity=Severity.warning,
    kinds=("executive_visit",),
    parameters=("exec_visit.min_executives", "exec_visit.cycle_months"),
)
def executives_missing(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """Ours are those who hold the role on the day; what is left empty SCHEMA-05 tells."""
    least, roster = policy.exec_visit.min_executives, roster_of(columns)
    for row in columns.rows("executive_visit"):
        if row.state == ExecutiveVisitState.cancelled:
            continue
        ours, theirs = _executives(row, roster), len(row.their_participants or ())
        if ours < least:
            yield Problem(("our_participants",), {"n": ours, "least": least}, row.id, row.kind, variant="ours")
        if theirs < least:
            yield Problem(("their_participants",), {"n": theirs, "least": least}, row.id, row.kind, variant="theirs")


def _executives(row: Row, roster: Roster) -> int:
    day = row.done_on or row.planned_on
    return sum(holds(roster, each, Role.executive, None, day) for each in row.our_participants or () if day)


VISITS = (
    computed(
        "CK-07",
        title=Say(
            "走访单的批准和交考勤不晚于离开，同一分钟可以（R-VIS-01）",
            "a slip is approved and handed in on leaving (R-VIS-01)",
        ),
        severity=Severity.error,
        kinds=(KIND,),
        parameters=("visit.require_slip",),
    ),
    slip_missing,
    outcome_blank,
    introducer_missing,
    note_taker_missing,
    minutes_open,
    sent_unreviewed,
    computed(
        "R-VIS-07",
        title=Say("走访按片区和路线次序排", "tours go by area and in the order of the route"),
        severity=Severity.information,
        kinds=("visit_plan",),
    ),
    computed(
        "R-VIS-08",
        title=Say("走访活动的目标与实际对照", "a campaign's goal is held against what was done"),
        severity=Severity.information,
        kinds=("visit_plan",),
        parameters=("events.tour_min_visitors",),
    ),
    executives_missing,
    computed(
        "R-VIS-11",
        title=Say("每半个月回访一次（CK-13）", "a call-back every half of a month (CK-13)"),
        severity=Severity.warning,
        kinds=("callback",),
        parameters=("callback.mode", "callback.interval_days", "callback.scope", "callback.per_year"),
    ),
)
