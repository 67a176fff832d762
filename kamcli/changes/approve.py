"""`kam approve`: the next sign-off of a subject by the person at the keyboard, or why there is none."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kamcli.changes.change import NewRecord
from kamcli.model.base import Choice
from kamcli.model.choices import Role
from kamcli.model.columns import Row
from kamcli.model.digest import digest_of
from kamcli.model.finding import Exit, Finding, KamError, Say, refuse
from kamcli.model.organisation import Staff
from kamcli.model.signoff import Act, Signoff
from kamcli.rules.base import finding
from kamcli.rules.signoffs import BY_TROUBLE, problem
from kamcli.states.approval import Standing, standing
from kamcli.states.chain import CLOSING, Stage, file_name
from kamcli.states.process import PROCESSES, Step, step_by_act
from kamcli.states.roster import holds, use_faults
from kamcli.states.subject import Subject
from kamcli.states.verdict import FORMAT, Setting


class Wish(NamedTuple):
    """What was asked for: `act` None = the next stage of the chain."""

    act: Act | None = None
    comment: str = ""
    file_no: str = ""
    delegation: str = ""


class Signing(NamedTuple):
    """A sign-off that is about to be recorded: as a row, as values of its file, and what the approval is then."""

    row: Row
    values: Mapping[str, object]
    then: Standing

    @property
    def stage(self) -> Stage:
        return Stage(self.row.act, self.row.role)


def already(now: Standing, person: Staff, wish: Wish) -> Row | None:
    """The person's own act of this revision that a rerun of the same command would only repeat."""
    if wish.act is not None:
        same = now.closed is not None and now.closed.act == wish.act and now.closed.by == person.id
        return now.closed if same else None
    return next((done.row for done in reversed(now.done) if done.row.by == person.id), None)


def signing(now: Standing, person: Staff, wish: Wish, setting: Setting, moment: dt.datetime, policy_digest: str) -> Signing:
    """The sign-off that a wish makes, judged by the same engine that judges recorded ones.

    Raises KamError: nothing to sign, not this person's turn, a comment missing, a delegation that does not cover it.
    """
    stage = _stage(now, person, wish, setting, moment)
    values = _values(now, stage, person, wish, setting, moment) | {"policy": policy_digest}
    row = _row(now.subject, stage, values)
    authors = {**(setting.authors or {}), row.file: person.email}
    then = standing(now.subject, (*now.acts, row), setting._replace(authors=authors))
    _refuse_troubles(then, row, setting)
    return Signing(row, values, then)


def new_record(signed: Signing, subject: Subject) -> NewRecord:
    """The sign-off as a new file of the book."""
    stage = signed.stage
    title = f"{stage.act.value} {subject.id} r{subject.revision} as {stage.role.value}"
    return NewRecord(signed.row.file, "signoff", signed.values, title)


def message(signed: Signing, subject: Subject) -> str:
    """The commit's message; the trailer is for finding, nothing trusts it."""
    told = f"{subject.id} r{subject.revision} {signed.stage.act.value} {signed.stage.role.value} {subject.digest}"
    return f"{new_record(signed, subject).subject}\n\nKam-Signoff: {told}\n"


def step_of(signed: Signing, row: Row) -> Step | None:
    """The step of the record's process that the sign-off makes; None where the state stays, or there is no process.

    A record whose state was ahead of its sign-offs comes back to where they are. Refuses an act that the state has no
    step for.
    """
    process = PROCESSES.get(row.kind)
    if process is None:
        return None
    act = signed.row.act
    step = step_by_act(process, act, row.state)
    if step is None:
        raise refuse(
            "{id} 现在是“{state}”,不能{act}",
            "{id} is {state}; nobody can {act} it now",
            hint=Say(f"kam move {row.id} …", f"kam move {row.id} …"),
            id=row.id,
            state=row.state or Say("(空)", "(none)"),
            act=act,
        )
    return step


def next_file_no(numbers: tuple[str, ...], year: int) -> str:
    """The next filing number of a year: BA-2026-0001 and on."""
    head = f"BA-{year}-"
    used = [int(each.removeprefix(head)) for each in numbers if each.startswith(head) and each[len(head) :].isdecimal()]
    return f"{head}{max(used, default=0) + 1:04d}"


# --- whose turn, and as whom ----------------------------------------------------------------------------------------


def _stage(now: Standing, person: Staff, wish: Wish, setting: Setting, moment: dt.datetime) -> Stage:
    """The stage to take: the chain's next one, or a closing act in a role that the person has."""
    if wish.act is None:
        if now.next is None:
            raise _nothing_to_sign(now, setting)
        return now.next
    roles = now.subject.chain.roles
    if wish.act == Act.withdraw:
        roles = tuple(stage.role for stage in now.subject.chain.stages if stage.act == Act.submit)
    able = (role for role in roles if _can(role, now.subject, person, wish, setting, moment))
    role: Role | None = next(able, roles[0] if roles else None)
    if role is None:
        raise refuse("{id} 没有可撤回的提交", "{id} has no submission to withdraw", id=now.subject.id)
    return Stage(wish.act, role)


def _can(role: Role, subject: Subject, person: Staff, wish: Wish, setting: Setting, moment: dt.datetime) -> bool:
    own = not wish.delegation and holds(setting.roster, person.id, role, subject.errand.office, moment.date())
    return own or _delegation(role, subject, person, wish, setting, moment) is not None


def _delegation(
    role: Role, subject: Subject, person: Staff, wish: Wish, setting: Setting, moment: dt.datetime
) -> Row | None:
    """The delegation to use: the one that was named, else one that covers this, and only where no post does."""
    if wish.delegation:
        named = setting.roster.delegations.get(wish.delegation)
        if named is None:
            raise refuse("没有授权书 {id}", "there is no delegation {id}", code=Exit.ASKED_WRONGLY, id=wish.delegation)
        return named
    if holds(setting.roster, person.id, role, subject.errand.office, moment.date()):
        return None
    return next(
        (
            each
            for each in setting.roster.delegations.values()
            if (each.delegate, each.role) == (person.id, role)
            and not any(use_faults(each, subject.errand, moment, setting.roster, setting.policy))
        ),
        None,
    )


def _values(
    now: Standing, stage: Stage, person: Staff, wish: Wish, setting: Setting, moment: dt.datetime
) -> dict[str, object]:
    subject, band = now.subject, now.subject.chain.band
    used = _delegation(stage.role, subject, person, wish, setting, moment)
    return {
        "version": FORMAT,
        "book": setting.policy.book_id,
        "subject": subject.id,
        "revision": subject.revision,
        "digest": subject.digest,
        "amount": subject.errand.amount if band else None,
        "band": band.number if band else None,
        "act": stage.act,
        "role": stage.role,
        "by": person.id,
        "on_behalf_of": used.grantor if used else None,
        "delegation": used.id if used else None,
        "at": moment.replace(microsecond=0),
        "after": tuple(done.row.own for done in now.done),
        "comment": wish.comment or None,
        "file_no": wish.file_no or None,
    }


def _row(subject: Subject, stage: Stage, values: Mapping[str, object]) -> Row:
    """The sign-off as the book will have it once it is recorded."""
    file = file_name(subject.id, subject.revision or 0, stage)
    given = {name: values.get(name) for name in Signoff.model_fields if name != "id"}
    own = digest_of("signoff", Signoff, given)
    record_id = file.removeprefix("signoffs/").removesuffix(".yaml")
    return Row("signoff", record_id, file, MappingProxyType({**given, "own": own}))


# --- refusals -------------------------------------------------------------------------------------------------------


def _nothing_to_sign(now: Standing, setting: Setting) -> KamError:
    subject = now.subject
    if now.complete:
        return refuse("{id} 版次 {revision} 已经批准", "{id} revision {revision} is approved already", id=subject.id, revision=subject.revision)
    if now.closed is not None:
        again = Say(f"kam move {subject.id} draft", f"kam move {subject.id} draft")
        return refuse(
            "{id} 版次 {revision} 已{act}:{comment}",
            "{id} revision {revision} was closed ({act}): {comment}",
            hint=again,
            id=subject.id,
            revision=subject.revision,
            act=now.closed.act,
            comment=now.closed.comment or "-",
        )
    return KamError(
        Say(f"{subject.id} 版次 {subject.revision} 有不算数的签署,要开新版次重新签", f"{subject.id} revision {subject.revision} has sign-offs that do not count; a new revision has to be signed"),
        findings=_findings(now.obstacles, setting),
    )


def _refuse_troubles(then: Standing, row: Row, setting: Setting) -> None:
    mine = tuple(each for each in then.obstacles if each.signoff is row)
    if mine:
        said = Say("这一步不能由您签", "this step can't be signed by you")
        raise KamError(said, findings=_findings(mine, setting))


def _findings(troubles: tuple, setting: Setting) -> tuple[Finding, ...]:
    ...
