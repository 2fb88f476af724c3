"""What is told on the way over Kafka: one trace from store to projection, the database in it."""

import pytest

from shared.telemetry import span, traceparent
from shared.transport.kafka.relay_targets import OutboundRecord
from shared.transport.kafka.tracing import HEADER, with_spans
from tests.shared.bicycles import append, bought, lent
from tests.shared.broker.conftest import Way
from tests.shared.garage import Garage
from tests.tracing import Spans, counted_calls, said, spans

__all__ = ["spans"]
pytestmark = pytest.mark.xdist_group("kafka")


def carry(way: Way, *, count: int) -> None:
    """From the store over the topic into the garage."""
    way.relayed()
    way.passes(way.consumer(Garage()), count=count)


def test_one_trace_goes_from_the_command_over_the_topic_to_the_projection(
    spans: Spans, way: Way
) -> None:
    with span("command"):
        append(way.shop, 1, bought(1))
    carry(way, count=1)
    (command,) = spans.named("command")
    ways = [spans.way(each) for each in spans.of_trace(command.context.trace_id)]
    assert [way for way in ways if way[-1] in {"relay.send", "project"}] == [
        ["command", "relay.send"],
        ["command", "relay.send", "project"],
    ]
    assert ["command", "append", "WITH"] in ways
    assert ["command", "relay.send", "project", "INSERT"] in ways


def test_sending_and_projecting_name_the_batches_that_they_were_part_of(
    spans: Spans, way: Way
) -> None:
    for number in (1, 2):
        with span("command"):
            append(way.shop, number, bought(number))
    carry(way, count=2)
    for part, whole in (("relay.send", "relay"), ("project", "consume")):
        batches = {each.context.span_id for each in spans.named(whole)}
        linked = [link.context.span_id for each in spans.named(part) for link in each.links]
        assert (len(linked), set(linked) <= batches) == (2, True)
    (relayed,) = spans.named("relay")
    assert said(relayed) == {"service": "shop", "topic": way.topic, "records": 2}
    assert ["relay", "UPDATE"] in [spans.way(each) for each in spans.named("UPDATE")]


def test_an_event_that_nobody_traced_belongs_to_its_batches(spans: Spans, way: Way) -> None:
    append(way.shop, 1, bought(1))
    carry(way, count=1)
    parts = spans.named("relay.send") + spans.named("project")
    assert [spans.way(each) for each in parts] == [["relay", "relay.send"], ["consume", "project"]]


def test_a_record_for_somebody_else_names_no_trace_of_ours(spans: Spans, way: Way) -> None:
    with span("command"):
        append(way.shop, 1, bought(1))
        here = traceparent()
    target = way.relay().targets()[0]
    (ours,) = target.records(0, 1)
    theirs = OutboundRecord(ours.cursor, ours.partition, ours.record, ours.at)
    sent: list[OutboundRecord] = []
    for outbound in (ours, theirs):
        with_spans(sent.append, target)(outbound)
    assert here is not None
    assert [HEADER in dict(outbound.record.headers) for outbound in sent] == [True, False]


def test_nothing_is_told_of_a_record_while_nobody_traces(way: Way) -> None:
    append(way.shop, 1, bought(1), lent(1), lent(1))
    relay, consumer = way.relay(), way.consumer(Garage())
    with counted_calls() as relaying:
        assert relay.step() == 3
    with counted_calls() as consuming:
        way.passes(consumer, count=3)
    assert (relaying.count("span"), set(relaying)) == (1, {"span", "carrier_of"})
    assert set(consuming) == {"span"}  # one for each batch
