"""A consumer that another process runs, as the process that draws pages sees it."""

from datetime import datetime

from shared.consumer import high_water_marks
from shared.consumer.completeness import completeness
from shared.consumer.consumer import Consumer
from shared.consumer.high_water_marks import CachedSource
from shared.store import HighWaterMarks


class Watched(Consumer):
    """How far it has come is read from what the other process writes down; it takes no step."""

    runs_here = False

    @property
    def last_contact_at(self) -> datetime | None:
        """When the source last answered whoever follows it; None for never."""
        with self.database.reading() as db:
            found = high_water_marks.known(db, self.source.service)
        return found[1] if found else None

    def told(self) -> tuple[HighWaterMarks, datetime] | None:
        """What the other process wrote down last; the own store is asked itself."""
        if not isinstance(self.source, CachedSource):
            return super().told()
        with self.database.reading() as db:
            return high_water_marks.known(db, self.source.service)

    def has_read_to(self, head: int) -> bool:
        """Has it passed everything that its source holds, by what was heard of it lately?"""
        return completeness(self).is_complete(self.clock.now())

    def step(self) -> int:
        raise RuntimeError(f"{self.name} is run by another process.")
