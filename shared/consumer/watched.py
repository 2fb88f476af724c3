"""A consumer that another process runs, as the process that draws pages sees it."""

from collections.abc import Mapping
from datetime import datetime

from shared.consumer import high_water_marks
from shared.consumer.completeness import completeness
from shared.consumer.consumer import Consumer
from shared.consumer.high_water_marks import CachedSource
from shared.store import HighWaterMarks


class Watched(Consumer):
    """It reads how far it has come from what the other process records; it takes no step."""

    runs_here = False

    @property
    def last_contact_at(self) -> datetime | None:
        """When the source last answered the process that follows it; None for never."""
        with self.database.reading() as db:
            last_known = high_water_marks.recorded(db).get(self.source.service)
        return last_known[1] if last_known else None

    def last_known_marks(
        self, recorded: Mapping[str, tuple[HighWaterMarks, datetime]]
    ) -> tuple[HighWaterMarks, datetime] | None:
        """What the other process recorded last; the own store is read itself."""
        if not isinstance(self.source, CachedSource):
            return super().last_known_marks(recorded)
        return recorded.get(self.source.service)

    def has_read_to(self, head: int) -> bool:
        """Was everything processed that the source had at a recent contact?"""
        return completeness(self).is_complete(self.clock.now())

    def step(self, head: int | None = None) -> int:
        raise RuntimeError(f"{self.name} is run by another process.")
