"""The Kafka cluster: how it is reached, and with what settings each side of us speaks to it.

Every setting that its library would choose less carefully is written out. A client is made only
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

KEPT_FOR = 7 * 24 * 3600 * 1000  # milliseconds; whoever was away longer reads the feed
IN_SYNC = 2
LISTENS = 2.0  # seconds in which a broker's port must answer
PORT = 9092  # where an address names none


class BrokerAway(ConnectionError):
    """The broker did not answer, or did not take what was sent; later it may."""


class NoChecksums(Exception):
    """What sums up each message in C is not installed; in Python it takes ten times as long."""


class WrongTopic(Exception):
    """A topic is not what its store needs; a person has to look."""


@dataclass(frozen=True)
class Topic:
    """A topic as the cluster knows it. One that was deleted and made again is another."""

    name: str
    partitions: int
    identity: str  # of the topic within its cluster; unlike the name never used twice


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
        """Raises `BrokerAway`. Idempotence is asked for by name: then a conflict is an error."""
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
        )

    def consumer(self, group: str, topic: str) -> KafkaConsumer:
        """A member of the group. It begins at the earliest message where nobody says otherwise:
        that costs repeats, which the chain skips, and never loses anything.
        """
        consumer = self._made(
            KafkaConsumer,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            check_crcs=True,
            fetch_max_wait_ms=100,
            session_timeout_ms=10_000,  # until the partitions of a process that died are taken over
            max_poll_interval_ms=60_000,
            max_poll_records=500,
        )
        consumer.subscribe([topic])
        return consumer

    def topic(self, name: str) -> Topic | None:
        """The topic; None when there is none of that name. Raises `BrokerAway`."""
        with self.admin() as admin:
            return _found(admin, name)

    def make_topic(self, name: str, *, partitions: int) -> Topic:
        """The topic, made where it is missing; raises `WrongTopic` when its partitions differ.

        More partitions would send a stream's later events elsewhere than its earlier ones.
        """
        with self.admin() as admin:
            found = _found(admin, name)
            if found is None:
                _make(admin, name, partitions)
                found = _found(admin, name)
        if found is None:
            raise BrokerAway(f"The topic {name} is being made.")
        if found.partitions != partitions:
            raise WrongTopic(
                f"The topic {name} has {found.partitions} partitions, but its store has "
                f"{partitions}. Delete the topic; its consumers go on from the feed."
            )
        return found

    def admin(self) -> "_Admin":
        """For the length of a `with`: what its owner may do. Raises `BrokerAway`."""
        return _Admin(self)

    def _made(self, client: Any, **settings: Any) -> Any:
        self.check()
        inner: list[KafkaNetClient] = []  # the library forgets it when its client cannot begin

        def kept(**how: Any) -> KafkaNetClient:
            inner.append(KafkaNetClient(**how))
            return inner[-1]

        common = {
            "kafka_client": kept,
            "bootstrap_servers": self._listening(),
            "bootstrap_timeout_ms": 5_000,
            "allow_auto_create_topics": False,
            **self.security,
        }
        try:
            return client(**common, **settings)
        except KafkaError as trouble:
            for one in inner:
                one.close()
            raise self._away from trouble

    def _listening(self) -> list[str]:
        """The servers whose port is open; the library leaks a socket for each that is not."""
        found = [server for server in self.servers if _listens(server)]
        if not found:
            raise self._away
        return found

    @property
    def _away(self) -> BrokerAway:
        return BrokerAway(f"No broker answers at {', '.join(self.servers)}.")


class _Producer(KafkaProducer):  # type: ignore[misc]  # it has no types
    """Is gone once it is closed, although something was still on its way: the library's own
    would stay, and send that when the broker comes back.
    """

    def flush(self, timeout: float | None = None) -> None:
        try:
            super().flush(timeout)
        except KafkaTimeoutError:
            return  # what is left is dropped by `close`; the relay's cursor has not passed it


class _Admin:
    """An admin client for the length of a `with`; what the library raises is `BrokerAway`."""

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


def _found(admin: KafkaAdminClient, name: str) -> Topic | None:
    (told,) = admin.describe_topics([name])
    if told["error_code"]:
        return None
    cluster = admin.describe_cluster()["cluster_id"]
    return Topic(name, len(told["partitions"]), f"{cluster}/{UUID(str(told['topic_id']))}")


def _make(admin: KafkaAdminClient, name: str, partitions: int) -> None:
    brokers = len(admin.describe_cluster()["brokers"])
    copies = min(3, brokers)
    configs = {
        "cleanup.policy": "delete",
        "retention.ms": str(KEPT_FOR),
        "message.timestamp.type": "CreateTime",
        "min.insync.replicas": str(min(IN_SYNC, copies)),
        "unclean.leader.election.enable": "false",
    }
    wanted = {"num_partitions": partitions, "replication_factor": copies, "configs": configs}
    try:
        admin.create_topics({name: wanted}, wait_for_metadata=True)
    except TopicAlreadyExistsError:  # another process was just as quick
        return
