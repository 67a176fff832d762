"""May this book send, from here, and with which password: asked before anything is queued."""

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from kamcli.cli.session import Session
from kamcli.model.finding import Exit, Say, refuse

if TYPE_CHECKING:
    from kamcli.model.policy_company import Mail
    from kamcli.output.smtp import Access
    from kamcli.store.outbox import Outbox

PASSWORD = "KAM_SMTP_PASSWORD"  # noqa: S105 the name of the variable
ANY = "*"
UNREACHED = Say(
    "{server}:{port} {why}；看 policy.yaml“邮件”下的服务器、端口、加密方式、根证书文件",
    "{server}:{port}: {why}; look at server, port, tls and ca_file below mail in policy.yaml",
)


def access_of(here: Session) -> "Access":
    """How to reach the server; refused with the line that is missing, or because this is not the book that mails."""
    from kamcli.output.smtp import Access
    from kamcli.views.mailing import sender, settings

    mail = settings(here.policy)
    sender(here.policy)
    guard(here, mail)
    ca_file = here.root.parent / mail.ca_file if mail.ca_file else None
    return Access(mail, password_of(here, mail), ca_file)


def guard(here: Session, mail: "Mail") -> None:
    """Only the book that policy names sends; a clone or a backup of it is told so and sends nothing."""
    from kamcli.rules.mailing import paste

    host, _, folder = (mail.only_from or "").partition(":")
    book, machine = here.root.parent.resolve(), platform.node()
    if host.casefold() in (ANY, machine.casefold()) and _same(Path(folder), book):
        return
    place = f"{machine}:{book}"
    line = paste("only_from", Say(place, place))
    raise refuse(
        "这份账簿不寄信：制度定的发送地是 {only}，这里是 {place}",
        "this book sends no mail: policy lets it go out from {only}, and this is {place}",
        code=Exit.CONFIGURATION,
        hint=Say(f"要改由这里寄，{line.zh}", f"if it is to send, {line.en}"),
        only=mail.only_from,
        place=place,
    )


def _same(folder: Path, book: Path) -> bool:
    return folder.is_absolute() and os.path.normcase(folder.resolve()) == os.path.normcase(book)


def password_of(here: Session, mail: "Mail") -> str:
    """The password from the environment, else from the command of policy; "" where nobody logs in."""
    from kamcli.store.secret import printed_by

    if mail.user is None:
        return ""
    if os.environ.get(PASSWORD):
        return os.environ[PASSWORD]
    if mail.password_command is not None:
        return printed_by(mail.password_command, here.root.parent)
    raise refuse(
        "没有 {user} 的密码：{variable} 没有设置，“邮件”下也没有取密码命令",
        "there is no password for {user}: {variable} is not set, and mail has no password_command",
        code=Exit.CONFIGURATION,
        hint=Say(f"export {PASSWORD}=…", f"export {PASSWORD}=…"),
        user=mail.user,
        variable=PASSWORD,
    )


def refused_by(here: Session, why: str) -> Say:
    """Why a message did not leave: a server's own reply as it is, else the server and the settings to look at."""
    from kamcli.model.reasons import replied, worded

    mail = here.policy.mail
    if not why or replied(why) or mail is None:
        return Say(why, why)
    return UNREACHED.filled({"server": mail.server, "port": mail.port, "why": worded(why)})


def outbox_of(here: Session) -> "Outbox":
    """The book's outbox on this machine; never inside the book, whose history everybody reads."""
    from kamcli.store.outbox import Outbox, state_folder

    folder = state_folder(here.policy.book_id, os.environ)
    if folder.resolve().is_relative_to(here.root.parent.resolve()):
        raise refuse(
            "发信记录不能放在账簿里：{path}",
            "the record of mail must not lie inside the book: {path}",
            code=Exit.CONFIGURATION,
            hint=Say("用 XDG_STATE_HOME 指定账簿之外的目录", "name a folder outside the book in XDG_STATE_HOME"),
            path=folder,
        )
    return Outbox(folder)
