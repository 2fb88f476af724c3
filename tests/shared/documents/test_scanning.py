"""A scanner that speaks clamd's protocol over a real socket."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from struct import unpack

import pytest

from shared.documents.scanning import PIECE, Scanner
from shared.kernel.aggregate import Invalid, Refused

HARMFUL = b"harmful"


def _read(talk: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        read += talk.recv(size - len(read))
    return read


def _answer(server: socket.socket, seen: list[bytes], silent: bool) -> None:
    talk, _ = server.accept()
    with talk:
        assert _read(talk, 10) == b"zINSTREAM\0"
        content = b""
        while size := unpack("!L", _read(talk, 4))[0]:
            content += _read(talk, size)
        seen.append(content)
        if not silent:
            word = b"Test.Signature FOUND" if HARMFUL in content else b"OK"
            talk.sendall(b"stream: " + word + b"\0")


@contextmanager
def clamd(*, silent: bool = False) -> Iterator[tuple[Scanner, list[bytes]]]:
    """One that answers one question, or breaks off."""
    seen = list[bytes]()
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_answer, args=(server, seen, silent), daemon=True)
        answering.start()
        yield Scanner(f"127.0.0.1:{server.getsockname()[1]}"), seen
        answering.join()


@pytest.mark.parametrize("size", [1, PIECE, PIECE + 1])
def test_all_of_a_clean_file_is_looked_at(size: int) -> None:
    with clamd() as (scanner, seen):
        scanner.check(b"x" * size)
    assert seen == [b"x" * size]


def test_what_does_harm_is_refused() -> None:
    with clamd() as (scanner, _), pytest.raises(Invalid) as refused:
        scanner.check(b"a " + HARMFUL + b" file")
    assert refused.value.code == "document_harmful"


def test_a_scanner_that_does_not_answer_lets_nothing_pass() -> None:
    with clamd(silent=True) as (scanner, _), pytest.raises(Refused) as refused:
        scanner.check(b"x")
    assert refused.value.code == "scanner_away"


def test_a_scanner_that_is_not_there_lets_nothing_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(Refused) as refused:
        Scanner(address).check(b"x")
    assert refused.value.code == "scanner_away"


def test_without_a_scanner_none_is_asked() -> None:
    Scanner().check(HARMFUL)
