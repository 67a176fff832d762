"""The signing half of `kam approve`: who signs, what stands against it, and the one commit."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import typer

from kamcli.cli import show
from kamcli.cli.approval_case import Case, signing_person
from kamcli.cli.session import Session
from kamcli.model.finding import Exit, Finding, KamError, Say, Severity, refuse

if TYPE_CHECKING:
    from kamcli.changes.approve import Signing
    from kamcli.changes.change import Change
    from kamcli.changes.signer import Signer
    from kamcli.states.step import Step

WAITING = Say("没有记录任何签署；要签就加 --yes", "nothing was recorded; add --yes to sign")
RECORDED = Say("已记录：{title}（{commit}）", "recorded: {title} ({commit})")
ALREADY = Say(
    "{name} 的{act}已于 {at} 记录，没有再写",
    "the act {act} of {name} was recorded at {at} already; nothing was written",
)
ASK = Say("以 {name}（{role}）的身份{act} {subject}？", "{act} {subject} as {name} ({role})?")
NEXT = Say("下一步：{stage}，轮到 {who}", "next: {stage}, the turn of {who}")
APPROVED = Say("审批完成", "the approval is complete")


class Wishes(NamedTuple):
    """What the command line asked for; `closing` is "" for the next stage of the chain."""

    closing: str
    comment: str
    file_no: str
    delegation: str
    yes: bool = False
    dry_run: bool = False

    @property
    def asked(self) -> bool:
        """Whether the words alone ask for a sign-off; else a person at a terminal is asked."""
        return self.yes or self.dry_run or bool(self.closing)


def sign(case: Case, wishes: Wishes) -> None:
    """Record the sign-off that was asked for, or say why not."""
    from kamcli.changes.approve import already, signing, step_of

    here = case.here
    if not wishes.asked and not sys.stdin.isatty():
        show.note(WAITING.read(here.lang))
        return
    signer = _signer(case, wishes)
    if (row := already(case.now, signer)) is not None:
        told = {"name": signer.person.name, "act": row.act, "at": f"{row.at:%Y-%m-%d %H:%M}"}
        show.note(ALREADY.read(here.lang, told))
        return
    signed = signing(case.now, signer)
    step = step_of(case.now, signed)
    _refuse_dirty(case)
    _judge(case, signed, step, signer)
    changes = _changes(case, signed, step)
    if wishes.dry_run:
        _preview(changes)
    elif _agreed(signed, signer, wishes):
        _record(case, signed, changes)
    else:
        show.note(WAITING.read(here.lang))


def _signer(case: Case, wishes: Wishes) -> "Signer":
    """The person of the git identity, now."""
    from kamcli.changes.signer import Signer
    from kamcli.model.signoff import Act

    here = case.here
    here.refuse_as_of()
    person = signing_person(here, case.setting.roster)
    act = next((each for each in Act if each == wishes.closing), None)
    return Signer(person, case.setting, here.now(), here.lang, act, wishes.comment, wishes.file_no, wishes.delegation)


def _refuse_dirty(case: Case) -> None:
    """What is signed is what is committed: the subject, its sign-offs, the roster and the policy."""
    from kamcli.store import git

    files = (case.now.subject.row.file, "organisation.yaml", "policy.yaml", *(each.file for each in case.now.acts))
    dirty = git.dirty(case.here.root, files)
    if dirty:
        line = f"git diff {' '.join(dirty)}"
        raise refuse(
            "有没提交的改动：{files}；先提交再签",
            "there are uncommitted changes: {files}; commit them first",
            code=Exit.CONFIGURATION,
            hint=Say(line, line),
            files=dirty,
        )


# --- what stands against it -----------------------------------------------------------------------------------------


def _judge(case: Case, signed: "Signing", step: "Step | None", signer: "Signer") -> None:
    """Print what is remarked; stop at errors of the subject, its customer, the roster and the policy."""
    from kamcli.cli.approval_remarks import remarks

    here = case.here
    findings = sorted({*_after(case, signed, step), *_as_read(case)})
    own = {case.now.subject.row.file, signed.row.file, ""}
    for each in (*(each for each in findings if each.file in own), *remarks(case, signed, signer)):
        if each.severity is Severity.warning:
            show.finding(each, here.root, here.lang, sys.stderr)
    errors = tuple(each for each in findings if each.severity is Severity.error)
    if errors:
        title = case.now.subject.id
        raise KamError(Say(f"{title} 有问题，没有签署", f"{title} was not signed: there are errors"), findings=errors)


def _after(case: Case, signed: "Signing", step: "Step | None") -> Iterator[Finding]:
    """What the rules say of the book as it would be after the sign-off."""
    from kamcli.changes.guards import After, about, guarded, with_rows
    from kamcli.changes.transition import after
    from kamcli.model.kinds import KINDS
    from kamcli.store.placing import placed
    from kamcli.store.records import read_page

    here, subject = case.here, case.now.subject
    row, columns, policy = subject.row, here.book.columns, here.policy
    record = read_page(here.root, row.file, KINDS[row.kind], policy, here.lang).record
    then = after(row, record, columns, step, signed.row) if step else After(with_rows(columns, signed.row), row, record)
    found = list(about(_watched(case, signed), then, policy))
    if step is not None:
        outcome = guarded(step, then, policy, here.today)
        found += outcome.found
        for told in outcome.waived:
            show.note(told.read(here.lang))
    yield from placed(here.root, then.columns, then.row, found, policy, here.lang)


def _watched(case: Case, signed: "Signing") -> set[tuple[str, str]]:
    subject = case.now.subject
    signoffs = (("signoff", each.id) for each in (*case.now.acts, signed.row))
    delegation = (("delegation", signed.row.delegation),) if signed.row.delegation else ()
    single = (("organisation", "organisation"), ("policy", "policy"))
    return {
        (subject.row.kind, subject.row.id),
        ("customer", subject.errand.customer or ""),
        *signoffs,
        *delegation,
        *single,
    }


def _as_read(case: Case) -> Iterator[Finding]:
    """What reading found in the customer's file, the roster and the policy, and in the text of the subject."""
    from kamcli.rules.register import RULES

    here, subject = case.here, case.now.subject
    customer = here.book.columns.find("customer", subject.errand.customer)
    others = {"organisation.yaml", "policy.yaml", customer.file if customer else ""}
    judged_anew = {rule.id for rule in RULES if rule.record}
    for each in here.reading.findings:
        if (each.file in others and each.file) or (each.file == subject.row.file and each.rule not in judged_anew):
            yield each


# --- writing --------------------------------------------------------------------------------------------------------


def _changes(case: Case, signed: "Signing", step: "Step | None") -> "tuple[Change, ...]":
    """The sign-off's file, in the company's language, and the line of the state where it changes."""
    from kamcli.changes.change import Change
    from kamcli.changes.transition import assignment
    from kamcli.model.kinds import KINDS
    from kamcli.store.drafts import draft
    from kamcli.store.emit import record_text

    here, row = case.here, case.now.subject.row
    lang = str(here.policy.company.language.value)
    text = record_text("signoff", signed.values, lang, headings=False)
    made = Change(signed.row.file, None, text, signed.title)
    _check_written(made, signed, here)
    if step is None or step.target == row.state:
        return (made,)
    return (made, draft(here.root, assignment(row, step), KINDS[row.kind], here.policy, here.lang).change)


def _check_written(made: "Change", signed: "Signing", here: Session) -> None:
    """The file must say exactly what was judged: read back, it has the same digest."""
    from kamcli.model.digest import digest
    from kamcli.model.kinds import KINDS
    from kamcli.store.records import Located, parse_page

    located = Located(made.path, KINDS["signoff"], signed.row.id, here.policy, here.lang)
    page = parse_page(made.after.encode(), located)
    if page.record is None or digest("signoff", page.record) != signed.row.own:
        raise KamError(
            Say("签署写不成文件，没有记录", "the sign-off can't be written; nothing was recorded"),
            findings=page.findings,
        )


def _preview(changes: "tuple[Change, ...]") -> None:
    from kamcli.changes.change import diff

    for change in changes:
        show.raw(diff(change))


def _agreed(signed: "Signing", signer: "Signer", wishes: Wishes) -> bool:
    """Whether to go on: --yes, or a yes typed at a terminal."""
    if wishes.yes or not sys.stdin.isatty():
        return wishes.yes
    row = signed.row
    told = {"name": signer.person.name, "role": row.role, "act": row.act, "subject": row.subject}
    return typer.confirm(ASK.read(signer.lang, told), err=True)


def _record(case: Case, signed: "Signing", changes: "tuple[Change, ...]") -> None:
    """One commit that holds exactly these files, then the files themselves."""
    from kamcli.states.chain import said
    from kamcli.store.commit import record
    from kamcli.views.approvals import turn_of

    here, then = case.here, signed.then
    commit = record(here.root, changes, signed.message)
    show.line(RECORDED.read(here.lang, {"title": signed.title, "commit": commit[:12]}))
    if then.complete:
        show.note(APPROVED.read(here.lang))
    elif turn := turn_of(then, case.setting.roster, here.policy, here.today):
        stage = then.next
        told = {
            "stage": said(stage) if stage else "",
            "who": turn.names or Say("（名册里没有人）", "(nobody on the roster)"),
        }
        show.note(NEXT.read(here.lang, told))
