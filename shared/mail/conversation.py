"""One conversation with a mail server: it says exactly up to where a mail has come.

A server has a mail from the moment at which it has read the dot that ends it. Until then a mail may
be sent again; from then on only its answer says what it did. So whoever sends is called just
before that dot, and writes down that it may be out.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from enum import StrEnum

TIMEOUT = 60.0  # seconds that the server has for each answer
PERMANENT = 500  # answers from here on are for good
ACCEPTED, GO_ON = 250, 354


class Encryption(StrEnum):
    """How the connection to the server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # on a machine of our own only


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, and in whose name."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    encryption: Encryption = Encryption.STARTTLS
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class PutOff(Exception):
    """Not taken now: to be tried again. `code` is the server's answer, 0 where it gave none."""

    code: int = 0


@dataclass(frozen=True)
class NotTaken(Exception):
    """The server will never take this mail for this address."""

    code: int


class Unclear(Exception):
    """The dot was sent, and no answer came."""


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that has signed in; raises `PutOff` when there is none now."""
    try:
        smtp = _opened(server)
    except (OSError, smtplib.SMTPException) as why:
        raise PutOff(getattr(why, "smtp_code", 0)) from why
    try:
        yield smtp
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def hand_over(
    smtp: smtplib.SMTP,
    message: EmailMessage,
    *,
    sender: str,
    to: str,
    before_dot: Callable[[], object],
) -> int:
    """Send one mail; the code with which the server took it.

    `before_dot` runs when all has been sent but the dot. Raises `PutOff`, `NotTaken` or `Unclear`.
    """
    try:
        _begin(smtp, sender, to)
        smtp.send(_dotted(message.as_bytes(policy=WIRE)))
    except (OSError, smtplib.SMTPException) as why:
        raise PutOff from why
    before_dot()
    try:
        smtp.send(b".\r\n")
        code, _ = smtp.getreply()
    except (OSError, smtplib.SMTPException) as why:
        raise Unclear from why
    if code == ACCEPTED:
        return code
    raise NotTaken(code) if code >= PERMANENT else PutOff(code)


def _begin(smtp: smtplib.SMTP, sender: str, to: str) -> None:
    """Up to the server's word that the mail may follow."""
    code, _ = smtp.mail(sender)
    if code != ACCEPTED:  # it is our own address that it does not like: no fault of the reader
        smtp.rset()
        raise PutOff(code)
    code, _ = smtp.rcpt(to)
    if code not in (ACCEPTED, 251):
        smtp.rset()
        raise NotTaken(code) if code >= PERMANENT else PutOff(code)
    code, _ = smtp.docmd("DATA")
    if code != GO_ON:
        smtp.rset()
        raise PutOff(code)


def _opened(server: MailServer) -> smtplib.SMTP:
    tls = ssl.create_default_context()
    if server.encryption is Encryption.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout, context=tls
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.encryption is Encryption.STARTTLS:
            smtp.starttls(context=tls)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _dotted(content: bytes) -> bytes:
    """The mail as it goes over the wire: a dot at the beginning of a line is doubled."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)
