"""A consumer's spans: a batch is a trace of its own, each event continues the trace it carries."""

from contextlib import AbstractContextManager

from sqlalchemy import Connection

from shared.consumer.batch_transaction import Apply
from shared.consumer.checkpoint import ConsumerPartition
from shared.store import Recorded
from shared.telemetry.tracing import add_attributes, carrier_of, span, tracing


def batch(
    service: str, partition: ConsumerPartition, messages: int
) -> AbstractContextManager[None]:
    """The span around one transaction on one partition."""
    return span("consume", service=service, **vars(partition), messages=messages)


def traced(apply: Apply, verb: str, service: str, partition: ConsumerPartition) -> Apply:
    """The same `apply`, each event a span in the trace of the command that wrote it."""
    if tracing.tracer is None:
        return apply

    def with_span(db: Connection, message: Recorded) -> Exception | None:
        of = {"consumer": partition.consumer, "source": partition.source, "event": message.name}
        with span(verb, parent=carrier_of(message.metadata), service=service, **of):
            if why := apply(db, message):
                add_attributes(**{"error.type": type(why).__name__})
        return why

    return with_span
