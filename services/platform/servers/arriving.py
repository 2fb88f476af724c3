"""Requests on their way in: gathered without a thread, until one is whole or its time is over.

A thread that waits for the rest of a request serves nobody. So a connection waits in the poller
with what has come, and gets a thread once all of it is there: seventeen half-sent requests cost
seventeen small buffers. What is larger than our own limits goes on at once; it is refused unread.
"""

import re
import struct
from dataclasses import dataclass, field
from socket import SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET, socket
from time import monotonic

ARRIVAL = 10.0  # seconds from the first byte of a request to its last
STALLED = 20  # seconds that a thread waits for a client that takes or gives nothing
LARGEST_HEAD = 32 * 1024  # bytes
LARGEST = 1024 * 1024 + LARGEST_HEAD  # bytes of a request that waits to be whole
PIECE = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"
END_OF_PIECES = re.compile(rb"(?:^|\r\n)0+(?:;[^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n\Z")
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
IN_PIECES = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
_END = b"\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout" + _END
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large" + _END


@dataclass
class Arriving:
    """What has come of one request."""

    data: bytearray = field(default_factory=bytearray)
    deadline: float | None = None  # None: nothing has come yet
    is_closed: bool = False  # by the client
    was_told_to_go_on: bool = False

    def gather(self, sock: socket) -> None:
        """Take what lies there, without waiting."""
        sock.setblocking(False)
        try:
            while len(self.data) < LARGEST:
                piece = sock.recv(PIECE)
                if not piece:
                    self.is_closed = True
                    break
                self.data += piece
        except BlockingIOError:
            pass
        except OSError:
            self.is_closed = True
        if self.data and self.deadline is None:
            self.deadline = monotonic() + ARRIVAL
        if not self.was_told_to_go_on and self._waits_to_be_told():
            self.was_told_to_go_on = True
            say(sock, GO_ON)

    def is_whole(self) -> bool:
        """Whether all of the request is there, or more than is ever taken in."""
        end = self.data.find(END_OF_HEAD)
        if end < 0:
            return False
        head, has_come = self._head(end), len(self.data) - end - len(END_OF_HEAD)
        if IN_PIECES.search(head):
            body = self.data[end + len(END_OF_HEAD) :]
            return len(self.data) >= LARGEST or END_OF_PIECES.search(body) is not None
        length = LENGTH.search(head)
        wanted = int(length[1]) if length else 0
        return has_come >= wanted or wanted > LARGEST - LARGEST_HEAD

    def has_endless_head(self) -> bool:
        return len(self.data) > LARGEST_HEAD and END_OF_HEAD not in self.data

    def is_late(self, now: float) -> bool:
        return self.deadline is not None and now >= self.deadline

    def _waits_to_be_told(self) -> bool:
        end = self.data.find(END_OF_HEAD)
        return end >= 0 and EXPECTS.search(self._head(end)) is not None

    def _head(self, end: int) -> bytes:
        return bytes(self.data[: end + 2])


def say(sock: socket, answer: bytes) -> None:
    """Send a few bytes, if the client takes them now."""
    try:
        sock.send(answer)
    except OSError:
        return


def never_wait_long(sock: socket) -> None:
    """Let no thread wait for ever for a client that takes or gives nothing."""
    patience = struct.pack("ll", STALLED, 0)
    sock.setsockopt(SOL_SOCKET, SO_SNDTIMEO, patience)
    sock.setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience)
