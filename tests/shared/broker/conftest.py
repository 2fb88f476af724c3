"""A shop whose events go over Kafka to a workshop, each with a PostgreSQL database of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from sqlalchemy import update

from shared.consumer import Consumer, metadata as consumer_tables
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.signing import Keyring
from shared.store import Recorded, Store, epochs
from shared.telemetry.exposition import Exposition
from shared.transport.envelope import Envelopes, Record
from shared.transport.kafka import tables
from shared.transport.kafka.cluster import Cluster
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import ToServices
from shared.transport.kafka.source import KafkaSource
from tests.brokers import Kafka
from tests.databases import STORE, NewDatabase
from tests.figures import Figures
from tests.shared.bicycles import stream
from tests.shared.garage import Garage, following
from tests.waiting import eventually

NAMES = Envelopes("fi.bicycles", "shop", "/bicycles/")
KEYS = Keyring({"spring": b"s" * 32, "winter": b"w" * 32})
START = 120.0  # seconds until a group has settled on a busy machine


@dataclass
class Flow:
    """From one store over a topic of its own to another; `relay()` and `source()` make parts."""

    shop: Store
    workshop: Store
    kafka: Kafka
    topic: str = field(default_factory=lambda: f"test.{uuid4().hex}")
    keys: Keyring = KEYS
    opened: ExitStack = field(default_factory=ExitStack)

    @property
    def cluster(self) -> Cluster:
        return Cluster((self.kafka.address,))

    def relay(self, holder: str = "one", *, lasts: float = 10.0) -> Relay:
        target = ToServices(self.shop, NAMES, self.keys, self.topic)
        relay = Relay(self.cluster, Lease(self.shop.database, holder, lasts), lambda: [target])
        self.opened.callback(relay.close)
        return relay

    def source(self, *, stalled: float = 60.0) -> KafkaSource:
        source = KafkaSource(
            self.cluster,
            self.topic,
            f"{self.topic}.garage",
            StoreSource(self.shop),
            NAMES,
            KEYS,
            reader="workshop",
            stalled=stalled,
        )
        self.opened.callback(source.close)
        return source

    def consumer(self, garage: Garage, *, stalled: float = 60.0) -> Consumer:
        return following(garage, self.workshop, self.source(stalled=stalled))

    def relayed(self) -> None:
        """Send everything that there is by now."""
        relay = self.relay()
        while relay.step():
            pass
        relay.close()

    def raise_partitions(self, to: int) -> None:
        """As the command does: the topic first, then what begins from now on."""
        self.cluster.raise_partitions(self.topic, to)
        with self.shop.database.writing() as db:
            epochs.raise_partitions(db, to)
        self.shop.read_epoch()

    def pretend_to_have_sent(self) -> None:
        """Move the cursor to the store's end although the topic has got nothing."""
        relay = self.relay()
        relay.lease.hold()
        relay._begin(relay.targets()[0])
        relay.close()
        with self.shop.database.writing() as db:
            db.execute(update(tables.relay_cursors).values(position=self.shop.head()))

    def passes(self, *consumers: Consumer, count: int) -> int:
        """Step until so many messages were passed together; how many in the end."""
        total = 0

        def step() -> bool:
            nonlocal total
            total += sum(consumer.step() + consumer.retry_waiting() for consumer in consumers)
            return total >= count

        eventually(step, within=START)
        return total

    def forge(self, number: int, keys: Keyring) -> None:
        """What somebody sends who can write to the topic, but has not the shop's keys."""
        message = next(m for m in self.shop.travelling(0, 5000) if m.stream == stream(number))
        self.put(message.partition or 0, NAMES.for_topic(message, self.shop.epoch.id, keys))

    def put(self, partition: int, record: Record) -> None:
        """Send a record beside the relay."""
        producer = KafkaProducer(**self.kafka.client(), acks="all")
        sent = producer.send(
            self.topic, record.value, key=record.key, headers=record.headers, partition=partition
        )
        assert sent.get(timeout=30) is not None
        producer.close(timeout=5)

    def in_topic(self) -> list[Recorded]:
        """What the topic holds just now, by partition and offset."""
        client = KafkaConsumer(**self.kafka.client(), enable_auto_commit=False)
        partitions = [TopicPartition(self.topic, n) for n in range(self.shop.epoch.partitions)]
        client.assign(partitions)
        client.seek_to_beginning()
        ends, begins = client.end_offsets(partitions), client.beginning_offsets(partitions)
        left = sum(ends.values()) - sum(begins.values())
        messages: list[Recorded] = []
        while len(messages) < left:
            for records in client.poll(timeout_ms=1000).values():
                messages += [
                    NAMES.from_topic(record.headers, record.value, KEYS)[1] for record in records
                ]
        client.close()
        return sorted(messages, key=lambda message: message.partition or 0)


def alarms(alarm: str) -> list[float]:
    """How often the workshop counted this alarm of the shop's topic."""
    figures = Figures(Exposition(("workshop",), list).text())
    return figures.of("source_alarms_total", source="shop", alarm=alarm)


@pytest.fixture
def flow(kafka_server: Kafka, new_postgres_url: NewDatabase) -> Iterator[Flow]:
    with ExitStack() as stack:
        databases = [Database(new_postgres_url(STORE)) for _ in range(2)]
        shop, workshop = map(Store, ("shop", "workshop"), databases)
        for store in (shop, workshop):
            stack.callback(store.database.close)
            store.begin(partitions=4)
        with shop.database.writing() as db:
            for metadata in (tables.metadata, consumer_tables):
                metadata.create_all(db)
        flow = Flow(shop, workshop, kafka_server)
        stack.enter_context(flow.opened)
        yield flow
