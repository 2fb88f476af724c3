"""Does the source still hold what was followed? An ordinary restore says nothing, and looks green.

The chain already refuses a message of another history. This asks where no message comes: a source
whose last position lies before the checkpoint, or that holds another event at it, went back.
"""

from collections.abc import Collection, Mapping

from shared.consumer import checkpoint as checkpoints
from shared.consumer.checkpoint import Checkpoint
from shared.consumer.source import Source
from shared.consumer.stopping import WentBack
from shared.database.engine import Database
from shared.store import HighWaterMarks


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


def hold_together(
    consumers: Collection[str], source: Source, database: Database
) -> dict[str, Mapping[int, Checkpoint]]:
    """Those of the source's consumers for which the same holds, with their checkpoints.

    Whoever is not among them asks alone, and hears what is wrong.
    """
    with database.reading() as db:
        own = checkpoints.of_consumers(db, consumers, source.service)
    marks = source.high_water_marks()
    return {
        name: of
        for name, of in own.items()
        if all(_holds(source, marks, partition, each) for partition, each in of.items())
    }


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
