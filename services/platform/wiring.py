"""How services that run each on its own get each other's events, by kind of process.

`rinnalla consume` follows other services over Kafka, or over their feeds where there is no Kafka.
People and their roles always come over the feed, so that a leaver loses access although a broker
is away. A web process only reads how far the consuming process has come. Tools read the feeds,
which hold everything.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import requests

from services.platform import key_store, mails, registry
from services.platform.access_logs import watch
from services.platform.connection_settings import OF_RELAY
from services.platform.machine import Machine
from services.platform.nightly import Nightly
from services.platform.partner_topics import PartnerTopics, topic_of
from services.platform.settings import Settings
from shared.consumer import Consumer
from shared.consumer.high_water_marks import CachedSource, RecordingSource
from shared.consumer.source import Source, StoreSource
from shared.consumer.subscription import Projection, Reactions
from shared.consumer.watched import Watched
from shared.database.engine import Database
from shared.database.notifying import Listening
from shared.identity.issuer import Issuer
from shared.identity.systems import ClientToken
from shared.kernel.clock import Clock
from shared.kernel.signing import Keyring
from shared.keys import Sealed256
from shared.service import Service
from shared.store import Store
from shared.transport.envelope import Envelopes
from shared.transport.feed_source import FeedSource
from shared.transport.kafka.cluster import Cluster
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.readings import silence
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import ToServices
from shared.transport.kafka.source import KafkaSource

HELSINKI = ZoneInfo("Europe/Helsinki")
OVER_FEED = ("people", "access_heads")  # consumers that must not depend on a broker
OFTEN = 0.2  # seconds between reads of a source that wakes nobody
SELDOM = 10.0  # seconds between reads where news wake, should a ring be lost


def watching(settings: Settings, name: str) -> Service:
    """The service in a process that follows nothing itself."""
    service = _service(settings, name, follow=Watched)
    return _following(service, lambda other: CachedSource(other, service.database))


def reading_feeds(settings: Settings, name: str) -> Service:
    """The service for tools that compare, rebuild or replay."""
    service = _service(settings, name)
    return _following(service, feeds(settings, name))


def reading_stores(settings: Settings) -> dict[str, Service]:
    """All services, each reading the others' databases itself: for an operator who reaches all."""
    services = {name: _service(settings, name) for name in registry.NAMES}
    for service in services.values():
        _following(service, lambda other: StoreSource(services[other].store))
    return services


def envelopes_of(name: str) -> Envelopes:
    return Envelopes("fi.rinnalla", name, "/rinnalla/")


def keys_of(settings: Settings, name: str) -> Keyring:
    """The keys that sign a service's messages; in demo mode everybody knows them."""
    demo = {"demo": sha256(f"rinnalla-demo:{name}".encode()).digest()}
    return Keyring(settings.signing_of(name) or demo)


def feeds(settings: Settings, name: str) -> Callable[[str], FeedSource]:
    """How the service called `name` reads the feeds of others."""
    token = ClientToken(
        Issuer(settings.issuer, inside=settings.issuer_inside),
        f"service-{name}",
        settings.proof,
    )

    def feed(other: str) -> FeedSource:
        session = requests.Session()
        session.auth = token
        return FeedSource(settings.feed_of(other), envelopes_of(other), session)

    return feed


def relay(settings: Settings, name: str) -> Relay:
    """The relay of the service's events to its topics; of several processes one is active."""
    database = Database(settings.database_of(name), connections=OF_RELAY, pooled=settings.pooler)
    store = Store(name, database)
    envelopes, keys = envelopes_of(name), keys_of(settings, name)
    ours = ToServices(store, envelopes, keys, topic_of(name))
    policy = registry.parts_of(name).POLICY
    partners = PartnerTopics(store, envelopes, settings.partners, policy)
    lease = Lease(database, f"{socket.gethostname()}/{os.getpid()}")
    listening = None if settings.pooler else Listening(database.engine)
    return Relay(
        cluster_of(settings), lease, lambda: [ours, *partners.targets()], listening=listening
    )


def cluster_of(settings: Settings) -> Cluster:
    """The brokers, and how this process signs in to them."""
    return Cluster(settings.kafka, settings.kafka_security or {})


@dataclass
class Following:
    """A service whose consumers run in this process."""

    settings: Settings
    name: str
    service: Service = field(init=False)
    _sources: list[KafkaSource] = field(default_factory=list)
    _recorded: dict[int, RecordingSource] = field(default_factory=dict)  # by the source within

    def __post_init__(self) -> None:
        self.service = _service(self.settings, self.name, follow=self._follow)
        self.service.followers.pause = self._pause
        pooler, engine = self.settings.pooler, self.service.database.engine
        self._listening = None if pooler else Listening(engine)
        self._nightly = Nightly([self.service])
        _following(self.service, feeds(self.settings, self.name))
        watch(self.service, self.settings.signer_for(self.name), self.settings.view_budget)
        mails.post(self.service, self.settings.mail, self.settings.base_url)

    def start(self) -> None:
        if self._listening is not None:
            self._listening.start(self.service.database.wake)
        self.service.followers.start()
        self._nightly.start()

    def close(self) -> None:
        """End after the current batches, and give the partitions to other processes at once."""
        self._nightly.stop()
        if self._listening is not None:
            self._listening.close()
        self.service.followers.stop()
        for source in self._sources:
            source.close()
        self.service.close()

    def _follow(
        self, subscription: Projection | Reactions, source: Source, **options: Any
    ) -> Consumer:
        over_kafka = self.settings.kafka and isinstance(source, FeedSource)
        if over_kafka and subscription.name not in OVER_FEED:
            return Consumer(subscription, self._over_kafka(subscription.name, source), **options)
        how = options["store"].database, options["clock"]
        recording = self._recorded.setdefault(id(source), RecordingSource(source, *how))
        return Consumer(subscription, recording, **options)

    def _pause(self, source: str) -> float:
        """How long to rest after reading that service: seldom is enough where news wake us."""
        if source != self.name:
            return SELDOM if self.settings.kafka else OFTEN
        return SELDOM if self._listening is not None and self._listening.is_sure else OFTEN

    def _over_kafka(self, consumer: str, feed: Source) -> KafkaSource:
        other = feed.service
        source = KafkaSource(
            cluster_of(self.settings),
            topic_of(other),
            f"{self.name}.{consumer}.{other}",
            feed,
            envelopes_of(other),
            keys_of(self.settings, other),
            reader=self.name,
        )
        self._sources.append(source)
        return source


def _service(
    settings: Settings, name: str, *, follow: Callable[..., Consumer] = Consumer
) -> Service:
    clock, keys = Clock(HELSINKI), key_store.of(settings, name)
    service = Service(
        name,
        database=Database(
            settings.database_of(name),
            connections=settings.connections,
            notifies=True,
            pooled=settings.pooler,
        ),
        clock=clock,
        sealing=Sealed256(keys, clock),
        follow=follow,
    )
    machine = Machine(settings.base_url, {"backups": settings.backups}, keys)
    service.gauges.append(partial(machine.gauges, name))
    if settings.kafka:
        service.gauges.append(partial(silence, service.database, name))
    return service


def _following(service: Service, source_of: Callable[[str], Source]) -> Service:
    """Let the service add its consumers, with `source_of` for every other service."""
    others = {name: source_of(name) for name in registry.NAMES if name != service.name}
    parts = registry.parts_of(service.name)
    parts.listen(service, others | {service.name: service.own})
    return service
