"""Free ports on loopback for servers that tests start.

They lie below the range from which the kernel takes the ports of outgoing connections, so a
server that a test ends and starts again finds its port free.
"""

import os
import socket
from contextlib import ExitStack

FIRST, LAST = 20_000, 32_000
_next = os.getpid() * 97 % (LAST - FIRST)  # two processes of tests begin at different ports


def free_ports(number: int) -> list[int]:
    """So many in a row, free a moment ago and not given to anybody by this process before."""
    global _next
    while True:
        first = FIRST + _next % (LAST - FIRST - number)
        _next += number
        ports = list(range(first, first + number))
        if _are_free(ports):
            return ports


def free_port() -> int:
    return free_ports(1)[0]


def _are_free(ports: list[int]) -> bool:
    with ExitStack() as held:
        for port in ports:
            held_socket = held.enter_context(socket.socket())
            try:
                held_socket.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True
