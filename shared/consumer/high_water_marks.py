"""How far the sources had come when they were last heard, told to other processes.

The process that follows writes it down; the one that draws pages reads it, so no page waits for
another service. What it says is never newer than `last_contact_at`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from time import monotonic
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from shared.consumer.source import Source
from shared.consumer.tables import heads
from shared.database.engine import Database
from shared.database.upsert import upsert
from shared.kernel.clock import Clock
from shared.store import Bookmark, HighWaterMarks, Recorded

EVERY = 5.0  # seconds


def record(db: Connection, source: str, told: HighWaterMarks, now: datetime) -> None:
    upsert(db, heads, {"source": source}, _row(told) | {"heard_at": now})


def known(db: Connection, source: str) -> tuple[HighWaterMarks, datetime] | None:
    """What was last heard of a source, and when; None before it was ever heard."""
    row = db.execute(_KNOWN, {"of": source}).first()
    if row is None:
        return None
    partitions = {int(number): last for number, last in row.partitions.items()}
    return HighWaterMarks(row.epoch, row.position, row.numbered_at, partitions), row.heard_at


class SourceNeverSeen(ConnectionError):
    """The source has not been heard yet; whoever follows it may not have begun."""


@dataclass
class RecordingSource:
    """A source whose heads are written down from time to time while it is followed."""

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

    def head(self) -> int:
        if monotonic() >= self._recorded_at + EVERY:
            self._recorded_at = monotonic()
            self._record()
        return self.source.head()

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

    def _record(self) -> None:
        """What is silent just now is noted later; its events may still come by another road."""
        try:
            told = self.source.high_water_marks()
        except ConnectionError:
            return
        with self.database.writing() as db:
            record(db, self.service, told, self.clock.now())


@dataclass(frozen=True)
class CachedSource:
    """A source as another process of this service last heard it: to ask how far it is, no more."""

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
        """Nobody follows here."""

    def head(self) -> int:
        return self.high_water_marks().position

    def high_water_marks(self) -> HighWaterMarks:
        with self.database.reading() as db:
            found = known(db, self.service)
        if found is None:
            raise SourceNeverSeen(f"{self.service} has not been heard yet.")
        return found[0]

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Nobody follows here."""

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        raise RuntimeError(f"This process does not follow {self.service}.")

    def at(self, partition: int, position: int) -> Recorded:
        raise RuntimeError(f"This process does not follow {self.service}.")

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        raise RuntimeError(f"This process does not follow {self.service}.")


def _row(told: HighWaterMarks) -> dict[str, object]:
    return {
        "epoch": told.epoch,
        "position": told.position,
        "numbered_at": told.numbered_at,
        "partitions": {str(number): last for number, last in told.partitions.items()},
    }


_KNOWN = select(heads).where(heads.c.source == bindparam("of"))  # built once, asked by each request
