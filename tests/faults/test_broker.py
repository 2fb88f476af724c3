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
from tests.shared.broker.conftest import Flow
from tests.shared.garage import Garage
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
STREAMS, EACH = 100, 200  # bicycles, events of each: 20,000
DRAINING = 300.0  # seconds on a busy machine
STALLED = 5.0  # seconds: a short patience with a silent topic


def test_a_broker_killed_under_load_loses_nothing_and_refuses_nobody(
    flow: Flow, place: Place, broker: OwnKafka, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"), process(consuming, place):
        with Load(flow.shop, seed) as load:
            eventually(lambda: proof.processed(flow) > 50, within=proof.HEALING)
            broker.kill()
            before = len(load.acknowledged)
            load.go_on(by=100)
            is_away, meanwhile = not broker.listens(), len(load.acknowledged) - before
            broker.start()
            load.go_on()
        proof.healed(flow)
    assert (is_away, load.unknown) == (True, [])
    proof.acknowledged_once(load)
    repeats = proof.published_in_order(flow)
    proof.whole(flow, mirror)
    tell(f"{meanwhile} commands while it was dead, {repeats} records sent again")


def test_what_queues_while_the_broker_is_down_is_drained_when_it_is_back(
    flow: Flow, place: Place, broker: OwnKafka, seed: int, tell: Tell
) -> None:
    buy(flow.shop, Random(seed))
    with process(relaying, place, "only"), process(consuming, place):
        proof.healed(flow)
        broker.kill()
        began = perf_counter()
        for number in range(100, 100 + STREAMS):
            append(flow.shop, number, *[bought(number, price=n) for n in range(EACH)])
        appended = perf_counter() - began
        queued = flow.shop.head() - proof.cursor(flow)
        broker.start()
        began = perf_counter()
        eventually(lambda: proof.cursor(flow) == flow.shop.head(), within=DRAINING)
        drained = perf_counter() - began
        proof.healed(flow, within=DRAINING)
        processed = perf_counter() - began
    assert queued == STREAMS * EACH
    proof.published_in_order(flow)
    proof.passed_whole(flow)
    assert Garage().trails(flow.workshop.database) == proof.expected_trails(flow)
    tell(
        f"{queued} events appended in {appended:.1f} s without a broker, sent in {drained:.1f} s "
        f"({queued / drained:.0f} a second) and passed {processed:.1f} s after its return"
    )


def test_a_topic_deleted_under_load_is_made_again_and_nothing_is_missing(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"), process(consuming, place, STALLED):
        with Load(flow.shop, seed) as load:
            eventually(lambda: proof.processed(flow) > 50, within=proof.HEALING)
            old = flow.cluster.topic(flow.topic)
            with flow.kafka.admin() as admin:
                admin.delete_topics([flow.topic])
            new = eventually(lambda: _another(flow, old), within=proof.HEALING)
            load.go_on()
        proof.healed(flow)
    assert old != new
    assert "relay.topic_was_made_again" in place.log.read_text()
    proof.acknowledged_once(load)
    sent = len(proof.in_order(flow))
    proof.whole(flow, mirror)
    assert 0 < sent < proof.processed(flow)  # the rest was in the topic that is gone
    tell(f"{len(load.acknowledged)} commands, {sent} records in the topic's second life")


def test_a_consumer_that_was_away_longer_than_the_topic_remembers_misses_nothing(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random = Random(seed)
    buy(flow.shop, random, count=20)
    with process(relaying, place, "only"):
        with process(consuming, place):
            proof.healed(flow)
        buy(flow.shop, random, count=20)
        eventually(lambda: proof.cursor(flow) == flow.shop.head(), within=proof.HEALING)
        forgotten = _forget(flow)
        buy(flow.shop, random, count=5)
        with process(consuming, place, STALLED):
            proof.healed(flow)
    assert forgotten > 0
    assert "source.gap" in place.log.read_text()
    assert len(proof.in_order(flow)) < 50
    proof.whole(flow, mirror)
    tell(f"{forgotten} records were gone before they were read")


def _another(flow: Flow, old: object) -> object:
    """The topic under the old one's name, None while there is none."""
    topic = flow.cluster.topic(flow.topic)
    return topic if topic != old else None


def _forget(flow: Flow) -> int:
    """Let the topic forget all that it holds; how many of these the consumer had not read."""
    partitions = [TopicPartition(flow.topic, n) for n in range(flow.shop.epoch.partitions)]
    with flow.kafka.admin() as admin:
        kept = admin.delete_records(dict.fromkeys(partitions, -1))
    c = checkpoints.c
    with flow.workshop.database.reading() as db:
        read = {row.partition: row.offset for row in db.execute(select(c.partition, c.offset))}
    begins = {partition.partition: result["low_watermark"] for partition, result in kept.items()}
    return sum(begin - read.get(partition, 0) for partition, begin in begins.items())
