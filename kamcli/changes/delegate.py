"""`kam delegate`: a written delegation of the person at the keyboard, and its revocation."""

import datetime as dt
from collections.abc import Mapping

from kamcli.changes.change import NewRecord
from kamcli.model.choices import Role
from kamcli.model.columns import Columns, Row
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.kinds import REVOKED
from kamcli.model.organisation import Staff
from kamcli.model.policy import Policy
from kamcli.states.roster import delegation_faults, in_post, roster_of

NEEDED = ("delegate", "valid_to", "document", "reason")
SCOPE = ("office", "customers")


def delegation(record_id: str, grantor: Staff, asked: Mapping[str, object], today: dt.date) -> NewRecord:
    """The delegation as a new file; `asked` holds what was typed under the fields' names, the scope's fields among it.

    The grantor's only role and today are taken where none was said. KamError with exit code 2 for what is missing.
    """
    missing = tuple(name for name in NEEDED if not asked.get(name))
    if missing:
        raise refuse("还要写 {missing}", "also give {missing}", code=Exit.ASKED_WRONGLY, missing=missing)
    scope = {name: asked[name] for name in SCOPE if asked.get(name)}
    given = {name: value for name, value in asked.items() if value and name not in SCOPE}
    begin = given.get("valid_from") or today
    role = given.get("role") or _only_role(grantor, today)
    whole = given | {"grantor": grantor.id, "role": role, "valid_from": begin, "scope": scope or None}
    title = f"{record_id}: {grantor.id} delegates to {given['delegate']}"
    return NewRecord(f"delegations/{record_id}.yaml", "delegation", whole, title)


def refuse_unclean(row: Row, columns: Columns, policy: Policy) -> None:
    """Raise KamError with everything that is wrong with a delegation in itself (R-APR-07)."""
    roster = roster_of(columns)
    faults = tuple(delegation_faults(row, roster, policy))
    if row.delegate not in roster.staff:
        faults = (Say(f"名册里没有 {row.delegate}", f"the roster has no {row.delegate}"), *faults)
    if faults:
        zh, en = "、".join(each.zh for each in faults), ", ".join(each.en for each in faults)
        raise KamError(Say(f"授权书不合规，没有写入：{zh}", f"the delegation is not clean and was not written: {en}"))


def revocation(record_id: str, by: Staff, moment: dt.datetime, reason: str, columns: Columns) -> NewRecord:
    """The end of a delegation as a file of its own; only the grantor ends it, and only once."""
    row = columns.find("delegation", record_id)
    if row is None:
        raise refuse("没有授权书 {id}", "there is no delegation {id}", code=Exit.ASKED_WRONGLY, id=record_id)
    if row.grantor != by.id:
        zh, en = "{id} 的授权人是 {who}，只有本人能撤销", "{id} was granted by {who}, who alone can revoke it"
        raise refuse(zh, en, id=record_id, who=row.grantor)
    if record_id in roster_of(columns).revoked:
        raise refuse("{id} 已经撤销", "{id} is revoked already", id=record_id)
    values = {"delegation": record_id, "by": by.id, "at": moment.replace(microsecond=0), "reason": reason or None}
    path = f"delegations/{record_id}{REVOKED}.yaml"
    return NewRecord(path, "revocation", values, f"{record_id}: revoked by {by.id}")


def _only_role(grantor: Staff, day: dt.date) -> Role:
    """The one role that somebody holds on a day; more than one has to be chosen from."""
    held = tuple(dict.fromkeys(post.role for post in grantor.roles if in_post(post, day)))
    if len(held) != 1:
        roles = tuple(f"{role.zh} {role.value}" for role in held) or Say("（没有）", "(none)")
        zh, en = "用 --role 写明授权哪个角色：{roles}", "name the role with --role: {roles}"
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, roles=roles)
    return held[0]
