"""The servers that faults are tried on: they come up, hold data, and can be made to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import crc32c
import psycopg
import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import ACL, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType
from kafka.errors import KafkaError, KafkaTimeoutError
from kafka.record import util

from deploy.broker import ADMIN
from tests.brokers import Kafka, OwnKafka, broker
from tests.servers import Cluster

pytestmark = pytest.mark.xdist_group("servers")  # its brokers are started once
THREE = [b"one", b"two", b"three"]


@pytest.fixture(scope="module")
def guarded_kafka() -> Iterator[OwnKafka]:
    with broker(users=("sender", "stranger")) as kafka:
        yield kafka


def test_what_is_sent_to_a_topic_is_read_from_it(kafka_server: Kafka) -> None:
    topic = kafka_server.topic()
    send(kafka_server, topic)
    assert read(kafka_server, topic) == THREE


def test_checksums_of_messages_are_counted_in_c() -> None:
    assert util.crc32c_c is crc32c.crc32c


def test_a_topic_is_never_made_by_a_message(kafka_server: Kafka) -> None:
    with pytest.raises(KafkaError):
        send(kafka_server, f"test.{uuid4().hex}")


def test_a_killed_broker_starts_again_with_what_it_acknowledged(own_kafka: OwnKafka) -> None:
    topic = own_kafka.topic()
    send(own_kafka, topic)
    own_kafka.kill()
    assert not own_kafka.listens()
    own_kafka.start()
    assert read(own_kafka, topic) == THREE


def test_a_frozen_broker_answers_nobody_until_it_goes_on(own_kafka: OwnKafka) -> None:
    topic = own_kafka.topic()
    with producer_of(own_kafka) as producer:
        producer.send(topic, b"before").get(timeout=10)
        own_kafka.freeze()
        sent = producer.send(topic, b"meanwhile")
        with pytest.raises(KafkaTimeoutError):
            sent.get(timeout=1)
        own_kafka.thaw()
        assert sent.get(timeout=10).offset == 1


def test_a_guarded_broker_lets_in_only_whom_an_acl_names(guarded_kafka: OwnKafka) -> None:
    topic = guarded_kafka.topic()
    with guarded_kafka.admin() as admin:
        allow_to_write(admin, topic, "sender")
    send(guarded_kafka, topic, user="sender")
    with pytest.raises(KafkaError):
        send(guarded_kafka, topic, user="stranger")


def test_postgresql_stopped_at_once_has_what_it_committed(own_postgres: Cluster) -> None:
    with psycopg.connect(own_postgres.url, autocommit=True) as db:
        db.execute("CREATE TABLE guests AS SELECT 'Testinen' AS name")
        own_postgres.stop_immediately()
        with pytest.raises(psycopg.OperationalError):
            db.execute("SELECT 1")
    own_postgres.start()
    with psycopg.connect(own_postgres.url) as db:
        assert db.execute("SELECT name FROM guests").fetchall() == [("Testinen",)]


def allow_to_write(admin: KafkaAdminClient, topic: str, user: str) -> None:
    its = ResourcePattern(ResourceType.TOPIC, topic)
    admin.create_acls([ACL(f"User:{user}", "*", ACLOperation.WRITE, ACLPermissionType.ALLOW, its)])


def send(kafka: Kafka, topic: str, *, user: str = ADMIN) -> None:
    with producer_of(kafka, user=user) as producer:
        for message in THREE:
            producer.send(topic, message).get(timeout=10)


@contextmanager
def producer_of(kafka: Kafka, *, user: str = ADMIN) -> Iterator[KafkaProducer]:
    safe = {"enable_idempotence": True, "acks": "all", "max_block_ms": 5000}
    producer = KafkaProducer(**kafka.client(user), **safe)
    try:
        yield producer
    finally:
        producer.close(timeout=5)


def read(kafka: Kafka, topic: str) -> list[bytes]:
    consumer = KafkaConsumer(
        topic, **kafka.client(), auto_offset_reset="earliest", consumer_timeout_ms=10_000
    )
    try:
        return [next(consumer).value for _ in THREE]
    finally:
        consumer.close()
