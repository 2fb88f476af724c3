"""The id of the request in whose course something happens, from the edge to the last consumer.

A command writes it into its events (`correlation` in their metadata), and whoever handles one of
them names it in its log lines: so one id finds the lines of all processes. It is a UUID, which says
nothing of anybody.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_request: ContextVar[str] = ContextVar("request", default="")


def current() -> str:
    """Empty outside of any request."""
    return _request.get()


@contextmanager
def during(request_id: str) -> Iterator[None]:
    """What happens inside belongs to that request."""
    token = _request.set(request_id)
    try:
        yield
    finally:
        _request.reset(token)


def with_request(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Any:
    """Name the request in a log line, where there is one."""
    if request_id := current():
        entry.setdefault("request_id", request_id)
    return entry
