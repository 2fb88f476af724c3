"""Waking other processes of a service: PostgreSQL's LISTEN and NOTIFY.

A transaction that notifies takes a lock which the commits of all others wait for, so a ring is a
statement of its own after the commit, of a thread that rings once for many commits. It may be
lost with its process, or by a pooler between: whoever hears also looks by itself, seldom while
rings come and often while none do.
"""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

log = structlog.get_logger(__name__)
CHANNEL = "rinnalla"
GATHERS = 0.01  # seconds in which further commits need no ring of their own
HEARD_WITHIN = 15.0  # seconds between rings of our own; without one, nobody rings
AGAIN = 5.0  # seconds until the next try to listen
_RING = text(f"NOTIFY {CHANNEL}")


class Ring:
    """Rings after commits of this process; its thread begins with the first of them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._committed, self._ending = threading.Event(), threading.Event()
        self._begins = threading.Lock()
        self._thread: threading.Thread | None = None

    def committed(self) -> None:
        """Something was committed that another process may wait for."""
        self._committed.set()
        if self._thread is None:
            with self._begins:
                self._begin()

    def close(self) -> None:
        """Ring for what was committed last, and end."""
        self._ending.set()
        self._committed.set()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        if self._thread is None and not self._ending.is_set():
            self._thread = threading.Thread(target=self._run, name="ring", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._committed.wait()
            self._ending.wait(GATHERS)
            self._committed.clear()
            try:
                with self._engine.connect() as db:
                    db.execute(_RING)
            except DBAPIError as trouble:  # they look by themselves
                log.warning("ring.lost", why=type(trouble).__name__)


class Hearing:
    """Hears when any process of the service rings, on a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = create_engine(engine.url, poolclass=NullPool, hide_parameters=True)
        self._error: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        self._own = str(os.getpid())
        self._heard_at = float("-inf")  # when a ring of our own came back
        self._ending = threading.Event()

    def start(self, woken: Callable[[], object]) -> None:
        """Call `woken` at each ring from now on, in a thread."""
        threading.Thread(target=self._run, args=(woken,), name="hearing", daemon=True).start()

    @property
    def is_sure(self) -> bool:
        """Whether a ring would be heard; where not, one has to look often."""
        return monotonic() < self._heard_at + 2 * HEARD_WITHIN

    def close(self) -> None:
        self._ending.set()

    def _run(self, woken: Callable[[], object]) -> None:
        while not self._ending.is_set():
            try:
                self._listen(woken)
            except (DBAPIError, self._error) as trouble:
                log.warning("hearing.lost", why=type(trouble).__name__)
            self._heard_at = float("-inf")
            woken()
            self._ending.wait(AGAIN)

    def _listen(self, woken: Callable[[], object]) -> None:
        """Hear until the connection is lost."""
        with closing(self._engine.raw_connection()) as lent:
            db: Any = lent.driver_connection
            db.autocommit = True
            db.execute(f"LISTEN {CHANNEL}")
            while not self._ending.is_set():
                db.execute("SELECT pg_notify(%s, %s)", (CHANNEL, self._own))
                for heard in db.notifies(timeout=HEARD_WITHIN):
                    if heard.payload == self._own:
                        self._heard_at = monotonic()
                    else:
                        woken()
                    if self._ending.is_set():
                        return
