"""Sends a store's events to its topics, in order, and stops at the first failure.

The event table is the outbox: nothing is marked on events, a cursor follows their positions. A
batch counts up to the last record that the broker confirmed without a gap; on any failure the
producer is thrown away and everything begins again from the cursor. So a record may be sent
twice, never left out, and never before an earlier one: consumers skip repeats.
"""

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

import structlog
from kafka import KafkaProducer
from kafka.errors import KafkaError
from sqlalchemy import func, select

from shared.consumer import stopping
from shared.database.notifying import Listening
from shared.kernel.outages import is_outage
from shared.telemetry.metrics import ALARMS, TOPICS_MADE_AGAIN
from shared.transport.kafka import cursors
from shared.transport.kafka.cluster import BrokerAway, Cluster, Topic
from shared.transport.kafka.lease import NAME, Lease, Lost
from shared.transport.kafka.relay_targets import OutboundRecord, RelayTarget, TopicAhead
from shared.transport.kafka.tracing import batch, with_spans

log = structlog.get_logger(__name__)
MOST = 500  # records sent at once: the library itself sets no limit
PAUSE = 0.05  # seconds between steps while nothing is new and nothing would wake it
SELDOM = 3.0  # seconds where a notice wakes it; the lease has to be kept
STANDS_BY = 1.0  # seconds while another process relays
LONGEST = 30.0  # seconds between tries while broker or database is away
PATIENCE = 35.0  # seconds for a batch; the producer gives up on a record after 30
_NOW = select(func.clock_timestamp())
CHECK = 1.0  # seconds of it between checks whether the process is to end

Ahead = tuple[int, Sequence[OutboundRecord]]  # the records that follow that position


@dataclass
class Relay:
    """One process's part in relaying a service's store; it sends only while it has the lease."""

    cluster: Cluster
    lease: Lease
    targets: Callable[[], Sequence[RelayTarget]]
    ending: threading.Event = field(default_factory=threading.Event)
    listening: Listening | None = None  # of commits; None: it looks by itself
    sent: int = 0  # records confirmed by this process
    _news: threading.Event = field(default_factory=threading.Event)
    _producer: KafkaProducer | None = None
    _topics: dict[str, tuple[Topic, int]] = field(default_factory=dict)  # with its cursor
    _ahead: dict[str, Ahead] = field(default_factory=dict)

    def run(self) -> None:
        """Relay until `ending` is set; wait while broker or database is away."""
        delay = PAUSE
        self._listen()
        while not self.ending.is_set():
            self._news.clear()  # before reading, so that nothing new is slept through
            try:
                moved = self.step()
                delay = 0.0 if moved else self._pause()
            except Exception as trouble:  # the outermost loop: logged once, tried again
                self._begin_again()
                delay = min(max(delay, PAUSE) * 2, LONGEST) * random.uniform(0.5, 1)  # noqa: S311
                self._log(trouble, delay)
            self._news.wait(delay)
        self.close()

    def stop(self) -> None:
        """End after the current step."""
        self.ending.set()
        self._news.set()

    def step(self) -> int:
        """Send the next batch of every topic; the number of records that the broker confirmed."""
        if not self.lease.hold():
            self._begin_again()
            return 0
        moved = sum(self._send_next(target) for target in self.targets())
        self.sent += moved
        return moved

    def close(self) -> None:
        """Stop sending and let another process take over at once."""
        if self.listening is not None:
            self.listening.close()
        self._begin_again()
        self.lease.leave()

    def _listen(self) -> None:
        if self.listening is not None:
            self.listening.start(self._news.set)

    def _pause(self) -> float:
        if not self.lease.term:
            return STANDS_BY
        return SELDOM if self.listening is not None and self.listening.is_sure else PAUSE

    def _send_next(self, target: RelayTarget) -> int:
        topic, position = self._topics.get(target.topic) or self._begin(target)
        records = self._next_records(target, position)
        if not records:
            return 0
        if topic.partitions != target.partitions:  # they were raised: the producer knows too few
            self._begin_again()
            topic, position = self._begin(target)
        with batch(target, len(records)):
            confirmed = self._confirmed(target, topic, records)
            if confirmed:
                self._move_cursor(topic, position, records[confirmed - 1].cursor)
        if confirmed < len(records):
            raise BrokerAway(f"{topic.name} took {confirmed} of {len(records)} records.")
        return confirmed

    def _move_cursor(self, topic: Topic, since: int, to: int) -> None:
        with self.lease.database.writing() as db:
            cursors.move(db, topic, since=since, to=to, term=self.lease.term)
        self._topics[topic.name] = topic, to

    def _next_records(self, target: RelayTarget, after: int) -> Sequence[OutboundRecord]:
        """The next records; they were read ahead while the broker took those before them."""
        read_after, records = self._ahead.pop(target.topic, (after, ()))
        return records if records and read_after == after else target.records(after, MOST)

    def _begin(self, target: RelayTarget) -> tuple[Topic, int]:
        topic = self.cluster.make_topic(target.topic, partitions=target.partitions)
        with self.lease.database.writing() as db:
            position, is_another = cursors.begin(db, topic)
        if is_another:
            log.error("relay.topic_was_made_again", topic=topic.name, position=position)
            TOPICS_MADE_AGAIN.add(service=target.service, topic=topic.name)
        self._check(target, topic)
        self._topics[topic.name] = topic, position
        return topic, position

    def _check(self, target: RelayTarget, topic: Topic) -> None:
        """Send nothing to a topic that is ahead of its store; whoever watches learns of it."""
        try:
            target.check(self.cluster, topic)
        except TopicAhead as why:
            log.error("relay.went_back", topic=topic.name, what=str(why))
            ALARMS.add(service=target.service, source=target.service, alarm="went back")
            with self.lease.database.writing() as db:
                stopping.record(db, NAME, target.service, str(why), db.execute(_NOW).scalar_one())
            raise
        with self.lease.database.writing() as db:
            stopping.clear(db, NAME, target.service)

    def _confirmed(
        self, target: RelayTarget, topic: Topic, records: Sequence[OutboundRecord]
    ) -> int:
        """The number of records, from the beginning of the batch, that the broker confirmed."""
        if self._producer is None:
            self._producer = self.cluster.producer()
        send = with_spans(partial(_send, self._producer, topic), target)
        futures: list[Any] = []
        try:
            for record in records:
                futures.append(send(record))
        except KafkaError as trouble:  # records sent before it may still arrive
            log.warning("relay.interrupted", topic=topic.name, why=type(trouble).__name__)
        until = monotonic() + PATIENCE
        reached = records[-1].cursor
        self._ahead[topic.name] = reached, target.records(reached, MOST)
        lost = (n for n, future in enumerate(futures) if not self._is_stored(future, until))
        return next(lost, len(futures))

    def _is_stored(self, future: Any, until: float) -> bool:
        """Only the broker's confirmation counts: a record without one is not sent."""
        while True:
            try:
                return future.get(timeout=CHECK) is not None
            except KafkaError:
                if future.is_done or self.ending.is_set() or monotonic() > until:
                    return False

    def _begin_again(self) -> None:
        """Forget everything that may be half done: only the cursor says what was sent."""
        producer, self._producer = self._producer, None
        self._topics.clear()
        self._ahead.clear()
        if producer is None:
            return
        try:
            producer.close(timeout=1)
        except KafkaError as trouble:  # the next producer sends the rest again
            log.warning("relay.closing", why=type(trouble).__name__)

    def _log(self, trouble: Exception, delay: float) -> None:
        is_expected = isinstance(trouble, Lost) or is_outage(trouble)
        write = log.warning if is_expected else log.error
        write(
            "relay.waiting",
            why=type(trouble).__name__,
            what=_words(trouble),
            seconds=round(delay, 2),
        )


def _send(producer: KafkaProducer, topic: Topic, outbound: OutboundRecord) -> Any:
    return producer.send(
        topic.name,
        value=outbound.record.value,
        key=outbound.record.key,
        headers=outbound.record.headers,
        partition=outbound.partition,
        timestamp_ms=outbound.at,
    )


def _words(trouble: Exception) -> str:
    """The message of our own errors; others might quote a row."""
    return str(trouble) if type(trouble).__module__.startswith("shared.transport.kafka") else ""
