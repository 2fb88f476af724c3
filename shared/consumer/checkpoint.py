"""How far a consumer has come in one partition, and the proof of what it processed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shared.consumer.tables import checkpoints
from shared.store import Bookmark, Recorded


class Gap(Exception):
    """A message is missing before this one; nothing of the batch is applied."""


@dataclass(frozen=True)
class ConsumerPartition:
    """One consumer on one partition of one source."""

    consumer: str
    source: str
    partition: int


@dataclass(frozen=True)
class Checkpoint:
    epoch: UUID
    position: int = 0
    processed: int = 0  # messages
    digest: str = ""
    bookmark: Bookmark | None = field(
        default=None, compare=False
    )  # where to go on reading its topic
    event_id: UUID | None = field(default=None, compare=False)  # None: at 0, or not known

    def is_in_history_of(self, message: Recorded) -> bool:
        """Whether the message belongs to the history that was processed, as far as ids tell."""
        if message.position == self.position:
            return self.event_id in (None, message.id)
        if message.previous == self.position and message.previous_id is not None:
            return self.event_id in (None, message.previous_id)
        return True

    def has_processed(self, message: Recorded) -> bool:
        """Was it processed already? Repeats are skipped, never applied again."""
        return message.position <= self.position

    def after(self, message: Recorded) -> "Checkpoint":
        """The checkpoint after `message`; raises `Gap` when another message is missing between."""
        if message.previous != self.position:
            raise Gap(
                f"{message.name} at {message.position} follows {message.previous}, "
                f"but only {self.position} has been passed."
            )
        # A frozen dataclass pays for every field in its __init__, and every message comes here.
        after = object.__new__(Checkpoint)
        after.__dict__.update(
            epoch=self.epoch,
            position=message.position,
            processed=self.processed + 1,
            digest=sha256(f"{self.digest}{message.id}".encode()).hexdigest(),
            # A message from the feed has no place in the topic.
            bookmark=message.bookmark or self.bookmark,
            event_id=message.id,
        )
        return after


def locked(db: Connection, partition: ConsumerPartition, epoch: UUID, now: datetime) -> Checkpoint:
    """The partition's checkpoint; its row is locked to the end of the transaction."""
    row = db.execute(_LOCKED, vars(partition)).first()
    if row is None:
        insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
        initial = {"epoch": epoch, "position": 0, "passed": 0, "digest": "", "moved_at": now}
        db.execute(insert(checkpoints).on_conflict_do_nothing(), vars(partition) | initial)
        # It is ours, or that of a process that began at the same time.
        row = db.execute(_LOCKED, vars(partition)).one()
    return _checkpoint(row)


def read(db: Connection, partition: ConsumerPartition) -> Checkpoint | None:
    row = db.execute(_READ, vars(partition)).first()
    return _checkpoint(row) if row else None


def of_consumer(db: Connection, consumer: str, source: str) -> dict[int, Checkpoint]:
    """Its checkpoints, by partition."""
    rows = db.execute(_OF_CONSUMER, {"consumer": consumer, "source": source})
    return {row.partition: _checkpoint(row) for row in rows}


def of_consumers(
    db: Connection, consumers: Collection[str], source: str
) -> dict[str, dict[int, Checkpoint]]:
    """The same of several consumers; of one that has not begun, none."""
    theirs: dict[str, dict[int, Checkpoint]] = {name: {} for name in consumers}
    for row in db.execute(_OF_CONSUMERS, {"consumers": sorted(consumers), "source": source}):
        theirs[row.consumer][row.partition] = _checkpoint(row)
    return theirs


def save(
    db: Connection, partition: ConsumerPartition, checkpoint: Checkpoint, now: datetime
) -> None:
    of_partition = {f"of_{name}": value for name, value in vars(partition).items()}
    values = {
        "epoch": checkpoint.epoch,
        "position": checkpoint.position,
        "passed": checkpoint.processed,
        "digest": checkpoint.digest,
        "moved_at": now,
        "event_id": checkpoint.event_id,
    }
    place = vars(checkpoint.bookmark) if checkpoint.bookmark else {"topic": None, "offset": None}
    db.execute(_SAVE, of_partition | values | place)


def go_past(
    db: Connection,
    partitions: Sequence[ConsumerPartition],
    messages: Sequence[Recorded],
    *,
    epoch: UUID,
    now: datetime,
) -> list[str]:
    """Move those consumers of one partition over messages that they do not handle; their names.

    Whose row stands elsewhere, or follows another history, stays where it is.
    """
    of = {p.consumer: p for p in partitions}
    place = {"source": partitions[0].source, "partition": partitions[0].partition}
    gone = []
    for row in db.execute(_LOCKED_TOGETHER, place | {"consumers": sorted(of)}).all():
        after = _past(_checkpoint(row), messages)
        if after is not None and after.epoch == epoch:
            save(db, of[row.consumer], after, now)
            gone.append(row.consumer)
    return gone


def _past(checkpoint: Checkpoint, messages: Sequence[Recorded]) -> Checkpoint | None:
    for message in messages:
        if not checkpoint.is_in_history_of(message) or message.previous != checkpoint.position:
            return None
        checkpoint = checkpoint.after(message)
    return checkpoint


def adopt(db: Connection, consumer: str, source: str, epoch: UUID) -> None:
    """Go on in another epoch of the source, which holds all that was processed."""
    of = (checkpoints.c.consumer == consumer, checkpoints.c.source == source)
    db.execute(update(checkpoints).where(*of).values(epoch=epoch))


def bookmark(db: Connection, partition: ConsumerPartition, place: Bookmark | None) -> None:
    """Save only where to go on reading the partition's topic."""
    if place is not None:
        db.execute(_BOOKMARK, {f"of_{n}": v for n, v in vars(partition).items()} | vars(place))


def _checkpoint(row: Row[Any]) -> Checkpoint:
    bookmark = Bookmark(row.topic, row.offset) if row.topic else None
    return Checkpoint(
        row.epoch, row.position, row.passed, row.digest, bookmark, event_id=row.event_id
    )


def _of(prefix: str = "") -> tuple[ColumnElement[bool], ...]:
    names = ("consumer", "source", "partition")
    return tuple(checkpoints.c[name] == bindparam(prefix + name) for name in names)


# Built once: putting a statement together costs more than running it.
_READ = select(checkpoints).where(*_of())
_OF_CONSUMER = select(checkpoints).where(*_of()[:2])
_THOSE = checkpoints.c.consumer.in_(bindparam("consumers", expanding=True))
_OF_CONSUMERS = select(checkpoints).where(_of()[1], _THOSE)
_LOCKED = _READ.with_for_update()
_LOCKED_TOGETHER = (
    select(checkpoints).where(*_of()[1:], _THOSE).order_by(checkpoints.c.consumer).with_for_update()
)
_SAVE = update(checkpoints).where(*_of("of_"))
_BOOKMARK = _SAVE.values(topic=bindparam("topic"), offset=bindparam("offset"))
