"""One sign-off in the making: in which role and by which authority a person acts, and what its file says."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kamcli.model.choices import Role
from kamcli.model.columns import Row
from kamcli.model.digest import digest, values_digest
from kamcli.model.finding import Exit, refuse
from kamcli.model.organisation import Staff
from kamcli.model.signoff import Act, Signoff
from kamcli.states.approval import Standing
from kamcli.states.chain import Stage, file_name
from kamcli.states.roster import holds, use_faults
from kamcli.states.subject import Subject
from kamcli.states.verdict import FORMAT, Setting


class Signer(NamedTuple):
    """Who signs what and when: `act` None = the next stage of the chain; `lang` is that of the refusals."""

    person: Staff
    setting: Setting
    moment: dt.datetime
    lang: str
    act: Act | None = None
    comment: str = ""
    file_no: str = ""
    delegation: str = ""


def _holds(role: Role, subject: Subject, signer: Signer) -> bool:
    return holds(signer.setting.roster, signer.person.id, role, subject.errand.office, signer.moment.date())


def can(role: Role, subject: Subject, signer: Signer) -> bool:
    """Whether the person may act in a role at this moment, by a post or by a delegation."""
    return _holds(role, subject, signer) or _delegation(role, subject, signer) is not None


def _delegation(role: Role, subject: Subject, signer: Signer) -> Row | None:
    """The delegation to use: the one that was named, else one that covers this, and only where no post does."""
    roster = signer.setting.roster
    if signer.delegation:
        named = roster.delegations.get(signer.delegation)
        if named is None:
            wanted = signer.delegation
            raise refuse("没有授权书 {id}", "there is no delegation {id}", code=Exit.ASKED_WRONGLY, id=wanted)
        return named
    if _holds(role, subject, signer):
        return None
    return next(
        (
            each
            for each in roster.delegations.values()
            if (each.delegate, each.role) == (signer.person.id, role)
            and not any(use_faults(each, subject.errand, signer.moment, roster, signer.setting.policy))
        ),
        None,
    )


def signoff_values(now: Standing, stage: Stage, signer: Signer) -> dict[str, object]:
    """What the file of the sign-off says, under English names; None = nothing."""
    subject, band = now.subject, now.subject.chain.band
    used = _delegation(stage.role, subject, signer)
    return {
        "version": FORMAT,
        "book": signer.setting.policy.book_id,
        "subject": subject.id,
        "revision": subject.revision,
        "digest": subject.digest,
        "amount": subject.errand.amount if band else None,
        "band": band.number if band else None,
        "act": stage.act,
        "role": stage.role,
        "by": signer.person.id,
        "on_behalf_of": used.grantor if used else None,
        "delegation": used.id if used else None,
        "at": signer.moment.replace(microsecond=0),
        "policy": digest("policy", signer.setting.policy),
        "after": tuple(done.row.own for done in now.done) or None,
        "comment": signer.comment or None,
        "file_no": signer.file_no or None,
    }


def signoff_row(subject: Subject, stage: Stage, values: Mapping[str, object]) -> Row:
    """The sign-off as the book will have it once it is recorded."""
    file = file_name(subject.id, subject.revision or 0, stage)
    given = {name: values.get(name) for name in Signoff.model_fields if name != "id"}
    computed = {"own": values_digest("signoff", Signoff, given), "refs": (), "listed": ()}
    record_id = file.removeprefix("signoffs/").removesuffix(".yaml")
    return Row("signoff", record_id, file, MappingProxyType(given | computed))
