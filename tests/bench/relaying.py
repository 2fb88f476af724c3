"""`bench relay`: from the store to the topic, beside the client library alone.

Both send the same bytes to the same broker with the same settings, acks=all, in batches of 500
that are awaited; only the relay reads, packs and signs them, keeps its lease, moves its cursor.
"""

from itertools import cycle
from typing import Any

from shared.transport.kafka.relay import MOST, Relay
from shared.transport.kafka.relay_targets import OutboundRecord
from tests.bench.measuring import Figure, Slice, adding, compare
from tests.bench.store_and_broker import StoreAndBroker, store_and_broker

EVENTS = 60_000
SPARE = 20_000  # a slice begins with a new topic where fewer are left to send


def relaying() -> list[Figure]:
    with store_and_broker(EVENTS) as on:
        conditions = {"events": EVENTS, "batch": MOST, "partitions": on.store.epoch.partitions}
        return [compare("relay", relayed(on, EVENTS), _produced(on), goal=0.75, **conditions)]


def relayed(on: StoreAndBroker, events: int) -> Slice:
    """Relay a store of so many events, over a new topic whenever few are left."""
    relay: Relay | None = None

    def run(seconds: float) -> float:
        nonlocal relay
        if relay is None or relay.sent > events - SPARE:
            if relay is not None:
                relay.close()
            relay = on.relay(on.topic())
            relay.step()  # makes topic and producer
        return adding(relay.step)(seconds)

    return run


def _produced(on: StoreAndBroker) -> Slice:
    name = on.topic()
    target = on.target(name)
    on.cluster.make_topic(name, partitions=target.partitions)
    producer = on.cluster.producer()
    batches = cycle([target.records(after, MOST) for after in range(0, 20 * MOST, MOST)])

    def send() -> int:
        futures = [_send(producer, name, outbound) for outbound in next(batches)]
        for future in futures:
            future.get(timeout=30)
        return len(futures)

    return adding(send)


def _send(producer: Any, topic: str, outbound: OutboundRecord) -> Any:
    return producer.send(
        topic,
        value=outbound.record.value,
        key=outbound.record.key,
        headers=outbound.record.headers,
        partition=outbound.partition,
        timestamp_ms=outbound.at,
    )
