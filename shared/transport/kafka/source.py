"""Kafka as the third source of events: the same chain as the store and the feed, but pushed.

The group protocol only shares the partitions out to processes; the checkpoint in the consumer's
database decides what may be applied. So no rebalance listener is needed. A partition is read on
from its bookmark. What the broker then gives twice is dropped here, and what it lacks (retention,
a topic made again, a forged offset) comes from the producer's feed.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from shared.consumer.source import Source
from shared.kernel.signing import Forged, Keyring
from shared.store import Bookmark, HighWaterMarks, Recorded
from shared.telemetry.metrics import ALARMS
from shared.transport.envelope import Envelopes
from shared.transport.kafka.cluster import BrokerAway, Cluster
from shared.transport.kafka.heartbeat import HeartbeatMonitor
from shared.transport.kafka.tracing import below_sending

log = structlog.get_logger(__name__)
STALLED = 60.0  # seconds in which nothing came although there is something
MUTE = 15.0  # seconds without an answered heartbeat; the broker ends a session after 10
WAIT = 1000  # milliseconds of one poll; with fewer the client would never join its group
FULL = 2000  # records of a partition kept here; the broker keeps further ones


@dataclass
class PartitionBuffer:
    """One partition as this process reads it."""

    records: deque[Any] = field(default_factory=deque)
    held: list[Recorded] = field(default_factory=list)  # read, but an earlier one is missing
    offset: int | None = None  # of the next record after `records`; None: from the beginning
    is_placed: bool = False  # whether the client reads from there
    moved_at: float = field(default_factory=monotonic)
    gap: int | None = None  # the position before the gap that was reported
    forged: int | None = None  # the offset of the forged message that was reported

    def forget(self) -> None:
        """Forget the offsets: the topic is another one under the same name."""
        self.records.clear()
        self.held.clear()
        self.offset = None


@dataclass
class KafkaSource:
    """One consumer's source on a service's topic; `feed` is the same store over HTTP."""

    cluster: Cluster
    topic: str
    group: str
    feed: Source
    envelopes: Envelopes
    keys: Keyring
    reader: str = ""  # the service that counts its alarms
    stalled: float = STALLED
    mute: float = MUTE
    _client: KafkaConsumer | None = None
    _heartbeat: HeartbeatMonitor = field(default_factory=lambda: HeartbeatMonitor(MUTE))
    _identity: str = ""
    _buffers: dict[int, PartitionBuffer] = field(default_factory=dict)
    records: int = 0  # received so far
    _news: int = 0
    _assigned_before: set[int] = field(
        default_factory=set
    )  # the partitions that were ours at the last poll

    @property
    def service(self) -> str:
        return self.feed.service

    @property
    def epoch(self) -> UUID:
        return self.feed.epoch

    @property
    def partitions(self) -> Sequence[int]:
        return sorted(self._assigned())

    @property
    def waits(self) -> bool:
        return True

    def notify(self, wakeup: Event) -> None:
        """Nothing to do: `head` itself waits for news."""

    def rest(self, wakeup: Event, seconds: float) -> None:
        wakeup.wait(seconds)

    def high_water_marks(self) -> HighWaterMarks:
        return self.feed.high_water_marks()

    def at(self, partition: int, position: int) -> Recorded:
        return self.feed.at(partition, position)

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        return self.feed.numbered_after(partition, position)

    def head(self) -> int:
        """Fetch new records; a count of records, of new partitions and of quiet partitions."""
        if self._client is None:
            self._open()
        try:
            self._place()
            for partition, records in self._poll().items():
                buffer = self._buffers[partition.partition]
                buffer.records.extend(records)
                buffer.offset = records[-1].offset + 1
                self.records += len(records)
            self._check_heartbeat()
        except KafkaError as trouble:
            self.close()
            raise BrokerAway(f"The broker does not answer: {type(trouble).__name__}.") from trouble
        return (
            self.records
            + self._news
            + sum(self._is_quiet(buffer) for buffer in self._buffers.values())
        )

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Read the partition from its bookmark, or whole when that is of another topic."""
        is_ours = bookmark is not None and bookmark.topic == self._identity
        self._buffers[partition] = PartitionBuffer(
            offset=bookmark.offset if is_ours and bookmark else None
        )
        self._news += 1  # there may be something to read again

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        """The messages after `after`; raises `Forged` as long as a forged message is next."""
        buffer = self._buffers[partition]
        taken = self._fresh(buffer, after, limit)
        if taken and taken[0].previous > after:
            buffer.held = taken
            return self._missing(partition, after, limit, until=taken[0].position)
        if not taken and self._is_quiet(buffer):
            return self._overdue(partition, after, limit)
        return taken

    def close(self) -> None:
        """Leave the group; the next read opens a new client, from the same offsets."""
        client, self._client = self._client, None
        for buffer in self._buffers.values():
            buffer.is_placed = False
        if client is not None:
            client.close(autocommit=False, timeout_ms=2000)

    def _open(self) -> None:
        topic = self.cluster.topic(self.topic)
        if topic is None:
            raise BrokerAway(f"There is no topic {self.topic} yet.")
        if self._identity != topic.identity:
            for buffer in self._buffers.values():
                buffer.forget()
        self._identity = topic.identity
        self._client, self._heartbeat = (
            self.cluster.consumer(self.group, self.topic),
            HeartbeatMonitor(self.mute),
        )

    def _check_heartbeat(self) -> None:
        """Begin again when the group has forgotten this client, although it still reads."""
        if self._client is not None and self._heartbeat.is_lost(self._client):
            self._alarm("mute")
            self.close()
            raise BrokerAway(f"No heartbeat of {self.group} was answered for {self.mute:.0f} s.")

    def _assigned(self) -> set[int]:
        if self._client is None:
            return set()
        return {assigned.partition for assigned in self._client.assignment()}

    def _poll(self) -> dict[TopicPartition, list[Any]]:
        assert self._client is not None  # noqa: S101 - opened by the only caller
        full = [p for p in self._client.assignment() if self._is_full(p.partition)]
        self._client.pause(*full)
        self._client.resume(*(self._client.paused() - set(full)))
        polled: dict[TopicPartition, list[Any]] = self._client.poll(timeout_ms=WAIT)
        return {p: records for p, records in polled.items() if self._is_expected(p.partition)}

    def _is_full(self, partition: int) -> bool:
        buffer = self._buffers.get(partition)
        return buffer is not None and len(buffer.records) > FULL

    def _is_expected(self, partition: int) -> bool:
        """Whether the client reads from our offset; before that, it reads from anywhere."""
        buffer = self._buffers.get(partition)
        return buffer is not None and buffer.is_placed

    def _place(self) -> None:
        """Set the client to the offset of each partition; one taken away is set again later."""
        assigned = self._assigned()
        self._news += len(assigned - self._assigned_before)  # their reader has to say from where
        self._assigned_before = assigned
        for partition, buffer in self._buffers.items():
            if partition not in assigned:
                buffer.is_placed = False
            elif not buffer.is_placed:
                self._seek(TopicPartition(self.topic, partition), buffer.offset)
                buffer.is_placed, buffer.moved_at = True, monotonic()

    def _seek(self, where: TopicPartition, offset: int | None) -> None:
        assert self._client is not None  # noqa: S101 - opened by the only caller
        if offset is None:
            self._client.seek_to_beginning(where)
        else:
            self._client.seek(where, offset)

    def _fresh(self, buffer: PartitionBuffer, after: int, limit: int) -> list[Recorded]:
        """The next messages that are not behind `after` already."""
        fresh, buffer.held = [held for held in buffer.held if held.position > after], []
        while buffer.records and len(fresh) < limit:
            record = buffer.records[0]
            bookmark = Bookmark(self._identity, record.offset + 1)
            try:
                epoch, message = self.envelopes.from_topic(
                    record.headers, record.value, self.keys, bookmark
                )
            except Forged:
                if fresh:
                    break  # the messages before it may pass
                self._report_forged(buffer, record)
                raise
            buffer.records.popleft()
            buffer.moved_at = monotonic()
            if message.position > after and self._is_of_now(epoch):
                fresh.append(below_sending(message, record.headers))
        return fresh

    def _is_of_now(self, epoch: UUID) -> bool:
        """Whether the message is of the current epoch; a restore undid earlier ones."""
        return epoch == self.feed.epoch or epoch == self.feed.high_water_marks().epoch

    def _missing(self, partition: int, after: int, limit: int, *, until: int) -> list[Recorded]:
        """The messages before `until` that the topic lacks, from the feed."""
        buffer = self._buffers[partition]
        if buffer.gap != after:
            self._alarm("gap", partition=partition, after=after)
            buffer.gap = after
        messages = self.feed.read(partition, after, limit)
        return [message for message in messages if message.position < until]

    def _overdue(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        """Read the feed when nothing came for long: the topic or the client may be stuck."""
        self._buffers[partition].moved_at = monotonic()
        if self.feed.high_water_marks().partitions.get(partition, 0) <= after:
            return ()
        self._alarm("stalled", partition=partition, after=after)
        self.close()  # this client hangs; the next one will not
        return self.feed.read(partition, after, limit)

    def _report_forged(self, buffer: PartitionBuffer, record: Any) -> None:
        if buffer.forged != record.offset:
            self._alarm("forged", partition=record.partition, offset=record.offset)
            buffer.forged = record.offset

    def _alarm(self, alarm: str, **where: int) -> None:
        """Log and count what a person should look at."""
        log.error(f"source.{alarm}", source=self.service, **where)
        ALARMS.add(service=self.reader, source=self.service, alarm=alarm)

    def _is_quiet(self, buffer: PartitionBuffer) -> bool:
        return not buffer.records and monotonic() > buffer.moved_at + self.stalled
