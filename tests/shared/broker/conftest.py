"""A shop whose events go over Kafka to a workshop, each with a PostgreSQL database of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from shared.broker import tables
from shared.broker.cluster import Cluster
from shared.broker.lease import Lease
from shared.broker.outlets import ToServices
from shared.broker.relay import Relay
from shared.broker.source import KafkaSource
from shared.consumer import Consumer
from shared.database import Database
from shared.envelope import Envelopes
from shared.signing import Keyring
from shared.source import StoreSource
from shared.store import Store
from shared.telemetry.exposition import Exposition
from tests.brokers import Kafka
from tests.figures import Figures
from tests.servers import Postgres
from tests.shared.garage import Garage, following
from tests.tables import make_store
from tests.waiting import eventually

NAMES = Envelopes("fi.bicycles", "shop", "/bicycles/")
KEYS = Keyring({"spring": b"s" * 32, "winter": b"w" * 32})
START = 120.0  # seconds until a group has settled on a busy machine


@dataclass
class Way:
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
        outlet = ToServices(self.shop, NAMES, self.keys, self.topic)
        relay = Relay(self.cluster, Lease(self.shop.database, holder, lasts), lambda: [outlet])
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

    def passes(self, *consumers: Consumer, count: int) -> int:
        """Step until so many messages were passed together; how many in the end."""
        total = 0

        def step() -> bool:
            nonlocal total
            total += sum(one.step() + one.retry_waiting() for one in consumers)
            return total >= count

        eventually(step, within=START)
        return total


def alarms(alarm: str) -> list[float]:
    """How often the workshop counted this alarm of the shop's topic."""
    figures = Figures(Exposition(("workshop",), list).text())
    return figures.of("source_alarms_total", source="shop", alarm=alarm)


@pytest.fixture
def way(
    postgres_server: Postgres, kafka_server: Kafka, new_postgres: Callable[[], str]
) -> Iterator[Way]:
    with ExitStack() as stack:
        shop, workshop = (Store(name, Database(new_postgres())) for name in ("shop", "workshop"))
        for store in (shop, workshop):
            stack.callback(store.database.close)
            make_store(store)
        with shop.database.writing() as db:
            tables.metadata.create_all(db)
        way = Way(shop, workshop, kafka_server)
        stack.enter_context(way.opened)
        yield way


@pytest.fixture
def new_postgres(postgres_server: Postgres) -> Iterator[Callable[[], str]]:
    with ExitStack() as stack:
        yield lambda: stack.enter_context(postgres_server.database())
