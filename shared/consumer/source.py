"""Where a consumer's events come from: one protocol, so that no service imports another.

A source has partitions; in each the chain is closed: a message's `previous` is the position of
the message before it. The store of another service, its HTTP feed and Kafka
give the same chain, so a checkpoint can move from one to the other.
"""

from collections.abc import Sequence
from datetime import datetime
from threading import Event
from typing import Protocol
from uuid import UUID

from shared.store import Bookmark, HighWaterMarks, Recorded, Store

OWN = -1  # the only partition of a service's own followers: every dense position


class Source(Protocol):
    @property
    def service(self) -> str: ...

    @property
    def epoch(self) -> UUID: ...

    @property
    def partitions(self) -> Sequence[int]:
        """The partitions that this reader may take now; a broker shares them out to processes."""
        ...

    @property
    def waits(self) -> bool:
        """Whether `head` itself waits for news; then each consumer needs a thread of its own."""
        ...

    def notify(self, wakeup: Event) -> None:
        """Set `wakeup` when something may be new, where the source can tell."""
        ...

    def rest(self, wakeup: Event, seconds: float) -> None:
        """Wait for `wakeup`, these seconds, or longer where the source itself tells of news."""
        ...

    def head(self) -> int:
        """A cheap number that grows when something may be new; while it stays, nothing is."""
        ...

    def high_water_marks(self) -> HighWaterMarks: ...

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Take a checkpoint's bookmark, before the first read of a partition and after errors."""
        ...

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]: ...

    def at(self, partition: int, position: int) -> Recorded:
        """One message again, for replay."""
        ...

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        """When the first event after this position was numbered; None for none."""
        ...


class StoreSource:
    """Another service's store, followed directly: the embedded default."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def service(self) -> str:
        return self._store.service

    @property
    def epoch(self) -> UUID:
        return self._store.epoch.id

    @property
    def partitions(self) -> Sequence[int]:
        return range(self._store.epoch.partitions)

    @property
    def waits(self) -> bool:
        return False

    def notify(self, wakeup: Event) -> None:
        self._store.database.listen(wakeup)

    def rest(self, wakeup: Event, seconds: float) -> None:
        wakeup.wait(seconds)

    def head(self) -> int:
        return self._store.head()

    def high_water_marks(self) -> HighWaterMarks:
        return self._store.high_water_marks()

    def resume(self, partition: int, bookmark: Bookmark | None) -> None:
        """Nothing to remember: every read says after which position."""

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        return [_unlisted(m) for m in self._store.travelling(after, limit, partition)]

    def at(self, partition: int, position: int) -> Recorded:
        (message,) = self.read(partition, position - 1, 1)
        return message

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        messages = self.read(partition, position, 1)
        return messages[0].numbered_at if messages else None


class OwnSource(StoreSource):
    """A service's own store: every event, private ones too.

    Its consumers stand at the same place most of the time, so what was read last serves the next
    of them too, as long as it is all there was when `head` was asked last, or a full batch.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._head = 0
        self._last: tuple[int, int, Sequence[Recorded]] = (0, 0, ())

    @property
    def partitions(self) -> Sequence[int]:
        return (OWN,)

    def head(self) -> int:
        self._head = super().head()
        return self._head

    def high_water_marks(self) -> HighWaterMarks:
        marks = self._store.high_water_marks()
        return HighWaterMarks(
            marks.epoch,
            marks.position,
            marks.numbered_at,
            {OWN: marks.position},
            {OWN: marks.last_id} if marks.last_id else {},
        )

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        last = self._last
        if not self._still_holds(last, after, limit):
            self._last = last = (after, limit, self._store.read(after, limit))
        return last[2]

    def at(self, partition: int, position: int) -> Recorded:
        (message,) = self._store.read(position - 1, 1)
        return message

    def numbered_after(self, partition: int, position: int) -> datetime | None:
        messages = self._store.read(position, 1)
        return messages[0].numbered_at if messages else None

    def _still_holds(
        self, last: tuple[int, int, Sequence[Recorded]], after: int, limit: int
    ) -> bool:
        begins, most, messages = last
        if (begins, most) != (after, limit) or not messages:
            return False
        end = messages[-1].position
        return end == self._head or (len(messages) == limit and end < self._head)


def _unlisted(message: Recorded) -> Recorded:
    """Remove the list of concerned organisations, which never leaves the service."""
    for name in ("concerns", "selected"):
        message.metadata.pop(name, None)  # this copy was read for us alone
    return message
