"""The proof that consumers have processed exactly what their sources hold, message by message.

Each partition is read once for all its consumers, page by page. The checkpoint that a faultless
consumer would have is compared with that of each consumer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from shared.consumer import Consumer, checkpoint as checkpoints
from shared.consumer.checkpoint import Checkpoint, ConsumerPartition, Gap
from shared.consumer.source import Source
from shared.consumer.tables import parked
from shared.kernel.outages import is_outage
from shared.store import Recorded

PAGE = 1000  # messages


@dataclass(frozen=True)
class ParkedEvent:
    """One event that is not applied; nothing of its content is shown."""

    position: int
    event_id: str
    name: str
    state: str  # parked, waiting, or behind one of these
    reason: str
    since: datetime

    def __str__(self) -> str:
        return (
            f"{self.state} {self.name} {self.event_id} at {self.position} "
            f"since {self.since:%Y-%m-%d %H:%M}Z: {self.reason}"
        )


@dataclass(frozen=True)
class Finding:
    """One partition's checkpoint, compared with what the source holds up to that position."""

    partition: ConsumerPartition
    position: int = 0
    processed: int = 0
    expected: int = 0  # messages of the source up to `position`
    wrong: str = ""  # how the two differ; empty when count and digest are the same
    parked: tuple[ParkedEvent, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.wrong

    def __str__(self) -> str:
        where = f"{self.partition.consumer} < {self.partition.source}/{self.partition.partition}"
        result = f"DIFFERS: {self.wrong}" if self.wrong else f"agrees, {self.processed} passed"
        return f"{where} up to {self.position}: {result}, {len(self.parked)} parked"


def reconcile(*consumers: Consumer) -> list[Finding]:
    """One finding for each consumer and each partition of its source that is not empty."""
    by_source = sorted(consumers, key=lambda consumer: consumer.source.service)
    grouped = groupby(by_source, key=lambda consumer: consumer.source.service)
    return [finding for _, group in grouped for finding in _of_one_source(list(group))]


def _of_one_source(consumers: Sequence[Consumer]) -> list[Finding]:
    partitions: Sequence[int] = (0,)
    try:
        partitions = consumers[0].source.partitions
        return [
            finding for partition in partitions for finding in _in_partition(consumers, partition)
        ]
    except Exception as trouble:
        if not is_outage(trouble) and not isinstance(trouble, Gap):
            raise
        wrong = f"nothing was compared. {trouble}"
        return [Finding(c.partition(n), wrong=wrong) for c in consumers for n in partitions]


def _in_partition(consumers: Sequence[Consumer], partition: int) -> Iterator[Finding]:
    states = [_state_of(consumer, partition) for consumer in consumers]
    source = consumers[0].source
    oracle = _at(source, partition, {checkpoint.position for checkpoint, _ in states if checkpoint})
    for consumer, (checkpoint, events_parked) in zip(consumers, states, strict=True):
        own = consumer.partition(partition)
        if checkpoint:
            right = oracle[checkpoint.position]
            yield Finding(
                own,
                checkpoint.position,
                checkpoint.processed,
                expected=right.processed,
                wrong=_difference(checkpoint, right),
                parked=events_parked,
            )
        elif source.read(partition, 0, 1):  # the source has messages, and none was taken
            yield Finding(own, wrong="it has not begun", parked=events_parked)


def _state_of(
    consumer: Consumer, partition: int
) -> tuple[Checkpoint | None, tuple[ParkedEvent, ...]]:
    own, c = consumer.partition(partition), parked.c
    mine = (
        c.consumer == own.consumer,
        c.source == own.source,
        c.partition == own.partition,
    )
    with consumer.database.reading() as db:
        checkpoint = checkpoints.read(db, own)
        rows = db.execute(select(parked).where(*mine).order_by(c.position)).all()
    return checkpoint, tuple(map(_parked_event, rows))


def _parked_event(row: Row[Any]) -> ParkedEvent:
    return ParkedEvent(
        row.position, str(row.event_id), row.name, row.state, row.reason, row.parked_at
    )


def _difference(checkpoint: Checkpoint, right: Checkpoint) -> str:
    if checkpoint.epoch != right.epoch:
        return "its source was restored since"
    if checkpoint.position != right.position:
        return (
            f"its source has nothing at {checkpoint.position}, and before it only {right.position}"
        )
    if checkpoint.processed != right.processed:
        return f"passed {checkpoint.processed} of {right.processed}"
    return "" if checkpoint == right else "it passed as many as there are, but not the same"


def _at(source: Source, partition: int, wanted: set[int]) -> dict[int, Checkpoint]:
    """The checkpoints that a faultless consumer of the source would have at these positions."""
    checkpoint, checkpoints_at, positions = Checkpoint(source.epoch), {}, sorted(wanted)
    for further in recomputed(source, partition, until=max(wanted, default=0)):
        while positions and positions[0] < further.position:
            checkpoints_at[positions.pop(0)] = checkpoint
        checkpoint = further
    return checkpoints_at | dict.fromkeys(positions, checkpoint)


def recomputed(source: Source, partition: int, *, until: int) -> Iterator[Checkpoint]:
    """A faultless consumer's checkpoint after each message, beyond `until` at most by a page."""
    checkpoint = Checkpoint(source.epoch)
    for message in _messages(source, partition, until=until):
        checkpoint = checkpoint.after(message)
        yield checkpoint


def _messages(source: Source, partition: int, *, until: int) -> Iterator[Recorded]:
    after = 0
    while after < until:
        page = source.read(partition, after, PAGE)
        yield from page
        after = page[-1].position if page else until
