"""Who gets the digest by mail today, and what each of them may see (PP-216, R-PRV-02)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import Say
from kamcli.model.parameters import NotConfigured
from kamcli.model.policy import Policy
from kamcli.model.policy_company import DigestRecipient, Mail, Weekday
from kamcli.rules.mailing import capped, insecure, is_address, lacking, mail_unready, paste, recipient_faults
from kamcli.states.roster import Roster, employed, posts

LEFT = Say("{staff} 已离职", "{staff} has left")
_DAYS = tuple(Weekday)


class Mailbox(NamedTuple):
    """One recipient: `most` is the highest class that is shown, `lang` the language ("zh", "en")."""

    address: str
    name: str
    most: AccessLevel
    lang: str


class Refused(NamedTuple):
    """A recipient of policy.yaml who can't be mailed to, and why."""

    named: str
    why: Say


class Audience(NamedTuple):
    """Who gets the digest, an address once, and who of those named can't."""

    mailboxes: tuple[Mailbox, ...]
    refused: tuple[Refused, ...]


def audience(policy: Policy, roster: Roster, today: dt.date) -> Audience:
    """The recipients of a day; a role stands for everybody who holds it then. Listed twice, the first line counts."""
    found: dict[str, Mailbox] = {}
    refused: list[Refused] = []
    for recipient in policy.digest.recipients:
        why = tuple(_why_not(recipient, roster, policy.digest.max_class, today))
        if why:
            refused.append(Refused(_named(recipient), why[0]))
            continue
        for name, address in _people(recipient, roster, today):
            if not is_address(address):
                refused.append(Refused(name, mail_unready.says["address"].filled({"address": address})))
                continue
            box = Mailbox(address, name, capped(recipient, policy.digest.max_class), _language(recipient, policy))
            found.setdefault(address.casefold(), box)
    return Audience(tuple(found.values()), tuple(refused))


def _why_not(recipient: DigestRecipient, roster: Roster, most: AccessLevel, today: dt.date) -> Iterator[Say]:
    for variant, figures in recipient_faults(recipient, roster, most):
        if variant != "above":
            yield mail_unready.says[variant].filled(figures)
    if recipient.staff in roster.staff and not employed(roster, recipient.staff or "", today):
        yield LEFT.filled({"staff": recipient.staff})


def _named(recipient: DigestRecipient) -> str:
    return recipient.staff or recipient.email or (recipient.role.zh if recipient.role else "?")


def _people(recipient: DigestRecipient, roster: Roster, today: dt.date) -> Iterable[tuple[str, str]]:
    """Name and address of everybody a recipient stands for."""
    if recipient.email is not None:
        return (("", recipient.email),)
    role = recipient.role
    held = [each for each in sorted(roster.staff) if posts(roster, each, role, today)] if role else [recipient.staff]
    return ((roster.staff[each or ""].name, roster.staff[each or ""].email) for each in held)


def _language(recipient: DigestRecipient, policy: Policy) -> str:
    return str((recipient.language or policy.company.language).value)


def settings(policy: Policy) -> Mail:
    """The settings of the server, complete; NotConfigured with the line to paste for what is not given."""
    for key in lacking(policy.mail):
        raise NotConfigured(f"mail.{key}", paste(key))
    if policy.mail is None or insecure(policy.mail):
        raise NotConfigured("mail.tls", paste("tls"))
    return policy.mail


def sender(policy: Policy) -> str:
    """The address of From; NotConfigured where there is none that mail can carry."""
    given = policy.mail.sender if policy.mail else None
    if given is None or not is_address(given):
        raise NotConfigured("mail.sender", paste("sender"))
    return given


def due(policy: Policy, today: dt.date) -> bool:
    """Whether this week's digest may go out: from `digest.weekday` on, to the end of the ISO week (PP-212)."""
    return today.weekday() >= _DAYS.index(policy.digest.weekday)


def week(today: dt.date) -> str:
    """The ISO week that a digest belongs to: `2026-W48`."""
    year, number, _ = today.isocalendar()
    return f"{year}-W{number:02}"
