"""A broker that dies, is away for long, forgets, or is another one under the same name."""

from random import Random
from time import perf_counter

import pytest
from kafka import TopicPartition
from sqlalchemy import select

from shared.consumer.tables import checkpoints
from shared.store import Store
from tests.brokers import OwnKafka
from tests.faults import proof
from tests.faults.conftest import Tell
from tests.faults.load import Load, buy
from tests.faults.parts import Place, consuming, process, relaying
from tests.shared.bicycles import append, bought
from tests.shared.broker.conftest import Way
from tests.shared.garage import Garage
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
STREAMS, EACH = 100, 200  # bicycles, events of each: 20,000
DRAINING = 300.0  # seconds on a busy machine
STALLED = 5.0  # seconds: a short patience with a silent topic


def test_a_broker_killed_under_load_loses_nothing_and_refuses_nobody(
    way: Way, place: Place, broker: OwnKafka, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"), process(consuming, place):
        with Load(way.shop, seed) as load:
            eventually(lambda: proof.processed(way) > 50, within=proof.HEALING)
            broker.kill()
            before = len(load.acknowledged)
            load.go_on(by=100)
            is_away, meanwhile = not broker.listens(), len(load.acknowledged) - before
            broker.start()
            load.go_on()
        proof.healed(way)
    assert (is_away, load.unknown) == (True, [])
    proof.acknowledged_once(load)
    repeats = proof.published_in_order(way)
    proof.whole(way, mirror)
    tell(f"{meanwhile} commands while it was dead, {repeats} records sent again")


def test_what_queues_while_the_broker_is_down_is_drained_when_it_is_back(
    way: Way, place: Place, broker: OwnKafka, seed: int, tell: Tell
) -> None:
    buy(way.shop, Random(seed))
    with process(relaying, place, "only"), process(consuming, place):
        proof.healed(way)
        broker.kill()
        began = perf_counter()
        for number in range(100, 100 + STREAMS):
            append(way.shop, number, *[bought(number, price=n) for n in range(EACH)])
        appended = perf_counter() - began
        queued = way.shop.head() - proof.cursor(way)
        broker.start()
        began = perf_counter()
        eventually(lambda: proof.cursor(way) == way.shop.head(), within=DRAINING)
        drained = perf_counter() - began
        proof.healed(way, within=DRAINING)
        processed = perf_counter() - began
    assert queued == STREAMS * EACH
    proof.published_in_order(way)
    proof.passed_whole(way)
    assert Garage().trails(way.workshop.database) == proof.noted(way)
    tell(
        f"{queued} events appended in {appended:.1f} s without a broker, sent in {drained:.1f} s "
        f"({queued / drained:.0f} a second) and passed {processed:.1f} s after its return"
    )


def test_a_topic_deleted_under_load_is_made_again_and_nothing_is_missing(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"), process(consuming, place, STALLED):
        with Load(way.shop, seed) as load:
            eventually(lambda: proof.processed(way) > 50, within=proof.HEALING)
            old = way.cluster.topic(way.topic)
            with way.kafka.admin() as admin:
                admin.delete_topics([way.topic])
            new = eventually(lambda: _another(way, old), within=proof.HEALING)
            load.go_on()
        proof.healed(way)
    assert old != new
    assert "relay.topic_was_made_again" in place.log.read_text()
    proof.acknowledged_once(load)
    sent = len(proof.in_order(way))
    proof.whole(way, mirror)
    assert 0 < sent < proof.processed(way)  # the rest was in the topic that is gone
    tell(f"{len(load.acknowledged)} commands, {sent} records in the topic's second life")


def test_a_consumer_that_was_away_longer_than_the_topic_remembers_misses_nothing(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random = Random(seed)
    buy(way.shop, random, count=20)
    with process(relaying, place, "only"):
        with process(consuming, place):
            proof.healed(way)
        buy(way.shop, random, count=20)
        eventually(lambda: proof.cursor(way) == way.shop.head(), within=proof.HEALING)
        forgotten = _forget(way)
        buy(way.shop, random, count=5)
        with process(consuming, place, STALLED):
            proof.healed(way)
    assert forgotten > 0
    assert "source.gap" in place.log.read_text()
    assert len(proof.in_order(way)) < 50
    proof.whole(way, mirror)
    tell(f"{forgotten} records were gone before they were read")


def _another(way: Way, old: object) -> object:
    """The topic under the old one's name, None while there is none."""
    found = way.cluster.topic(way.topic)
    return found if found != old else None


def _forget(way: Way) -> int:
    """Let the topic forget all that it holds; how many of these the consumer had not read."""
    partitions = [TopicPartition(way.topic, n) for n in range(way.shop.epoch.partitions)]
    with way.kafka.admin() as admin:
        kept = admin.delete_records(dict.fromkeys(partitions, -1))
    c = checkpoints.c
    with way.workshop.database.reading() as db:
        read = {row.partition: row.offset for row in db.execute(select(c.partition, c.offset))}
    begins = {road.partition: told["low_watermark"] for road, told in kept.items()}
    return sum(begin - read.get(partition, 0) for partition, begin in begins.items())
