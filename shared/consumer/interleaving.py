"""Several sources taken as one history, in the order in which their events were numbered.

Followers take each source as it comes; whoever begins at position 0 long afterwards would
otherwise see one service's years before another's first day.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from shared.consumer import checkpoint as marks
from shared.consumer.batch_transaction import Apply, Passing, Stopped
from shared.consumer.checkpoint import Checkpoint, Road
from shared.consumer.consumer import Consumer, is_transient
from shared.database.upsert import collapsing
from shared.store import Recorded

PAGE = 2000  # messages of each road at a time: many fall on the same rows, written once


@dataclass(frozen=True)
class Lane:
    """One road of one of the consumers, and what was read of it."""

    consumer: Consumer
    partition: int
    messages: Sequence[Recorded]

    @property
    def last(self) -> datetime:
        return self.messages[-1].numbered_at


@dataclass
class Interleaving:
    """The consumers of one projection, stepped together."""

    consumers: Sequence[Consumer]
    passed: int = 0
    _at: dict[tuple[str, int], int] = field(default_factory=dict)

    def advance(self) -> int:
        """Take the next events of all sources in one transaction; how many were passed."""
        lanes = [lane for consumer in self.consumers for lane in self._lanes(consumer)]
        full = [lane.last for lane in lanes if len(lane.messages) == PAGE]
        horizon = min(full) if full else None  # beyond it, a full road may have something earlier
        due = [
            (message.numbered_at, place, message)
            for place, lane in enumerate(lanes)
            for message in lane.messages
            if horizon is None or message.numbered_at <= horizon
        ]
        due.sort(key=lambda entry: (entry[0], entry[1], entry[2].position))
        order = [(place, message) for _, place, message in due]
        passed = self._take(lanes, order) if order else 0
        self.passed += passed
        return passed + sum(c.retry_waiting(at_once=True) for c in self.consumers)

    def reach(self, goal: Mapping[Road, int]) -> bool:
        """Go on until all these positions are passed; whether they could be."""
        while any(self._at.get((r.source, r.partition), 0) < goal[r] for r in goal):
            if not self.advance():
                return False
        return True

    def heads(self) -> dict[Road, int]:
        """How far every road goes at this moment."""
        return {
            consumer.road(partition): last
            for consumer in self.consumers
            for partition, last in consumer.source.heads().partitions.items()
        }

    def hold(self, db: Connection) -> dict[Road, Checkpoint]:
        """The checkpoints on all roads as `db` has them, locked, also where none was before."""
        return {
            consumer.road(partition): marks.locked(
                db, consumer.road(partition), consumer.source.epoch, consumer.clock.now()
            )
            for consumer in self.consumers
            for partition in consumer.source.partitions
        }

    def reached(self, held: Mapping[Road, Checkpoint]) -> dict[Road, int]:
        """Their positions, in so far as their sources were not restored since."""
        epochs = {consumer.source.service: consumer.source.epoch for consumer in self.consumers}
        return {r: mark.position for r, mark in held.items() if mark.epoch == epochs[r.source]}

    def _lanes(self, consumer: Consumer) -> list[Lane]:
        source = consumer.source
        read = (
            (partition, source.read(partition, self._at.get((source.service, partition), 0), PAGE))
            for partition in source.partitions
        )
        return [Lane(consumer, partition, found) for partition, found in read if found]

    def _take(self, lanes: Sequence[Lane], order: Sequence[tuple[int, Recorded]]) -> int:
        try:
            return self._pass(lanes, order, parking=False)
        except Exception as trouble:
            if is_transient(trouble) or isinstance(trouble, Stopped):
                raise
            return self._pass(lanes, order, parking=True)

    def _pass(
        self, lanes: Sequence[Lane], order: Sequence[tuple[int, Recorded]], *, parking: bool
    ) -> int:
        with lanes[0].consumer.database.writing() as db:
            ways = [_way(db, lane) for lane in lanes]
            with nullcontext() if parking else collapsing(db):
                for place, message in order:
                    consumer = lanes[place].consumer
                    apply: Apply = consumer.apply_or_park if parking else consumer.apply
                    consumer.pass_by(ways[place], message, apply)
            for way in ways:
                way.save()
        for way in ways:
            self._at[way.road.source, way.road.partition] = way.mark.position
        return sum(way.passed for way in ways)


def _way(db: Connection, lane: Lane) -> Passing:
    consumer = lane.consumer
    road, now = consumer.road(lane.partition), consumer.clock.now()
    return Passing(db, road, consumer.source, now=now, in_a_row=0)
