"""The visit slip (客户走访单, F-31): what leaves the office to be signed, and what was brought back; also empty."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kamcli.model.answers import Answers, Question
from kamcli.model.base import Choice
from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Say
from kamcli.model.policy import Policy
from kamcli.model.promise import NextStep
from kamcli.model.spelling import spelling
from kamcli.model.visit import Conduct, Host, Introducer, Visit, VisitKind
from kamcli.rules.dossier import Item
from kamcli.views.book import Book
from kamcli.views.card_facts import allowed
from kamcli.views.data_sheet_blank import Blank
from kamcli.views.people_there import Attendee, attendee

CONDUCT = spelling(Conduct).terms


class Packed(NamedTuple):
    """Material that goes along; `met` False where the kit asks for it and it is missing or has run out."""

    code: str
    name: str
    version: str
    valid_to: dt.date | None
    met: bool

    @property
    def label(self) -> Say:
        """What stands behind the tick."""
        words = f"{self.name or self.code} {self.version}".strip()
        return Say(words, words)


class Received(NamedTuple):
    """Who received us; below the class of personal data there are none, and `Slip.hosts_count` says how many."""

    who: Attendee
    decision_power: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """`most` is the highest class that is printed; what the customer said is confidential, who said it personal."""

    as_of: dt.date
    id: str
    slip_no: str | None
    state: Choice | None
    most: AccessLevel
    customer_id: str
    customer: str
    address: str | None
    kind: VisitKind | None
    visitors: tuple[str, ...]
    note_taker: str | None
    planned_at: dt.datetime | None
    objectives: tuple[str, ...]
    introducer: Introducer | None
    kit: tuple[Packed, ...]
    approved_by: str | None
    approved_at: dt.datetime | None
    attendance_clerk: str | None
    handed_to_attendance_at: dt.datetime | None
    departed_at: dt.datetime | None
    returned_at: dt.datetime | None
    conduct: tuple[Item, ...]
    oral_opinion: str | None
    hosts_count: int
    hosts: tuple[Received, ...] = ()
    customer_needs: str | None = None
    customer_problems: str | None = None
    result: str | None = None
    next_step: NextStep | None = None

    @property
    def next(self) -> Say | None:
        """The next step in words, with its days."""
        step = self.next_step
        if step is None:
            return None
        if step.done_on is None:
            return Say(f"{step.text}（期限 {step.due}）", f"{step.text} (due {step.due})")
        return Say(f"{step.text}（{step.done_on} 完成）", f"{step.text} (done on {step.done_on})")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSlip:
    """The slip to be filled in by hand; `customer` is an id, empty where it is for any visit."""

    as_of: dt.date
    company: str
    customer: str
    before: tuple[Blank, ...]
    after: tuple[Blank, ...]
    conduct: tuple[Item, ...]


def questions(_: Policy, __: dt.date, ___: Visit) -> tuple[Question[Any], ...]:
    """The ledgers say nothing of visits."""
    return ()


def visit_slip(book: Book, _: Answers, policy: Policy, today: dt.date, visit: Visit, max_class: str = "") -> Slip:
    """The slip of a visit up to a class ("" = `digest.max_class`)."""
    most = AccessLevel[max_class] if max_class else policy.digest.max_class
    row = book.columns.find("customer", visit.customer)
    return Slip(
        as_of=today,
        most=most,
        customer_id=visit.customer or "",
        customer=(row and row.name) or visit.customer or "",
        address=next(iter(row.addresses or ()), None) if row else None,
        kind=visit.visit_kind,
        kit=tuple(_kit(book, policy, visit)),
        conduct=_conduct(visit.conduct_checklist),
        hosts_count=len(visit.hosts),
        **_written(book, visit, most),
    )


def _written(book: Book, visit: Visit, most: AccessLevel) -> dict[str, Any]:
    """What stands in the record itself, as the class allows."""
    found = {name: getattr(visit, name) for name in AS_WRITTEN}
    if allowed(AccessLevel.conf, most):
        found |= {name: getattr(visit, name) for name in CONFIDENTIAL}
    if allowed(AccessLevel.pers, most):
        found["hosts"] = tuple(_received(book, each) for each in visit.hosts)
    return found


AS_WRITTEN = (
    *("id", "slip_no", "state", "visitors", "note_taker", "planned_at", "objectives", "introducer", "approved_by"),
    *("approved_at", "attendance_clerk", "handed_to_attendance_at", "departed_at", "returned_at", "oral_opinion"),
)
CONFIDENTIAL = ("customer_needs", "customer_problems", "result", "next_step")


def _kit(book: Book, policy: Policy, visit: Visit) -> Iterator[Packed]:
    """What is packed, then what the policy's kit lacks (R-CON-04)."""
    known = {row.id: row for row in book.columns.rows("material")}
    packed = [known[each] for each in visit.materials if each in known]
    day = visit.planned_at.date() if visit.planned_at else None
    for row in packed:
        current = not (day and row.valid_to and row.valid_to < day)
        yield Packed(row.code or row.id, row.name or "", row.version or "", row.valid_to, current)
    for code in policy.visit.kit:
        if code not in {row.code for row in packed}:
            yield Packed(code, "", "", None, met=False)


def _conduct(found: Conduct | None) -> tuple[Item, ...]:
    """The checklist of manners; None where nobody said."""
    return tuple(Item(name, Say(told.zh, told.en), getattr(found, name, None)) for name, told in CONDUCT.items())


def _received(book: Book, host: Host) -> Received:
    who = attendee(book, host.person or "")
    return Received(Attendee(host.name or who.name, host.position or who.position), host.decision_power)


# ------------------------------------------------------------------------------------------------------- the empty form


BEFORE = ("customer", "visitors", "note_taker", "planned_at", "visit_kind", "objectives", "materials")
AFTER = (
    *("departed_at", "returned_at", "hosts", "customer_needs", "customer_problems", "oral_opinion", "result"),
    "next_step",
)


def blank_slip(policy: Policy, today: dt.date, visit: Visit | None) -> BlankSlip:
    """The slip to carry along; the customer of a visit stands on it."""
    return BlankSlip(
        as_of=today,
        company=policy.company.name,
        customer=(visit.customer or "") if visit else "",
        before=tuple(_blank(name) for name in BEFORE),
        after=tuple(_blank(name) for name in AFTER),
        conduct=_conduct(None),
    )


HOSTS = (Say("姓名", "name"), Say("职务", "position"), Say("决策权", "decision power"))


def _blank(name: str) -> Blank:
    table = spelling(Visit).below(name)
    ticks = tuple(Say(each.zh, each.en) for each in table.labels.values()) if name == "visit_kind" else ()
    several = name in ("objectives", "customer_needs", "customer_problems", "result", "next_step")
    return Blank(name, _label(name), ticks, HOSTS if name == "hosts" else (), several)


def _label(name: str) -> Say:
    told = spelling(Visit).terms[name]
    return Say(told.zh, told.en)
