"""What a relay sends where: for each topic the store's next messages, as records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.kernel.signing import Keyring
from shared.store import Store
from shared.telemetry import carrier_of
from shared.transport.envelope import Envelopes, Record


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
