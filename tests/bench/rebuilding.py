"""`bench rebuild`: a product's projection built anew beside a bare fold of the same log.

The reference reads name and data through a server-side cursor, folds them into one row for each
referral, and copies the rows into a table. `--full` takes a million events.
"""

import resource
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import psycopg

from services.common import catalogue
from services.reporting.facts.projections import facts
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.maintenance.rebuild import rebuild
from shared.service import Service
from shared.store import Store
from tests.bench import story
from tests.bench.append import connect
from tests.bench.measuring import Figure, Slice, adding, compare, single
from tests.bench.subject import CLOCK, SEALING, open_store
from tests.servers import DURABLE, cluster
from tests.tables import make_service

EVENTS, FULL = 50_000, 1_000_000  # the first takes about a minute, both sides twelve times
LIMIT = 250.0  # MiB
PAGE = 2000
LOG = "SELECT e.name, e.data FROM positions p JOIN events e USING (seq) ORDER BY p.position"
FIELDS = ("sender", "referrer_kind", "programme", "municipality", "case_id", "organisation")


def rebuilding() -> list[Figure]:
    return _measured(EVENTS)


def rebuilding_a_million() -> list[Figure]:
    return _measured(FULL)


def reporting(url: str, followed: Store) -> Service:
    """The reporting service's facts, from that store alone, beside an empty catalogue."""
    service = Service("reporting", database=Database(url), clock=CLOCK, sealing=SEALING)
    service.listen(facts, StoreSource(followed))
    service.keep(catalogue.metadata)
    make_service(service)
    return service


def _measured(events: int) -> list[Figure]:
    with cluster(settings=DURABLE) as server, server.database() as log, server.database() as own:
        store = open_store(log)
        referrals = story.write(store, events=events)
        ours = adding(lambda: rebuild(service, facts).processed)
        service = reporting(own, store)
        conditions = {"events": events, "referrals": referrals}
        figure = compare("rebuild", ours, _raw_fold(log), goal=0.40, **conditions)
        service.close()
        peak = _in_a_process(log, own)
        store.database.close()
        return [figure, single("rebuild-memory", peak, limit=LIMIT, unit="MiB", **conditions)]


def _raw_fold(url: str) -> Slice:
    raw = connect(url)
    columns = ", ".join(f"{name} text" for name in FIELDS)
    raw.execute(f"CREATE TABLE folded (referral_id uuid PRIMARY KEY, {columns})")

    def fold() -> int:
        rows: dict[str, dict[str, Any]] = {}
        count = 0
        with raw.transaction(), psycopg.ServerCursor(raw, "log") as cursor:
            cursor.itersize = PAGE
            for _name, data in cursor.execute(LOG):
                rows.setdefault(data["referral_id"], {}).update(data)
                count += 1
        raw.execute("TRUNCATE folded")
        with (
            raw.transaction(),
            raw.cursor() as writing,
            writing.copy("COPY folded FROM STDIN") as out,
        ):
            for key, row in rows.items():
                out.write_row((key, *(row.get(name) for name in FIELDS)))
        return count

    return adding(fold)


def _in_a_process(log: str, own: str) -> float:
    """The peak memory of a process that does nothing but one rebuild, in MiB."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_rebuild_alone, args=(theirs.send, log, own))
    process.start()
    peak: float = ours.recv()
    process.join()
    return peak


def _rebuild_alone(tell: Callable[[float], None], log: str, own: str) -> None:
    service = reporting(own, open_store(log))
    rebuild(service, facts)
    tell(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
