"""What spans say on the way over Kafka: a batch is a trace of its own, each record goes on with
the trace of the command that wrote its event.

The span that sent a record travels in the header `traceparent`, beside what is signed, so that
whoever handles the event is told below it. The attribute `ce_traceparent` stays what the store
holds (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from shared.store import Recorded
from shared.telemetry.tracing import span, traceparent, tracing
from shared.transport.envelope import Headers
from shared.transport.kafka.relay_targets import Due, Outlet

HEADER = "traceparent"
Send = Callable[[Due], Any]


def batch(outlet: Outlet, records: int) -> AbstractContextManager[None]:
    """The span around sending a batch and marking what was confirmed."""
    return span("relay", service=outlet.service, topic=outlet.topic, records=records)


def told(send: Send, outlet: Outlet) -> Send:
    """The same `send`, each record a span in the trace that its event carries."""
    if tracing.tracer is None:
        return send

    def with_span(due: Due) -> Any:
        said = {"service": outlet.service, "topic": outlet.topic}
        with span("relay.send", parent=due.trace, **said):
            return send(_carrying(due))

    return with_span


def below_sending(message: Recorded, headers: Headers) -> Recorded:
    """The message as one that goes on from the span that sent it, where that was told."""
    if tracing.tracer is None:
        return message
    sent = dict(headers).get(HEADER)
    if sent is None:
        return message
    carrier = {"trace": sent.decode("ascii", "replace")}
    return replace(message, metadata=message.metadata | carrier)


def _carrying(due: Due) -> Due:
    """With the span around here in its header; a partner's records name none of ours."""
    here = traceparent() if due.trace else None
    if here is None:
        return due
    record = replace(due.record, headers=[*due.record.headers, (HEADER, here.encode())])
    return replace(due, record=record)
