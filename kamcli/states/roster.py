"""Who may act in a role on a day: posts of the roster, and written delegations (R-APR-06, R-APR-07, CK-39)."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kamcli.model.choices import Role
from kamcli.model.columns import Columns, Row
from kamcli.model.document import DocType
from kamcli.model.finding import Say
from kamcli.model.organisation import Post, Staff
from kamcli.model.policy import Policy


class Roster(NamedTuple):
    """The people of a book and their written delegations; `parents` leads from a unit to the one above it."""

    staff: Mapping[str, Staff]
    parents: Mapping[str, str | None]
    delegations: Mapping[str, Row]
    revoked: Mapping[str, dt.datetime]
    letters: frozenset[str]


class Errand(NamedTuple):
    """What somebody wants to sign: for which office, customer and amount (yuan, None = not known)."""

    office: str | None
    customer: str | None
    amount: Decimal | None


def roster_of(columns: Columns) -> Roster:
    """The roster of a book from its summary columns."""
    organisation = columns.find("organisation", "organisation")
    revoked: dict[str, dt.datetime] = {}
    for row in columns.rows("revocation"):
        revoked[row.delegation] = min(row.at, revoked.get(row.delegation, row.at))
    return Roster(
        staff={person.id: person for person in (organisation.staff if organisation else ())},
        parents={unit.id: unit.parent_unit for unit in (organisation.units if organisation else ())},
        delegations={row.id: row for row in columns.rows("delegation")},
        revoked=revoked,
        letters=frozenset(row.id for row in columns.rows("document") if row.doc_type == DocType.delegation_letter),
    )


def person_of(roster: Roster, email: str) -> Staff | None:
    """The member of staff whose e-mail a git identity carries; None where it is nobody's or not only one's."""
    found = [person for person in roster.staff.values() if person.email.casefold() == email.strip().casefold()]
    return found[0] if len(found) == 1 else None


def posts(roster: Roster, staff_id: str, role: Role, day: dt.date) -> tuple[Post, ...]:
    """The posts by which a person has a role on a day; none after the day on which somebody left."""
    if not employed(roster, staff_id, day):
        return ()
    return tuple(post for post in roster.staff[staff_id].roles if post.role == role and in_post(post, day))


def in_post(post: Post, day: dt.date) -> bool:
    """Whether a post lasts on a day; both its first and its last day count."""
    return post.valid_from <= day and (post.valid_to is None or day <= post.valid_to)


def employed(roster: Roster, staff_id: str, day: dt.date) -> bool:
    """Whether somebody is on the roster and has not left."""
    person = roster.staff.get(staff_id)
    return person is not None and (person.left_on is None or day <= person.left_on)


def holds(roster: Roster, staff_id: str, role: Role, office: str | None, day: dt.date) -> bool:
    """Whether a person holds a role on a day; a post for one office holds for it and for what stands below it."""
    found = posts(roster, staff_id, role, day)
    return any(post.office is None or within(roster, office, post.office) for post in found)


def within(roster: Roster, office: str | None, unit: str) -> bool:
    """Whether an office is a unit or stands below it; an unknown office is within nothing."""
    seen: set[str] = set()
    while office is not None and office not in seen:
        if office == unit:
            return True
        seen.add(office)
        office = roster.parents.get(office)
    return False


def called(roster: Roster, staff_id: str) -> str:
    """A person by name and id, or by the id alone where the roster has nobody of that id."""
    person = roster.staff.get(staff_id)
    return f"{person.name} {staff_id}" if person else staff_id


def holders(roster: Roster, role: Role, office: str | None, day: dt.date) -> tuple[str, ...]:
    """Everybody who holds a role on a day, by staff id."""
    return tuple(sorted(person for person in roster.staff if holds(roster, person, role, office, day)))


# --- delegations ----------------------------------------------------------------------------------------------------


def highest_amount(role: Role, policy: Policy) -> Decimal | None:
    """Up to which amount a role signs or approves by the band table; None = no limit, or no place in that table."""
    limits = [band.max for band in policy.approval.bands if role in (*band.sign, band.approve)]
    known = [limit for limit in limits if limit is not None]
    return max(known) if known and len(known) == len(limits) else None


def delegation_faults(delegation: Row, roster: Roster, policy: Policy) -> Iterator[Say]:
    """What is wrong with a written delegation in itself, whatever it is used for (R-APR-07)."""
    yield from _form_faults(delegation, roster, policy)
    day = delegation.valid_from
    if not _may_grant(
        delegation, roster, policy, lambda person: bool(posts(roster, person, delegation.role, day)), day
    ):
        yield Say(
            f"{delegation.grantor} 在 {day} 不担任{delegation.role.zh}（转授权不算）",
            f"{delegation.grantor} does not hold the role {delegation.role.en} on {day} (onward delegation is no post)",
        )


def use_faults(delegation: Row, errand: Errand, moment: dt.datetime, roster: Roster, policy: Policy) -> Iterator[Say]:
    """Why a delegation does not cover one errand at one moment; both ends of its period are inclusive (CK-39)."""
    yield from _form_faults(delegation, roster, policy)
    yield from _period_faults(delegation, moment, roster)
    yield from _scope_faults(delegation, errand, roster)
    role, day = delegation.role, moment.date()
    if not _may_grant(delegation, roster, policy, lambda person: holds(roster, person, role, errand.office, day), day):
        yield Say(
            f"授权人 {delegation.grantor} 在 {day} 不担任{role.zh}",
            f"the grantor {delegation.grantor} does not hold the role {role.en} on {day}",
        )


def _form_faults(delegation: Row, roster: Roster, policy: Policy) -> Iterator[Say]:
    if delegation.grantor == delegation.delegate:
        yield Say("授权人和被授权人是同一人", "grantor and delegate are one person")
    days, most = (delegation.valid_to - delegation.valid_from).days + 1, policy.approval.delegation_max_days
    if days < 1:
        yield Say("有效期止早于有效期起", "it ends before it begins")
    if days > most:
        yield Say(f"期限 {days} 天，超过 {most} 天", f"it runs {days} days, more than {most}")
    highest, limit = highest_amount(delegation.role, policy), delegation.max_amount
    if limit is not None and highest is not None and limit > highest:
        yield Say(
            f"限额 {limit:,} 超过授权人的档 {highest:,}", f"its limit {limit:,} is above the grantor's band {highest:,}"
        )
    if delegation.document not in roster.letters:
        letter = delegation.document
        yield Say(f"没有书面授权书 {letter}", f"there is no delegation letter {letter} on file")


def _period_faults(delegation: Row, moment: dt.datetime, roster: Roster) -> Iterator[Say]:
    day, first, last = moment.date(), delegation.valid_from, delegation.valid_to
    if not first <= day <= last:
        yield Say(f"{day} 不在有效期 {first} 至 {last} 内", f"{day} is outside its period {first} to {last}")
    revoked = roster.revoked.get(delegation.id)
    if revoked is not None and moment >= revoked:
        yield Say(f"已于 {revoked.isoformat()} 撤销", f"it was revoked at {revoked.isoformat()}")
    if not employed(roster, delegation.delegate, day):
        yield Say(f"{delegation.delegate} 不在册", f"{delegation.delegate} is not on the roster")


def _scope_faults(delegation: Row, errand: Errand, roster: Roster) -> Iterator[Say]:
    if delegation.office is not None and not within(roster, errand.office, delegation.office):
        yield Say(f"只限办事处 {delegation.office}", f"it covers only the office {delegation.office}")
    if delegation.customers and errand.customer not in delegation.customers:
        yield Say(f"不含客户 {errand.customer}", f"it does not cover the customer {errand.customer}")
    limit = delegation.max_amount
    if limit is None:
        return
    if errand.amount is None:
        yield Say("金额不明，限额无法核对", "the amount is not known, so its limit can't be checked")
    elif errand.amount > limit:
        yield Say(f"{errand.amount:,} 超过限额 {limit:,}", f"{errand.amount:,} is above its limit {limit:,}")


def _may_grant(
    delegation: Row,
    roster: Roster,
    policy: Policy,
    has_role: Callable[[str], bool],
    day: dt.date,
    seen: frozenset[str] = frozenset(),
) -> bool:
    """Whether the grantor has the role by a post; by a delegation only where policy allows onward delegation."""
    if has_role(delegation.grantor):
        return True
    if not policy.approval.allow_subdelegation:
        return False
    passed = seen | {delegation.id}
    return any(
        other.delegate == delegation.grantor
        and other.role == delegation.role
        and other.id not in passed | roster.revoked.keys()
        and other.valid_from <= day <= other.valid_to
        and not any(_form_faults(other, roster, policy))
        and _may_grant(other, roster, policy, has_role, day, passed)
        for other in roster.delegations.values()
    )
