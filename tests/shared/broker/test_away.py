"""A broker that is away: nothing is left open behind it, and what waited is sent when it comes."""

import gc
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread
from time import monotonic

import pytest
from structlog.testing import capture_logs

from shared.transport.kafka.cluster import BrokerAway, Cluster
from tests.brokers import OwnKafka, broker
from tests.ports import free_ports
from tests.shared.bicycles import append, bought, lent
from tests.shared.broker.conftest import START, Flow
from tests.shared.garage import Garage, following
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("kafka")
CLIENTS: dict[str, Callable[[Cluster], object]] = {
    "admin": Cluster.admin,
    "producer": Cluster.producer,
    "consumer": lambda cluster: cluster.consumer("garage", "shop"),
}


@pytest.fixture
def own_kafka() -> Iterator[OwnKafka]:
    with broker() as kafka:
        yield kafka


def opened() -> tuple[int, int]:
    """File descriptors and threads of this process; a socket left to its fate is an error."""
    gc.collect()
    return len(os.listdir("/proc/self/fd")), threading.active_count()


def leaves_nothing(before: tuple[int, int]) -> None:
    """Soon no more is open than before; what else runs in this process may come and go."""
    eventually(lambda: all(now <= then for now, then in zip(opened(), before, strict=True)))


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_that_nobody_listens_to_is_not_begun(client: str) -> None:
    (port,) = free_ports(1)
    cluster, before = Cluster((f"127.0.0.1:{port}",)), opened()
    with pytest.raises(BrokerAway, match=f"No broker answers at 127.0.0.1:{port}"):
        CLIENTS[client](cluster)
    leaves_nothing(before)


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_that_nobody_answers_leaves_nothing_open(client: str) -> None:
    with ExitStack() as stack:
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        cluster, before = Cluster((f"127.0.0.1:{silent.getsockname()[1]}",)), opened()
        with pytest.raises(BrokerAway, match="No broker answers"):
            CLIENTS[client](cluster)
        leaves_nothing(before)


def test_a_relay_whose_broker_is_away_warns_once_a_try_and_sends_when_it_comes(
    flow: Flow, own_kafka: OwnKafka, caplog: pytest.LogCaptureFixture
) -> None:
    own_kafka.stop()
    flow.kafka = own_kafka
    append(flow.shop, 1, bought(1))
    relay = flow.relay()
    thread = Thread(target=relay.run)
    with capture_logs() as lines, caplog.at_level(logging.WARNING, "kafka"):
        thread.start()
        eventually(lambda: len(lines) >= 3, within=START)
        warnings = [(line["log_level"], line["event"], line["what"]) for line in lines[:3]]
        of_the_library = list(caplog.records)
        own_kafka.start()
        eventually(lambda: relay.sent, within=START)
        relay.ending.set()
        thread.join(START)
    what = f"No broker answers at {own_kafka.address}."
    assert warnings == [("warning", "relay.waiting", what)] * 3
    assert (of_the_library, relay.sent, thread.is_alive()) == ([], 1, False)


def test_a_relay_that_is_to_end_waits_for_no_broker(flow: Flow, own_kafka: OwnKafka) -> None:
    flow.kafka = own_kafka
    relay = flow.relay()
    append(flow.shop, 1, bought(1))
    assert relay.step() == 1
    append(flow.shop, 1, lent(1))
    own_kafka.freeze()
    begun = monotonic()
    relay.ending.set()
    with pytest.raises(BrokerAway, match="took 0 of 1"):
        relay.step()
    relay.close()
    assert monotonic() - begun < 10
    own_kafka.thaw()


def test_a_consumer_that_its_group_has_forgotten_begins_anew(
    flow: Flow, own_kafka: OwnKafka
) -> None:
    flow.kafka, garage = own_kafka, Garage()
    append(flow.shop, 1, bought(1))
    flow.relayed()
    source = flow.source()
    source.mute = 6.0
    consumer = following(garage, flow.workshop, source)
    flow.passes(consumer, count=1)
    own_kafka.freeze()
    with pytest.raises(BrokerAway, match=r"No heartbeat of test\..* was answered for 6 s"):
        flow.passes(consumer, count=1)
    own_kafka.thaw()
    append(flow.shop, 1, lent(1))
    flow.relayed()
    flow.passes(consumer, count=1)
    assert garage.trails(flow.workshop.database) == {1: "12"}
