"""`kam delegate`: a written delegation by the person of the git identity, and `--revoke`; each is one commit."""

from typing import TYPE_CHECKING, Annotated

import typer

from kamcli.cli import show
from kamcli.cli.approval_case import signing_person
from kamcli.cli.options import Directory, DryRun, Language
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Say

if TYPE_CHECKING:
    from kamcli.changes.change import Change
    from kamcli.model.organisation import Staff

Delegate = Annotated[str, typer.Argument(metavar="[STAFF]", help=tr("被授权人的员工编号", "staff id of the delegate"))]
RoleWord = Annotated[
    str, typer.Option("--role", metavar="ROLE", help=tr("授权的角色，中文或英文", "the role, in either language"))
]
First = Annotated[
    str, typer.Option("--from", metavar="DATE", help=tr("有效期起（默认今天）", "first day (default: today)"))
]
Last = Annotated[str, typer.Option("--to", metavar="DATE", help=tr("有效期止，当天仍有效", "last day, inclusive"))]
Letter = Annotated[str, typer.Option("--document", metavar="DC-…", help=tr("书面授权书", "the letter on file"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=tr("原因", "the reason"))]
Office = Annotated[str, typer.Option("--office", metavar="ID", help=tr("只限这个办事处", "only for this office"))]
Customers = Annotated[
    list[str] | None, typer.Option("--customer", metavar="ID", help=tr("只限这些客户", "only for these customers"))
]
Limit = Annotated[str, typer.Option("--max-amount", metavar="AMOUNT", help=tr("限额，如 30万", "limit, as 300,000"))]
Revoke = Annotated[str, typer.Option("--revoke", metavar="DL-…", help=tr("撤销这份授权", "end this delegation"))]

RECORDED = Say("已记录：{title}（{commit}）", "recorded: {title} ({commit})")


def delegate(
    ctx: typer.Context,
    staff_id: Delegate = "",
    *,
    role: RoleWord = "",
    first: First = "",
    last: Last = "",
    document: Letter = "",
    reason: Reason = "",
    office: Office = "",
    customer: Customers = None,
    max_amount: Limit = "",
    revoke: Revoke = "",
    dry_run: DryRun = False,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Delegate a role in writing, or end a delegation. No git hook runs."""
    here = session(ctx, directory=directory, lang=lang)
    here.refuse_as_of()
    asked = {"delegate": staff_id, "role": role, "valid_from": first, "valid_to": last, "document": document}
    scope = {"office": office, "customers": tuple(customer or ())}
    if revoke:
        _revoke(here, revoke, reason, dry_run=dry_run)
    else:
        _grant(here, {**asked, **scope, "reason": reason, "max_amount": max_amount}, dry_run=dry_run)


def _grant(here: Session, asked: dict[str, object], *, dry_run: bool) -> None:
    """Write a delegation; what was typed is judged as a file of the book before it is one."""
    from kamcli.changes.add import Circumstances, new_id
    from kamcli.changes.delegate import delegation, refuse_unclean
    from kamcli.model.kinds import KINDS
    from kamcli.store.drafts import draft_new, taken_ids, words
    from kamcli.store.records import Page, summary

    kind, person = KINDS["delegation"], _person(here)
    at_hand = Circumstances(taken_ids(here.root, kind), here.now(), person.id, words())
    record_id = new_id(kind, at_hand, here.policy)
    made = draft_new(here.root, delegation(record_id, person, asked, here.today), here.policy, _lang(here))
    row = summary(Page(made.change.path, kind, record_id, made.change.after, made.after, ()))
    refuse_unclean(row, here.book.columns, here.policy)
    _write(here, made.change, dry_run=dry_run)


def _revoke(here: Session, record_id: str, reason: str, *, dry_run: bool) -> None:
    from kamcli.changes.delegate import revocation
    from kamcli.store.drafts import draft_new

    wanted = revocation(record_id, _person(here), here.now(), reason, here.book.columns)
    _write(here, draft_new(here.root, wanted, here.policy, _lang(here)).change, dry_run=dry_run)


def _person(here: Session) -> "Staff":
    """The person of the git identity, whose delegation it is."""
    from kamcli.states.roster import roster_of

    return signing_person(here, roster_of(here.book.columns))


def _lang(here: Session) -> str:
    """The language in which kam writes new files."""
    return str(here.policy.company.language.value)


def _write(here: Session, change: "Change", *, dry_run: bool) -> None:
    from kamcli.changes.change import diff
    from kamcli.store.commit import record

    if dry_run:
        show.raw(diff(change))
        return
    commit = record(here.root, (change,), change.subject)
    show.line(RECORDED.read(here.lang, {"title": change.subject, "commit": commit[:12]}))
