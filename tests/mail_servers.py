"""Real SMTP servers over real sockets: aiosmtpd, and one that breaks off where it is to."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from shared.mail.conversation import Encryption, MailServer

SENDER = "rinnalla@region.example"
USER, PASSWORD = "rinnalla", "invented for tests"


@dataclass
class Mailbox:
    """What an aiosmtpd server took, and what it answers for an address or a mail."""

    messages: list[Message] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)  # "RCPT" or "DATA" -> what it says
    logins: list[tuple[str, str]] = field(default_factory=list)  # who signed in, by which password

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.messages.append(message_from_bytes(envelope.content))
        self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def smtp_server() -> Iterator[tuple[Mailbox, MailServer]]:
    """A server on a free port of this machine, and what it takes."""
    mailbox, port = Mailbox(), _free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, server_at(port)
    finally:
        controller.stop()


@contextmanager
def protected_server(
    certificate: Path, encryption: Encryption, *, password: str = PASSWORD
) -> Iterator[tuple[Mailbox, MailServer]]:
    """A server that shows this certificate, and lets nobody in but by a password."""
    mailbox, port = Mailbox(), _free_port()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def sign_in(_s: Any, _session: Any, _envelope: Any, _method: str, given: Any) -> AuthResult:
        login = (given.login.decode(), given.password.decode())
        mailbox.logins.append(login)
        return AuthResult(success=login == (USER, password))

    is_whole = encryption is Encryption.TLS
    protection: dict[str, Any] = {"ssl_context": context} if is_whole else {"tls_context": context}
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        authenticator=sign_in,
        auth_required=True,
        auth_require_tls=not is_whole,  # it counts STARTTLS alone
        require_starttls=not is_whole,
        **protection,
    )
    controller.start()
    try:
        yield mailbox, replace(server_at(port), user=USER, password=PASSWORD, encryption=encryption)
    finally:
        controller.stop()


def server_at(port: int, timeout: float = 5.0) -> MailServer:
    return MailServer("127.0.0.1", port, SENDER, encryption=Encryption.NONE, timeout=timeout)


@dataclass
class Halting:
    """A server that stops answering at a step, and says when a client has come so far."""

    step: str  # greeting, MAIL, RCPT, DATA, content (before the dot) or dot
    reached: threading.Event = field(default_factory=threading.Event)
    dots: int = 0  # mails that it read whole


@contextmanager
def halting_server(step: str) -> Iterator[tuple[Halting, MailServer]]:
    """It reads what comes, and from that step on says nothing more and keeps the line open."""
    halting = Halting(step)
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_talk, args=(halting, connection), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield halting, server_at(listener.getsockname()[1], timeout=60.0)
    finally:
        ended.set()
        listener.close()


def _talk(halting: Halting, connection: socket.socket) -> None:
    def say(step: str, text: str) -> bool:
        if halting.step == step:
            halting.reached.set()
            return False
        connection.sendall(f"{text}\r\n".encode())
        return True

    lines = connection.makefile("rb")
    if not say("greeting", "220 here"):
        return
    for raw in lines:
        verb = raw.split(b" ")[0].strip().upper().decode()
        if verb == "DATA":
            if not say("DATA", "354 go on"):
                return
            for line in lines:
                if line == b".\r\n":
                    halting.dots += 1
                    break
            if not say("dot", "250 taken"):
                return
        elif not say(verb[:4], "250 OK"):
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
