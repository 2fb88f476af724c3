"""A second process that asks as fast as it is answered, a few callers at a time.

gunicorn's sync workers close each connection after its answer, so no worker keeps more callers
than another, and a request is one connection.
"""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import quantiles
from time import perf_counter
from typing import Any

CALLERS = 4
LARGEST = 65536
Request = Callable[[], bytes]  # the whole of it, each time anew


@dataclass
class Load:
    """A slice by one kind of request; `times` are all answers' seconds so far."""

    end: "Connection[Any, Any]"
    times: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> float:
        self.end.send(seconds)
        answer: list[float] | str = self.end.recv()
        if isinstance(answer, str):
            raise RuntimeError(f"It was answered: {answer}")
        self.times += answer
        return len(answer) / seconds

    @property
    def p99(self) -> float:
        return quantiles(self.times, n=100)[-1]


@contextmanager
def load(port: int, expected: int, request: Request, *, callers: int = CALLERS) -> Iterator[Load]:
    """Callers of that port; an answer with another status ends the measurement."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    arguments = (theirs, port, expected, request, callers)
    context.Process(target=_serve, args=arguments, daemon=True).start()
    yield Load(ours)
    ours.send(None)


def _serve(
    end: "Connection[Any, Any]", port: int, expected: int, request: Request, many: int
) -> None:
    with ThreadPoolExecutor(many) as callers:
        while (seconds := end.recv()) is not None:
            until = perf_counter() + seconds
            calls = [callers.submit(_call, port, expected, request, until) for _ in range(many)]
            try:
                end.send([spent for call in calls for spent in call.result()])
            except RuntimeError as wrong:
                end.send(str(wrong))
    os._exit(0)


def _call(port: int, expected: int, request: Request, until: float) -> list[float]:
    times = []
    while (start := perf_counter()) < until:
        answer = _ask(port, request())
        if not answer.startswith(b"HTTP/1.1 %d " % expected):
            raise RuntimeError(answer[:2000].decode(errors="replace"))
        times.append(perf_counter() - start)
    return times


def _ask(port: int, request: bytes) -> bytes:
    parts = []
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(request)
        while part := line.recv(LARGEST):
            parts.append(part)
    return b"".join(parts)
