"""`kam approve ID`: what is asked and whose turn it is; then the next sign-off, as the person of the git identity."""

from typing import Annotated

import typer

from kamcli.cli.approval_case import opened, take_up
from kamcli.cli.approval_sheet import page, waiting
from kamcli.cli.approve_sign import Wishes, sign
from kamcli.cli.options import Directory, DryRun, Format, Language, Listing
from kamcli.cli.session import Session, session
from kamcli.cli.words import tr
from kamcli.model.finding import Exit, refuse

Subject = Annotated[
    str,
    typer.Argument(
        metavar="[ID]",
        help=tr("申请、合同或受控内容（C0001.credit）", "application, contract or guarded block (C0001.credit)"),
    ),
]
Pending = Annotated[bool, typer.Option("--pending", help=tr("列出待批事项", "list what waits for a signature"))]
Reject = Annotated[bool, typer.Option("--reject", help=tr("驳回（要写意见）", "reject (needs a comment)"))]
Return = Annotated[bool, typer.Option("--return", help=tr("退回（要写意见）", "return (needs a comment)"))]
Withdraw = Annotated[bool, typer.Option("--withdraw", help=tr("撤回提交", "withdraw the submission"))]
Comment = Annotated[str, typer.Option("--comment", metavar="TEXT", help=tr("意见", "a comment"))]
FileNo = Annotated[
    str, typer.Option("--file-no", metavar="NO", help=tr("备案号（第一档批准）", "filing number (band 1)"))
]
Delegation = Annotated[
    str, typer.Option("--delegation", metavar="DL-…", help=tr("按这份授权书签", "sign under this delegation"))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=tr("不再询问，直接签", "sign without asking"))]
OnlyShow = Annotated[bool, typer.Option("--show", help=tr("只看，不签", "only show"))]


def approve(
    ctx: typer.Context,
    subject_id: Subject = "",
    *,
    pending: Pending = False,
    reject: Reject = False,
    return_: Return = False,
    withdraw: Withdraw = False,
    comment: Comment = "",
    file_no: FileNo = "",
    delegation: Delegation = "",
    yes: Yes = False,
    only_show: OnlyShow = False,
    dry_run: DryRun = False,
    style: Listing = Format.table,
    directory: Directory = None,
    lang: Language = None,
) -> None:
    """Show an approval and take its next step. The commit holds the sign-off and the state alone; no git hook runs."""
    here = session(ctx, directory=directory, lang=lang, judge=True)
    if pending:
        _list(here, style)
        return
    closing = _closing(comment, reject=reject, return_=return_, withdraw=withdraw)
    wishes = Wishes(closing, comment, file_no, delegation, yes=yes, dry_run=dry_run)
    _one(here, subject_id, None if only_show else wishes)


def _list(here: Session, style: Format) -> None:
    from kamcli.model.answers import Answers
    from kamcli.views.approvals import approvals

    waiting(approvals(here.book, Answers(), here.policy, here.today).items, style, here.lang)


def _closing(comment: str, *, reject: bool, return_: bool, withdraw: bool) -> str:
    """The closing act that was asked for, "" for the next stage; a rejection or return says why."""
    asked = [name for name, on in (("reject", reject), ("return", return_), ("withdraw", withdraw)) if on]
    if len(asked) > 1:
        both = tuple(f"--{each}" for each in asked)
        raise refuse("{both} 只能选一个", "choose one of {both}", code=Exit.ASKED_WRONGLY, both=both)
    if asked and asked[0] != "withdraw" and not comment.strip():
        raise refuse("要用 --comment 写意见", "say why with --comment", code=Exit.ASKED_WRONGLY)
    return asked[0] if asked else ""


def _one(here: Session, subject_id: str, wishes: Wishes | None) -> None:
    """The page of one subject, and its next sign-off."""
    from kamcli.views.sheet import sheet

    if not subject_id:
        raise refuse("要写编号，或用 --pending", "name what to approve, or use --pending", code=Exit.ASKED_WRONGLY)
    take_up(here)
    case = opened(here, subject_id)
    page(sheet(case.claimed, case.now, here.book, here.today), here.lang)
    if wishes is not None:
        sign(case, wishes)
