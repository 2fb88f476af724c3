"""A store with a history, and a Kafka broker of our own to send it to."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from shared.consumer import metadata as consumer_tables
from shared.kernel.signing import Keyring
from shared.store import Store
from shared.transport.envelope import Envelopes
from shared.transport.kafka import tables
from shared.transport.kafka.cluster import Cluster
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import ToServices
from tests.bench import story
from tests.bench.subject import open_store
from tests.brokers import broker
from tests.servers import DURABLE, Postgres, cluster

NAMES = Envelopes("fi.rinnalla", "referral", "/rinnalla/")
KEYS = Keyring({"bench": b"b" * 32})


@dataclass
class StoreAndBroker:
    server: Postgres
    store: Store
    cluster: Cluster
    opened: ExitStack
    numbers: Iterator[int] = field(default_factory=count)

    def topic(self) -> str:
        """A name that no topic has had."""
        return f"bench.{next(self.numbers)}"

    def database(self) -> str:
        """The address of one more database on the same server."""
        return self.opened.enter_context(self.server.database())

    def target(self, topic: str) -> ToServices:
        return ToServices(self.store, NAMES, KEYS, topic)

    def relay(self, topic: str) -> Relay:
        target = self.target(topic)
        return Relay(self.cluster, Lease(self.store.database, uuid4().hex), lambda: [target])


@contextmanager
def store_and_broker(events: int) -> Iterator[StoreAndBroker]:
    with ExitStack() as opened:
        server = opened.enter_context(cluster(settings=DURABLE))
        store = open_store(opened.enter_context(server.database()))
        opened.callback(store.database.close)
        with store.database.writing() as db:
            for metadata in (tables.metadata, consumer_tables):
                metadata.create_all(db)
        story.write(store, events=events)
        kafka = opened.enter_context(broker())
        yield StoreAndBroker(server, store, Cluster((kafka.address,)), opened)
