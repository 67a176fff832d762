"""The digest by mail: whom policy names, what they may see, whether the settings suffice (PP-084b, PP-216)."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kamcli.model.choices import AccessLevel
from kamcli.model.columns import Columns
from kamcli.model.finding import KeyPath, Problem, Say, Severity
from kamcli.model.policy import Policy
from kamcli.model.policy_company import DigestRecipient, Mail, MailSecurity
from kamcli.model.spelling import label, spelling
from kamcli.rules.base import book_rule
from kamcli.states.roster import Roster, roster_of

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# what can't be left empty once somebody is to get mail, each with a value that shows its form
NEEDED: Mapping[str, Say] = MappingProxyType(
    {
        "server": Say("smtp.example.com", "smtp.example.com"),
        "port": Say("465", "465"),
        "tls": Say("SSL", "implicit"),
        "sender": Say("kam@example.com", "kam@example.com"),
        "only_from": Say("kam01:/srv/kam", "kam01:/srv/kam"),
    }
)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
_LONGEST = 254  # characters of an address that SMTP carries


def is_address(text: str) -> bool:
    """Whether a text is one plain address: no name, no blanks, nothing that a mail header could take for more."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def lacking(mail: Mail | None) -> tuple[str, ...]:
    """Which settings are needed to send and not given."""
    return tuple(key for key in NEEDED if mail is None or getattr(mail, key) is None)


def paste(key: str, value: Say | None = None) -> Say:
    """The line to add for a setting; a text may not know its value (the machine, say) better than by example."""
    told = value or NEEDED[key]
    zh = label(spelling(Policy), ("mail", key), "zh").rpartition(".")[2]
    return Say(f"在“邮件”下写一行：{zh}: {told.zh}", f"write a line under mail: {key}: {told.en}")


def insecure(mail: Mail) -> bool:
    """Whether a password or a digest would cross a network unencrypted."""
    return mail.tls is MailSecurity.plain and (mail.server not in LOOPBACK or mail.user is not None)


@book_rule(
    "BOOK-15",
    title=Say("周报寄得出去", "the digest can be mailed"),
    say={
        "lacks": Say(
            "有收件人，却没有设置“{key}”：周报寄不出去", "there are recipients but no {key}: the digest is not mailed"
        ),
        "plain": Say(
            "“明文”只许用于本机的服务器，而且不登录：周报寄不出去",
            "plain is only for a server on this machine and without a login: the digest is not mailed",
        ),
        "sender": Say("发件人“{address}”不是一个邮箱地址", "the sender {address} is not one mail address"),
        "one": Say(
            "收件人要写 员工、角色、邮箱 之一，只写一个", "a recipient is one of staff, role, email, and only one"
        ),
        "staff": Say("收件人 {staff} 不在组织里", "the recipient {staff} is not on the roster"),
        "address": Say("收件人的邮箱“{address}”不能用于寄信", "the recipient's address {address} can't be mailed to"),
        "public": Say(
            "周报都是内部内容，不能寄给只能看“公开”的人", "a digest is internal: nobody held to pub can get it"
        ),
        "above": Say(
            "收件人可看“{level}”，而周报最高印到“{most}”：按“{most}”寄",
            "the recipient may see {level}, but the digest prints up to {most}: {most} is what is sent",
        ),
    },
    hint=Say("{todo}", "{todo}"),
    severity=Severity.warning,
    spec="PP-216",
    parameters=("digest.recipients", "digest.max_class"),
)
def mail_unready(columns: Columns, policy: Policy) -> Iterator[Problem]:
    """Settings first, then each recipient; without recipients nothing is asked of the settings."""
    if not policy.digest.recipients:
        return
    yield from _settings(policy.mail)
    roster = roster_of(columns)
    for position, recipient in enumerate(policy.digest.recipients):
        for variant, figures in recipient_faults(recipient, roster, policy.digest.max_class):
            yield Problem(("digest", "recipients", position), figures, "policy", "policy", variant=variant)


def _settings(mail: Mail | None) -> Iterator[Problem]:
    at: KeyPath = ("mail",)
    for key in lacking(mail):
        told = Say(label(spelling(Policy), ("mail", key), "zh"), f"mail.{key}")
        yield Problem(at, {"key": told, "todo": paste(key)}, "policy", "policy", variant="lacks")
    if mail is None:
        return
    if mail.sender is not None and not is_address(mail.sender):
        figures = {"address": mail.sender, "todo": paste("sender")}
        yield Problem((*at, "sender"), figures, "policy", "policy", variant="sender")
    if insecure(mail):
        yield Problem((*at, "tls"), {"todo": paste("tls")}, "policy", "policy", variant="plain")


def recipient_faults(
    recipient: DigestRecipient, roster: Roster, most: AccessLevel
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What is wrong with a recipient: the sentence of BOOK-15 and its figures; all but "above" mean no mail."""
    if sum(each is not None for each in (recipient.staff, recipient.role, recipient.email)) != 1:
        yield "one", {"todo": Say("三者留一个", "keep one of the three")}
    elif recipient.staff is not None and recipient.staff not in roster.staff:
        yield "staff", {"staff": recipient.staff, "todo": Say("写员工编号，或改用邮箱", "give a staff id, or an email")}
    elif (address := named_address(recipient, roster)) and not is_address(address):
        yield "address", {"address": address, "todo": Say("写成 name@example.com", "write it as name@example.com")}
    if recipient.max_class is AccessLevel.pub:
        yield (
            "public",
            {"todo": Say("写 内部 或更高，或去掉这个收件人", "give int or higher, or take the recipient out")},
        )
    elif capped(recipient, most) is not recipient.max_class:
        todo = Say("改收件人的或周报的最高密级", "change max_class of the recipient or of the digest")
        yield "above", {"level": recipient.max_class, "most": most, "todo": todo}


def named_address(recipient: DigestRecipient, roster: Roster) -> str | None:
    """The address of a recipient who is one person; None for a role."""
    return roster.staff[recipient.staff].email if recipient.staff else recipient.email


def capped(recipient: DigestRecipient, most: AccessLevel) -> AccessLevel:
    """What a recipient sees: never more than the digest prints at all (R-PRV-02)."""
    classes = tuple(AccessLevel)
    return min(recipient.max_class, most, key=classes.index)
