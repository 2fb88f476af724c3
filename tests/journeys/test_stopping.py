"""Ctrl-C on `make run`: gone within a few seconds, whoever hears it, and no word of trouble."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import requests

from tests.journeys.server import START, Server
from tests.tree import ROOT
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("journeys")

LAST_WORDS = "Ctrl-C stops it; the data stays."
SILENT = 3  # connections that a browser opened in advance
GONE = 15.0  # seconds on a busy machine; the master would kill the worker after 20


@pytest.fixture
def started(new_server: Callable[[], Server]) -> Iterator[Server]:
    """`make run` itself, as from a terminal, with callers who have not hung up."""
    server = new_server()
    with (server.folder / "log").open("ab") as log, ExitStack() as opened:
        server.process = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(server.port), "VAR": str(server.folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_mind_ctrl_c,
        )
        eventually(server.is_ready, within=START)
        opened.enter_context(requests.Session()).get(server.base, timeout=10)
        for _ in range(SILENT):
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        yield server


def test_ctrl_c_stops_everything_however_often_it_is_pressed(started: Server) -> None:
    for _ in range(20):
        os.killpg(_pid(started), signal.SIGINT)
    assert _end(started) == (-signal.SIGINT, LAST_WORDS)


def test_an_interrupt_for_make_alone_stops_everything(started: Server) -> None:
    os.kill(_pid(started), signal.SIGINT)
    assert _end(started) == (-signal.SIGINT, LAST_WORDS)


def test_a_caller_in_the_middle_of_a_word_keeps_nobody_from_stopping(started: Server) -> None:
    with socket.create_connection(("127.0.0.1", started.port)) as caller:
        caller.send(b"GET / HTTP/1.1\r\nHost")
        requests.get(started.base, timeout=10)  # by now the half word has been read
        os.killpg(_pid(started), signal.SIGINT)
        assert _end(started) == (-signal.SIGINT, LAST_WORDS)


def _pid(server: Server) -> int:
    assert server.process
    return server.process.pid


def _end(server: Server) -> tuple[int, str]:
    """How make ended, and the last line that anybody wrote but of requests answered."""
    assert server.process
    code = server.process.wait(timeout=GONE)
    server.process = None
    lines = server.log.strip().splitlines()
    return code, [line for line in lines if line and '"event": "request"' not in line][-1]


def _mind_ctrl_c() -> None:
    """A shell starts what is in the background with the signal ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
