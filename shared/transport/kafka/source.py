"""Kafka as the third source of events: the same chain as the store and the feed, pushed.

The group protocol shares the partitions out among processes and no more: what may be applied is
decided by the checkpoint in the consumer's database. So no rebalance listener is needed. A road
is read on from its bookmark; whatever the broker then hands out twice is dropped here, and what
it lacks (retention, a topic made again, a forged offset) is fetched from the producer's feed.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from shared.store import Bookmark, Heads, Recorded
from shared.telemetry.metrics import ALARMS
from shared.transport.envelope import Envelopes
from shared.transport.kafka.cluster import BrokerAway, Cluster
from shared.transport.kafka.heartbeat import Pulse
from shared.transport.kafka.tracing import below_sending

log = structlog.get_logger(__name__)
STALLED = 60.0  # seconds with something to read and nothing read
MUTE = 15.0  # seconds without an answered heartbeat; the broker ends a session after 10
WAIT = 500  # milliseconds of one look; with few the client would never join its group
FULL = 2000  # records of a road kept here; beyond it the broker keeps them


@dataclass
class Road:
    """One partition as this process reads it."""

    records: deque[Any] = field(default_factory=deque)
    held: list[Recorded] = field(default_factory=list)  # read, but something before them lacks
    offset: int | None = None  # of what comes next after `records`; None: from the beginning
    is_placed: bool = False  # whether the client reads from there
    moved_at: float = field(default_factory=monotonic)
    gap: int | None = None  # the position before the gap that was told
    forged: int | None = None  # the offset of the forged message that was told

    def forget(self) -> None:
        """The topic is another one under the same name; its offsets mean nothing here."""
        self.records.clear()
        self.held.clear()
        self.offset = None


@dataclass
class KafkaSource:
    """One consumer's way to a service's topic; `feed` is the way to the same store over HTTP."""

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
    _pulse: Pulse = field(default_factory=lambda: Pulse(MUTE))
    _identity: str = ""
    _roads: dict[int, Road] = field(default_factory=dict)
    records: int = 0  # received so far
    _news: int = 0
    _known: set[int] = field(default_factory=set)  # the partitions that were ours at the last look

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

    def ring(self, bell: Event) -> None:
        """The client has no bell; followers look by themselves."""

    def heads(self) -> Heads:
        return self.feed.heads()

    def at(self, partition: int, position: int) -> Recorded:
        return self.feed.at(partition, position)

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        return self.feed.numbered_after(partition, position)

    def head(self) -> int:
        """Fetch what has come; a count of records, of partitions given to us, of quiet roads."""
        if self._client is None:
            self._open()
        try:
            self._place()
            for partition, records in self._poll().items():
                road = self._roads[partition.partition]
                road.records.extend(records)
                road.offset = records[-1].offset + 1
                self.records += len(records)
            self._feel_pulse()
        except KafkaError as trouble:
            self.close()
            raise BrokerAway(f"The broker does not answer: {type(trouble).__name__}.") from trouble
        return (
            self.records + self._news + sum(self._is_quiet(road) for road in self._roads.values())
        )

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Read the road from its bookmark, or whole when that is of another topic."""
        known = bookmark is not None and bookmark.topic == self._identity
        self._roads[partition] = Road(offset=bookmark.offset if known and bookmark else None)
        self._news += 1  # there may be something to read again

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        """What follows `after`; raises `Forged` as long as a forged message is next."""
        road = self._roads[partition]
        taken = self._fresh(road, after, limit)
        if taken and taken[0].previous > after:
            road.held = taken
            return self._missing(partition, after, limit, until=taken[0].position)
        if not taken and self._is_quiet(road):
            return self._overdue(partition, after, limit)
        return taken

    def close(self) -> None:
        """Leave the group; whoever reads on opens a new client, from where each road stands."""
        client, self._client = self._client, None
        for road in self._roads.values():
            road.is_placed = False
        if client is not None:
            client.close(autocommit=False, timeout_ms=2000)

    def _open(self) -> None:
        topic = self.cluster.topic(self.topic)
        if topic is None:
            raise BrokerAway(f"There is no topic {self.topic} yet.")
        if self._identity != topic.identity:
            for road in self._roads.values():
                road.forget()
        self._identity = topic.identity
        self._client, self._pulse = self.cluster.consumer(self.group, self.topic), Pulse(self.mute)

    def _feel_pulse(self) -> None:
        """Begin anew where the group has long forgotten this client, whatever it still reads."""
        if self._client is not None and self._pulse.is_lost(self._client):
            self._alarm("mute")
            self.close()
            raise BrokerAway(f"No heartbeat of {self.group} was answered for {self.mute:.0f} s.")

    def _assigned(self) -> set[int]:
        if self._client is None:
            return set()
        return {one.partition for one in self._client.assignment()}

    def _poll(self) -> dict[TopicPartition, list[Any]]:
        assert self._client is not None  # noqa: S101 - opened by the only caller
        full = [p for p in self._client.assignment() if self._is_full(p.partition)]
        self._client.pause(*full)
        self._client.resume(*(self._client.paused() - set(full)))
        found: dict[TopicPartition, list[Any]] = self._client.poll(timeout_ms=WAIT)
        return {p: records for p, records in found.items() if self._is_expected(p.partition)}

    def _is_full(self, partition: int) -> bool:
        road = self._roads.get(partition)
        return road is not None and len(road.records) > FULL

    def _is_expected(self, partition: int) -> bool:
        """Whether the client reads where we told it to; before that, it fetches at random."""
        road = self._roads.get(partition)
        return road is not None and road.is_placed

    def _place(self) -> None:
        """Send the client to where each road goes on; one taken away is placed anew later."""
        assigned = self._assigned()
        self._news += len(assigned - self._known)  # whoever reads has to say from where
        self._known = assigned
        for partition, road in self._roads.items():
            if partition not in assigned:
                road.is_placed = False
            elif not road.is_placed:
                self._seek(TopicPartition(self.topic, partition), road.offset)
                road.is_placed, road.moved_at = True, monotonic()

    def _seek(self, where: TopicPartition, offset: int | None) -> None:
        assert self._client is not None  # noqa: S101 - opened by the only caller
        if offset is None:
            self._client.seek_to_beginning(where)
        else:
            self._client.seek(where, offset)

    def _fresh(self, road: Road, after: int, limit: int) -> list[Recorded]:
        """The next messages that are not behind `after` already."""
        found, road.held = [one for one in road.held if one.position > after], []
        while road.records and len(found) < limit:
            record = road.records[0]
            try:
                epoch, message = self.envelopes.from_topic(record.headers, record.value, self.keys)
            except Forged:
                if found:
                    break  # what came before it may pass
                self._tell_forged(road, record)
                raise
            road.records.popleft()
            road.moved_at = monotonic()
            if message.position > after and self._is_of_now(epoch):
                mark = Bookmark(self._identity, record.offset + 1)
                message = below_sending(message, record.headers)
                found.append(replace(message, bookmark=mark))
        return found

    def _is_of_now(self, epoch: UUID) -> bool:
        """Messages from before the producer's last restore are of a past that was undone."""
        return epoch == self.feed.epoch or epoch == self.feed.heads().epoch

    def _missing(self, partition: int, after: int, limit: int, *, until: int) -> list[Recorded]:
        """What the topic lacks before `until`, from the feed."""
        road = self._roads[partition]
        if road.gap != after:
            self._alarm("gap", partition=partition, after=after)
            road.gap = after
        found = self.feed.read(partition, after, limit)
        return [message for message in found if message.position < until]

    def _overdue(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        """Nothing came for long: what the producer has and the topic, or the client, keeps back."""
        self._roads[partition].moved_at = monotonic()
        if self.feed.heads().partitions.get(partition, 0) <= after:
            return ()
        self._alarm("stalled", partition=partition, after=after)
        self.close()  # whatever this client hangs in, the next one does not
        return self.feed.read(partition, after, limit)

    def _tell_forged(self, road: Road, record: Any) -> None:
        if road.forged != record.offset:
            self._alarm("forged", partition=record.partition, offset=record.offset)
            road.forged = record.offset

    def _alarm(self, alarm: str, **where: int) -> None:
        """Tell and count what somebody should look at."""
        log.error(f"source.{alarm}", source=self.service, **where)
        ALARMS.add(service=self.reader, source=self.service, alarm=alarm)

    def _is_quiet(self, road: Road) -> bool:
        return not road.records and monotonic() > road.moved_at + self.stalled
