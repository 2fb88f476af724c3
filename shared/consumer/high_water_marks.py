"""How far the sources had come at the last contact, written down for other processes.

The process that follows writes the marks; the one that draws pages reads them, so no page waits
for another service. The marks are never newer than `last_contact_at`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from shared.consumer.source import Source
from shared.consumer.tables import heads
from shared.database.engine import Database
from shared.database.upsert import upsert
from shared.kernel.clock import Clock
from shared.store import Bookmark, HighWaterMarks, Recorded

EVERY = 10.0  # seconds


def record(db: Connection, source: str, marks: HighWaterMarks, now: datetime) -> None:
    upsert(db, heads, {"source": source}, _row(marks) | {"heard_at": now})


def recorded(db: Connection) -> dict[str, tuple[HighWaterMarks, datetime]]:
    """The last marks of each source that has ever answered, and when they were written."""
    return {row.source: (_marks(row), row.heard_at) for row in db.execute(_RECORDED)}


def _marks(row: Row[Any]) -> HighWaterMarks:
    partitions = {int(number): last for number, last in row.partitions.items()}
    return HighWaterMarks(row.epoch, row.position, row.numbered_at, partitions)


class SourceNeverSeen(ConnectionError):
    """The source has not answered yet; the process that follows it may not have begun."""


@dataclass
class RecordingSource:
    """A source whose high-water marks are recorded from time to time while it is followed.

    Its `head` is a position, as that of a store or a feed.
    """

    source: Source
    database: Database
    clock: Clock
    _recorded_at: float = field(default=float("-inf"), init=False)

    @property
    def service(self) -> str:
        return self.source.service

    @property
    def epoch(self) -> UUID:
        return self.source.epoch

    @property
    def partitions(self) -> Sequence[int]:
        return self.source.partitions

    @property
    def waits(self) -> bool:
        return self.source.waits

    def notify(self, wakeup: Event) -> None:
        self.source.notify(wakeup)

    def rest(self, wakeup: Event, seconds: float) -> None:
        self.source.rest(wakeup, seconds)

    def head(self) -> int:
        if monotonic() < self._recorded_at + EVERY:
            return self.source.head()
        marks = self.source.high_water_marks()
        with self.database.alone() as db:  # nobody is woken: nothing new may be there
            record(db, self.service, marks, self.clock.now())
        self._recorded_at = monotonic()
        return marks.position

    def high_water_marks(self) -> HighWaterMarks:
        return self.source.high_water_marks()

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        self.source.resume(partition, bookmark)

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        return self.source.read(partition, after, limit)

    def at(self, partition: int, position: int) -> Recorded:
        return self.source.at(partition, position)

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        return self.source.numbered_after(partition, position)


@dataclass(frozen=True)
class CachedSource:
    """A source as another process last recorded it; it says only how far the source is."""

    service: str
    database: Database

    @property
    def epoch(self) -> UUID:
        return self.high_water_marks().epoch

    @property
    def partitions(self) -> Sequence[int]:
        return sorted(self.high_water_marks().partitions)

    @property
    def waits(self) -> bool:
        return False

    def notify(self, wakeup: Event) -> None:
        """Nothing to do: nobody follows here."""

    def rest(self, wakeup: Event, seconds: float) -> None:
        wakeup.wait(seconds)

    def head(self) -> int:
        return self.high_water_marks().position

    def high_water_marks(self) -> HighWaterMarks:
        with self.database.reading() as db:
            last_known = recorded(db).get(self.service)
        if last_known is None:
            raise SourceNeverSeen(f"{self.service} has not been heard yet.")
        return last_known[0]

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Nobody follows here."""

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        raise RuntimeError(f"This process does not follow {self.service}.")

    def at(self, partition: int, position: int) -> Recorded:
        raise RuntimeError(f"This process does not follow {self.service}.")

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        raise RuntimeError(f"This process does not follow {self.service}.")


def _row(marks: HighWaterMarks) -> dict[str, object]:
    return {
        "epoch": marks.epoch,
        "position": marks.position,
        "numbered_at": marks.numbered_at,
        "partitions": {str(number): last for number, last in marks.partitions.items()},
    }


_RECORDED = select(heads)  # built once, run by each request; a few rows
