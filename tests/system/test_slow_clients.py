"""Clients that send half a request, slowly or in pieces, to a real web process over sockets.

They hold no thread, so others are answered meanwhile; and they are sent away when their time is
over. The worker is that of the embedded platform too.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic

import pytest

from services.platform.servers.arriving import ARRIVAL
from services.platform.servers.web import THREADS
from tests.ports import free_port
from tests.tree import ROOT
from tests.waiting import eventually

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"
HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345"
HALF_OF_PIECES = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"
WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "tests.slow_web", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT) as process:
        eventually(lambda: is_answered(port), within=60)
        yield port
        process.terminate()


def is_answered(port: int) -> bool:
    try:
        return ask(port, WHOLE).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False


def opened(port: int, sent: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(sent)
    return client


def rest(client: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def ask(port: int, *pieces: bytes) -> bytes:
    with opened(port, pieces[0]) as client:
        for piece in pieces[1:]:
            client.sendall(piece)
        return rest(client)


@pytest.mark.parametrize("half", [HALF_A_HEAD, HALF_A_BODY, HALF_OF_PIECES, b"G"])
def test_half_sent_requests_stop_nobody(port: int, half: bytes) -> None:
    clients = [opened(port, half) for _ in range(3 * THREADS + 1)]
    began = monotonic()
    assert ask(port, WHOLE).startswith(b"HTTP/1.1 200")
    assert monotonic() - began < ARRIVAL / 2
    for client in clients:
        client.close()


@pytest.mark.parametrize("half", [HALF_A_HEAD, HALF_A_BODY, HALF_OF_PIECES])
def test_who_does_not_finish_is_sent_away(port: int, half: bytes) -> None:
    began = monotonic()
    assert ask(port, half).startswith(b"HTTP/1.1 408 ")
    assert ARRIVAL - 1 < monotonic() - began < 3 * ARRIVAL


@pytest.mark.parametrize(
    ("pieces", "answer"),
    [
        ((HALF_A_HEAD, b"Connection: close\r\n", b"\r\n"), b"GET 0"),
        ((HALF_A_BODY.replace(b"Host", b"Connection: close\r\nHost"), b"67", b"890"), b"POST 10"),
        (
            (HALF_OF_PIECES.replace(b"Host", b"Connection: close\r\nHost"), b"1\r\n6\r\n0\r\n\r\n"),
            b"POST 6",
        ),
    ],
    ids=["head", "body", "pieces"],
)
def test_what_comes_little_by_little_is_answered(
    port: int, pieces: tuple[bytes, ...], answer: bytes
) -> None:
    assert ask(port, *pieces).endswith(answer)


def test_several_requests_on_one_connection_are_each_answered(port: int) -> None:
    again = WHOLE.replace(b"Connection: close\r\n", b"")
    answers = ask(port, again + HALF_A_BODY, b"67890" + again[:20], again[20:] + WHOLE)
    assert answers.count(b"HTTP/1.1 200") == 4
    assert answers.endswith(b"GET 0")


def test_who_asks_whether_to_send_a_body_is_told(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n"
    with opened(port, head + b"Expect: 100-continue\r\n\r\n") as client:
        assert client.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"123")
        assert rest(client).endswith(b"POST 3")


def test_a_head_without_an_end_is_refused_at_once(port: int) -> None:
    began = monotonic()
    assert ask(port, HALF_A_HEAD + b"X: " + b"y" * 40_000).startswith(b"HTTP/1.1 4")
    assert monotonic() - began < ARRIVAL / 2
