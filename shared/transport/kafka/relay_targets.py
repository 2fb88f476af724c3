"""What a relay sends where: for each topic the store's next messages, as records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.kernel.signing import Forged, Keyring
from shared.store import Store
from shared.telemetry import carrier_of
from shared.transport.envelope import Envelopes, Record
from shared.transport.kafka.cluster import Cluster, Topic
from shared.transport.kafka.last_records import last_records


class TopicAhead(Exception):
    """A topic holds what its store does not: the store was put back to an earlier time."""

    def __init__(self, service: str) -> None:
        super().__init__(
            f"What Kafka holds of {service} is further than its store, which was put back to an "
            f"earlier time. `rinnalla restored {service}` begins a new epoch."
        )


@dataclass(frozen=True)
class OutboundRecord:
    """One record to send; `cursor` is the position of the topic's cursor after it."""

    cursor: int
    partition: int
    record: Record
    at: int  # when it was numbered, milliseconds since 1970
    trace: str | None = None  # of its command, where the receiver may go on with it


class RelayTarget(Protocol):
    @property
    def service(self) -> str: ...

    @property
    def topic(self) -> str: ...

    @property
    def partitions(self) -> int: ...

    def records(self, after: int, limit: int) -> Sequence[OutboundRecord]: ...

    def check(self, cluster: Cluster, topic: Topic) -> None:
        """Raise `TopicAhead` where the topic holds what the store does not."""
        ...


@dataclass(frozen=True)
class ToServices:
    """Everything that travels, for our own services: the store's positions are the cursor."""

    store: Store
    envelopes: Envelopes
    keys: Keyring
    topic: str

    @property
    def service(self) -> str:
        return self.store.service

    @property
    def partitions(self) -> int:
        return self.store.epoch.partitions

    def check(self, cluster: Cluster, topic: Topic) -> None:
        """The last record of each partition must be in the store, unless of an earlier epoch."""
        for record in last_records(cluster, topic):
            if not self._holds(record):
                raise TopicAhead(self.service)

    def _holds(self, record: Any) -> bool:
        try:
            epoch, sent = self.envelopes.from_topic(record.headers, record.value, self.keys)
        except Forged:
            return True  # its readers raise the alarm
        if epoch != self.store.read_epoch().id:
            return True
        return [message.id for message in self.store.pick([sent.position])] == [sent.id]

    def records(self, after: int, limit: int) -> Sequence[OutboundRecord]:
        messages = self.store.travelling(after, limit)
        if not messages:
            return ()
        epoch = self.store.read_epoch().id
        return [
            OutboundRecord(
                cursor=message.position,
                partition=message.partition or 0,
                record=self.envelopes.for_topic(message, epoch, self.keys),
                at=round(message.numbered_at.timestamp() * 1000),
                trace=carrier_of(message.metadata),
            )
            for message in messages
        ]
