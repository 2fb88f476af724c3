"""Partitions are raised while a relay and a consumer run: nothing is lost, each stream in order."""

import pytest

from tests.shared.bicycles import append, bought, lent
from tests.shared.broker.conftest import Flow
from tests.shared.broker.test_relay import sent_by
from tests.shared.garage import Garage

pytestmark = pytest.mark.xdist_group("kafka")
OLD, NEW = range(1, 21), range(21, 61)


def test_a_relay_and_a_consumer_go_on_over_more_partitions(flow: Flow) -> None:
    garage, relay = Garage(), flow.relay()
    consumer = flow.consumer(garage)
    for number in OLD:
        append(flow.shop, number, bought(number))
    assert relay.step() == len(OLD)
    flow.passes(consumer, count=len(OLD))
    flow.raise_partitions(8)
    for number in (*OLD, *NEW):
        append(flow.shop, number, lent(number), lent(number))
    assert relay.step() == 2 * len((*OLD, *NEW))
    flow.passes(consumer, count=2 * len((*OLD, *NEW)))
    assert flow.in_topic() == sent_by(flow.shop)
    assert {message.partition for message in flow.in_topic()} == set(range(8))
    assert garage.trails(flow.workshop.database) == {
        **dict.fromkeys(OLD, "123"),
        **dict.fromkeys(NEW, "12"),
    }


def test_a_topic_that_has_as_many_is_left_alone(flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    flow.relayed()
    flow.raise_partitions(4)
    append(flow.shop, 1, lent(1))
    flow.relayed()
    assert flow.in_topic() == sent_by(flow.shop)
