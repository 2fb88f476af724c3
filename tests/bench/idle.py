"""A region at rest: what its processes cost while nobody asks anything.

Thirteen processes over PostgreSQL and Kafka, as an installation starts them. The figures are
counts over a quiet minute, so another load on the machine changes them little.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import psycopg

from tests.bench.measuring import Figure, single
from tests.brokers import broker
from tests.servers import Postgres, cluster
from tests.system.region import Region, created

SETTLES = 20.0  # seconds until nothing of the start moves any more
SECONDS = 60.0
PROCESSOR, TRANSACTIONS, CONNECTIONS, LOGS = 0.05, 20.0, 40.0, 1e6


@dataclass(frozen=True)
class Meter:
    """What was used up so far."""

    processor: float  # seconds of all our processes
    transactions: int
    log: int  # bytes


def resting() -> list[Figure]:
    """Share of a core, transactions a second, connections, and bytes of log a day."""
    with region() as ours:
        Event().wait(SETTLES)
        before = _read(ours)
        Event().wait(SECONDS)
        after, held = _read(ours), connections(ours.postgres)
    share = (after.processor - before.processor) / SECONDS
    rate = (after.transactions - before.transactions) / SECONDS
    log = (after.log - before.log) / SECONDS * 24 * 3600
    return [
        single("idle processor", share, limit=PROCESSOR, unit="cores"),
        single("idle transactions", rate, limit=TRANSACTIONS, unit="transactions/s"),
        single("idle connections", held, limit=CONNECTIONS, unit="connections"),
        single("idle log", log, limit=LOGS, unit="bytes/day"),
    ]


@contextmanager
def region() -> Iterator[Region]:
    """A started region on servers of its own."""
    with ExitStack() as opened:
        server = opened.enter_context(cluster())
        kafka = opened.enter_context(broker())
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="region-")))
        ours = opened.enter_context(created(server, kafka, folder))
        ours.start()
        ours.rest()
        yield ours


def connections(server: Postgres) -> int:
    """How many connections clients hold, ours to ask not counted."""
    with psycopg.connect(server.url, autocommit=True) as db:
        row = db.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(row[0]) if row else 0


def _read(ours: Region) -> Meter:
    with psycopg.connect(ours.postgres.url, autocommit=True) as db:
        row = db.execute("SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database").fetchone()
    roots = [keeper.pid for keeper in ours.processes.values()]
    log = sum(len(keeper.log.encode()) for keeper in ours.processes.values())
    return Meter(_processor_time(roots), int(row[0]) if row else 0, log)


def _processor_time(roots: list[int]) -> float:
    """Seconds that these processes and all below them have used."""
    times: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        pid, parent = int(stat.parent.name), int(fields[1])
        times[pid] = sum(int(ticks) for ticks in fields[11:13])
        children.setdefault(parent, []).append(pid)
    waiting, total = list(roots), 0
    while waiting:
        pid = waiting.pop()
        total += times.get(pid, 0)
        waiting += children.get(pid, [])
    return total / os.sysconf("SC_CLK_TCK")
