"""A digest as a mail: text and HTML of one content, headers that no name can add to, the same bytes every time."""

import datetime as dt
import hashlib
from collections.abc import Callable
from email import message_from_bytes
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import Any, NamedTuple

from kamcli.output.render import Form

MOST_BYTES = 100_000  # of HTML: common readers cut what is longer
ROWS = (200, 100, 50, 20, 10, 5, 2, 1)  # of each table, tried in turn until the HTML is short enough
BOUNDARY = "=_kam_digest"  # fixed; base64 holds neither = _ at a line's start
_WIRE = compat32.clone(linesep="\r\n")
_NAME_LENGTH = 60


class Letter(NamedTuple):
    """Everything that makes the bytes of one message; `commit` is the head of the book, "" without one."""

    sender: str
    sender_name: str
    address: str
    name: str
    subject: str
    lang: str
    message_id: str
    date: dt.datetime
    commit: str
    text: str
    html: str


class Body(NamedTuple):
    """Both halves of a mail."""

    text: str
    html: str


def body(render: Callable[[Form, int], str]) -> Body:
    """Text and HTML from `render(form, rows of each table)`, with as many rows as a mail reader shows in full."""
    html = ""
    for rows in ROWS:
        html = _inlined(render("mail", rows))
        if len(html.encode()) < MOST_BYTES:
            break
    return Body(render("txt", rows), html)


def _inlined(html: str) -> str:
    """Styles on the elements themselves, since many readers drop style sheets; rules for screens stay in one."""
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True).inline(html)


def message_id(parts: tuple[str, ...], sender: str) -> str:
    """The same for the same job, week, recipient and book: a mailbox that gets a copy knows it as one."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return f"<{digest}@{_domain(sender)}>"


def message(letter: Letter) -> bytes:
    """The message as it goes over the wire (CRLF, ASCII)."""
    mail = MIMEMultipart("alternative", boundary=BOUNDARY)
    headers = _headers(letter)
    for name, value in headers.items():
        mail[name] = value
    mail.attach(_part(letter.text, "plain"))
    mail.attach(_part(letter.html, "html"))
    content = mail.as_bytes(policy=_WIRE)
    _check(content, ("Content-Type", "MIME-Version", *headers))
    return content


def _headers(letter: Letter) -> dict[str, Any]:
    domain = _domain(letter.sender)
    return {
        "From": _mailbox(letter.sender_name, letter.sender),
        "To": _mailbox(letter.name, letter.address),
        "Subject": _words(letter.subject, "Subject"),
        "Date": format_datetime(letter.date),
        "Message-ID": letter.message_id,
        "List-Id": f"<kam-digest.{domain}>",
        "Content-Language": {"zh": "zh-CN", "en": "en"}[letter.lang],
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence notice answers it
        "X-Auto-Response-Suppress": "All",
        "X-Kam-Head": letter.commit or "none",
    }


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _part(text: str, subtype: str) -> MIMEText:
    part = MIMEText(text.replace("\n", "\r\n"), subtype, "utf-8")
    del part["MIME-Version"]  # it belongs to the message alone
    return part


def clean(text: str) -> str:
    """A text fit for a header: line ends, control and direction characters become blanks."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _words(text: str, header: str) -> str | Header:
    """An unstructured header. `Header` folds Chinese without losing blanks, which `EmailMessage` does not."""
    told = clean(text)
    return told if told.isascii() and "=?" not in told else Header(told, "utf-8", header_name=header)


def _mailbox(name: str, address: str) -> str:
    """`name <address>`: only the name is encoded; a header encoded as a whole is refused by common servers."""
    told = clean(name)[:_NAME_LENGTH]
    encoded = Header(told, "utf-8").encode().split()  # several words where it is long, each within its limit
    return f"{' '.join(encoded)} <{address}>" if told else address


def _check(content: bytes, expected: tuple[str, ...]) -> None:
    """The finished bytes hold exactly the headers that were meant, whatever the names in them were."""
    found = tuple(message_from_bytes(content).keys())
    if found != expected:
        raise ValueError(f"headers {found} instead of {expected}")
