"""What is told on the way over Kafka: one trace from store to projection, the database in it."""

import pytest

from shared.telemetry import span, traceparent
from shared.transport.kafka.relay_targets import OutboundRecord
from shared.transport.kafka.tracing import HEADER, with_spans
from tests.shared.bicycles import append, bought, lent
from tests.shared.broker.conftest import Flow
from tests.shared.garage import Garage
from tests.tracing import Spans, attributes_of, counted_calls, spans

__all__ = ["spans"]
pytestmark = pytest.mark.xdist_group("kafka")


def carry(flow: Flow, *, count: int) -> None:
    """From the store over the topic into the garage."""
    flow.relayed()
    flow.passes(flow.consumer(Garage()), count=count)


def test_one_trace_goes_from_the_command_over_the_topic_to_the_projection(
    spans: Spans, flow: Flow
) -> None:
    with span("command"):
        append(flow.shop, 1, bought(1))
    carry(flow, count=1)
    (command,) = spans.named("command")
    paths = [spans.path(each) for each in spans.of_trace(command.context.trace_id)]
    assert [path for path in paths if path[-1] in {"relay.send", "project"}] == [
        ["command", "relay.send"],
        ["command", "relay.send", "project"],
    ]
    assert ["command", "append", "WITH"] in paths
    assert ["command", "relay.send", "project", "INSERT"] in paths


def test_sending_and_projecting_name_the_batches_that_they_were_part_of(
    spans: Spans, flow: Flow
) -> None:
    for number in (1, 2):
        with span("command"):
            append(flow.shop, number, bought(number))
    carry(flow, count=2)
    for part, whole in (("relay.send", "relay"), ("project", "consume")):
        batches = {each.context.span_id for each in spans.named(whole)}
        linked = [link.context.span_id for each in spans.named(part) for link in each.links]
        assert (len(linked), set(linked) <= batches) == (2, True)
    (relayed,) = spans.named("relay")
    assert attributes_of(relayed) == {"service": "shop", "topic": flow.topic, "records": 2}
    assert ["relay", "UPDATE"] in [spans.path(each) for each in spans.named("UPDATE")]


def test_an_event_that_nobody_traced_belongs_to_its_batches(spans: Spans, flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    carry(flow, count=1)
    parts = spans.named("relay.send") + spans.named("project")
    assert [spans.path(each) for each in parts] == [["relay", "relay.send"], ["consume", "project"]]


def test_a_record_for_somebody_else_names_no_trace_of_ours(spans: Spans, flow: Flow) -> None:
    with span("command"):
        append(flow.shop, 1, bought(1))
        here = traceparent()
    target = flow.relay().targets()[0]
    (ours,) = target.records(0, 1)
    theirs = OutboundRecord(ours.cursor, ours.partition, ours.record, ours.at)
    sent: list[OutboundRecord] = []
    for outbound in (ours, theirs):
        with_spans(sent.append, target)(outbound)
    assert here is not None
    assert [HEADER in dict(outbound.record.headers) for outbound in sent] == [True, False]


def test_nothing_is_told_of_a_record_while_nobody_traces(flow: Flow) -> None:
    append(flow.shop, 1, bought(1), lent(1), lent(1))
    relay, consumer = flow.relay(), flow.consumer(Garage())
    with counted_calls() as relaying:
        assert relay.step() == 3
    with counted_calls() as consuming:
        flow.passes(consumer, count=3)
    assert (relaying.count("span"), set(relaying)) == (1, {"span", "carrier_of"})
    assert set(consuming) == {"span"}  # one for each batch
