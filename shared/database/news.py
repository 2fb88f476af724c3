"""Requests that wait for the next commit: a few at a time, so that most threads serve others.

Notices wake them, from this process or another; what wakes may be lost, so each looks by itself
from time to time. Listening takes a connection of its own, from the first request that waits on.
"""

import threading
from collections.abc import Callable
from time import monotonic

from shared.database.engine import Database

MOST = 2  # of a process at once; others are answered at once
LOOKS = 1.0  # seconds until one looks by itself


class News:
    """What is committed to one database, for requests that wait for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._places = threading.BoundedSemaphore(MOST)

    def wait(self, has_come: Callable[[], bool], seconds: float) -> None:
        """Return when it has come, after these seconds, or at once where too many wait."""
        until = monotonic() + seconds
        if not self._places.acquire(blocking=False):
            return
        try:
            self._database.listen_to_others()
            with self._database.woken() as wakeup:
                while not has_come() and (left := until - monotonic()) > 0:
                    wakeup.wait(min(left, LOOKS))
                    wakeup.clear()
        finally:
            self._places.release()
