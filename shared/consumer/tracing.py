"""What a consumer's spans say: a batch is a trace of its own, each event goes on with its own."""

from contextlib import AbstractContextManager

from sqlalchemy import Connection

from shared.consumer.batch_transaction import Apply
from shared.consumer.checkpoint import ConsumerPartition
from shared.store import Recorded
from shared.telemetry.tracing import carrier_of, span, tell, tracing


def batch(
    service: str, partition: ConsumerPartition, messages: int
) -> AbstractContextManager[None]:
    """The span around one transaction on one road."""
    return span("consume", service=service, **vars(partition), messages=messages)


def traced(apply: Apply, verb: str, service: str, partition: ConsumerPartition) -> Apply:
    """The same `apply`, each event a span in the trace of the command that wrote it."""
    if tracing.tracer is None:
        return apply

    def with_span(db: Connection, message: Recorded) -> Exception | None:
        said = {
            "consumer": partition.consumer,
            "source": partition.source,
            "event": message.name,
        }
        with span(verb, parent=carrier_of(message.metadata), service=service, **said):
            if why := apply(db, message):
                tell(**{"error.type": type(why).__name__})
        return why

    return with_span
