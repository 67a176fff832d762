"""Messages to a mail server, one connection for all: always encrypted, the certificate always checked."""

import smtplib
import ssl
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kamcli.model.mailing import Outcome, State
from kamcli.model.policy_company import Mail, MailSecurity
from kamcli.output.mail import clean

TIMEOUT = 30.0  # seconds for each answer of the server
PERMANENT = 500  # reply codes from here on will not change by waiting
HELO = "[127.0.0.1]"  # the machine's own name may be Chinese, or take a resolver's time to find


class Access(NamedTuple):
    """How a server is reached: the policy's settings, the password ("" = no login), an additional root certificate."""

    mail: Mail
    password: str
    ca_file: Path | None


class Postman:
    """Delivers messages; one that can't reach the server or log in says so of every message without trying again."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.line: smtplib.SMTP | None = None
        self.down: Outcome | None = None

    def deliver(self, sender: str, address: str, content: bytes) -> Outcome:
        """One message to one address; the outcome is sent, deferred or failed, never an exception."""
        if self.line is not None and self.line.sock is None:  # the server hung up with its last refusal (421)
            self._drop()
        if self.line is None and self.down is None:
            self._connect()
        if self.down is not None or self.line is None:
            return self.down or Outcome(State.deferred)
        try:
            self.line.sendmail(sender, [address], content)
        except smtplib.SMTPRecipientsRefused as refused:
            return _replied(*refused.recipients[address])
        except smtplib.SMTPSenderRefused as refused:  # the settings are wrong, not this recipient
            return Outcome(State.deferred, _told(refused.smtp_code, refused.smtp_error))
        except smtplib.SMTPResponseException as refused:
            return _replied(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(State.deferred, _reason(error))
        return Outcome(State.sent)

    def close(self) -> None:
        """Say goodbye; a server that no longer listens has heard enough."""
        if self.line is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.line.quit()
            self._drop()

    def _connect(self) -> None:
        try:
            self.line = _opened(self.access)
        except smtplib.SMTPResponseException as refused:
            self.down = Outcome(State.deferred, _told(refused.smtp_code, refused.smtp_error))
        except (smtplib.SMTPException, OSError, UnicodeError) as error:  # the last: a name that is no host name
            self.down = Outcome(State.deferred, _reason(error))

    def _drop(self) -> None:
        if self.line is not None:
            self.line.close()
        self.line = None


def _opened(access: Access) -> smtplib.SMTP:
    """A connection that is encrypted and logged in; closed again where either fails."""
    mail = access.mail
    server, port = mail.server or "", mail.port or 0
    if mail.tls is MailSecurity.implicit:
        context = _context(access.ca_file)
        line: smtplib.SMTP = smtplib.SMTP_SSL(server, port, HELO, timeout=TIMEOUT, context=context)
    else:
        line = smtplib.SMTP(server, port, HELO, timeout=TIMEOUT)
    try:
        if mail.tls is MailSecurity.starttls:
            line.starttls(context=_context(access.ca_file))  # raises where the server has none: never in the clear
        if mail.user:
            line.login(mail.user, access.password)
    except BaseException:
        line.close()
        raise
    return line


def _context(ca_file: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def _replied(code: int, words: bytes | str) -> Outcome:
    return Outcome(State.failed if code >= PERMANENT else State.deferred, _told(code, words))


def _told(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return clean(f"{code} {text}")


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return clean(f"certificate: {error.verify_message}")
    return clean(str(error)) or type(error).__name__
