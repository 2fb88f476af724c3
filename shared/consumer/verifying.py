"""Does the source still hold what was followed? An ordinary restore says nothing, and looks green.

The chain already refuses a message of another history. This asks where no message comes: a source
whose last position lies before the checkpoint, or that holds another event at it, went back.
"""

from time import monotonic

from shared.consumer import checkpoint as checkpoints
from shared.consumer.checkpoint import Checkpoint
from shared.consumer.source import Source
from shared.consumer.stopping import WentBack
from shared.database.engine import Database
from shared.store import HighWaterMarks

EVERY = 30.0  # seconds
AWAY = 15.0  # seconds without a contact, after which the source may have been restored


class Verification:
    """When one consumer has to ask next, and what came of it."""

    def __init__(self) -> None:
        self._asked_at = self._contact_at = float("-inf")
        self._head = 0

    def is_due(self, head: int) -> bool:
        """Time to ask: at first, now and then, after an outage, when its source has less."""
        is_due, now = not self.is_fresh(head), monotonic()
        self._contact_at, self._head = now, head
        if is_due:
            self._asked_at = now
        return is_due

    def is_fresh(self, head: int) -> bool:
        """Nothing to ask about yet; says so without a contact."""
        now = monotonic()
        return (
            now <= self._asked_at + EVERY and now <= self._contact_at + AWAY and head >= self._head
        )

    def again(self) -> None:
        """Ask at the next contact."""
        self._asked_at = float("-inf")


def verify(consumer: str, source: Source, database: Database) -> dict[int, Checkpoint]:
    """The consumer's checkpoints; raises `WentBack` unless the source holds all that it processed.

    The checkpoints are read first: others may move them meanwhile, but only forwards.
    """
    with database.reading() as db:
        own = checkpoints.of_consumer(db, consumer, source.service)
    try:
        marks = source.high_water_marks()
        for partition, checkpoint in own.items():
            if not _holds(source, marks, partition, checkpoint):
                raise WentBack(source.service, consumer)
    except ConnectionError:
        pass  # its events may come by another way; the chain tells what they belong to
    return own


def holds(source: Source, partition: int, checkpoint: Checkpoint) -> bool:
    """Whether the source, in whatever epoch, holds the event that was processed last."""
    if not checkpoint.position:
        return True
    marks = source.high_water_marks()
    return _has(source, marks, partition, checkpoint)


def _holds(source: Source, marks: HighWaterMarks, partition: int, checkpoint: Checkpoint) -> bool:
    return checkpoint.epoch == marks.epoch and _has(source, marks, partition, checkpoint)


def _has(source: Source, marks: HighWaterMarks, partition: int, checkpoint: Checkpoint) -> bool:
    last = marks.partitions.get(partition, 0)
    if checkpoint.position > last:
        return False
    if not checkpoint.position or checkpoint.event_id is None:
        return True
    id_ = marks.ids.get(partition) if checkpoint.position == last else None
    return checkpoint.event_id == (id_ or source.at(partition, checkpoint.position).id)
