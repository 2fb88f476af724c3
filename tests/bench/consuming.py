"""`bench consume`: from Kafka into reporting's facts, exactly once, 500 events a transaction.

The reference is `eventsourcing`'s ProjectionRunner on the same events from its own database.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete

from services.reporting.facts.projections import facts
from shared.consumer import Consumer
from shared.consumer.source import StoreSource
from shared.consumer.tables import checkpoints
from shared.service import Service
from shared.transport.kafka.relay import MOST
from shared.transport.kafka.source import KafkaSource
from tests.bench.measuring import Figure, Slice, adding, compare
from tests.bench.projecting import running
from tests.bench.rebuilding import reporting
from tests.bench.store_and_broker import KEYS, NAMES, StoreAndBroker, store_and_broker
from tests.bench.subject import CLOCK, SEALING
from tests.waiting import eventually

EVENTS = 100_000
SPARE = 30_000  # a slice begins at the beginning where fewer are left
START = 60.0  # seconds until a group has settled


def consuming() -> list[Figure]:
    with store_and_broker(EVENTS) as on, from_kafka(on) as ours:
        conditions = {"events": EVENTS, "batch": MOST, "partitions": on.store.epoch.partitions}
        with running(on.database()) as peer:
            return [compare("consume", ours, peer, goal=12.0, **conditions)]


@contextmanager
def from_kafka(on: StoreAndBroker) -> Iterator[Slice]:
    """Take the store's events, of which there are EVENTS, from a topic into reporting's facts."""
    topic = on.topic()
    _send_all(on, topic)
    service = reporting(on.database(), on.store)
    yield _Consuming(on, topic, service)
    service.close()


def _send_all(on: StoreAndBroker, topic: str) -> None:
    relay = on.relay(topic)
    while relay.step():
        pass
    relay.close()


class _Consuming:
    """One consumer in its group; at the topic's end its rows go, and another begins."""

    def __init__(self, on: StoreAndBroker, topic: str, service: Service) -> None:
        self._on, self._topic, self._service = on, topic, service
        self._consumer: Consumer | None = None
        self._source: KafkaSource | None = None
        self._processed = 0

    def __call__(self, seconds: float) -> float:
        if self._consumer is None or self._processed > EVENTS - SPARE:
            self._consumer = self._begin()
        return adding(self._step)(seconds)

    def _step(self) -> int:
        assert self._consumer is not None
        processed = self._consumer.step()
        self._processed += processed
        return processed

    def _begin(self) -> Consumer:
        if self._source is not None:
            self._source.close()
        with self._service.database.writing() as db:
            for table in (checkpoints, *facts.tables):
                db.execute(delete(table))
        store, group = StoreSource(self._on.store), self._on.topic()
        self._source = KafkaSource(self._on.cluster, self._topic, group, store, NAMES, KEYS)
        self._on.opened.callback(self._source.close)
        consumer = Consumer(
            facts,
            self._source,
            store=self._service.store,
            clock=CLOCK,
            sealing=SEALING,
            limit=MOST,
        )
        self._processed = eventually(consumer.step, within=START)
        return consumer
