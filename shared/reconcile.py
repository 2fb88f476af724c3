"""The proof that a consumer has passed exactly what its source holds, message by message."""

from dataclasses import dataclass

from sqlalchemy import func, select

from shared.consumer import Consumer, checkpoint as marks
from shared.consumer.checkpoint import Checkpoint, Road
from shared.consumer.tables import parked

PAGE = 1000  # messages


@dataclass(frozen=True)
class Finding:
    """What one road's checkpoint says and what the source holds up to the same position."""

    road: Road
    position: int
    passed: int
    held: int  # messages of the source up to `position`
    parked: int  # of those passed, not applied yet
    agrees: bool  # count and digest are the same

    def __str__(self) -> str:
        what = "agrees" if self.agrees else f"DIFFERS: passed {self.passed} of {self.held}"
        road = f"{self.road.consumer} < {self.road.source}/{self.road.partition}"
        return f"{road} up to {self.position}: {what}, {self.parked} parked"


def reconcile(consumer: Consumer) -> list[Finding]:
    """One finding for each road that the consumer has a checkpoint on."""
    found = [_finding(consumer, partition) for partition in consumer.source.partitions]
    return [finding for finding in found if finding is not None]


def _finding(consumer: Consumer, partition: int) -> Finding | None:
    road, c = consumer.road(partition), parked.c
    on_road = (
        c.consumer == road.consumer,
        c.source == road.source,
        c.partition == road.partition,
    )
    with consumer.database.reading() as db:
        mark = marks.read(db, road)
        held = db.execute(select(func.count()).select_from(parked).where(*on_road)).scalar_one()
    if mark is None:
        return None
    oracle = _recomputed(consumer, partition, mark.position)
    return Finding(road, mark.position, mark.passed, oracle.passed, held, agrees=oracle == mark)


def _recomputed(consumer: Consumer, partition: int, until: int) -> Checkpoint:
    """The checkpoint that an infallible consumer of the source would have at `until`."""
    mark = Checkpoint(consumer.source.epoch)
    while mark.position < until:
        page = consumer.source.read(partition, mark.position, PAGE)
        for message in page:
            if message.position <= until:
                mark = mark.past(message)
        if not page or page[-1].position > until:
            break
    return mark
