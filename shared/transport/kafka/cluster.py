"""The Kafka cluster: how it is reached, and the settings of our clients.

Every setting whose default in the library is less careful is written out. A client is made only
by the process that uses it, after any fork: it starts threads and waits for a broker.
https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError, TopicAlreadyExistsError
from kafka.net.compat import KafkaNetClient

RETENTION = 7 * 24 * 3600 * 1000  # milliseconds; a consumer that was away longer reads the feed
IN_SYNC = 2
KNOWN = 30_000  # milliseconds until a client asks again which partitions a topic has
LISTENS = 2.0  # seconds in which a broker's port must answer
PORT = 9092  # where an address names none


class BrokerAway(ConnectionError):
    """The broker did not answer, or did not take a record; later it may."""


class NoChecksums(Exception):
    """The C package for checksums is not installed; in Python they take ten times as long."""


class WrongTopic(Exception):
    """A topic is not what its store needs; a person has to look."""


@dataclass(frozen=True)
class Topic:
    """A topic in the cluster. A topic that was deleted and made again is another one."""

    name: str
    partitions: int
    identity: str  # of the topic within its cluster; unlike a name, it is never used twice


@dataclass(frozen=True)
class Cluster:
    """Where the brokers are; `security` are the library's own settings for signing in."""

    servers: tuple[str, ...]  # host:port
    security: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def check(self) -> None:
        """Raise `NoChecksums` where no client should be made; for a process that starts."""
        if find_spec("crc32c") is None:
            raise NoChecksums(
                "The package crc32c is missing; without it Kafka is ten times slower. "
                "Install it, as requirements/run.txt does."
            )

    def producer(self) -> KafkaProducer:
        """Raises `BrokerAway`. Idempotence is set explicitly: then a conflict is an error."""
        return self._made(
            _Producer,
            acks="all",
            enable_idempotence=True,
            max_in_flight_requests_per_connection=5,
            delivery_timeout_ms=30_000,
            request_timeout_ms=10_000,
            linger_ms=5,
            batch_size=256 * 1024,
            max_block_ms=5_000,
            metadata_max_age_ms=KNOWN,
        )

    def consumer(self, group: str, topic: str) -> KafkaConsumer:
        """A member of the group. Without an offset it begins at the earliest message: that costs
        repeats, which the chain skips, and never loses anything.
        """
        consumer = self._made(
            KafkaConsumer,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            check_crcs=True,
            fetch_max_wait_ms=1000,  # an empty answer; news come at once
            session_timeout_ms=10_000,  # then another process takes over
            max_poll_interval_ms=60_000,
            max_poll_records=500,
            metadata_max_age_ms=KNOWN,
        )
        consumer.subscribe([topic])
        return consumer

    def onlooker(self) -> KafkaConsumer:
        """A reader of whatever it is pointed at, in no group."""
        return self._made(KafkaConsumer, enable_auto_commit=False, check_crcs=True)

    def topic(self, name: str) -> Topic | None:
        """The topic; None when there is none of that name. Raises `BrokerAway`."""
        with self.admin() as admin:
            return _described(admin, name)

    def make_topic(self, name: str, *, partitions: int) -> Topic:
        """The topic, made where it is missing; raises `WrongTopic` when its partitions differ."""
        with self.admin() as admin:
            topic = _described(admin, name)
            if topic is None:
                _make(admin, name, partitions)
                topic = _described(admin, name)
        if topic is None:
            raise BrokerAway(f"The topic {name} is being made.")
        if topic.partitions != partitions:
            raise WrongTopic(
                f"The topic {name} has {topic.partitions} partitions, but its store has "
                f"{partitions}. `rinnalla raise-partitions` raises both; a topic with too many has "
                "to be deleted: its consumers go on from the feed."
            )
        return topic

    def raise_partitions(self, name: str, to: int) -> None:
        """Give the topic that many, unless it has them or is not there. Raises `BrokerAway`."""
        with self.admin() as admin:
            topic = _described(admin, name)
            if topic is not None and topic.partitions < to:
                admin.create_partitions({name: to})

    def admin(self) -> "_Admin":
        """An admin client for the length of a `with`. Raises `BrokerAway`."""
        return _Admin(self)

    def _made(self, client: Any, **settings: Any) -> Any:
        self.check()
        inner: list[KafkaNetClient] = []  # the library leaves it open when its client cannot begin

        def net_client_of(**options: Any) -> KafkaNetClient:
            inner.append(KafkaNetClient(**options))
            return inner[-1]

        common = {
            "kafka_client": net_client_of,
            "bootstrap_servers": self._listening(),
            "bootstrap_timeout_ms": 5_000,
            "allow_auto_create_topics": False,
            **self.security,
        }
        try:
            return client(**common, **settings)
        except KafkaError as trouble:
            for net_client in inner:
                net_client.close()
            raise self._away from trouble

    def _listening(self) -> list[str]:
        """The servers whose port is open; the library leaks a socket for each that is not."""
        open_servers = [server for server in self.servers if _listens(server)]
        if not open_servers:
            raise self._away
        return open_servers

    @property
    def _away(self) -> BrokerAway:
        return BrokerAway(f"No broker answers at {', '.join(self.servers)}.")


class _Producer(KafkaProducer):  # type: ignore[misc]  # it has no types
    """Drops its records when it is closed: the library's own producer would go on and send them
    when the broker comes back.
    """

    def flush(self, timeout: float | None = None) -> None:
        try:
            super().flush(timeout)
        except KafkaTimeoutError:
            return  # `close` drops the rest; the relay's cursor is before it


class _Admin:
    """An admin client for the length of a `with`; it turns library errors into `BrokerAway`."""

    def __init__(self, cluster: Cluster) -> None:
        self._client: Any = cluster._made(_admin_client)

    def __enter__(self) -> KafkaAdminClient:
        return self._client

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        self._client.close()
        if isinstance(error, KafkaError):
            raise BrokerAway(f"The broker does not answer: {type(error).__name__}.") from error


def _listens(server: str) -> bool:
    host, _, port = server.rpartition(":") if ":" in server else (server, "", str(PORT))
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=LISTENS).close()
    except OSError:
        return False
    return True


def _admin_client(*, allow_auto_create_topics: bool, **settings: Any) -> KafkaAdminClient:
    return KafkaAdminClient(**settings)


def _described(admin: KafkaAdminClient, name: str) -> Topic | None:
    (description,) = admin.describe_topics([name])
    if description["error_code"]:
        return None
    cluster = admin.describe_cluster()["cluster_id"]
    return Topic(
        name, len(description["partitions"]), f"{cluster}/{UUID(str(description['topic_id']))}"
    )


def _make(admin: KafkaAdminClient, name: str, partitions: int) -> None:
    brokers = len(admin.describe_cluster()["brokers"])
    copies = min(3, brokers)
    configs = {
        "cleanup.policy": "delete",
        "retention.ms": str(RETENTION),
        "message.timestamp.type": "CreateTime",
        "min.insync.replicas": str(min(IN_SYNC, copies)),
        "unclean.leader.election.enable": "false",
    }
    wanted = {"num_partitions": partitions, "replication_factor": copies, "configs": configs}
    try:
        admin.create_topics({name: wanted}, wait_for_metadata=True)
    except TopicAlreadyExistsError:  # another process made it at the same time
        return
