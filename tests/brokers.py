"""Real Kafka brokers for tests, each gone when the tests are.

`broker()` starts one in a temporary folder on a free loopback port. It can be killed, frozen and
started again on the same data and port, which is what tests of faults need.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.broker import ADMIN, BRIEFLY, BROKER, Broker
from deploy.programs import Absent
from tests.keeper import Keeper, Keeping
from tests.missing import Missing
from tests.ports import free_ports
from tests.waiting import eventually

START = 60.0  # seconds on a busy machine
# A killed broker may register again only when its last session has ended: 9 s by default.
SOON = {"broker.session.timeout.ms": "2000", "broker.heartbeat.interval.ms": "500"}
PASSWORD = "of-a-test"  # every user's, on a broker that lives as long as the tests


@dataclass(frozen=True)
class Kafka:
    """A broker where we may create topics."""

    address: str  # host:port
    secured: bool = False

    def client(self, user: str = ADMIN) -> dict[str, object]:
        """What every client of kafka-python is given, besides what it does."""
        settings: dict[str, object] = {"bootstrap_servers": self.address}
        if not self.secured:
            return settings
        return settings | {
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "PLAIN",
            "sasl_plain_username": user,
            "sasl_plain_password": PASSWORD,
        }

    @contextmanager
    def admin(self) -> Iterator[KafkaAdminClient]:
        client = KafkaAdminClient(**self.client(), bootstrap_timeout_ms=5000)
        try:
            yield client
        finally:
            client.close()

    def topic(self, *, partitions: int = 1, settings: Mapping[str, str] | None = None) -> str:
        """The name of a new topic, which goes with the broker."""
        name = f"test.{uuid4().hex}"
        wanted = {"num_partitions": partitions, "replication_factor": 1}
        with self.admin() as admin:
            admin.create_topics({name: wanted | {"configs": dict(settings or {})}})
        return name


@dataclass(frozen=True)
class OwnKafka(Kafka):
    """A broker of our own, which may be ended, frozen and started again on the same data."""

    keeper: Keeping = field(kw_only=True)
    listens: Callable[[], bool] = field(kw_only=True)  # whether its port is open
    is_reached_by: Callable[[KafkaAdminClient], bool] = field(
        kw_only=True
    )  # it, and no other broker

    def kill(self) -> None:
        """Kill -9; returns when it has gone."""
        self.keeper.end("KILL")

    def freeze(self) -> None:
        """SIGSTOP: connections stay open and nobody answers."""
        self.keeper.send("STOP")

    def thaw(self) -> None:
        self.keeper.send("CONT")

    def stop(self) -> None:
        """Let it end cleanly."""
        self.keeper.end("TERM")

    def start(self) -> None:
        """After `kill` or `stop`: the same data and port; returns when it answers."""
        self.keeper.start()
        self.wait()

    def wait(self) -> None:
        try:
            eventually(self._answers, within=START)
        except AssertionError as error:
            error.add_note(self.keeper.log[-4000:])
            raise

    def _answers(self) -> bool:
        if not self.listens():
            return False
        try:
            with self.admin() as admin:
                return self.is_reached_by(admin)
        except KafkaError:
            return False


@contextmanager
def broker(
    *, users: tuple[str, ...] = (), settings: Mapping[str, str] | None = None
) -> Iterator[OwnKafka]:
    """A new broker with these of Kafka's settings; raises Missing when there can be none here.

    With `users` there is an authorizer: each signs in with PASSWORD and may do only what an ACL
    allows; ADMIN may do everything. Names of users are Kafka's principals "User:<name>".
    """
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-kafka-"))
    passwords = dict.fromkeys((BROKER, ADMIN, *users), PASSWORD) if users else {}
    port, controller = free_ports(2)
    its = Broker(folder, port, controller, passwords, {**SOON, **(settings or {})}, BRIEFLY)
    try:
        its.prepare()
        command = its.command()
    except Absent as absent:
        folder.rmdir()
        raise Missing(absent.component, reason=absent.reason, command=absent.command) from absent
    keeper = Keeper(folder, command, last="KILL")
    try:
        server = OwnKafka(
            its.address,
            bool(users),
            keeper=keeper,
            listens=its.listens,
            is_reached_by=its.is_reached_by,
        )
        server.wait()
        yield server
    finally:
        keeper.close()
