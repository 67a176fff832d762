"""`kam approve`: the next sign-off of a subject by the person at the keyboard, or why there is none."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kamcli.changes.signer import Signer, can, signoff_row, signoff_values
from kamcli.model.columns import Row
from kamcli.model.finding import Finding, KamError, Say, refuse
from kamcli.model.signoff import Act
from kamcli.rules.base import finding
from kamcli.rules.signoffs import BY_ID, problem
from kamcli.states.approval import Standing, may_act, standing
from kamcli.states.chain import CLOSING, Stage, said
from kamcli.states.process import SIGNED, demanded_act, step_by_act, step_to, target_of
from kamcli.states.roster import called
from kamcli.states.step import Process, Step
from kamcli.states.verdict import Setting, Trouble

NONE = Say("（空）", "(none)")


class Signing(NamedTuple):
    """A sign-off that is about to be recorded: as a row, as values of its file, and how the approval stands then."""

    row: Row
    values: Mapping[str, object]
    then: Standing

    @property
    def title(self) -> str:
        """The first line of the commit's message."""
        return title_of(self.row)

    @property
    def message(self) -> str:
        """The commit's message."""
        return message_of(self.row)


def title_of(row: Row) -> str:
    """The first line of the message of the commit that records a sign-off."""
    return f"{row.subject}: {row.act.value} r{row.revision} as {row.role.value}"


def message_of(row: Row) -> str:
    """The message of that commit; its trailer is for finding, nothing trusts it."""
    told = f"{row.subject} r{row.revision} {row.act.value} {row.role.value} {row.digest}"
    return f"{title_of(row)}\n\nKam-Signoff: {told}\n"


def already(now: Standing, signer: Signer) -> Row | None:
    """The person's own act of this revision that a rerun of the same command would only repeat."""
    if signer.act is not None:
        same = now.closed is not None and (now.closed.act, now.closed.by) == (signer.act, signer.person.id)
        return now.closed if same else None
    return next((done.row for done in reversed(now.done) if done.row.by == signer.person.id), None)


def signing(now: Standing, signer: Signer) -> Signing:
    """The sign-off that was asked for, judged by the same engine that judges recorded ones.

    Raises KamError: nothing to sign, somebody else's turn, a comment missing, a delegation that does not cover it.
    """
    if now.subject.revision is None:
        raise _unnumbered(now)
    stage = _stage(now, signer)
    values = signoff_values(now, stage, signer)
    row = signoff_row(now.subject, stage, values)
    authors = {**(signer.setting.authors or {}), row.file: signer.person.email}
    then = standing(now.subject, (*now.acts, row), signer.setting._replace(authors=authors))
    mine = tuple(each for each in then.obstacles if each.signoff is row)
    if mine:
        raise _not_yours(now, stage, mine, signer)
    return Signing(row, values, then)


def step_of(now: Standing, signed: Signing) -> Step | None:
    """The step of the record's process that a sign-off makes; None where there is no process.

    Its target is where the sign-offs are then: a state that was ahead of them comes back. Refuses an act for which the
    state has no step.
    """
    row, act = now.subject.row, signed.row.act
    process = SIGNED.get(row.kind)
    if process is None:
        return None
    step = step_by_act(process, act, row.state)
    if step is None and _is_ahead(process, now):
        step = next(each for each in process.steps if each.act == act)
    if step is None:
        raise _wrong_state(row, act, process)
    return step if act in CLOSING else step._replace(target=target_of(process, _reached(signed.then)))


def next_file_no(used: tuple[str, ...], year: int) -> str:
    """The next filing number of a year: BA-2026-0001 and on."""
    head = f"BA-{year}-"
    numbers = [int(each.removeprefix(head)) for each in used if each.startswith(head) and each[len(head) :].isdecimal()]
    return f"{head}{max(numbers, default=0) + 1:04d}"


def _reached(then: Standing) -> Act:
    """The last act that is wholly taken."""
    if then.complete:
        return Act.approve
    taken = any(done.stage.act == Act.sign for done in then.done)
    return Act.sign if taken and all(stage.act != Act.sign for stage in then.missing) else Act.submit


def _is_ahead(process: Process, now: Standing) -> bool:
    demanded = demanded_act(process, now.subject.row.state)
    return demanded is not None and any(stage.act in (Act.submit, demanded) for stage in now.missing)


# --- whose turn, and as whom ----------------------------------------------------------------------------------------


def _stage(now: Standing, signer: Signer) -> Stage:
    """The stage to take: the chain's next one, or a closing act in a role that the person has."""
    if signer.act is None:
        if now.next is None:
            raise _nothing_to_sign(now, signer)
        return now.next
    roles = now.subject.chain.roles
    if signer.act == Act.withdraw:
        roles = tuple(stage.role for stage in now.subject.chain.stages if stage.act == Act.submit)
    if not roles or not now.acts or now.closed is not None or now.complete:
        raise _nothing_to_close(now, signer.act)
    return Stage(signer.act, next((role for role in roles if can(role, now.subject, signer)), roles[0]))


# --- refusals -------------------------------------------------------------------------------------------------------


def findings(troubles: tuple[Trouble, ...], setting: Setting, lang: str) -> tuple[Finding, ...]:
    """Troubles in words, at the files of the sign-offs."""
    return tuple(
        finding(BY_ID[each.rule], problem(each), setting.policy, lang, file=each.signoff.file, record=each.signoff.id)
        for each in troubles
    )


def _not_yours(now: Standing, stage: Stage, mine: tuple[Trouble, ...], signer: Signer) -> KamError:
    """Why this person's act would not count, and whose turn it is."""
    roster = signer.setting.roster
    able = may_act(stage, now.subject, roster, signer.setting.policy, signer.moment)
    who = tuple(called(roster, each) for each in able) or Say("（名册里没有人）", "(nobody on the roster)")
    hint = None
    if signer.act is None:
        hint = Say(
            *(
                Say("轮到{stage}：{who}", "it is the turn of {stage}: {who}").read(
                    lang, {"stage": said(stage), "who": who}
                )
                for lang in ("zh", "en")
            )
        )
    own = called(roster, signer.person.id)
    told = Say(f"{own} 不能这样签 {now.subject.id}", f"{own} can't sign {now.subject.id} like this")
    unplaced = tuple(each._replace(signoff=_placed_at(each.signoff, now.subject.row.file)) for each in mine)
    return KamError(told, hint=hint, findings=findings(unplaced, signer.setting, signer.lang))


def _placed_at(row: Row, file: str) -> Row:
    """A sign-off that is not recorded has no file of its own to point to."""
    return Row(row.kind, row.id, file, row.values)


def _nothing_to_sign(now: Standing, signer: Signer) -> KamError:
    told: dict[str, Any] = {"id": now.subject.id, "revision": now.subject.revision}
    if now.complete:
        return refuse("{id} 版次 {revision} 已经批准", "{id} revision {revision} is approved already", **told)
    if now.closed is not None:
        line = f"kam move {now.subject.id} draft"
        return refuse(
            "{id} 版次 {revision} 已{act}",
            "{id} revision {revision} was closed ({act})",
            hint=Say(line, line),
            act=now.closed.act,
            **told,
        )
    said_so = refuse(
        "{id} 版次 {revision} 有不算数的签署，要开下一版次重新签",
        "{id} revision {revision} has sign-offs that do not count; the next revision has to be signed",
        **told,
    )
    return KamError(said_so.say, hint=_renewing(now), findings=findings(now.obstacles, signer.setting, signer.lang))


def _unnumbered(now: Standing) -> KamError:
    """A sign-off names the revision that it stands for."""
    row, block = now.subject.row, now.subject.block
    line = f"kam set {row.id} {f'revisions.{block}' if row.kind == 'customer' else 'revision'}=1"
    return refuse("{id} 没有版次", "{id} has no revision number", hint=Say(line, line), id=now.subject.id)


def _renewing(now: Standing) -> Say:
    """The command that opens the next revision: a move where the state has one, else a return first."""
    row = now.subject.row
    steps = SIGNED[row.kind].steps if row.kind in SIGNED else ()
    target = next((step.target for step in steps if step.renews and row.state in step.sources), None)
    line = f"kam move {row.id} {target}" if target else f"kam approve {now.subject.id} --return --comment …"
    return Say(line, line)


def _nothing_to_close(now: Standing, act: Act) -> KamError:
    return refuse(
        "{id} 版次 {revision} 不在审批中，不能{act}",
        "{id} revision {revision} is not under approval; there is nothing to {act}",
        id=now.subject.id,
        revision=now.subject.revision,
        act=act,
    )


def _wrong_state(row: Row, act: Act, process: Process) -> KamError:
    sources = (source for step in process.steps if step.act == act for source in step.sources)
    before = next((source for source in sources if step_to(process, row.state, source)), "STATE")
    line = f"kam move {row.id} {before}"
    return refuse(
        "{id} 现在是“{state}”，不能{act}",
        "{id} is {state}: nobody can {act} it now",
        hint=Say(line, line),
        id=row.id,
        state=row.state or NONE,
        act=act,
    )
