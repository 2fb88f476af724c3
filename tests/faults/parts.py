"""Relays and consumers as processes of their own, which can be killed and frozen.

They come from a fork server that has no threads and no connections, so each opens its own.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event
from uuid import uuid4

import structlog

from shared.consumer import Consumer, checkpoint
from shared.consumer.batch_transaction import BatchTransaction
from shared.consumer.followers import Followers
from shared.database.engine import Database
from shared.kernel.events import kind_of
from shared.store import Store
from shared.transport.kafka import cursors, relay as relays
from shared.transport.kafka.cluster import Cluster, Topic
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import OutboundRecord, RelayTarget
from tests.brokers import Kafka
from tests.faults.steps import CodeLine, Moment, Steps
from tests.shared.bicycles import Bought
from tests.shared.broker.conftest import Flow
from tests.shared.garage import Garage, following
from tests.waiting import eventually

Faults = dict[tuple[str, int], Exception]  # as the garage's
RELAYING = (
    *(Relay.step, Relay._send_next, Relay._begin, Relay._confirmed, Relay.close),
    *(Relay._next_records, Relay._move_cursor, Relay._is_stored, Relay._begin_again, relays._send),
    *(cursors.begin, cursors.move),
    *(Lease.hold, Lease.leave, Database.writing),
)
CONSUMING = (
    *(
        Consumer._process,
        BatchTransaction.__init__,
        BatchTransaction.take,
        BatchTransaction.save,
        Database.writing,
    ),
    *(checkpoint.locked, checkpoint.save),
)


@dataclass(frozen=True)
class Place:
    """Where a flow begins and ends, for a process that opens it itself."""

    shop: str  # SQLAlchemy addresses
    workshop: str
    kafka: str
    topic: str
    log: Path

    def flow(self) -> Flow:
        lines = self.log.open("a")
        structlog.configure(
            processors=[structlog.processors.JSONRenderer()],
            logger_factory=structlog.WriteLoggerFactory(lines),
        )
        shop, workshop = (
            Store(name, Database(url))
            for name, url in (("shop", self.shop), ("workshop", self.workshop))
        )
        return Flow(shop, workshop, Kafka(self.kafka), self.topic)


@dataclass(frozen=True)
class Few:
    """An outlet that hands out its records in pairs, so that a cycle is short."""

    target: RelayTarget

    @property
    def service(self) -> str:
        return self.target.service

    @property
    def topic(self) -> str:
        return self.target.topic

    @property
    def partitions(self) -> int:
        return self.target.partitions

    def records(self, after: int, limit: int) -> Sequence[OutboundRecord]:
        return self.target.records(after, 2)

    def check(self, cluster: Cluster, topic: Topic) -> None:
        self.target.check(cluster, topic)


@contextmanager
def process(work: Callable[..., None], *arguments: object) -> Iterator[BaseProcess]:
    """Runs beside the test, and is killed at its end if it still lives."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=work, args=arguments)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def send(process: BaseProcess, number: int) -> None:
    assert process.pid is not None
    os.kill(process.pid, number)


def is_stopped(process: BaseProcess) -> bool:
    """Whether it lies frozen: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    stat = Path(f"/proc/{process.pid}/stat").read_text()
    return stat.rpartition(")")[2].split()[0] == "T"


def cycle(work: Callable[..., None], place: Place, fatal: Moment | None) -> Counter[CodeLine]:
    """One cycle in a process of its own; what it came by, or nothing where it was killed."""
    mine, its = get_context("forkserver").Pipe(duplex=False)
    with process(work, place, its, fatal) as worker:
        its.close()
        worker.join(timeout=120)
        if worker.exitcode == -signal.SIGKILL:
            return Counter()
        assert (worker.exitcode, fatal) == (0, None), place.log.read_text()[-2000:]
        seen: Counter[CodeLine] = mine.recv()
    return seen


def relay_cycle(place: Place, out: Connection, fatal: Moment | None) -> None:
    """Take the lease, send and mark twice, leave; whoever comes next need not wait."""
    relay, steps = place.flow().relay("mortal", lasts=0.0), Steps(RELAYING, fatal)
    (target,) = relay.targets()
    relay.targets = lambda: [Few(target)]
    steps.begin()
    relay.step()
    relay.step()
    relay.close()
    steps.end()
    out.send(steps.seen)


def consume_cycle(place: Place, out: Connection, fatal: Moment | None) -> None:
    """Pass two batches, in a group of its own: a dead member would keep others waiting."""
    flow, steps, processed = place.flow(), Steps(CONSUMING, fatal), 0
    source = flow.source()
    source.group = f"{flow.topic}.{uuid4().hex}"
    consumer = following(Garage(), flow.workshop, source, limit=1)

    def has_passed_two() -> bool:
        nonlocal processed
        processed += consumer.step()
        return processed >= 2

    steps.begin()
    eventually(has_passed_two, within=60)
    steps.end()
    out.send(steps.seen)
    source.close()


def relaying(place: Place, holder: str, lasts: float = 10.0, at: Moment | None = None) -> None:
    """Relay until somebody ends it, or it comes to that moment."""
    relay = place.flow().relay(holder, lasts=lasts)
    if at:
        Steps(RELAYING, at).begin()
    relay.run()


def consuming(place: Place, stalled: float = 60.0, faults: Faults | None = None) -> None:
    """Follow until somebody ends it; `faults` are the garage's."""
    consumer = place.flow().consumer(Garage(faults or {}), stalled=stalled)
    Followers("workshop", [consumer]).start()
    Event().wait()


def consuming_as_before(place: Place) -> None:
    """The same in the shop's last release, which knew no second version of its event."""
    Bought.__event__ = replace(kind_of(Bought), version=1)  # type: ignore[attr-defined]
    consuming(place)
