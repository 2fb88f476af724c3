"""Waiting for a condition with a deadline, which is how a test waits for anything."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
PAUSE = 0.02  # seconds between two looks


def eventually(condition: Callable[[], T], *, within: float = 10) -> T:
    """The first true answer of `condition`; AssertionError when none came `within` seconds."""
    deadline = monotonic() + within
    while not (answer := condition()):
        if monotonic() > deadline:
            raise AssertionError(f"{condition} was not true within {within} seconds.")
        Event().wait(PAUSE)
    return answer
