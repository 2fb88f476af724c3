"""What the socket does to those who wait behind others."""

import socket
from contextlib import ExitStack
from time import monotonic

import pytest
import requests

from tests.journeys.server import Server

pytestmark = pytest.mark.xdist_group("journeys")

SILENT = 40  # more than the server has threads
AT_ONCE = 3.0  # seconds on a busy machine; a silent connection used to hold a thread for five


def test_connections_that_say_nothing_hold_up_nobody(server: Server) -> None:
    with ExitStack() as opened:
        for _ in range(SILENT):
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        began = monotonic()
        answer = requests.get(f"{server.base}/referral/health/ready", timeout=30)
        assert (answer.status_code, monotonic() - began < AT_ONCE) == (200, True)
