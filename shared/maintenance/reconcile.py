"""The proof that consumers have passed exactly what their sources hold, message by message.

Each road is read once for all consumers on it, page by page, and what an infallible consumer
would have written down is compared with what each of them did.
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
class Held:
    """One event that was passed and is not applied; no word of what is in it."""

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
    """What one road's checkpoint says, and what the source holds up to the same position."""

    partition: ConsumerPartition
    position: int = 0
    processed: int = 0
    held: int = 0  # messages of the source up to `position`
    wrong: str = ""  # what keeps the two from being the same; empty when count and digest are
    parked: tuple[Held, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.wrong

    def __str__(self) -> str:
        where = f"{self.partition.consumer} < {self.partition.source}/{self.partition.partition}"
        said = f"DIFFERS: {self.wrong}" if self.wrong else f"agrees, {self.processed} passed"
        return f"{where} up to {self.position}: {said}, {len(self.parked)} parked"


def reconcile(*consumers: Consumer) -> list[Finding]:
    """One finding for each consumer on each road of its source that has something on it."""
    by_source = sorted(consumers, key=lambda consumer: consumer.source.service)
    grouped = groupby(by_source, key=lambda consumer: consumer.source.service)
    return [finding for _, found in grouped for finding in _of_one_source(list(found))]


def _of_one_source(consumers: Sequence[Consumer]) -> list[Finding]:
    partitions: Sequence[int] = (0,)
    try:
        partitions = consumers[0].source.partitions
        return [finding for one in partitions for finding in _on_road(consumers, one)]
    except Exception as trouble:
        if not is_outage(trouble) and not isinstance(trouble, Gap):
            raise
        wrong = f"nothing was compared. {trouble}"
        return [Finding(c.partition(one), wrong=wrong) for c in consumers for one in partitions]


def _on_road(consumers: Sequence[Consumer], partition: int) -> Iterator[Finding]:
    known = [_known(consumer, partition) for consumer in consumers]
    source = consumers[0].source
    oracle = _recomputed(
        source, partition, {checkpoint.position for checkpoint, _ in known if checkpoint}
    )
    for consumer, (checkpoint, held) in zip(consumers, known, strict=True):
        own = consumer.partition(partition)
        if checkpoint:
            right = oracle[checkpoint.position]
            wrong = _difference(checkpoint, right)
            yield Finding(
                own, checkpoint.position, checkpoint.processed, right.processed, wrong, held
            )
        elif source.read(partition, 0, 1):  # so there is something, and nothing of it was taken
            yield Finding(own, wrong="it has not begun", parked=held)


def _known(consumer: Consumer, partition: int) -> tuple[Checkpoint | None, tuple[Held, ...]]:
    own, c = consumer.partition(partition), parked.c
    mine = (
        c.consumer == own.consumer,
        c.source == own.source,
        c.partition == own.partition,
    )
    with consumer.database.reading() as db:
        checkpoint = checkpoints.read(db, own)
        rows = db.execute(select(parked).where(*mine).order_by(c.position)).all()
    return checkpoint, tuple(map(_held, rows))


def _held(row: Row[Any]) -> Held:
    return Held(row.position, str(row.event_id), row.name, row.state, row.reason, row.parked_at)


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


def _recomputed(source: Source, partition: int, wanted: set[int]) -> dict[int, Checkpoint]:
    """The checkpoints that an infallible consumer of the source would have at these positions."""
    checkpoint, found, ahead = Checkpoint(source.epoch), {}, sorted(wanted)
    for message in _messages(source, partition, until=max(wanted, default=0)):
        while ahead and ahead[0] < message.position:
            found[ahead.pop(0)] = checkpoint
        checkpoint = checkpoint.past(message)
    return found | dict.fromkeys(ahead, checkpoint)


def _messages(source: Source, partition: int, *, until: int) -> Iterator[Recorded]:
    after = 0
    while after < until:
        page = source.read(partition, after, PAGE)
        yield from page
        after = page[-1].position if page else until
