"""A scanner for malware that looks at each file first: clamd, by its INSTREAM command.

The protocol is that of clamd's manual: pieces with their length before them, one answer.
"""

import socket
from dataclasses import dataclass
from struct import pack

import structlog

from shared.kernel.aggregate import Invalid, Refused

PIECE = 64 * 1024  # bytes
PATIENCE = 20.0  # seconds
LONGEST_ANSWER = 4096  # bytes
CLEAN, FOUND = b"OK", b"FOUND"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Scanner:
    """Where clamd listens; without an address nothing is scanned."""

    address: str = ""  # host:port
    patience: float = PATIENCE

    def check(self, content: bytes) -> None:
        """Raise `Invalid` for malware, and `Refused` while nobody can say whether it is some."""
        if not self.address:
            return
        try:
            answer = self._ask(content)
        except OSError as error:
            log.warning("scanner_away", error=type(error).__name__)
            answer = b""
        if answer.endswith(FOUND):
            raise Invalid(
                "The scanner found something harmful in this file. It was not kept.",
                code="document_harmful",
                field="file",
            )
        if not answer.endswith(CLEAN):
            raise Refused(
                "Files cannot be checked right now. Save without the file, and add it later.",
                code="scanner_away",
                field="file",
            )

    def _ask(self, content: bytes) -> bytes:
        host, _, port = self.address.rpartition(":")
        where = (host.strip("[]"), int(port))
        with socket.create_connection(where, timeout=self.patience) as talk:
            talk.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                talk.sendall(pack("!L", len(piece)) + piece)
            talk.sendall(pack("!L", 0))
            return _answer(talk)


def _answer(talk: socket.socket) -> bytes:
    """Until the zero byte that ends it."""
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        came = talk.recv(LONGEST_ANSWER)
        if not came:
            break
        answer += came
    return answer.partition(b"\0")[0].strip()
