"""One service's own database: how it is opened, read and written.

SQLite (embedded): rollback journal, full sync, one writer at a time, taken at BEGIN so that a
reader never has to upgrade and fail. WAL stays off: SQLite before 3.51.3 can corrupt it
(https://sqlite.org/wal.html, section "The WAL-Reset Bug"). PostgreSQL: reads and single
statements run without BEGIN and COMMIT round trips.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

PRAGMAS = ("journal_mode=DELETE", "busy_timeout=10000", "foreign_keys=ON")


class Database:
    """Connections of one service.

    `sync` is SQLite's: FULL survives a power cut; OFF is for what can be written again.
    """

    def __init__(self, url: str, *, pool_size: int = 20, sync: str = "FULL") -> None:
        self.engine = _engine(url, pool_size, sync)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._writer = threading.RLock()  # fair enough in one process; SQLite's own lock is not
        self._listeners: list[threading.Event] = []

    def listen(self, bell: threading.Event) -> None:
        """Ring `bell` after every commit of this process, so that followers need not poll."""
        self._listeners.append(bell)

    def ring(self) -> None:
        for bell in self._listeners:
            bell.set()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reads, each statement seeing what is committed when it runs."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:  # there, no BEGIN is sent for readers at all
                connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back when anything is raised."""
        with self._exclusive(), self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection
        self.ring()

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._writer:
            yield

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str, pool_size: int, sync: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=not url.startswith("sqlite"),
        hide_parameters=True,  # an error must not carry a person's data into a log
        json_serializer=_dump,
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, sync))
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(sync: str, connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, not the driver's
    for pragma in (*PRAGMAS, f"synchronous={sync}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
