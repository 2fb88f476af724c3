"""The relay: everything that travels, in order, by one process at a time, and nothing marked
that the broker has not confirmed."""

import pytest
from sqlalchemy import text, update

from shared.consumer import stopping
from shared.consumer.source import StoreSource
from shared.maintenance.restored import begin_epoch
from shared.store import Recorded, Store
from shared.transport.kafka.cluster import WrongTopic
from shared.transport.kafka.lease import Lost
from shared.transport.kafka.relay_targets import TopicAhead
from shared.transport.kafka.tables import relay_cursors
from tests.set_back import set_back
from tests.shared.bicycles import append, bought, lent, repaired
from tests.shared.broker.conftest import Flow
from tests.shared.consumer.test_passing import history

pytestmark = pytest.mark.xdist_group("kafka")


def sent_by(store: Store) -> list[Recorded]:
    source = StoreSource(store)
    return [message for relay in source.partitions for message in source.read(relay, 0, 1000)]


def test_a_topic_holds_every_travelling_event_in_its_order_and_no_private_one(flow: Flow) -> None:
    history(flow.shop)
    append(flow.shop, 7, bought(7), repaired(7))
    flow.relayed()
    assert flow.in_topic() == sent_by(flow.shop)


def test_what_was_sent_is_not_sent_again(flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    flow.relayed()
    append(flow.shop, 1, lent(1))
    flow.relayed()
    assert flow.in_topic() == sent_by(flow.shop)


def test_only_one_of_two_relays_sends(flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    first, second = flow.relay("first"), flow.relay("second")
    assert (first.step(), second.step()) == (1, 0)
    append(flow.shop, 1, lent(1))
    assert second.step() == 0
    first.close()
    assert second.step() == 1


def test_a_relay_that_was_silent_too_long_moves_no_cursor(flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    sleeper, successor = flow.relay("sleeper", lasts=0.0), flow.relay("successor")
    sleeper.lease.hold()
    assert successor.step() == 1
    append(flow.shop, 1, lent(1))
    with pytest.raises(Lost):
        sleeper.step()
    assert successor.step() == 1
    assert flow.in_topic() == sent_by(flow.shop)


def test_a_relay_that_slept_between_sending_and_marking_repeats_but_marks_nothing(
    flow: Flow,
) -> None:
    append(flow.shop, 1, bought(1))
    sleeper, successor = flow.relay("sleeper", lasts=0.0), flow.relay("successor")
    sleeper.lease.hold()
    target = sleeper.targets()[0]
    topic, position = sleeper._begin(target)
    assert successor.step() == 1
    with pytest.raises(Lost, match="no longer ours"):
        sleeper._send_next(target)
    assert (topic.name, position) == (flow.topic, 0)
    append(flow.shop, 1, lent(1))
    assert successor.step() == 1
    assert [message.version for message in flow.in_topic()] == [1, 1, 2]


def test_a_topic_with_other_partitions_than_the_store_is_refused(flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    flow.cluster.make_topic(flow.topic, partitions=3)
    with pytest.raises(WrongTopic, match="has 3 partitions, but its store has 4"):
        flow.relay().step()


def test_a_cursor_is_never_moved_back(flow: Flow) -> None:
    append(flow.shop, 1, bought(1), lent(1))
    flow.relayed()
    with flow.shop.database.reading() as db:
        cursor = db.execute(text("SELECT position FROM relay_cursors")).scalar_one()
    assert cursor == flow.shop.head()


@pytest.mark.parametrize("appended", [1, 2, 3])
def test_nothing_is_sent_to_a_topic_that_is_ahead_of_its_store(flow: Flow, appended: int) -> None:
    append(flow.shop, 1, bought(1), lent(1), lent(1))
    flow.relayed()
    before = flow.in_topic()
    set_back(flow.shop, 1)
    append(flow.shop, 1, *[lent(1)] * appended)
    with flow.shop.database.writing() as db:
        db.execute(update(relay_cursors).values(position=1))
    with pytest.raises(TopicAhead, match="`rinnalla restored shop` begins a new epoch"):
        flow.relay().step()
    assert _standing_still(flow.shop) == ["relay<shop"]
    assert flow.in_topic() == before
    begin_epoch(flow.shop)
    flow.relayed()
    assert flow.in_topic()[len(before) :] == sent_by(flow.shop)[1:]
    assert _standing_still(flow.shop) == []


def _standing_still(store: Store) -> list[str]:
    with store.database.reading() as db:
        return list(stopping.reasons(db))
