"""The broker of compose.yaml, by its own start script: a partner reads its own topic alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError
from kafka.structs import TopicPartition as Place

from deploy.jars import jars
from deploy.kafka_users import Users, security_of, security_of_admin
from deploy.programs import Absent, program
from services.platform.partner_topics import topic_of, topic_of_partner
from tests.keeper import Keeper
from tests.missing import Missing
from tests.ports import free_ports
from tests.tree import ROOT
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("servers")
START = 90.0  # seconds on a busy machine
PARTNERS = ("library", "club")


@dataclass
class Compose:
    """What the containers kafka, kafka-users and kafka-access do, on this machine."""

    folder: Path
    users: Users
    clients: str  # host:port of our own processes
    partners: str  # host:port of partners

    @property
    def environment(self) -> dict[str, str]:
        """Of deploy.kafka_users."""
        return {"KAFKA": self.clients, "KAFKA_USERS": str(self.folder / "users.json")}

    def run(self, module: str, *arguments: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=os.environ | self.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def client(self, name: str, password: str) -> dict[str, object]:
        return {
            "bootstrap_servers": self.partners,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": name,
            "sasl_plain_password": password,
        }


@pytest.fixture(scope="module")
def compose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compose]:
    folder = tmp_path_factory.mktemp("compose")
    users = Users.stored(folder / "users.json")
    ports = free_ports(4)
    try:
        program("java", of="Java 17", package="default-jre-headless")
        libs = str(jars())
    except Absent as absent:
        raise Missing(absent.component, reason=absent.reason, command=absent.command) from absent
    here, there = (f"127.0.0.1:{port}" for port in ports[:2])
    words = {
        "KAFKA_HOME": str(ROOT / "deploy" / "kafka"),
        "KAFKA_LIBS": libs,
        "KAFKA_DATA": str(folder),
        "KAFKA_HEAP": "256m",
        "KAFKA_CLIENTS_PORT": str(ports[0]),
        "KAFKA_PARTNERS_PORT": str(ports[1]),
        "KAFKA_INSIDE_PORT": str(ports[2]),
        "KAFKA_BROKER_PORT": str(ports[3]),
        "KAFKA_ADVERTISED": here,
        "KAFKA_PARTNERS": there,
        "KAFKA_ADMIN_PASSWORD": users.admin,
    }
    script = str(ROOT / "deploy" / "kafka" / "start.sh")
    named = [f"{name}={value}" for name, value in words.items()]
    keeper = Keeper(folder, ["env", *named, "/bin/sh", script], last="KILL")
    made = Compose(folder, users, here, there)
    try:
        _wait(made, keeper)
        made.run("deploy.kafka_users", "complete")
        _grant(made)
        _fill(made)
        yield made
    finally:
        keeper.close()


@pytest.fixture(scope="module")
def passwords(compose: Compose) -> dict[str, str]:
    return {name: compose.run("deploy.kafka_users", "partner", name) for name in PARTNERS}


def test_a_partner_reads_its_own_topic(compose: Compose, passwords: dict[str, str]) -> None:
    client = compose.client("library", passwords["library"])
    assert _first(client, topic_of_partner("library")) == b"of library"


@pytest.mark.parametrize(
    "topic", [topic_of_partner("club"), *map(topic_of, ("referral", "casework"))]
)
def test_a_partner_reads_nothing_else(
    compose: Compose, passwords: dict[str, str], topic: str
) -> None:
    with pytest.raises((KafkaError, StopIteration)):
        _first(compose.client("library", passwords["library"]), topic)


def test_a_partner_writes_nothing(compose: Compose, passwords: dict[str, str]) -> None:
    producer = KafkaProducer(**compose.client("library", passwords["library"]), max_block_ms=5000)
    with pytest.raises(KafkaError):
        producer.send(topic_of_partner("library"), b"not of you").get(timeout=10)
    producer.close(timeout=1)


def test_nobody_signs_in_with_a_wrong_password_or_as_the_administrator(
    compose: Compose, passwords: dict[str, str]
) -> None:
    assert passwords
    for name, password in (("library", "wrong"), ("admin", compose.users.admin)):
        with pytest.raises(KafkaError):
            _first(compose.client(name, password), topic_of_partner("library"))


def test_a_partner_that_is_taken_out_signs_in_no_more(
    compose: Compose, passwords: dict[str, str]
) -> None:
    client = compose.client("club", passwords["club"])
    assert _first(client, topic_of_partner("club")) == b"of club"
    compose.run("deploy.kafka_users", "without", "club")
    with pytest.raises(KafkaError):
        _first(client, topic_of_partner("club"))


def test_without_tls_partners_come_from_this_machine_alone(tmp_path: Path) -> None:
    words = {"KAFKA_HOME": str(ROOT / "deploy" / "kafka"), "KAFKA_DATA": str(tmp_path)}
    public = {"KAFKA_ADMIN_PASSWORD": "x", "KAFKA_PARTNERS": "kafka.example:9094"}
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "deploy" / "kafka" / "start.sh")],
        env=os.environ | words | public,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "passwords would travel in the open" in done.stderr


def _first(client: dict[str, object], topic: str) -> object:
    """The first message of the topic."""
    reader = KafkaConsumer(**client, consumer_timeout_ms=8000, bootstrap_timeout_ms=8000)
    try:
        place: Place = TopicPartition(topic, 0)
        reader.assign([place])
        reader.seek_to_beginning(place)
        return next(reader).value
    finally:
        reader.close()


def _wait(compose: Compose, keeper: Keeper) -> None:
    def answers() -> bool:
        try:
            _administrator(compose).close()
        except KafkaError:
            return False
        return True

    try:
        eventually(answers, within=START)
    except AssertionError as late:
        late.add_note(keeper.log[-3000:])
        raise


def _administrator(compose: Compose) -> KafkaAdminClient:
    security = security_of_admin(compose.users.admin)
    return KafkaAdminClient(
        bootstrap_servers=compose.clients, **security, bootstrap_timeout_ms=3000
    )


def _grant(compose: Compose) -> None:
    file = compose.folder / "admin.json"
    file.write_text(json.dumps(security_of_admin(compose.users.admin)))
    settings = {
        "RINNALLA_KAFKA": compose.clients,
        "RINNALLA_KAFKA_SECURITY_FILE": str(file),
        "RINNALLA_PARTNER_TOPICS": ",".join(PARTNERS),
    }
    compose.run("services", "kafka-access", **settings)


def _fill(compose: Compose) -> None:
    """A message in each topic, written by the service that may, under its own password."""
    for name in PARTNERS:
        _write(compose, "referral", topic_of_partner(name), f"of {name}".encode())
    for service in ("referral", "casework"):
        _write(compose, service, topic_of(service), b"of ours")


def _write(compose: Compose, service: str, topic: str, text: bytes) -> None:
    security = security_of(service, compose.users.services[service])
    admin = KafkaAdminClient(bootstrap_servers=compose.clients, **security)
    admin.create_topics({topic: {"num_partitions": 1, "replication_factor": 1}})
    admin.close()
    producer = KafkaProducer(bootstrap_servers=compose.clients, **security)
    producer.send(topic, text).get(timeout=20)
    producer.close()
