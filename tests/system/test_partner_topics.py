"""A partner's own topic on a broker with an authorizer: what concerns it, and nobody else's."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError, TopicAuthorizationFailedError
from sqlalchemy import insert

from services.common.codes import Acknowledgement as Result, Role
from services.platform.partner_topics import PartnerTopics, grants, topic_of, topic_of_partner
from services.platform.registry import NAMES, prepare
from services.platform.wiring import envelopes_of
from services.referral.consents.domain import Acknowledgement
from services.referral.consents.events import AcknowledgementAwaited
from services.referral.corrections.events import ConsentWithdrawn
from shared.database.engine import Database
from shared.identity import principals
from shared.kernel.signing import Keyring
from shared.store import Store
from shared.transport.kafka.access import give
from shared.transport.kafka.cluster import Cluster
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import ToServices
from tests.brokers import PASSWORD, OwnKafka, broker
from tests.readme import code
from tests.reporting.histories import Stream
from tests.servers import Postgres
from tests.shared.bicycles import append, bought, lent, repaired, work
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("kafka")

OURS, THEIRS = uuid4(), uuid4()
PARTNERS = {"library": OURS, "club": THEIRS}
DAY = date(2026, 11, 30)
USERS = {name: f"rinnalla_{name}" for name in NAMES}


@dataclass
class Region:
    kafka: OwnKafka
    store: Store

    def cluster(self, user: str) -> Cluster:
        options = {k: v for k, v in self.kafka.client(user).items() if k != "bootstrap_servers"}
        return Cluster((self.kafka.address,), options)

    def relay(self) -> None:
        """Send all there is, signed in as the referral service."""
        keys, envelopes = Keyring({"k": b"k" * 32}), envelopes_of("referral")
        ours = ToServices(self.store, envelopes, keys, topic_of("referral"))
        partners = PartnerTopics(self.store, envelopes, PARTNERS)
        cluster = self.cluster(USERS["referral"])
        relay = Relay(
            cluster, Lease(self.store.database, "one"), lambda: [ours, *partners.targets()]
        )
        while relay.step():
            pass
        relay.close()


@pytest.fixture(scope="module")
def guarded() -> Iterator[OwnKafka]:
    with broker(users=(*USERS.values(), *PARTNERS, "stranger")) as kafka:
        cluster = Cluster(
            (kafka.address,),
            {k: v for k, v in kafka.client().items() if k != "bootstrap_servers"},
        )
        give(cluster, grants(users=USERS, partners=list(PARTNERS)))
        yield kafka


@pytest.fixture(scope="module")
def region(guarded: OwnKafka, postgres_server: Postgres) -> Iterator[Region]:
    with ExitStack() as stack:
        database = Database(stack.enter_context(postgres_server.database()))
        stack.callback(database.close)
        store = Store("referral", database)
        prepare(store, partitions=4)
        with database.writing() as db:
            db.execute(
                insert(principals.principals), [_row(*partner) for partner in PARTNERS.items()]
            )
        append(store, 1, bought(1), lent(1), repaired(1), concerns=(OURS,))
        append(store, 2, bought(2), concerns=(THEIRS,))
        append(store, 3, bought(3), concerns=(OURS, THEIRS))
        region = Region(guarded, store)
        region.relay()
        yield region


def test_a_partner_gets_what_concerns_it_numbered_from_one(region: Region) -> None:
    assert _read(region, "library", topic_of_partner("library"), count=2) == [(1, 1), (2, 3)]
    assert _read(region, "club", topic_of_partner("club"), count=2) == [(1, 2), (2, 3)]


def test_nothing_of_chain_actor_or_signature_reaches_a_partner(region: Region) -> None:
    (message, *_) = _messages(region, "library", topic_of_partner("library"), count=1)
    assert {name for name, _ in message.headers} == {
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_subject",
        "ce_time",
        "ce_partitionkey",
        "ce_epoch",
        "ce_sequence",
        "content-type",
    }


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        ("library", topic_of("referral")),
        ("library", topic_of_partner("club")),
        ("stranger", topic_of_partner("library")),
        ("stranger", topic_of("referral")),
    ],
)
def test_a_topic_can_be_read_by_nobody_else(region: Region, user: str, topic: str) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        _held(region, user, topic)


def test_who_may_read_a_topic_is_told_how_much_it_holds(region: Region) -> None:
    assert _held(region, "library", topic_of_partner("library")) == 2


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        ("library", topic_of_partner("library")),
        ("library", topic_of("referral")),
        (USERS["casework"], topic_of("referral")),
        ("stranger", topic_of_partner("club")),
    ],
)
def test_a_topic_can_be_written_by_nobody_else(region: Region, user: str, topic: str) -> None:
    producer = KafkaProducer(**region.kafka.client(user), max_block_ms=5000)
    with pytest.raises(KafkaError):
        producer.send(topic, b"not of you").get(timeout=10)
    producer.close(timeout=1)


def test_our_own_services_read_each_other(region: Region) -> None:
    records = _read(region, USERS["casework"], topic_of("referral"), count=4)
    assert sorted(number for _, number in records) == [1, 1, 2, 3]


def test_the_documented_consumer_writes_everything_once(region: Region, tmp_path: Path) -> None:
    for _ in range(2):
        _run_documented(region, tmp_path, "library", until=2)
    with closing(sqlite3.connect(tmp_path / "events.sqlite")) as db:
        seen = db.execute("SELECT subject FROM seen ORDER BY rowid").fetchall()
    assert [int(subject[-1]) for (subject,) in seen] == [1, 3]


def test_each_hears_of_the_end_of_a_consent_what_is_for_it(region: Region) -> None:
    """The sender that the family withdrew it, whoever is asked to stop that; no answer travels."""
    awaited = AcknowledgementAwaited(
        acknowledgement_id=uuid4(),
        referral_id=uuid4(),
        correction_id=uuid4(),
        subject_id=uuid4(),
        organisation=OURS,
        service="",
        sender=THEIRS,
        reason="WITHDRAWN",
        on=DAY,
        due_on=DAY,
    )
    new = Acknowledgement(awaited.acknowledgement_id)
    with work(region.store) as doing:
        withdrawn = ConsentWithdrawn(
            referral_id=awaited.referral_id, correction_id=awaited.correction_id, on=DAY
        )
        doing.change(Stream(awaited.referral_id, concerns=(THEIRS,)), lambda _: [withdrawn])
        doing.change(new, lambda each: each.ask(awaited))
        doing.change(new, lambda each: each.answer(Result.STOPPED, by=OURS, on=DAY))
    region.relay()
    last_of = {}
    for client in PARTNERS:
        topic = topic_of_partner(client)
        last_of[client] = _last(region, client, topic)
    assert last_of == {
        "library": (2, "fi.rinnalla.consent.ended.v1"),
        "club": (2, "fi.rinnalla.referral.consent_withdrawn.v1"),
    }


def _row(name: str, organisation: UUID) -> dict[str, object]:
    return {
        "id": uuid4(),
        "subject": name,
        "kind": "client",
        "sign_in": name,
        "organisation": organisation,
        "roles": [Role.PARTNER],
        "active": True,
    }


def _read(region: Region, user: str, topic: str, *, count: int) -> list[tuple[int, int]]:
    """Of each message its number, 0 where it has none, and the bicycle's."""
    return [
        (int(dict(m.headers).get("ce_sequence", b"0")), int(dict(m.headers)["ce_subject"][-1:]))
        for m in _messages(region, user, topic, count=count)
    ]


def _held(region: Region, user: str, topic: str) -> int:
    """How many messages there are, the least that a reader is told."""
    where = TopicPartition(topic, 0)
    client = KafkaConsumer(**region.kafka.client(user))
    try:
        return int(client.end_offsets([where])[where])
    finally:
        client.close()


def _last(region: Region, user: str, topic: str) -> tuple[int, str]:
    """The place of the last message, and its type, wherever a group of readers has come to."""
    where, last = TopicPartition(topic, 0), _held(region, user, topic) - 1
    client = KafkaConsumer(**region.kafka.client(user), consumer_timeout_ms=20_000)
    try:
        client.assign([where])
        client.seek(where, last)
        message: Any = next(client)
        return message.offset, dict(message.headers)["ce_type"].decode()
    finally:
        client.close()


def _messages(region: Region, user: str, topic: str, *, count: int) -> list[Any]:
    group = {"library": topic_of_partner("library"), "club": topic_of_partner("club")}.get(
        user, "casework.test"
    )
    client = KafkaConsumer(
        topic,
        **region.kafka.client(user),
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        consumer_timeout_ms=20_000,
    )
    try:
        return [next(client) for _ in range(count)]
    finally:
        client.close()


def _run_documented(region: Region, folder: Path, client: str, *, until: int) -> None:
    script = next(block for block in code("For partners") if "KafkaConsumer" in block)
    environment = os.environ | {
        "CLIENT": client,
        "SECRET": PASSWORD,
        "KAFKA": region.kafka.address,
        "KAFKA_SECURITY": "SASL_PLAINTEXT",
        "KAFKA_SASL": "PLAIN",
    }
    process = subprocess.Popen([sys.executable, "-c", script], cwd=folder, env=environment)
    try:
        eventually(lambda: _seen(folder) >= until, within=60)
    finally:
        process.kill()
        process.wait()


def _seen(folder: Path) -> int:
    path = folder / "events.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'seen'").fetchone()
        return int(db.execute("SELECT count(*) FROM seen").fetchone()[0]) if tables[0] else 0
