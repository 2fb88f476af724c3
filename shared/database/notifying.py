"""Waking other processes of a service: PostgreSQL's LISTEN and NOTIFY.

A transaction that notifies takes a lock which the commits of all others wait for, so the notice is
a statement of its own after the commit, by a thread that sends one for many commits. It may be
lost with its process, or by a pooler between. So whoever listens also reads unbidden: seldom
while notices arrive, often while they do not.
"""

import threading
from collections.abc import Callable
from contextlib import closing
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

log = structlog.get_logger(__name__)
CHANNEL = "rinnalla"
GATHERS = 0.01  # seconds in which further commits need no notice of their own
EVERY = 15.0  # seconds between notices that only show that they arrive
PATIENCE = 5.0  # seconds that the last notice gets
AGAIN = 5.0  # seconds until the next try to listen
TRIAL = "trial"  # of a notice that tells no news
_NOTIFY = text(f"NOTIFY {CHANNEL}")


class Notifier:
    """Sends notices after commits of this process; its thread begins with the first of them."""

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
        """Send a notice of what was committed last, and end."""
        self._ending.set()
        self._committed.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _begin(self) -> None:
        if self._thread is None and not self._ending.is_set():
            self._thread = threading.Thread(target=self._run, name="notify", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._committed.wait():
            self._ending.wait(GATHERS)
            self._committed.clear()
            try:
                with self._engine.connect() as db:
                    db.execute(_NOTIFY)
            except SQLAlchemyError as trouble:  # the others read unbidden
                log.warning("notifying.lost", why=type(trouble).__name__)
            if self._ending.is_set() and not self._committed.is_set():
                return


class Listening:
    """Receives the notices of all processes of a service, on a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = create_engine(engine.url, poolclass=NullPool, hide_parameters=True)
        self._error: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        self._arrived_at = float("-inf")  # when the last one came that shows that they arrive
        self._ending = threading.Event()

    def start(self, wake: Callable[[], object]) -> None:
        """Call `wake` at each notice from now on, in a thread."""
        threading.Thread(target=self._run, args=(wake,), name="listening", daemon=True).start()

    @property
    def is_sure(self) -> bool:
        """Whether notices arrive; where not, one has to read often."""
        return monotonic() < self._arrived_at + 2 * EVERY

    def close(self) -> None:
        self._ending.set()

    def _run(self, wake: Callable[[], object]) -> None:
        while not self._ending.is_set():
            try:
                self._listen(wake)
            except (DBAPIError, self._error) as trouble:
                log.warning("listening.lost", why=type(trouble).__name__)
            self._arrived_at = float("-inf")
            wake()
            self._ending.wait(AGAIN)

    def _listen(self, wake: Callable[[], object]) -> None:
        """Receive until the connection is lost."""
        with closing(self._engine.raw_connection()) as lent:
            db: Any = lent.driver_connection
            db.autocommit = True
            db.execute(f"LISTEN {CHANNEL}")
            while not self._ending.is_set():
                db.execute("SELECT pg_notify(%s, %s)", (CHANNEL, TRIAL))
                for notice in db.notifies(timeout=EVERY):
                    if notice.payload == TRIAL:
                        self._arrived_at = monotonic()
                    else:
                        wake()
                    if self._ending.is_set():
                        return
