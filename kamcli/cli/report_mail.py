"""`kam report digest --mail`: send what is due and unsent; `--eml`: write the same messages to files."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kamcli.cli import show
from kamcli.cli.digest_letters import JOB, Letters
from kamcli.cli.mail_access import access_of, guard, outbox_of, refused_by
from kamcli.cli.session import Session
from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.mailing import State

if TYPE_CHECKING:
    from kamcli.output.smtp import Access
    from kamcli.store.mailing import Run
    from kamcli.store.outbox import Entry, Outbox
    from kamcli.views.mailing import Audience, Mailbox
    from kamcli.views.reports import Report

WILL = Say("要寄", "to be sent")
STATES = {
    State.queued: WILL,
    State.sending: Say("上次中断，再寄一次", "interrupted, to be sent again"),
    State.deferred: Say("还没寄到，再寄一次（{why}）", "not delivered yet, to be tried again ({why})"),
    State.sent: Say("本周已寄（{at}）", "sent this week ({at})"),
    State.failed: Say("被拒收（{why}）；改好后加 --retry 再寄", "refused ({why}); mend it, then send with --retry"),
    State.superseded: Say("不寄：{why} 的周报已取代它", "none is sent: the digest of {why} took its place"),
    State.withdrawn: Say("不寄：本周的已撤回", "none is sent: this week's was withdrawn"),
}
EARLY = Say("本周从 {weekday} 起寄", "this week's goes out from {weekday} on")
QUIET = Say("没有要处理的事，不寄", "nothing needs attention, so none is sent")
SENT = Say("已寄 {to}", "sent to {to}")
UNSENT = Say("没寄给 {to}：{why}", "not sent to {to}: {why}")
AGAIN = Say("{why}；下次运行再寄", "{why}; the next run tries again")
NEVER = Say("{why}；改好后加 --retry 再寄", "{why}; mend it, then send with --retry")
OTHERS = Say(
    "另有 {n} 个收件人：--eml 写成目录（以 / 结尾）就一人一个文件，或用 --to 挑一个",
    "{n} more recipients: give --eml a folder (DIR/) for a file each, or choose one with --to",
)


class Posting(NamedTuple):
    """What is asked for: to send, or (`eml`) to write; `to` names one recipient, `retry` sends refused ones too."""

    eml: str
    to: str
    retry: bool
    dry_run: bool


def post(here: Session, asked: Posting) -> int:
    """Send or write the digest; gives the exit code, 5 when somebody did not get it."""
    everybody = audience_of(here)
    found = everybody._replace(mailboxes=_chosen(everybody, asked.to))
    lost = 0
    if asked.eml:
        write(here, asked.eml, found.mailboxes)
    elif asked.dry_run:
        foresee(here, asked, found.mailboxes)
    else:
        lost = mail(here, asked, found.mailboxes, everybody.mailboxes)
    for each in everybody.refused if not asked.to else ():
        _note(here, UNSENT, to=each.named, why=each.why.read(here.lang))
        lost += 1
    return Exit.RENDERING if lost else here.code


def posting_of(chosen: "Report | None", asked: Posting, *, mail: bool, printed: bool) -> Posting | None:
    """What is to be mailed or written as mail; None where the report is printed. Refuses what does not go together."""
    wanted = mail or bool(asked.eml)
    if not wanted and not (asked.to or asked.retry or asked.dry_run):
        return None
    if not wanted:
        wrong = Say("--to、--retry、--dry-run 要和 --mail 一起用", "--to, --retry and --dry-run go with --mail")
    elif chosen is None or chosen.name != JOB:
        wrong = Say("只有 digest 能寄：kam report digest --mail", "only the digest is mailed: kam report digest --mail")
    elif mail and asked.eml:
        wrong = Say("--mail 和 --eml 只能写一个", "--mail and --eml exclude each other")
    elif printed:
        wrong = Say(
            "--mail、--eml 不和 --format、--out、--max-class 一起用：谁看到哪一级由制度定",
            "--mail and --eml take no --format, --out or --max-class: policy says who sees what",
        )
    else:
        return asked
    raise KamError(wrong, code=Exit.ASKED_WRONGLY)


def audience_of(here: Session) -> "Audience":
    """The recipients that policy names."""
    from kamcli.states.roster import roster_of
    from kamcli.views.mailing import audience

    if not here.policy.digest.recipients:
        raise refuse(
            "没有收件人：policy.yaml 的“周报.收件人”是空的",
            "there are no recipients: digest.recipients in policy.yaml is empty",
            code=Exit.CONFIGURATION,
            hint=Say(
                "收件人: [{角色: 销售总监, 最高密级: 机密}]", "recipients: [{role: sales_director, max_class: conf}]"
            ),
        )
    return audience(here.policy, roster_of(here.book.columns), here.today)


def _chosen(found: "Audience", to: str) -> "tuple[Mailbox, ...]":
    """All recipients, or those of one address or name."""
    wanted = to.casefold()
    chosen = tuple(each for each in found.mailboxes if wanted in ("", each.address.casefold(), each.name.casefold()))
    if to and not chosen:
        zh, en = "收件人里没有“{to}”；有：{known}", "no recipient is called {to}; there are: {known}"
        known = tuple(each.address for each in found.mailboxes)
        raise refuse(zh, en, code=Exit.ASKED_WRONGLY, to=to, known=known)
    return chosen


def called(box: "Mailbox", lang: str) -> str:
    """`骆闻韶 <luo@firm.example>（机密，中文）`."""
    form = Say("{name}<{address}>（{most}，{lang}）", "{name}<{address}> ({most}, {lang})")
    spoken = {"zh": Say("中文", "Chinese"), "en": Say("英文", "English")}[box.lang]
    figures = {"name": f"{box.name} " if box.name else "", "address": box.address, "most": box.most, "lang": spoken}
    return show.one_line(form.read(lang, figures))


def _note(here: Session, say: Say, **figures: object) -> None:
    show.note(show.one_line(f"kam: {say.read(here.lang, figures)}"))


# --- to files -------------------------------------------------------------------------------------------------------


def write(here: Session, eml: str, boxes: "tuple[Mailbox, ...]") -> None:
    """One file a recipient in a folder, or the first recipient's message in the file that is named."""
    from kamcli.store.files import read_bytes
    from kamcli.store.files import write as put
    from kamcli.views.mailing import week

    letters, place = Letters(here), Path(eml)
    folder = place.is_dir() or eml.endswith(("/", os.sep))
    for box in boxes if folder else boxes[:1]:
        path = place / f"{re.sub(r'[^A-Za-z0-9@.+_-]', '_', box.address)}.eml" if folder else place
        _, content = letters.build(box, week(here.today))
        put(path, content.decode("ascii"), read_bytes(path) if path.exists() else None)
        show.note(f"{path}  {called(box, here.lang)}")
    if not folder and len(boxes) > 1:
        _note(here, OTHERS, n=len(boxes) - 1)


# --- to the server --------------------------------------------------------------------------------------------------


def mail(here: Session, asked: Posting, boxes: "tuple[Mailbox, ...]", everybody: "tuple[Mailbox, ...]") -> int:
    """Queue what is due to `boxes`, then try all that is open for them; gives how many did not get it."""
    from kamcli.store.mailing import fill, settle

    access = access_of(here)
    outbox, run = outbox_of(here), run_of(here, asked)
    with outbox.locked():
        settle(outbox, run, everybody)
        waiting = fill(outbox, run, boxes)
        if not waiting and not here.asked.quiet:
            _tell_states(here, outbox, run, boxes, show.note)
        return _deliver(here, access, outbox, run, waiting)


def run_of(here: Session, asked: Posting) -> "Run":
    """This run of the weekly digest."""
    from kamcli.store.mailing import Run
    from kamcli.views.mailing import due, week

    def at() -> str:
        return here.now().isoformat(timespec="seconds")

    letters = Letters(here)
    return Run(JOB, week(here.today), due(here.policy, here.today), asked.retry, at, letters.build_unless_quiet)


def _deliver(here: Session, access: "Access", outbox: "Outbox", run: "Run", waiting: "tuple[Entry, ...]") -> int:
    from kamcli.output.smtp import Postman
    from kamcli.store.mailing import send
    from kamcli.views.mailing import sender

    postman, author = Postman(access), sender(here.policy)
    try:
        tried = send(outbox, waiting, lambda to, content: postman.deliver(author, to, content), run.at)
        return sum(_lost(here, entry) for entry in tried)
    finally:
        postman.close()


def _lost(here: Session, entry: "Entry") -> bool:
    """Tell what a try came to; True where the message did not arrive."""
    if entry.state is State.sent:
        if not here.asked.quiet:
            show.line(SENT.read(here.lang, {"to": entry.address}))
        return False
    why = (NEVER if entry.state is State.failed else AGAIN).read(here.lang, {"why": refused_by(here, entry.why)})
    _note(here, UNSENT, to=entry.address, why=why)
    return True


def foresee(here: Session, asked: Posting, boxes: "tuple[Mailbox, ...]") -> None:
    """Say who would get what, write and send nothing; refused where sending would be."""
    from kamcli.views.mailing import sender, settings

    outbox, run = outbox_of(here), run_of(here, asked)
    _tell_states(here, outbox, run, boxes, show.line)
    sender(here.policy)
    guard(here, settings(here.policy))


def _tell_states(
    here: Session, outbox: "Outbox", run: "Run", boxes: "tuple[Mailbox, ...]", tell: Callable[[str], None]
) -> None:
    from kamcli.store.mailing import of_week, open_beside

    known, beside = of_week(outbox, run), open_beside(outbox, run)
    for box in boxes:
        entry = known.get(box.address.casefold())
        tell(f"{run.week}  {called(box, here.lang)}  {_state(here, run, box, entry).read(here.lang)}")
        for other in (each for each in beside if each.address.casefold() == box.address.casefold()):
            tell(f"{other.week}  {called(box, here.lang)}  {_state(here, run, box, other).read(here.lang)}")


def _state(here: Session, run: "Run", box: "Mailbox", entry: "Entry | None") -> Say:
    """What is to be said of one recipient: of what is known, else of what this week would bring."""
    if entry is not None:
        resent = run.retry and entry.state is State.failed
        by_server = entry.state in (State.deferred, State.failed)  # else the week that took its place
        why = refused_by(here, entry.why) if by_server else entry.why
        return WILL if resent else STATES[entry.state].filled({"why": why, "at": entry.at})
    if not run.due:
        return EARLY.filled({"weekday": here.policy.digest.weekday})
    return WILL if run.build(box, run.week) else QUIET
