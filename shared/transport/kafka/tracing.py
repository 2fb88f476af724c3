"""Spans over Kafka: a batch is a trace of its own, each record continues the trace of its command.

The span that sent a record travels in the header `traceparent`, beside what is signed, so that
the span of a handler is placed below it. The attribute `ce_traceparent` stays what the store
holds (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from shared.store import Recorded
from shared.telemetry.tracing import span, traceparent, tracing
from shared.transport.envelope import Headers
from shared.transport.kafka.relay_targets import OutboundRecord, RelayTarget

HEADER = "traceparent"
Send = Callable[[OutboundRecord], Any]


def batch(target: RelayTarget, records: int) -> AbstractContextManager[None]:
    """The span around sending a batch and moving the cursor."""
    return span("relay", service=target.service, topic=target.topic, records=records)


def with_spans(send: Send, target: RelayTarget) -> Send:
    """The same `send`, each record a span in the trace that its event carries."""
    if tracing.tracer is None:
        return send

    def with_span(outbound: OutboundRecord) -> Any:
        service, topic = target.service, target.topic
        with span("relay.send", parent=outbound.trace, service=service, topic=topic):
            return send(_carrying(outbound))

    return with_span


def below_sending(message: Recorded, headers: Headers) -> Recorded:
    """The message, its trace continued from the span that sent it, where there is one."""
    if tracing.tracer is None:
        return message
    sent = dict(headers).get(HEADER)
    if sent is None:
        return message
    carrier = {"trace": sent.decode("ascii", "replace")}
    return replace(message, metadata=message.metadata | carrier)


def _carrying(outbound: OutboundRecord) -> OutboundRecord:
    """The record with the current span in its header; a partner's records carry no span."""
    here = traceparent() if outbound.trace else None
    if here is None:
        return outbound
    record = replace(outbound.record, headers=[*outbound.record.headers, (HEADER, here.encode())])
    return replace(outbound, record=record)
