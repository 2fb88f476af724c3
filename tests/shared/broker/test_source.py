"""Kafka as a source: the store's chain whatever the broker does, and nobody else's word."""

import pytest
from sqlalchemy import update

from shared.consumer.source import StoreSource
from shared.kernel.events import UnknownEvent
from shared.kernel.signing import Forged, Keyring
from shared.maintenance.reconcile import reconcile
from shared.telemetry.exposition import Exposition
from shared.transport.kafka.tables import relay_cursors
from tests.figures import Figures, counting
from tests.shared.bicycles import append, bought, lent, stream
from tests.shared.broker.conftest import KEYS, NAMES, Flow, alarms
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage, following, parked_rows, settle

__all__ = ["counting"]
pytestmark = pytest.mark.xdist_group("kafka")


def test_what_is_applied_from_kafka_is_what_the_store_holds(flow: Flow) -> None:
    garage, expected = Garage(), history(flow.shop)
    flow.relayed()
    flow.passes(flow.consumer(garage), count=flow.shop.head())
    assert garage.trails(flow.workshop.database) == expected
    by_store = following(garage, flow.workshop, StoreSource(flow.shop))
    assert all(finding.agrees for finding in reconcile(by_store))


def test_a_checkpoint_goes_on_from_the_store_to_kafka_and_back(flow: Flow) -> None:
    garage = Garage()
    near = following(garage, flow.workshop, StoreSource(flow.shop))
    append(flow.shop, 1, bought(1), lent(1))
    settle(near)
    append(flow.shop, 1, lent(1), lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=2)
    append(flow.shop, 1, lent(1))
    assert settle(following(garage, flow.workshop, StoreSource(flow.shop))) == 1
    assert garage.trails(flow.workshop.database) == {1: "12345"}


def test_a_new_process_goes_on_from_the_bookmark(flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1), lent(1))
    flow.relayed()
    first = flow.consumer(garage)
    flow.passes(first, count=2)
    first.source.close()  # type: ignore[attr-defined]  # a KafkaSource
    append(flow.shop, 1, lent(1))
    flow.relayed()
    second = flow.source()
    flow.passes(following(garage, flow.workshop, second), count=1)
    assert garage.trails(flow.workshop.database) == {1: "123"}
    assert second.records == 1  # not three


def test_what_was_sent_twice_is_applied_once(flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1), lent(1))
    flow.relayed()
    _forget_what_was_sent(flow)
    append(flow.shop, 1, lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=3)
    assert garage.trails(flow.workshop.database) == {1: "123"}


def test_what_the_topic_lacks_is_fetched_from_the_feed(counting: None, flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1), lent(1))
    flow.pretend_to_have_sent()
    append(flow.shop, 1, lent(1), lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=4)
    assert garage.trails(flow.workshop.database) == {1: "1234"}
    assert alarms("gap") == [1]


def test_a_topic_that_says_nothing_for_too_long_is_passed_by(counting: None, flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1))
    flow.relayed()
    consumer = flow.consumer(garage, stalled=0.5)
    flow.passes(consumer, count=1)
    append(flow.shop, 1, lent(1))
    flow.passes(consumer, count=1)
    assert garage.trails(flow.workshop.database) == {1: "12"}
    assert alarms("stalled") == [1]


def test_a_topic_that_was_made_again_is_read_from_its_beginning(counting: None, flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1), lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=2)
    flow.opened.pop_all().close()
    with flow.kafka.admin() as admin:
        admin.delete_topics([flow.topic])
    append(flow.shop, 1, lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=1)
    assert garage.trails(flow.workshop.database) == {1: "123"}
    figures = Figures(Exposition(("shop",), list).text())
    assert figures.of("relay_topics_made_again_total", topic=flow.topic) == [1]


def test_a_forged_message_stops_its_road_and_no_other(counting: None, flow: Flow) -> None:
    garage, stranger = Garage(), Keyring({"spring": b"x" * 32})
    append(flow.shop, 1, bought(1))  # partition 3
    append(flow.shop, 2, bought(2))  # partition 1
    flow.relayed()
    flow.forge(1, stranger)
    append(flow.shop, 1, lent(1))
    append(flow.shop, 2, lent(2))
    flow.relayed()
    consumer = flow.consumer(garage)
    flow.passes(consumer, count=3)
    assert garage.trails(flow.workshop.database) == {1: "1", 2: "12"}
    with pytest.raises(Forged, match="signature"):
        while True:
            consumer.step()
    assert alarms("forged") == [1]  # however often it was tried


def test_a_retired_key_still_verifies(flow: Flow) -> None:
    garage = Garage()
    flow.keys = Keyring({"winter": KEYS.keys["winter"]})
    append(flow.shop, 1, bought(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=1)
    assert garage.trails(flow.workshop.database) == {1: "1"}


def test_a_poisoned_event_is_parked_and_replayed_with_its_stream(flow: Flow) -> None:
    garage = Garage({(stream(1), 2): UnknownEvent("lent v9 is newer")})
    append(flow.shop, 1, bought(1), lent(1), lent(1))
    flow.relayed()
    consumer = flow.consumer(garage)
    flow.passes(consumer, count=3)
    assert [state for _, state, _ in parked_rows(flow.workshop.database)] == ["parked", "behind"]
    garage.faults.clear()
    (partition,) = {message.partition for message in flow.shop.travelling(0, 9)}
    assert consumer.replay(partition or 0, stream(1)) == 2
    assert garage.trails(flow.workshop.database) == {1: "123"}


def test_two_processes_share_the_partitions_and_apply_everything_once(flow: Flow) -> None:
    garage = Garage()
    consumers = flow.consumer(garage), flow.consumer(garage)
    expected = history(flow.shop, commands=30)
    flow.relayed()
    flow.passes(*consumers, count=flow.shop.head())
    assert garage.trails(flow.workshop.database) == expected
    shared = [set(consumer.source.partitions) for consumer in consumers]
    assert (shared[0] & shared[1], shared[0] | shared[1]) == (set(), {0, 1, 2, 3})


def test_a_message_of_a_past_that_was_undone_is_passed_over(flow: Flow) -> None:
    garage = Garage()
    append(flow.shop, 1, bought(1))
    message = flow.shop.travelling(0, 1)[0]
    past = NAMES.for_topic(message, flow.workshop.epoch.id, KEYS)  # another store's epoch
    flow.cluster.make_topic(flow.topic, partitions=flow.shop.epoch.partitions)
    flow.put(message.partition or 0, past)
    append(flow.shop, 1, lent(1))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=2)
    assert garage.trails(flow.workshop.database) == {1: "12"}


def _forget_what_was_sent(flow: Flow) -> None:
    with flow.shop.database.writing() as db:
        db.execute(update(relay_cursors).values(position=0))
