"""One service's own database: how it is opened, read and written.

SQLite (embedded): rollback journal, full sync, one writer at a time, taken at BEGIN so that a
reader never has to upgrade and fail. WAL stays off: SQLite before 3.51.3 can corrupt it
(https://sqlite.org/wal.html, section "The WAL-Reset Bug"). PostgreSQL: reads and single
statements run without BEGIN and COMMIT round trips; what belongs to organisations is read and
written in a transaction that says whose rows it may touch (`Scope`). A process holds at most
`connections` at a time, and gives those that rest back to the server.
"""

import json
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from copy import copy
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.exc import DisconnectionError, TimeoutError as PoolExhausted
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from shared.database.notifying import Listening, Notifier
from shared.database.scope import Scope, limit
from shared.kernel.private_files import keep_private
from shared.telemetry.metrics import EXHAUSTED
from shared.telemetry.statements import watch
from shared.telemetry.tracing import tracing

PRAGMAS = ("journal_mode=DELETE", "busy_timeout=10000", "foreign_keys=ON")
RESTED = 5.0  # seconds in the pool after which a connection is tested before its next use
GIVEN_BACK = 60  # seconds after which PostgreSQL 14 and later ends a connection that rests
WITH_IDLE_TIMEOUT = 140000
FULL = 10.0  # seconds that somebody waits for a connection while all are in use


class Database:
    """Connections of one service; each listener is woken after a commit made through it.

    `sync` is SQLite's: FULL survives a power cut; OFF is for data that can be written again. On
    PostgreSQL one that `notifies` wakes other processes too (`notifying`); where connections are
    `pooled` outside, one keeps nothing from one transaction to the next.
    """

    service = ""  # whose it is, where that is counted

    def __init__(
        self,
        url: str,
        *,
        connections: int = 20,
        sync: str = "FULL",
        notifies: bool = False,
        pooled: bool = False,
    ) -> None:
        self.engine = _engine(url, connections, sync, pooled=pooled)
        self.is_sqlite, self._is_pooled = self.engine.dialect.name == "sqlite", pooled
        self._single = self.engine
        if not self.is_sqlite:  # the same connections
            self._single = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._writer = threading.RLock()  # fair enough in one process; SQLite's own lock is not
        self._writes = False
        self._listeners: list[threading.Event] = []
        self._listening: Listening | None = None
        self._notifier = Notifier(self.engine) if notifies and not self.is_sqlite else None

    def listen(self, wakeup: threading.Event) -> None:
        """Set `wakeup` after every commit of this process, so that followers need not poll."""
        self._listeners.append(wakeup)

    def listen_to_others(self) -> None:
        """Wake those who listen after commits of other processes too, where notices can come."""
        if self.is_sqlite or self._is_pooled or self._listening is not None:
            return
        with self._writer:
            if self._listening is None:
                self._listening = Listening(self.engine)
                self._listening.start(self.wake)

    @contextmanager
    def woken(self) -> Iterator[threading.Event]:
        """The same for a while."""
        wakeup = threading.Event()
        self._listeners.append(wakeup)
        try:
            yield wakeup
        finally:
            self._listeners.remove(wakeup)

    def notify(self) -> None:
        """Wake those who listen, in this process and, where it notifies, in others."""
        self.wake()
        if self._notifier is not None:
            self._notifier.committed()

    def wake(self) -> None:
        for wakeup in tuple(self._listeners):
            wakeup.set()

    @contextmanager
    def reading(self, scope: Scope | None = None) -> Iterator[Connection]:
        """A connection for reads, each statement seeing what is committed when it runs.

        Only what says its scope sees an organisation's rows; it is a transaction.
        """
        engine = self._single if scope is None else self.engine
        with self._connection(engine) as connection:  # on SQLite readers send no BEGIN at all
            if scope is not None:
                limit(connection, scope)
            yield connection

    @contextmanager
    def writing(self, scope: Scope | None = None) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back when anything is raised."""
        with self._exclusive(), self._connection(self.engine) as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                if scope is not None:
                    limit(connection, scope)
                yield connection
        self.notify()

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection for one statement that writes: it is its own transaction, and wakes nobody.

        For what no follower waits for, such as the row that a request leaves in the access log.
        """
        with self._exclusive(), self._connection(self._single) as connection:
            yield connection

    def within(self, schema: str) -> "Database":
        """The same PostgreSQL database, every table taken to be in that schema."""
        inner = copy(self)
        names = {"schema_translate_map": {None: schema}}
        inner.engine = self.engine.execution_options(**names)
        inner._single = self._single.execution_options(**names)
        inner._listeners, inner._notifier = [], None
        return inner

    def connections(self) -> tuple[int, int]:
        """How many connections this process uses just now, and how many it may have."""
        pool = self.engine.pool
        return (pool.checkedout(), pool.size()) if isinstance(pool, QueuePool) else (0, 0)

    def _connection(self, engine: Engine) -> Connection:
        try:
            return engine.connect()
        except PoolExhausted:
            EXHAUSTED.add(service=self.service)
            raise

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._writer:
            if self._writes:
                raise RuntimeError("This thread has begun a transaction already; pass it on.")
            self._writes = True
            try:
                yield
            finally:
                self._writes = False

    def close(self) -> None:
        if self._notifier is not None:
            self._notifier.close()
        if self._listening is not None:
            self._listening.close()
        self.engine.dispose()


def _engine(url: str, connections: int, sync: str, *, pooled: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=FULL,
        pool_use_lifo=True,  # so that those which are not needed rest
        hide_parameters=True,  # an error must not carry a person's data into a log
        json_serializer=dump,
        json_deserializer=_parse,
        execution_options={"compiled_cache": _COMPILED} if url.startswith("sqlite") else {},
    )
    if engine.dialect.name == "sqlite":
        engine.dialect = _sqlite()
        event.listen(engine, "connect", partial(_prepare_sqlite, sync))
        event.listen(engine, "begin", _begin_immediate)
        event.listen(engine, "after_cursor_execute", _close_cursor)
    else:
        event.listen(engine, "connect", _prepare_nothing if pooled else _let_rest)
        event.listen(engine, "checkin", _rest)
        event.listen(engine, "checkout", _wake(engine))
    if tracing.tracer is not None:
        watch(engine)
    return engine


_COMPILED: MutableMapping[Any, Any] = LRUCache(2000)  # statements; all files have one dialect


@cache
def _sqlite() -> Dialect:
    """One dialect for all files of a process, so that what it compiled serves every service."""
    first = create_engine("sqlite://", json_serializer=dump, json_deserializer=_parse)
    with first.connect():  # asks SQLite what it can
        pass
    first.dispose()
    return first.dialect


def _prepare_sqlite(sync: str, connection: Any, _record: Any) -> None:
    if path := connection.execute("PRAGMA database_list").fetchone()[2]:
        keep_private(Path(path))  # a journal gets the rights of its database
    connection.isolation_level = None  # BEGIN is ours, not the driver's
    for pragma in (*PRAGMAS, f"synchronous={sync}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def attach(db: Connection, other: Database) -> None:
    """Let a transaction on SQLite read another file's tables from now on, in schema `beside`.

    It may write many rows; readers wait only for its commit.
    """
    db.exec_driver_sql("PRAGMA cache_spill = OFF")
    db.exec_driver_sql("ATTACH ? AS beside", (other.engine.url.database,))
    db.detach()  # from the pool: nobody uses the connection after this


def _close_cursor(_db: Any, cursor: Any, _sql: Any, _values: Any, context: Any, _many: Any) -> None:
    """Fetch all rows at once: a cursor left open while a page renders makes COMMIT fail."""
    if cursor.description:
        rows = cursor.fetchall()
        context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(cursor, None, rows)


def _let_rest(connection: Any, _record: Any) -> None:
    """Let the server end it when it has rested for long; the next use then opens another one."""
    if connection.info.server_version < WITH_IDLE_TIMEOUT:
        return
    connection.execute(f"SET idle_session_timeout = '{GIVEN_BACK}s'")
    connection.commit()  # a setting of a transaction that is rolled back is undone


def _prepare_nothing(connection: Any, _record: Any) -> None:
    connection.prepare_threshold = None


def _rest(_connection: Any, record: Any) -> None:
    record.info["rested_since"] = monotonic()


def _wake(engine: Engine) -> Any:
    """Test only connections that rested: a test before every use would cost a round trip."""

    def wake(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get("rested_since", monotonic()) < RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise DisconnectionError("The connection has gone.") from gone

    return wake


dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # as JSON is stored
_decode = json.JSONDecoder().decode


def _parse(stored: str | bytes) -> Any:
    """Read JSON as a driver gives it; `json.loads` would guess its encoding each time."""
    return _decode(stored if isinstance(stored, str) else stored.decode())
